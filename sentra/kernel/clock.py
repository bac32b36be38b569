"""Time: what it is now, and the working days that the service standards count in."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

_travelled: ContextVar[datetime | None] = ContextVar("sentra_now", default=None)

SATURDAY = 5


def now() -> datetime:
    """Tell the present moment, aware; the one place that reads the machine's clock."""
    return _travelled.get() or datetime.now(UTC)  # noqa: TID251


def local_zone() -> ZoneInfo:
    """Tell the time zone that the regency's offices work in."""
    return ZoneInfo(settings.TIME_ZONE)


def local_day(moment: datetime) -> date:
    """Tell the calendar day of a moment in the regency."""
    return moment.astimezone(local_zone()).date()


def today() -> date:
    """Tell the regency's present calendar day."""
    return local_day(now())


@contextmanager
def travel(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at `moment`: for the demo's past and for tests."""
    token = _travelled.set(moment)
    try:
        yield
    finally:
        _travelled.reset(token)


def months_on(day: date, months: int) -> date:
    """Give the same day so many months on (before, where negative); the last of the month where it has fewer days."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The days on which the offices work: Monday to Friday, less `holidays` (national ones and cuti bersama)."""

    holidays: frozenset[date] = frozenset()

    @classmethod
    def of(cls, holidays: Iterable[date]) -> "WorkingCalendar":
        """Make a calendar of the given days off."""
        return cls(frozenset(holidays))

    def is_working(self, day: date) -> bool:
        """Tell whether the offices work on a day."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def add(self, start: date, days: int) -> date:
        """Tell the last day of a term of `days` working days that starts to count on the day after `start`.

        A term of 0 days ends on `start` itself, or on the first working day after it.
        """
        if days < 0:
            raise ValueError("a term can't be negative")
        day = start
        left = days
        while left > 0:
            day += timedelta(days=1)
            if self.is_working(day):
                left -= 1
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; 0 where `end` is not later."""
        whole_weeks = max((end - start).days, 0) // 7
        day = start + timedelta(weeks=whole_weeks)
        count = whole_weeks * 5 - sum(1 for off in self.holidays if start < off <= day and off.weekday() < SATURDAY)
        while day < end:
            day += timedelta(days=1)
            count += self.is_working(day)
        return count
