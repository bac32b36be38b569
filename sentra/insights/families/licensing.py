"""Licensing: what came in, what was decided and how fast, what waits in which stage, and what is late there.

Flows stand in the month of their day: sent in, decided, ended. What is in process is a stock, by the stage that the
application was in on the last day. All of it is told by the days that the records carry, so that a month is counted
the same way at any time. A stage is an officer group's work: verifiers check the papers, surveyors survey, heads
decide.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Concat

from sentra.insights.counting import Cell, Family, Span, cells, merged, spreads
from sentra.insights.families.licensing_late import late_and_left
from sentra.kernel import clock
from sentra.licensing.models import Application, StageSpell, Status
from sentra.licensing.models.application import WORKING

CUTS = {
    "all": (),
    "district": ("district",),
    "service": ("service",),
    "district_service": ("district", "service"),
}
BY_STAGE = {
    "stage": ("stage",),
    "district_stage": ("district", "stage"),
    "service_stage": ("service_stage",),
    "district_service_stage": ("district", "service_stage"),
}
"""`service_stage` is one key for both (`tdi/survey`), so that it can be told apart by district, too."""
DECIDED = (Status.GRANTED, Status.REFUSED)
GIVEN_UP = (Status.WITHDRAWN, Status.LAPSED)
FLOWS = ("received", "granted", "refused", "deemed", "in_time", "ended_late")
OF_SPELL = {
    "district": F("application__district"),
    "service": F("application__service"),
    "stage": F("status"),
    "service_stage": Concat("application__service", Value("/"), "status"),
}


def licensing(span: Span) -> Iterator[Cell]:
    """Count licensing in a month; eight statements."""
    late = late_and_left(span, {**CUTS, **BY_STAGE})
    return merged(_flows(span), _given_up(span), _waiting(span), late, _days(span), _stage_days(span))


def _flows(span: Span) -> Iterator[Cell]:
    """Count what was sent in and what was decided."""
    decided = span.holds("decided_at")
    rows = Application.objects.filter(span.holds("submitted_at") | decided).values("district", "service")
    counted = rows.annotate(
        received=Count("pk", filter=span.holds("submitted_at")),
        granted=Count("pk", filter=decided & Q(status=Status.GRANTED)),
        refused=Count("pk", filter=decided & Q(status=Status.REFUSED)),
        deemed=Count("pk", filter=decided & Q(deemed=True)),
        in_time=Count("pk", filter=decided & Q(decided_at__date__lte=F("due"))),
        ended_late=Count("pk", filter=decided & Q(decided_at__date__gt=F("due"))),
    )
    return cells(counted, CUTS, FLOWS)


def _given_up(span: Span) -> Iterator[Cell]:
    """Count what ended without a decision: on the day on which its last stage ended."""
    later = StageSpell.objects.filter(application=OuterRef("application"), pk__gt=OuterRef("pk"))
    last = StageSpell.objects.filter(span.holds("ended_at"), ~Exists(later), application__status__in=GIVEN_UP)
    counted = last.values(district=OF_SPELL["district"], service=OF_SPELL["service"]).annotate(
        **{str(one): Count("pk", filter=Q(application__status=one)) for one in GIVEN_UP}
    )
    return cells(counted, CUTS, map(str, GIVEN_UP))


def _waiting(span: Span) -> Iterator[Cell]:
    """Count what was in process on the last day, by the stage it was in then."""
    open_then = StageSpell.objects.filter(span.stands("began_at", "ended_at"))
    return cells(open_then.values(**OF_SPELL).annotate(in_process=Count("pk")), {**CUTS, **BY_STAGE}, ["in_process"])


def _days(span: Span) -> Iterator[Cell]:
    """Count in how many working days of the offices what was decided had been worked on, in all stages together."""
    spent = StageSpell.objects.filter(application=OuterRef("pk"), status__in=WORKING).order_by().values("application")
    whole = Coalesce(Subquery(spent.annotate(whole=Sum("working_days")).values("whole")), 0)
    decided = Application.objects.filter(span.holds("decided_at"), status__in=DECIDED).annotate(days=whole)
    return spreads(decided.values("district", "service", "days").annotate(many=Count("pk")), CUTS, "days")


def _stage_days(span: Span) -> Iterator[Cell]:
    """Count in how many working days stages ended, each time that an application went through them."""
    ended = StageSpell.objects.filter(span.holds("ended_at"), working_days__isnull=False)
    rows = ended.values(**OF_SPELL, days=F("working_days")).annotate(many=Count("pk"))
    return spreads(rows, BY_STAGE, "stage_days")


def licensing_begins() -> date | None:
    """Give the day on which the first application was sent in."""
    first = Application.objects.aggregate(first=Min("submitted_at"))["first"]
    return clock.local_day(first) if first else None


LICENSING = Family("licensing", licensing, licensing, licensing_begins)
