"""How figures are written: in the reader's language, with its signs for thousands and decimals."""

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from sentra.insights.figure import Number

UNTOLD = "–"
LARGE = ((10**12, _("trillion")), (10**9, _("billion")), (10**6, _("million")))


def written(value: Number | None, digits: int = 0) -> str:
    """Write a figure, rounded; a dash where it can't be told."""
    return UNTOLD if value is None else str(number_format(round(value, digits), digits, force_grouping=True))


def written_short(value: Number | None, digits: int = 0) -> str:
    """Write a figure as there is room for it beside a bar: millions and more in words."""
    if value is not None:
        for size, words in LARGE:
            if abs(value) >= size:
                return f"{written(value / size, 1)} {words}"
    return written(value, digits)
