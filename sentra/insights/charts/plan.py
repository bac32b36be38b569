"""What of a table a chart shows: lines over months, bars for all else; never more than an eye can tell apart. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from sentra.insights.figure import Number
from sentra.insights.question import TIMES
from sentra.insights.tables import OTHERS, REST, Table

MOST_SERIES = 8
MOST_BARS = 60
MOST_GROUPS = 30


@dataclass(frozen=True, slots=True)
class Series:
    """A line, or the bars of one colour: its words and its values; None where it can't be told."""

    label: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart before it is drawn. `left_out` counts the rows or lines of the table for which there is no room."""

    lines: bool
    places: tuple[str, ...]
    series: tuple[Series, ...]
    left_out: int = 0

    @property
    def greatest(self) -> Number:
        """The greatest value; 0 where there is none."""
        return max((value for one in self.series for value in one.values if value is not None), default=0)


def planned(table: Table) -> Plan | None:
    """Plan the chart of a table; None where there is nothing to draw."""
    if table.refused or not table.rows:
        return None
    plan = _lines(table) or _bars(table)
    return plan if plan.greatest > 0 else None


def _lines(table: Table) -> Plan | None:
    """Give lines where months or years are on an axis, and there is more than one of them."""
    if table.question.rows in TIMES and len(table.rows) > 1:
        rows = sorted(table.rows, key=lambda one: one.key)
        series = [
            Series(column.label, tuple(row.values[place] for row in rows)) for place, column in enumerate(table.columns)
        ]
        return _most(tuple(one.label for one in rows), series)
    if table.question.columns in TIMES and len(table.columns) > 1:
        rows = [one for one in table.rows if one.key != OTHERS]
        return _most(tuple(one.label for one in table.columns), [Series(one.label, one.values) for one in rows])
    return None


def _most(places: tuple[str, ...], series: Sequence[Series]) -> Plan:
    """Keep the lines that end highest, in their order."""
    kept = sorted(range(len(series)), key=lambda place: -(_last(series[place]) or 0))[:MOST_SERIES]
    return Plan(True, places, tuple(series[place] for place in sorted(kept)), len(series) - len(kept))


def _last(series: Series) -> Number | None:
    return next((one for one in reversed(series.values) if one is not None), None)


def _bars(table: Table) -> Plan:
    """Give bars: of each column where they can be told apart, or else of the total; the others would dwarf them."""
    columns = [place for place, one in enumerate(table.columns) if one.key not in (REST, "") or len(table.columns) == 1]
    rows = [one for one in table.rows if one.key != OTHERS]
    if len(columns) > MOST_SERIES and table.has_totals:
        series = [Series(str(table.figure.name), tuple(one.total for one in rows))]
    else:
        told = columns[:MOST_SERIES]
        series = [Series(table.columns[place].label, tuple(row.values[place] for row in rows)) for place in told]
    most = min(MOST_GROUPS, max(1, MOST_BARS // len(series)))
    shown = tuple(Series(one.label, one.values[:most]) for one in series)
    return Plan(False, tuple(one.label for one in rows[:most]), shown, len(table.rows) - len(rows[:most]))
