"""How a month is counted: the shape that each family of figures fills in (`insights.families`)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

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


def cells(
    rows: "QuerySet[Any, dict[str, Any]]", cuts: Mapping[str, Sequence[str]], names: Iterable[str]
) -> Iterator[Cell]:
    """Count rows by several cuts in one statement.

    `rows` is grouped (`.values(...).annotate(...)`) by every column that a cut names; each of `names` is added up.
    A cut has at most two columns: its key and the other. Cells in which nothing was counted are left out.
    """
    columns = sorted({column for cut in cuts.values() for column in cut})
    named = list(names)
    sql, parameters = rows.order_by().query.sql_with_params()
    sets = ", ".join(f"({', '.join(map(_quoted, cut))})" for cut in cuts.values())
    asked = [*(f"grouping({_quoted(one)}) AS {_quoted(f'by {one}')}" for one in columns), *map(_quoted, columns)]
    sums = [f"sum({_quoted(one)})" for one in named]
    statement = f"SELECT {', '.join([*asked, *sums])} FROM ({sql}) AS counted GROUP BY GROUPING SETS ({sets})"  # noqa: S608 - all names are our own
    of_columns = {frozenset(cut): (name, cut) for name, cut in cuts.items()}
    many = len(columns)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for row in cursor.fetchall():
            by = frozenset(column for column, left_out in zip(columns, row[:many], strict=True) if not left_out)
            cut, order = of_columns[by]
            keys = dict(zip(columns, row[many : 2 * many], strict=True))
            values: Values = {name: int(value) for name, value in zip(named, row[2 * many :], strict=True) if value}
            if values:
                key, other = (*(str(keys[one] or "") for one in order), "", "")[:2]
                yield Cell(cut, key, other, values)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
