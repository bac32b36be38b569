"""When participants are visited after a programme: so many months after its last day. Pure.

Only the newest mark that has passed counts, and it is met by any visit on or after its day. A mark is asked until the
next one comes, the last one `ASKED_FOR` months.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sentra.kernel.clock import months_on

ASKED_FOR = 6
"""So many months the visit of the last mark stays due."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A time of visiting: so many months after the end, due from a day on, no longer asked from `until` on."""

    months: int
    due_on: date
    until: date


def marks_of(months: Sequence[int], ends_on: date) -> list[Mark]:
    """Give the marks of a programme that ended on a day, in their order."""
    days = [months_on(ends_on, one) for one in months]
    ends = [*days[1:], months_on(days[-1], ASKED_FOR)] if days else []
    return [Mark(*one) for one in zip(months, days, ends, strict=True)]


def mark_on(marks: Iterable[Mark], day: date) -> Mark | None:
    """Give the mark that is asked on a day; None before the first and long after the last."""
    return next((one for one in marks if one.due_on <= day < one.until), None)


def made_on(mark: Mark, visited: Iterable[date]) -> date | None:
    """Give the first day of a visit that met a mark while it was asked."""
    return min((day for day in visited if mark.due_on <= day < mark.until), default=None)


def due_since(marks: Iterable[Mark], visited: Iterable[date], today: date) -> date | None:
    """Tell since when a visit is due; None where none is. `visited` are the days of visits whose report is in."""
    mark = mark_on(marks, today)
    if mark is None or any(day >= mark.due_on for day in visited):
        return None
    return mark.due_on
