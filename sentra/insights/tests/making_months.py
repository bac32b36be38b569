"""Months of the tests, put straight into the tables: as if they had been counted."""

from collections.abc import Mapping
from datetime import date

from django.core.cache import caches

from sentra.insights.counting import Values
from sentra.insights.models import Month, Seen, Tally
from sentra.kernel import clock

HERE, THERE = "35.05.10", "35.05.01"
"""Two districts: Kanigoro and Wonodadi."""
VILLAGE = "35.05.10.2003"
FAMILY = "businesses"
Cells = Mapping[tuple[str, str, str], Values]


def present() -> date:
    """The first day of the open month."""
    return clock.today().replace(day=1)


def ago(months: int) -> date:
    """The first day of a month before the open one."""
    return clock.months_on(present(), -months)


def month(first: date, cells: Cells, *, seen: Seen = Seen.THEN) -> None:
    """Count a month: cells by cut, key and other; one that is over is closed."""
    caches["process"].clear()
    Tally.objects.bulk_create(
        Tally(month=first, seen=seen, family=FAMILY, cut=cut, key=key, other=other, values=values)
        for (cut, key, other), values in cells.items()
    )
    now = clock.now()
    Month.objects.get_or_create(
        first=first, defaults={"counted_at": now, "closed_at": now if first < present() else None}
    )


def regency(here: int, there: int, *, legal: int = 0, **more: int) -> dict[tuple[str, str, str], Values]:
    """The cells of two districts that make batik here and sugar there; `legal` ones are all here."""
    values: Values = {"known": here + there, "legal": legal, "standing:none": here + there - legal, **more}
    in_kanigoro: Values = {"known": here, "legal": legal, "standing:none": here - legal, **more}
    in_wonodadi: Values = {"known": there, "standing:none": there}
    cells: dict[tuple[str, str, str], Values] = {
        ("all", "", ""): values,
        ("district", HERE, ""): in_kanigoro,
        ("district", THERE, ""): in_wonodadi,
        ("commodity", "batik_tulis", ""): in_kanigoro,
        ("commodity", "gula_kelapa", ""): in_wonodadi,
        ("district_commodity", HERE, "batik_tulis"): in_kanigoro,
        ("district_commodity", THERE, "gula_kelapa"): in_wonodadi,
        ("village", VILLAGE, ""): in_kanigoro,
        ("village_commodity", VILLAGE, "batik_tulis"): in_kanigoro,
    }
    return {key: one for key, one in cells.items() if one["known"]}
