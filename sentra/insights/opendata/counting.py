"""What open data count themselves, for the tallies don't tell it: workers with the largest, licensing, programmes."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Count, F, Max, Q, Sum
from django.db.models.functions import TruncMonth

from sentra.insights.families.business_sizes import WORKERS
from sentra.insights.opendata.register import HIDDEN, UNKNOWN
from sentra.insights.opendata.sets import WORKERS as WORKERS_SET
from sentra.insights.suppression import FEWEST, Table, Values, protect
from sentra.kernel import clock
from sentra.licensing.models import Application, StageSpell, Status
from sentra.licensing.models.application import WORKING
from sentra.programmes.models import PUBLIC, Call, CallState, Candidate, CandidateState
from sentra.reference.loading import current_pack
from sentra.registry.models import Business, Figures, FiguresState

Row = list[Any]
TOLD_WHO = (CallState.CHOSEN, CallState.RUNNING, CallState.DONE)
"""Calls whose participants are public."""
Spans = dict[tuple[str, str], list[int]]


def workers_now() -> Values:
    """Count the workers of the businesses that tell theirs, with the largest of each cell: one statement."""
    rows = (
        Figures.objects.filter(
            state=FiguresState.ACCEPTED,
            year=F("business__figures_year"),
            business__in=Business.objects.present().values("pk"),
        )
        .annotate(workers_in_all=WORKERS)
        .exclude(workers_in_all=None)
        .values_list("business__district", "business__commodity")
        .annotate(many=Count("pk"), added_up=Sum("workers_in_all"), largest=Max("workers_in_all"))
        .order_by()
    )
    values, counts, largest = {}, {}, {}
    for district, commodity, many, workers, most in rows:
        place = (district or UNKNOWN, commodity or UNKNOWN)
        values[place], counts[place], largest[place] = workers, many, most
    return Values(WORKERS_SET.code, "district", "commodity", values, counts, largest)


def licensing_by_month(last: date) -> list[Row]:
    """Give licensing month by month up to one, by service. Received and granted are the offices' own doing: in full."""
    received = _received(last)
    taken = _taken(last)
    months = sorted({month for month, _service in (*received, *taken)})
    return [
        [month, code, name, received[(month, code)], len(taken[(month, code)]), _median(taken[(month, code)])]
        for month in months
        for code, name in _services({service for _month, service in (*received, *taken)})
    ]


def licensing_by_year(last: date, key: bytes) -> list[Row]:
    """Give licensing by whole year and service; who was refused must not be learned of few."""
    received: Counter[tuple[str, str]] = Counter()
    taken: Spans = defaultdict(list)
    for (month, service), many in _received(last).items():
        received[(month[:4], service)] += many
    for (month, service), days in _taken(last).items():
        taken[(month[:4], service)] += days
    refused = _refused(last)
    over = last.year if last.month == 12 else last.year - 1
    years = sorted({year for year, _service in (*received, *taken, *refused) if int(year) <= over})
    services = _services({service for _year, service in (*received, *taken, *refused)})
    found = []
    for year in years:
        mine = {(year, code): refused[(year, code)] for code, _name in services}
        hidden = protect([Table("refused", "year", "", mine)], key=key)
        for code, name in services:
            count = refused[(year, code)]
            told = [None, HIDDEN] if hidden.cell("refused", year, code) else [count, ""]
            place = (year, code)
            found.append(
                [int(year), code, name, received[place], len(taken[place]), told[0], _median(taken[place]), told[1]]
            )
    return found


def _until(last: date, field: str) -> Q:
    return Q(**{f"{field}__date__lt": clock.months_on(last, 1)})


def _received(last: date) -> Counter[tuple[str, str]]:
    rows = (
        Application.objects.filter(_until(last, "submitted_at"))
        .values_list(TruncMonth("submitted_at"), "service")
        .annotate(many=Count("pk"))
        .order_by()
    )
    return Counter({(f"{month:%Y-%m}", service): many for month, service, many in rows})


def _taken(last: date) -> Spans:
    """Give the working days that the offices took for each application that they granted, by month and service."""
    granted = Application.objects.filter(_until(last, "decided_at"), status=Status.GRANTED)
    spells = (
        StageSpell.objects.filter(application__in=granted.values("pk"), status__in=WORKING)
        .values_list("application")
        .annotate(days=Sum("working_days"))
        .order_by()
    )
    days = dict(spells)
    found: Spans = defaultdict(list)
    for pk, service, decided_at in granted.values_list("pk", "service", "decided_at"):
        if decided_at:
            found[(f"{clock.local_day(decided_at):%Y-%m}", service)].append(days.get(pk) or 0)
    return found


def _refused(last: date) -> Counter[tuple[str, str]]:
    refused = Application.objects.filter(_until(last, "decided_at"), status=Status.REFUSED)
    rows = refused.values_list("service", "decided_at__year").annotate(many=Count("pk")).order_by()
    return Counter({(str(year), service): many for service, year, many in rows})


def _median(days: list[int]) -> float | None:
    return float(median(days)) if len(days) >= FEWEST else None


def _services(seen: Iterable[str]) -> list[tuple[str, str]]:
    known = [(one.code, one.title.id) for one in current_pack().services]
    codes = {code for code, _name in known}
    return [*known, *((code, code) for code in sorted(set(seen) - codes))]


def programmes_by_year(last: date) -> list[Row]:
    """Give the public calls that began up to the end of a month, by year and kind of programme."""
    calls = Call.objects.filter(state__in=PUBLIC, begins_on__lt=clock.months_on(last, 1))
    reached = dict(
        Candidate.objects.filter(call__in=calls.filter(state__in=TOLD_WHO).values("pk"), state=CandidateState.CHOSEN)
        .values_list("call")
        .annotate(many=Count("pk"))
        .order_by()
    )
    sums: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for pk, kind, begins, quota, budget in calls.values_list("pk", "kind", "begins_on", "quota", "budget"):
        mine = sums[(begins.year, kind)]
        for place, more in enumerate((1, quota, reached.get(pk, 0), budget)):
            mine[place] += more
    names = {one.code: one.title.id for one in current_pack().programmes}
    return [[year, kind, names.get(kind, kind), *mine] for (year, kind), mine in sorted(sums.items())]
