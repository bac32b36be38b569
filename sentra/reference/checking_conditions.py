"""Checking when something is asked for: a condition looks only at what was answered before, and at possible answers."""

from collections.abc import Iterator, Mapping

from sentra.kernel.text import Text
from sentra.reference.loading import Reading
from sentra.reference.parts import Condition
from sentra.reference.schema import FormField

COMMODITY_GROUPS = frozenset({"controlled", "food"})
COMMODITY_KNOWN = FormField(code="commodity", type="commodity", label=Text(id="Jenis produk", en="Kind of product"))
"""What an application that follows a permit knows without asking."""


def condition_faults(reading: Reading, when: Condition | None, earlier: Mapping[str, FormField]) -> Iterator[str]:
    """Find what a condition asks that isn't asked before, or that can't be answered so."""
    for code, wanted in (when or {}).items():
        field = earlier.get(code)
        if field is None:
            yield f"a question that is asked before, not {code}"
            continue
        values = {wanted} if isinstance(wanted, (str, bool)) else set(wanted)
        possible = _possible(reading, field)
        if possible is not None and not values <= possible:
            wrong = ", ".join(sorted(str(value) for value in values - possible))
            yield f"a possible answer to {code}, not {wrong}"


def _possible(reading: Reading, field: FormField) -> set[str | bool] | None:
    if field.type == "yesno":
        return {True, False}
    if field.choices:
        return {choice.value for choice in field.choices}
    if field.type == "commodity":
        return {commodity.code for commodity in reading.commodities} | COMMODITY_GROUPS
    return None
