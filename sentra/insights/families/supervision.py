"""Supervision: visits that were planned, made and are late, what they found wrong, and how they saw the production run.

Flows stand in the month of their day: the day planned, the day of the visit, the day found or put right. Stocks are
told by the days of the records, too. A visit that was cancelled, also because it was planned anew, counts in no month:
nobody wrote down when.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, F, Min, Q, Sum, Value
from django.db.models.functions import Coalesce

from sentra.insights.counting import Cell, Family, Span, cells, merged
from sentra.registry.models import Production
from sentra.surveys.models import Finding, FindingState, Gravity, Report, Visit, VisitState

CUTS = {
    "all": (),
    "district": ("district",),
    "kind": ("kind",),
    "commodity": ("commodity",),
    "district_kind": ("district", "kind"),
    "district_commodity": ("district", "commodity"),
}
RUNS = [one.value for one in Production if one != Production.UNKNOWN]
OF_VISIT = {"commodity": Coalesce("business__commodity", "application__commodity", Value(""))}
OF_REPORT = {"kind": F("visit__kind")}
OF_FINDING = {"kind": F("report__visit__kind"), "commodity": F("report__commodity")}
PUT_RIGHT = Q(state=FindingState.DONE)


def supervision(span: Span) -> Iterator[Cell]:
    """Count supervision in a month; five statements."""
    return merged(_planned(span), _late(span), _late_then(span), _made(span), _findings(span))


def _planned(span: Span) -> Iterator[Cell]:
    """Count the visits whose planned day has come."""
    visits = Visit.objects.filter(span.has("planned_on"), state__in=(VisitState.PLANNED, VisitState.DONE))
    counted = visits.order_by().values("district", "kind", **OF_VISIT)
    done = Count("pk", filter=Q(state=VisitState.DONE))
    return cells(counted.annotate(planned=Count("pk"), planned_done=done), CUTS, ["planned", "planned_done"])


def _late(span: Span) -> Iterator[Cell]:
    """Count the visits whose planned day had passed and that aren't made to this day."""
    visits = Visit.objects.filter(state=VisitState.PLANNED, planned_on__lt=span.last, planned_at__lt=span.until)
    return cells(visits.order_by().values("district", "kind", **OF_VISIT).annotate(late=Count("pk")), CUTS, ["late"])


def _late_then(span: Span) -> Iterator[Cell]:
    """Count the visits whose planned day had passed and that were made only after the last day."""
    made = Report.objects.filter(
        visited_on__gt=span.last, visit__planned_on__lt=span.last, visit__planned_at__lt=span.until
    )
    visits = made.values("district", "commodity", **OF_REPORT)
    return cells(visits.annotate(late=Count("pk")), CUTS, ["late"])


def _made(span: Span) -> Iterator[Cell]:
    """Count the visits that were made, and how they saw the production."""
    reports = Report.objects.filter(span.has("visited_on")).values("district", "commodity", **OF_REPORT)
    counted = reports.annotate(
        made=Count("pk"),
        graded=Count("quality"),
        quality=Sum("quality"),
        **{f"production:{one}": Count("pk", filter=Q(production=one)) for one in RUNS},
    )
    return cells(counted, CUTS, ["made", "graded", "quality", *(f"production:{one}" for one in RUNS)])


def _findings(span: Span) -> Iterator[Cell]:
    """Count what was found wrong in the month, what was put right in it, and what was open on the last day."""
    ended_later = Q(closed_on__isnull=True) | Q(closed_on__gt=span.last)
    known = Finding.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=span.first), found_on__lte=span.last)
    new, right, dropped = span.has("found_on"), span.has("closed_on") & PUT_RIGHT, Q(state=FindingState.LAPSED)
    counts = {
        "found": new,
        "righted": right,
        "righted_in_time": right & Q(closed_on__lte=F("due_on")),
        "dropped": span.has("closed_on") & dropped,
        "open": ended_later,
        "open_late": ended_later & Q(due_on__lt=span.last),
        **{f"found:{one}": new & Q(gravity=one) for one in Gravity.values},
        **{f"open:{one}": ended_later & Q(gravity=one) for one in Gravity.values},
    }
    rows = known.order_by().values("district", **OF_FINDING)
    return cells(rows.annotate(**{name: Count("pk", filter=one) for name, one in counts.items()}), CUTS, counts)


def supervision_begins() -> date | None:
    """Give the day of the first visit, made or planned."""
    first = Report.objects.aggregate(first=Min("visited_on"))["first"]
    planned = Visit.objects.exclude(state=VisitState.CANCELLED).aggregate(first=Min("planned_on"))["first"]
    return min((one for one in (first, planned) if one), default=None)


SUPERVISION = Family("supervision", supervision, supervision, supervision_begins)
