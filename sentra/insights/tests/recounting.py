"""Recounting in the tests: slow and obvious, over all records, with nothing of what is tested but a month's days."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sentra.insights.counting import Cell, Family, Span, Values
from sentra.kernel import clock

Place = tuple[str, str, str]


class Recount:
    """What is counted by hand; `cuts` maps each cut to the facts that it tells apart by."""

    def __init__(self, **cuts: tuple[str, ...]) -> None:
        self.cuts = cuts
        self.found: dict[Place, Values] = {}

    def add(self, name: str, facts: Mapping[str, str], many: int = 1, days: int | None = None) -> None:
        """Count one in every cut whose facts are told; with `days` it is one that took so many."""
        for cut, columns in self.cuts.items():
            if not many or not all(column in facts for column in columns):
                continue
            key, other = ([facts[column] for column in columns] + ["", ""])[:2]
            values = self.found.setdefault((cut, key, other), {})
            if days is None:
                before = values.get(name, 0)
                assert isinstance(before, int)
                values[name] = before + many
            else:
                spread = values.setdefault(name, {})
                assert isinstance(spread, dict)
                spread[str(days)] = spread.get(str(days), 0) + many


def told(cells: Iterable[Cell]) -> dict[Place, Values]:
    """Give cells by their place; no place comes twice."""
    found: dict[Place, Values] = {}
    for cell in cells:
        assert (cell.cut, cell.key, cell.other) not in found
        found[cell.cut, cell.key, cell.other] = cell.values
    return found


def months_of(family: Family) -> list[Span]:
    """Give all months that a family's records tell of, up to the present one."""
    first, today = family.begins(), clock.today()
    assert first
    months, month = [], first.replace(day=1)
    while month <= today:
        months.append(Span.of(month, today))
        month = clock.months_on(month, 1)
    return months


def local(moment: datetime | None) -> date | None:
    """Give the regency's day of a moment."""
    return None if moment is None else clock.local_day(moment)


def within(day: date | None, span: Span) -> bool:
    """Tell whether a day is counted."""
    return day is not None and span.first <= day <= span.last


def stood(began: date | None, ended: date | None, span: Span) -> bool:
    """Tell whether what began and ended on these days was there at the end of the last day."""
    return began is not None and began <= span.last and (ended is None or ended > span.last)


def moment(text: str, hour: int = 9) -> datetime:
    """Give an hour of a day (`2026-03-05`) in the regency."""
    return datetime.combine(date.fromisoformat(text), datetime.min.time(), clock.local_zone()) + timedelta(hours=hour)


def total_of(cells: Mapping[Place, Values], cut: str = "all", key: str = "", other: str = "") -> dict[str, Any]:
    """Give what was counted of a cell; of one that isn't there, nothing."""
    return dict(cells.get((cut, key, other), {}))
