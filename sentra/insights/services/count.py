"""Counting: the open month every few minutes, a month that is over once more and never again, earlier ones as of today.

Each month is one transaction under the lock of its row, so that two workers never count it at once.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.db import transaction

from sentra.insights.counting import Cell, Count, Family, Span, Values
from sentra.insights.families import FAMILIES
from sentra.insights.models import Month, Seen, Tally
from sentra.kernel import clock

MOST_MONTHS = 240
"""Older records than of twenty years are counted in the first month that there is."""
CLOSED_IN_TIME = timedelta(days=3)
"""A month that is closed later than this after its end is marked as counted later."""
LOOKED_BACK = 24
"""So many months are counted anew as known today each night; the older ones once in `ROUND` nights."""
ROUND = 28
BATCH = 2000


def months_count() -> None:
    """Bring all months up to date: close what is over, and count the open month."""
    today = clock.today()
    for month in months_missing(today):
        month_close(month)
    month_count(today.replace(day=1))


def months_missing(today: date) -> list[date]:
    """Give the months before the present one that aren't closed yet, the oldest first."""
    present = today.replace(day=1)
    closed = set(Month.objects.filter(closed_at__isnull=False).values_list("first", flat=True))
    begins = [day for family in FAMILIES if (day := family.begins())]
    first = min([present, *(day.replace(day=1) for day in begins)])
    first = max(first, clock.months_on(present, -MOST_MONTHS))
    months = []
    while first < present:
        if first not in closed:
            months.append(first)
        first = clock.months_on(first, 1)
    return months


@transaction.atomic
def month_count(month: date) -> None:
    """Count the open month as it stands now; one that is closed stays as it is."""
    if _month_locked(month).closed_at:
        return
    span = Span.of(month, clock.today())
    _tallies_write(span, Seen.THEN, lambda family: family.count)
    Month.objects.filter(first=month).update(counted_at=clock.now())


@transaction.atomic
def month_close(month: date) -> None:
    """Count a month that is over a last time, by what is known now, and close it."""
    if _month_locked(month).closed_at:
        return
    span = Span.of(month, clock.today())
    now = clock.now()
    _tallies_write(span, Seen.THEN, lambda family: family.look_back)
    late = clock.local_day(now) > span.last + CLOSED_IN_TIME
    Month.objects.filter(first=month).update(counted_at=now, closed_at=now, counted_later=late)


def months_look_back() -> None:
    """Count closed months anew, as known today: the lately closed each night, the others in turn."""
    today = clock.today()
    months = Month.objects.filter(closed_at__isnull=False).order_by("-first").values_list("first", flat=True)
    for place, month in enumerate(list(months)):
        if place < LOOKED_BACK or place % ROUND == today.toordinal() % ROUND or not _was_looked_at(month):
            month_look_back(month)


def _was_looked_at(month: date) -> bool:
    return Tally.objects.filter(month=month, seen=Seen.TODAY).exists()


@transaction.atomic
def month_look_back(month: date) -> None:
    """Count a closed month as known today, beside what was known then."""
    _month_locked(month)
    _tallies_write(Span.of(month, clock.today()), Seen.TODAY, lambda family: family.look_back)


def _month_locked(month: date) -> Month:
    Month.objects.bulk_create([Month(first=month, counted_at=clock.now())], ignore_conflicts=True)
    return Month.objects.select_for_update().get(first=month)


def _tallies_write(span: Span, seen: Seen, how: Callable[[Family], Count]) -> None:
    """Put what is counted in the place of what was: only cells that changed are written."""
    for family in FAMILIES:
        _family_write(span.first, seen, family.code, how(family)(span))


def _family_write(month: date, seen: Seen, family: str, counted: Iterable[Cell]) -> None:
    rows = Tally.objects.filter(month=month, seen=seen, family=family)
    kept: dict[tuple[str, str, str], tuple[int, Values]] = {
        (cut, key, other): (pk, values)
        for pk, cut, key, other, values in rows.values_list("pk", "cut", "key", "other", "values")
    }
    new, changed = [], []
    for cell in counted:
        pk, values = kept.pop((cell.cut, cell.key, cell.other), (None, None))
        tally = Tally(
            pk=pk, month=month, seen=seen, family=family,
            cut=cell.cut, key=cell.key, other=cell.other, values=cell.values,
        )  # fmt: skip
        if pk is None:
            new.append(tally)
        elif values != cell.values:
            changed.append(tally)
    rows.filter(pk__in=[pk for pk, _values in kept.values()]).delete()
    Tally.objects.bulk_create(new, BATCH)
    Tally.objects.bulk_update(changed, ["values"], BATCH)
