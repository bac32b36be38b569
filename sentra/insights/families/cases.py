"""Problem products: what was reported, how soon it was answered and ended, what is open, late and recalled.

A case that was joined to another counts as part of that one. Flows stand in the month of their day; stocks are told by
the days of the records. Kind and gravity are those of today, "" where nobody has sorted it yet.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, F, Min, Q

from sentra.cases.models import Case, Complaint, Gravity, PublicNotice, State
from sentra.insights.counting import Cell, Family, Span, Sums, cells, merged
from sentra.kernel import clock
from sentra.reference.queries import working_calendar

CUTS = {
    "all": (),
    "district": ("district",),
    "kind": ("kind",),
    "district_kind": ("district", "kind"),
}
OF_CASE = {"district": F("case__district"), "of_kind": F("case__kind")}
BY_CASE = {name: tuple("of_kind" if one == "kind" else one for one in columns) for name, columns in CUTS.items()}
"""The cuts of what belongs to a case and has a kind of its own."""


def cases(span: Span) -> Iterator[Cell]:
    """Count cases in a month; five statements."""
    return merged(_cases(span), _days(span), _complaints(span), _notices(span))


def _cases(span: Span) -> Iterator[Cell]:
    """Count what was reported, answered and ended in the month, and what was open on the last day."""
    new, ended = span.holds("reported_at"), span.holds("closed_at")
    still = span.stands("reported_at", "closed_at")
    answered = span.holds("answered_at")
    counts = {
        "reported": new,
        **{f"reported:{one}": new & Q(gravity=one) for one in Gravity.values},
        "closed": ended,
        "dismissed": ended & Q(state=State.DISMISSED),
        "answered": answered,
        "answered_in_time": answered & Q(answered_at__date__lte=F("answer_due")),
        "open": still,
        **{f"open:{one}": still & Q(gravity=one) for one in Gravity.values},
        "late": still & _late(span),
    }
    known = Case.objects.exclude(state=State.JOINED).filter(new | ended | answered | still)
    rows = known.values("district", "kind").annotate(**{name: Count("pk", filter=one) for name, one in counts.items()})
    return cells(rows, CUTS, counts)


def _late(span: Span) -> Q:
    """Say which open cases were late on the last day: the first answer before they were sorted, then the end."""
    unsorted = Q(triaged_at__isnull=True) | Q(triaged_at__gte=span.until)
    unanswered = Q(answered_at__isnull=True) | Q(answered_at__gte=span.until)
    first = unsorted & unanswered & Q(answer_due__lt=span.last)
    return first | Q(triaged_at__lt=span.until, close_due__lt=span.last)


def _days(span: Span) -> Iterator[Cell]:
    """Count after how many working days the first answers and the ends of the month came."""
    calendar, counted = working_calendar(), Sums(CUTS)
    for name, moment in (("answer_days", "answered_at"), ("close_days", "closed_at")):
        rows = Case.objects.exclude(state=State.JOINED).filter(span.holds(moment))
        for district, kind, reported_at, then in rows.values_list("district", "kind", "reported_at", moment):
            days = calendar.between(clock.local_day(reported_at), clock.local_day(then))
            counted.add_days({"district": district, "kind": kind}, name, days)
    return counted.cells()


def _complaints(span: Span) -> Iterator[Cell]:
    """Count the reports by people, which may be several of one case."""
    rows = Complaint.objects.filter(span.holds("reported_at")).order_by().values(**OF_CASE)
    return cells(rows.annotate(complaints=Count("pk")), BY_CASE, ["complaints"])


def _notices(span: Span) -> Iterator[Cell]:
    """Count the notices to the public that were published in the month, and those that held on the last day."""
    kinds = PublicNotice.Kind
    new, still = span.holds("published_at"), span.stands("published_at", "ended_at")
    counts = {
        "recalls": still & Q(kind=kinds.RECALL),
        "warnings": still & Q(kind=kinds.WARNING),
        "published": new,
        "recalled": new & Q(kind=kinds.RECALL),
    }
    rows = PublicNotice.objects.filter(new | still).order_by().values(**OF_CASE)
    return cells(rows.annotate(**{name: Count("pk", filter=one) for name, one in counts.items()}), BY_CASE, counts)


def cases_begin() -> date | None:
    """Give the day of the first report."""
    first = Case.objects.aggregate(first=Min("reported_at"))["first"]
    return clock.local_day(first) if first else None


CASES = Family("cases", cases, cases, cases_begin)
