"""The periods for which the index is published: quarters or half-years, as the pack says; pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sentra.kernel.clock import months_on

CODE = re.compile(r"(20[0-9]{2})-([1-4])")


def month_of(day: date) -> date:
    """Give the first day of the month."""
    return day.replace(day=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A quarter or a half of a year: `first` is its first day, `months` how long it is."""

    first: date
    months: int

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Period":
        """The one after it."""
        return Period(months_on(self.first, self.months), self.months)

    @property
    def before(self) -> "Period":
        """The one before it."""
        return Period(months_on(self.first, -self.months), self.months)

    @property
    def code(self) -> str:
        """What stands in an address: `2026-3`."""
        return f"{self.first.year}-{(self.first.month - 1) // self.months + 1}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        words = {"from": date_format(self.first, "F"), "until": date_format(self.last, "F Y")}
        return _("%(from)s to %(until)s") % words


def period_of(day: date, months: int) -> Period:
    """Give the period that a day lies in."""
    return Period(date(day.year, (day.month - 1) // months * months + 1, 1), months)


def period_read(code: str, months: int) -> Period | None:
    """Read a period from an address; None for what is none."""
    match = CODE.fullmatch(code)
    if match is None:
        return None
    year, part = int(match[1]), int(match[2])
    return Period(date(year, (part - 1) * months + 1, 1), months) if part * months <= 12 else None


def periods_until(last: Period, first_day: date) -> list[Period]:
    """Give the periods from the one that a day lies in up to `last`, the newest first."""
    found, one = [], last
    while one.last >= first_day:
        found.append(one)
        one = one.before
    return found
