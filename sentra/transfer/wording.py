"""What became of a row, in words: its status, and why."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.kernel.errors import Message
from sentra.registry.identity import (
    NIB_OF_ANOTHER,
    NIB_OF_ANOTHER_ROW,
    NIB_OF_OTHER_NAME,
    OTHER_NIK,
    OTHER_OWNER_NAME,
    SAME_NAME,
)
from sentra.registry.services.record import NOT_YOUR_DISTRICT, UNKNOWN_NUMBER
from sentra.transfer.models import ImportRow, RowOutcome
from sentra.transfer.parsing.faults import EXPECTED
from sentra.transfer.recognition.profiles import fields

WHYS: dict[str, Message] = {
    "permit": gettext_lazy("a permit rests on it"),
    "checked": gettext_lazy("the register's was checked"),
    "newer": gettext_lazy("the register's is newer"),
    "others": gettext_lazy("the register has another here, and it isn't changed by a list"),
    "twice": gettext_lazy("an earlier row of this sheet says otherwise"),
}
WHOLE_ROW: dict[str, Message] = {
    "sum_line": gettext_lazy("This row adds others up or repeats the header; it is no business."),
    **{
        f"register:{one.code}": one.message
        for one in (
            *(NIB_OF_ANOTHER, NIB_OF_ANOTHER_ROW, NIB_OF_OTHER_NAME, SAME_NAME, OTHER_OWNER_NAME, OTHER_NIK),
            *(NOT_YOUR_DISTRICT, UNKNOWN_NUMBER),
        )
    },
}
"""What is wrong with a whole row, said in the reader's language; what names others is kept as it was said."""


def status_of(row: ImportRow) -> str:
    """Say what became of a row."""
    return str(RowOutcome(row.outcome).label)


def reason_of(row: ImportRow, columns: Sequence[str]) -> str:
    """Say why: every cell that couldn't be read, and every word that wasn't taken."""
    told = [fault_words(one, columns) for one in row.faults]
    told += [difference_words(one) for one in row.differences]
    if row.outcome == RowOutcome.DUPLICATE:
        names = ", ".join(str(one.get("name", "")) for one in row.candidates[:3])
        told.insert(0, _("May be the same as: %(names)s. Please decide on the page of the import.") % {"names": names})
    return " ".join(told)


def field_label(code: str) -> str:
    """Say a field by its name in the reader's language; the code itself where nobody knows it."""
    known = fields().get(code.rsplit(".", 1)[-1])
    return str(known.label) if known else code


def fault_words(fault: dict[str, Any], columns: Sequence[str]) -> str:
    """Say what is wrong with a cell: its column, what stood there, what was expected."""
    code, hint = str(fault["code"]), str(fault.get("hint", ""))
    if code in WHOLE_ROW:
        return str(WHOLE_ROW[code])
    if code.startswith("register:"):
        return hint
    place = int(fault.get("place", -1))
    column = columns[place] if 0 <= place < len(columns) and columns[place] else field_label(str(fault["field"]))
    words = {"column": column, "value": str(fault.get("value", "")), "expected": EXPECTED[code]}
    if words["value"]:
        said = _("%(column)s: “%(value)s” – expected was %(expected)s.") % words
    else:
        said = _("%(column)s: expected was %(expected)s.") % words
    return f"{said} ({hint})" if hint else said


def fault_group(fault: dict[str, Any], columns: Sequence[str]) -> str:
    """Say what is wrong without saying what stood there, so that equal faults can be told together."""
    hint = fault["hint"] if str(fault["code"]).startswith("register:") else ""
    return fault_words({**fault, "value": "", "hint": hint}, columns)


def difference_words(difference: dict[str, Any]) -> str:
    """Say which word wasn't taken, and why."""
    words = {
        "field": field_label(str(difference["field"])),
        "here": str(difference["here"]) or "–",
        "there": str(difference["there"]),
        "why": WHYS[str(difference["why"])],
    }
    return _("%(field)s stays “%(here)s”, not “%(there)s”: %(why)s.") % words
