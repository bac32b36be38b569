"""How a month is counted: the shape that each family of figures fills in (`insights.families`)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from sentra.kernel import clock

Value = int | dict[str, int]
Values = dict[str, Value]
ALL = "all"


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a month that are counted: all of them, or up to today in the open month."""

    first: date
    last: date

    @classmethod
    def of(cls, month: date, today: date) -> "Span":
        """Give the days of a month up to today. Raises `ValueError` for a month that hasn't begun."""
        first = month.replace(day=1)
        if first > today:
            raise ValueError(f"{first} is to come")
        return cls(first, min(clock.months_on(first, 1) - timedelta(days=1), today))

    @property
    def since(self) -> datetime:
        """The first moment that is counted."""
        return datetime.combine(self.first, time.min, clock.local_zone())

    @property
    def until(self) -> datetime:
        """The first moment that isn't counted any more."""
        return datetime.combine(self.last + timedelta(days=1), time.min, clock.local_zone())

    def holds(self, moment: str) -> Q:
        """Narrow to rows whose moment is counted; an index on it serves."""
        return Q(**{f"{moment}__gte": self.since, f"{moment}__lt": self.until})

    def has(self, day: str) -> Q:
        """Narrow to rows whose day is counted."""
        return Q(**{f"{day}__range": (self.first, self.last)})

    def stands(self, began: str, ended: str) -> Q:
        """Narrow to rows that had begun on the last day and not ended, by the moments of both."""
        return Q(**{f"{began}__lt": self.until}) & (
            Q(**{f"{ended}__isnull": True}) | Q(**{f"{ended}__gte": self.until})
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """The counts of one cell: by what it is told apart, which one it is, and what was counted."""

    cut: str
    key: str
    other: str
    values: Values


Count = Callable[[Span], Iterable[Cell]]


@dataclass(frozen=True, slots=True)
class Family:
    """Figures that are counted together.

    `count` counts the present month as the register stands, `look_back` an earlier one by the days that today's records
    tell. `begins` gives the first day that any record tells of; None where there is none.
    """

    code: str
    count: Count
    look_back: Count
    begins: Callable[[], date | None]


def cells(rows: "QuerySet[Any, Any]", cuts: Mapping[str, Sequence[str]], names: Iterable[str]) -> Iterator[Cell]:
    """Count rows by several cuts in one statement.

    `rows` is grouped (`.values(...).annotate(...)`) by every column that a cut names; each of `names` is added up.
    A cut has at most two columns: its key and the other. Cells in which nothing was counted are left out.
    """
    named = list(names)
    for cut, keys, counts in _summed(rows, cuts, named):
        values: Values = {name: int(value) for name, value in zip(named, counts, strict=True) if value}
        if values:
            yield _cell(cut, keys, values)


def spreads(
    rows: "QuerySet[Any, Any]", cuts: Mapping[str, Sequence[str]], name: str, days: str = "days"
) -> Iterator[Cell]:
    """Count by several cuts how many rows there are of each number of days, in one statement.

    `rows` is grouped as for `cells`, and by `days`; `many` of them are added up to the spread `name`.
    """
    found: dict[tuple[str, str, str], dict[str, int]] = {}
    for cut, keys, (many,) in _summed(rows, {cut: (*columns, days) for cut, columns in cuts.items()}, ["many"]):
        if many:
            cell = _cell(cut, keys[:-1], {})
            found.setdefault((cell.cut, cell.key, cell.other), {})[str(keys[-1])] = int(many)
    return (Cell(*keys, {name: spread}) for keys, spread in found.items())


def added(all_values: Iterable[Mapping[str, Value]]) -> Values:
    """Add up the counts of some cells."""
    found: Values = {}
    for values in all_values:
        for name, value in values.items():
            before = found.get(name)
            if isinstance(value, int):
                found[name] = value + (before if isinstance(before, int) else 0)
            else:
                spread_so_far = before if isinstance(before, dict) else {}
                found[name] = {
                    days: spread_so_far.get(days, 0) + value.get(days, 0) for days in {*spread_so_far, *value}
                }
    return found


def merged(*sources: Iterable[Cell]) -> Iterator[Cell]:
    """Put what was counted of one cell in several statements into one; counts of one name add up."""
    found: dict[tuple[str, str, str], list[Values]] = {}
    for source in sources:
        for cell in source:
            found.setdefault((cell.cut, cell.key, cell.other), []).append(cell.values)
    return (Cell(*keys, added(some)) for keys, some in found.items())


class Sums:
    """Counts that are added up record by record, where the database can't tell them: by cuts, as `cells` gives them."""

    def __init__(self, cuts: Mapping[str, Sequence[str]]) -> None:
        self._cuts = cuts
        self._counts: dict[tuple[str, str, str], dict[str, int]] = {}
        self._spreads: dict[tuple[str, str, str], dict[str, dict[str, int]]] = {}

    def add(self, record: Mapping[str, str], name: str, many: int = 1) -> None:
        """Count a record, told by the columns that the cuts name."""
        for place in self._places(record):
            counts = self._counts.setdefault(place, {})
            counts[name] = counts.get(name, 0) + many

    def add_days(self, record: Mapping[str, str], name: str, days: int) -> None:
        """Count a record among those that took so many days."""
        for place in self._places(record):
            spread = self._spreads.setdefault(place, {}).setdefault(name, {})
            spread[str(days)] = spread.get(str(days), 0) + 1

    def cells(self) -> Iterator[Cell]:
        """Give what was counted."""
        for place in {**self._counts, **self._spreads}:
            values: Values = {name: many for name, many in self._counts.get(place, {}).items() if many}
            values.update(self._spreads.get(place, {}))
            if values:
                yield Cell(*place, values)

    def _places(self, record: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
        for cut, columns in self._cuts.items():
            key, other = (*(record[column] or "" for column in columns), "", "")[:2]
            yield cut, key, other


def _summed(
    rows: "QuerySet[Any, Any]", cuts: Mapping[str, Sequence[str]], names: Sequence[str]
) -> Iterator[tuple[str, tuple[Any, ...], tuple[Any, ...]]]:
    """Add up by the sets of columns of the cuts; gives each cut with its keys, in the cut's order, and the sums."""
    columns = sorted({column for cut in cuts.values() for column in cut})
    sql, parameters = rows.order_by().query.sql_with_params()
    sets = ", ".join(f"({', '.join(map(_quoted, cut))})" for cut in cuts.values())
    asked = [*(f"grouping({_quoted(one)}) AS {_quoted(f'by {one}')}" for one in columns), *map(_quoted, columns)]
    sums = [f"sum({_quoted(one)})" for one in names]
    statement = f"SELECT {', '.join([*asked, *sums])} FROM ({sql}) AS counted GROUP BY GROUPING SETS ({sets})"  # noqa: S608 - all names are our own
    of_columns = {frozenset(cut): (name, cut) for name, cut in cuts.items()}
    many = len(columns)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for row in cursor.fetchall():
            by = frozenset(column for column, left_out in zip(columns, row[:many], strict=True) if not left_out)
            cut, order = of_columns[by]
            keys = dict(zip(columns, row[many : 2 * many], strict=True))
            yield cut, tuple(keys[one] for one in order), row[2 * many :]


def _cell(cut: str, keys: Sequence[Any], values: Values) -> Cell:
    key, other = (*(str(one or "") for one in keys), "", "")[:2]
    return Cell(cut, key, other, values)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
