"""Working days, against the slow and simple way of counting."""

from datetime import date, timedelta

import pytest
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


@given(CALENDARS, DAYS, some.integers(0, 60))
def test_a_term_is_counted_as_one_would_on_a_wall_calendar(calendar: WorkingCalendar, start: date, days: int) -> None:
    day, left = start, days
    while left or not calendar.is_working(day):
        day += timedelta(days=1)
        left -= bool(left) and calendar.is_working(day)
    assert calendar.add(start, days) == day


@given(CALENDARS, DAYS, some.integers(0, 30), some.integers(0, 30))
def test_a_term_in_two_parts_ends_when_the_whole_one_does(
    calendar: WorkingCalendar, start: date, one: int, two: int
) -> None:
    if one and two:
        assert calendar.add(calendar.add(start, one), two) == calendar.add(start, one + two)


def test_a_negative_term_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        WorkingCalendar().add(date(2026, 1, 1), -1)
