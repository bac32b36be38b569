"""Reading the survey: marks by month and service, the index of a period, its services and elements, how it changed.

Nothing that rests on fewer answers than the pack's `smallest` is given, to nobody: not even to officers, who would know
whom they served.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Count, Min, Sum

from sentra.insights.models import SkmAnswer, SkmKind, SkmTicket
from sentra.insights.skm_groups import grouped, shown_alone
from sentra.insights.skm_index import TO_HUNDRED, Marks, averages, band_of, index, rounded, total, weakest
from sentra.insights.skm_periods import Period, period_of, periods_until
from sentra.kernel import clock
from sentra.reference.loading import current_pack
from sentra.reference.skm import ELEMENTS, SkmBand, SkmElement

TREND = 8
"""So many periods show how the index changed."""
Counted = Mapping[tuple[date, str], Marks]


@dataclass(frozen=True, slots=True)
class ElementFigure:
    """An element: its NRR from 1 to 4, the same of 100 with its band, whether it is one of the weakest."""

    element: SkmElement
    average: Decimal
    of_hundred: Decimal
    band: SkmBand
    weak: bool


@dataclass(frozen=True, slots=True)
class Result:
    """An index with all that belongs to it."""

    answers: int
    index: Decimal
    band: SkmBand
    elements: tuple[ElementFigure, ...]

    @property
    def weakest(self) -> list[ElementFigure]:
        """The weakest elements, the weakest first."""
        return sorted((one for one in self.elements if one.weak), key=lambda one: one.of_hundred)


@dataclass(frozen=True, slots=True)
class ServiceFigure:
    """A row of services: one, or those that are too small to stand alone."""

    codes: tuple[str, ...]
    answers: int
    result: Result | None


@dataclass(frozen=True, slots=True)
class PeriodFigure:
    """A period in the row of periods."""

    period: Period
    answers: int
    result: Result | None


@dataclass(frozen=True, slots=True)
class Report:
    """A period: the index of all services or one, its services, the periods before it (the newest first)."""

    period: Period
    answers: int
    result: Result | None
    services: tuple[ServiceFigure, ...]
    trend: tuple[PeriodFigure, ...]


def counted(first: date, last: date) -> Counted:
    """Add up the marks of the months from one to another by month and service, in one query."""
    rows = SkmAnswer.objects.filter(month__range=(first, last)).order_by().values_list("month", "service")
    told = rows.annotate(Count("pk"), *(Sum(element) for element in ELEMENTS))
    return {(month, service): Marks(answers, tuple(sums)) for month, service, answers, *sums in told}


def by_service(marks: Counted, period: Period) -> dict[str, Marks]:
    """Add up the marks of a period by service."""
    found: dict[str, Marks] = {}
    for (month, service), one in marks.items():
        if month in period:
            found[service] = found.get(service, Marks()) + one
    return found


def result_of(marks: Marks) -> Result | None:
    """Give the index of some marks; None where too few answered."""
    skm = current_pack().skm
    if marks.answers < skm.smallest:
        return None
    weak, value = weakest(marks), rounded(index(marks))
    elements = []
    for element, average in zip(skm.elements, averages(marks), strict=True):
        of_hundred = rounded(average * TO_HUNDRED)
        band = band_of(of_hundred, skm.bands)
        elements.append(ElementFigure(element, rounded(average), of_hundred, band, element.code in weak))
    return Result(marks.answers, value, band_of(value, skm.bands), tuple(elements))


def report(period: Period, service: str = "") -> Report:
    """Give the figures of a period and of those before it, of all services or of one; one query."""
    earliest = period
    for _each in range(TREND - 1):
        earliest = earliest.before
    marks = counted(earliest.first, period.last)
    smallest = current_pack().skm.smallest
    trend, one = [], period
    while one >= earliest:
        seen = _marks_of(by_service(marks, one), service, smallest)
        trend.append(PeriodFigure(one, seen.answers, result_of(seen)))
        one = one.before
    while len(trend) > 1 and not trend[-1].answers:
        trend.pop()
    services = tuple(
        ServiceFigure(row.services, row.marks.answers, result_of(row.marks))
        for row in grouped(by_service(marks, period), smallest)
    )
    return Report(period, trend[0].answers, trend[0].result, services, tuple(trend))


def _marks_of(services: Mapping[str, Marks], service: str, smallest: int) -> Marks:
    """Give the marks of one service, nothing where it can't stand alone; or those of all."""
    if not service:
        return total(services.values())
    return services[service] if service in shown_alone(services, smallest) else Marks()


def running_period() -> Period:
    """Give the period that runs today."""
    return period_of(clock.today(), current_pack().skm.months)


def periods_known(*, closed: bool) -> list[Period]:
    """Give the periods since the first answer, the newest first; `closed`: without the one that still runs."""
    now = running_period()
    newest = now.before if closed else now
    first: date | None = SkmAnswer.objects.aggregate(first=Min("month"))["first"]
    return periods_until(newest, first) if first else []


def newest_told(periods: list[Period]) -> Period | None:
    """Give the newest of some periods that has enough answers, else the newest; None where there is none."""
    if not periods:
        return None
    marks, smallest = counted(periods[-1].first, periods[0].last), current_pack().skm.smallest
    enough = (one for one in periods if total(by_service(marks, one).values()).answers >= smallest)
    return next(enough, periods[0])


def services_alone(first: date, last: date) -> dict[Period, frozenset[str]]:
    """Tell which services stand alone in the periods between two months: only they are named beside a comment."""
    skm = current_pack().skm
    marks = counted(first, last)
    periods = {period_of(month, skm.months) for month, _service in marks}
    return {one: shown_alone(by_service(marks, one), skm.smallest) for one in periods}


def invited_in(period: Period, service: str = "") -> int:
    """Count the services that ended in a period and about which somebody was asked; the counter's codes apart."""
    since, until = (datetime.combine(one.first, time(), clock.local_zone()) for one in (period, period.next))
    asked = SkmTicket.objects.exclude(kind=SkmKind.COUNTER).filter(ended_at__gte=since, ended_at__lt=until)
    return (asked.filter(service=service) if service else asked).count()


def channels_in(period: Period) -> dict[str, int]:
    """Count the answers of a period by the way they came."""
    rows = SkmAnswer.objects.filter(month__range=(period.first, period.last)).order_by().values_list("channel")
    return dict(rows.annotate(Count("pk")))
