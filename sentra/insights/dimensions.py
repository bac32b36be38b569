"""By what figures are told apart: the words for the keys of each cut, in the order in which they are shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.insights.figure import Words
from sentra.licensing.models.application import Status
from sentra.reference.loading import current_pack

DISTRICT, VILLAGE, COMMODITY = "district", "village", "commodity"


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to tell apart: its name, and what its keys are called (read anew each time, in the reader's language)."""

    code: str
    name: Words
    names: Callable[[], Mapping[str, str]]


def _districts() -> dict[str, str]:
    return _by_name(current_pack().district_names.items())


def _villages() -> dict[str, str]:
    pack = current_pack()
    told = ((one.code, f"{one.name}, {pack.district_names.get(one.district, one.district)}") for one in pack.villages)
    return _by_name(told)


def _commodities() -> dict[str, str]:
    return _by_name((one.code, str(one.name)) for one in current_pack().commodities)


def _kbli() -> dict[str, str]:
    """Name the classes by their newest version."""
    known = sorted(current_pack().kbli, key=lambda one: one.version)
    return dict(sorted((one.code, f"{one.code} {one.title}") for one in known))


def _services() -> dict[str, str]:
    return {one.code: str(one.title) for one in sorted(current_pack().services, key=lambda one: one.order)}


def _stages() -> dict[str, str]:
    return {str(one.value): str(one.label) for one in Status}


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return dict(sorted(pairs, key=lambda pair: pair[1]))


_ALL = (
    Dimension(DISTRICT, gettext_lazy("District"), _districts),
    Dimension(VILLAGE, gettext_lazy("Village"), _villages),
    Dimension(COMMODITY, gettext_lazy("Commodity"), _commodities),
    Dimension("kbli", gettext_lazy("KBLI"), _kbli),
    Dimension("service", gettext_lazy("Service"), _services),
    Dimension("stage", gettext_lazy("Stage"), _stages),
)
DIMENSIONS: Mapping[str, Dimension] = {one.code: one for one in _ALL}
"""All that figures are told apart by; a cut that isn't here isn't offered."""


def crossing(one: str, other: str, cuts: Iterable[str]) -> str:
    """Give the cut that tells two dimensions apart at once; "" where there is none."""
    known = set(cuts)
    return next((cut for cut in (f"{one}_{other}", f"{other}_{one}") if cut in known), "")


def in_order(dimension: str, keys: Iterable[str]) -> list[tuple[str, str]]:
    """Give keys with their words, in the order of the dimension; what nobody knows comes last."""
    names, asked = DIMENSIONS[dimension].names(), set(keys)
    strange = sorted(asked - set(names) - {""})
    ordered = [*((key, name) for key, name in names.items() if key in asked), *((key, key) for key in strange)]
    return [*ordered, ("", _("Not known"))] if "" in asked else ordered
