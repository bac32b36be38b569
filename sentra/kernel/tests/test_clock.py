"""Working days, against the slow and simple way of counting."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from sentra.kernel.clock import WorkingCalendar

DAYS = some.dates(date(2026, 1, 1), date(2027, 12, 31))
CALENDARS = some.sets(DAYS, max_size=40).map(WorkingCalendar.of)


@given(CALENDARS, DAYS, some.integers(0, 200))
def test_between_counts_every_working_day(calendar: WorkingCalendar, start: date, length: int) -> None:
    end = start + timedelta(days=length)
    slow = sum(calendar.is_working(start + timedelta(days=step)) for step in range(1, length + 1))
    assert calendar.between(start, end) == slow


@given(CALENDARS, DAYS, some.integers(1, 60))
def test_a_term_ends_on_the_working_day_that_completes_it(calendar: WorkingCalendar, start: date, days: int) -> None:
    end = calendar.add(start, days)
    assert calendar.is_working(end)
    assert calendar.between(start, end) == days
