"""Numbers of figures in words, as the reader writes them: large amounts short, changes with their direction."""

from datetime import date
from functools import lru_cache

from django.template.defaultfilters import date as written
from django.utils.formats import get_format
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from sentra.insights.change import Change, Distance, Way
from sentra.insights.figure import Figure, Number, Unit
from sentra.reference.insights import Goal

UNKNOWN = "–"
SIZES = ((10**12, gettext_noop("trillion")), (10**9, gettext_noop("billion")), (10**6, gettext_noop("million")))


def said(number: Number | None, figure: Figure) -> str:
    """Write a number of a figure with its unit, where that is one that needs no words."""
    if number is None:
        return UNKNOWN
    if figure.unit is Unit.RUPIAH:
        return rupiah_short(number)
    if figure.unit is Unit.PERCENT:
        return f"{plain(number, figure.digits)} %"
    return plain(number, figure.digits)


def parted(number: Number | None, figure: Figure) -> tuple[str, str]:
    """Write a number of a figure as what is read first, and the unit or the size behind it ("" without)."""
    first, _space, unit = said(number, figure).partition(" ")
    if number is None:
        return first, ""
    if figure.unit is Unit.DAYS:
        return first, figure.unit.label
    return first, "/ 100" if figure.unit is Unit.POINTS else unit


def brief(number: Number | None, figure: Figure) -> str:
    """Write a number as short as it goes, for a tile on a phone: no unit, nothing behind the point."""
    if number is None:
        return UNKNOWN
    return said(number, figure) if figure.unit is Unit.RUPIAH else plain(number)


def told(number: Number | None, digits: int = 0) -> str:
    """Write a number, rounded; a dash where it isn't known."""
    return UNKNOWN if number is None else plain(number, digits)


def plain(number: Number, digits: int = 0) -> str:
    """Write a number with the reader's marks; a page has hundreds."""
    thousands, decimal = _marks(get_language() or "id")
    whole, _point, rest = f"{number:,.{digits}f}".partition(".")
    return f"{whole.replace(',', thousands)}{decimal}{rest}" if rest else whole.replace(",", thousands)


@lru_cache(maxsize=8)
def _marks(language: str) -> tuple[str, str]:
    return str(get_format("THOUSAND_SEPARATOR", language)), str(get_format("DECIMAL_SEPARATOR", language))


@lru_cache(maxsize=1024)
def _month(month: date, _language: str) -> str:
    return str(written(month, "F Y"))


def month_said(month: date) -> str:
    """Name a month."""
    return _month(month, get_language() or "id")


def short(number: Number | None, digits: int = 0) -> str:
    """Write a number as there is room for it beside a bar: millions and more in words, in three or four digits."""
    if number is None:
        return UNKNOWN
    for size, words in SIZES:
        if abs(number) >= size:
            parts = number / size
            return f"{plain(parts, 0 if abs(parts) >= 1000 else 1)} {_(words)}"
    return plain(number, digits)


def rupiah_short(amount: Number) -> str:
    """Write an amount of rupiah in three or four digits: `Rp161,8 miliar`."""
    return f"{'−' if amount < 0 else ''}Rp{short(abs(amount))}"


def amount_said(number: Number, figure: Figure) -> str:
    """Write how much a figure moved or is away from something: shares in points, not in percent."""
    if figure.unit is Unit.PERCENT:
        return _("%(many)s points") % {"many": plain(abs(number), figure.digits)}
    return said(abs(number), figure)


def change_said(moved: Change, figure: Figure) -> str:
    """Say which way a figure moved and how much: `up 38 (2.1 %)`."""
    if moved.way is Way.SAME:
        return _("unchanged")
    many = amount_said(moved.by, figure)
    if moved.percent is not None and figure.unit not in (Unit.PERCENT, Unit.POINTS):
        many = f"{many} ({plain(abs(moved.percent), 1)} %)"
    return (_("up %(many)s") if moved.way is Way.UP else _("down %(many)s")) % {"many": many}


def news_said(moved: Change) -> str:
    """Say whether a change is good news; "" where it is neither."""
    return "" if moved.good is None else _("better") if moved.good else _("worse")


def distance_said(away: Distance, figure: Figure) -> str:
    """Say how far a goal is, and when it will be met at this pace."""
    if away.is_met:
        return _("met")
    many = amount_said(away.left, figure)
    left = (_("%(many)s too many") if figure.better == "less" else _("%(many)s missing")) % {"many": many}
    if away.reached is None:
        return _("%(left)s; at this pace it isn't met") % {"left": left}
    return _("%(left)s; met in %(year)s at this pace") % {"left": left, "year": away.reached}


def goal_said(goal: Goal, figure: Figure) -> str:
    """Say what is aimed at: `2,000 by 2029`."""
    return _("%(value)s by %(year)s") % {"value": said(goal.value, figure), "year": goal.year}
