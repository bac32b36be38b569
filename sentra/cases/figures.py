"""Figures of problem products for those who lead: cases by kind, how long the first answer and the end took."""

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from sentra.cases.filters import late
from sentra.cases.models import OPEN, Case, PublicNotice, State
from sentra.kernel import clock
from sentra.kernel.clock import WorkingCalendar
from sentra.people.models import User
from sentra.people.policy import Permission, within
from sentra.reference.loading import current_pack
from sentra.reference.queries import working_calendar


@dataclass(frozen=True, slots=True)
class KindFigures:
    """Cases of one kind that were reported in the year; the medians are working days, None where nothing ended."""

    label: str
    reported: int
    open: int
    grave: int
    answer_days: float | None
    close_days: float | None


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """Problem products in a calendar year; `in_time` counts first answers that came by their day."""

    year: int
    reported: int
    open: int
    late: int
    closed: int
    answered: int
    in_time: int
    notices: int
    kinds: tuple[KindFigures, ...]


def case_figures(actor: User) -> CaseFigures:
    """Count problem products in the actor's districts this year. Joined cases count as part of the one they joined."""
    year = clock.today().year
    known = Case.objects.filter(within(actor, Permission.FIGURES_READ)).exclude(state=State.JOINED)
    counts = known.aggregate(
        reported=Count("pk", filter=Q(reported_at__year=year)),
        open=Count("pk", filter=Q(state__in=OPEN)),
        late=Count("pk", filter=late()),
        closed=Count("pk", filter=Q(closed_at__year=year)),
    )
    rows = list(
        known.filter(reported_at__year=year).values_list(
            "kind", "state", "gravity", "reported_at", "answer_due", "answered_at", "closed_at"
        )
    )
    calendar = working_calendar()
    answered = [(due, at) for *_told, due, at, _end in rows if at]
    labels = [*((kind.code, str(kind.title)) for kind in current_pack().cases.kinds), ("", _("Not sorted yet"))]
    return CaseFigures(
        year=year,
        **counts,
        answered=len(answered),
        in_time=sum(clock.local_day(at) <= due for due, at in answered),
        notices=PublicNotice.objects.filter(ended_at=None).count(),
        kinds=tuple(_kind(label, [row for row in rows if row[0] == code], calendar) for code, label in labels),
    )


def _kind(label: str, rows: list[tuple[object, ...]], calendar: WorkingCalendar) -> KindFigures:
    return KindFigures(
        label=label,
        reported=len(rows),
        open=sum(row[1] in OPEN for row in rows),
        grave=sum(row[2] == "grave" for row in rows),
        answer_days=_median([(row[3], row[5]) for row in rows], calendar),
        close_days=_median([(row[3], row[6]) for row in rows], calendar),
    )


def _median(spans: list[tuple[object, object]], calendar: WorkingCalendar) -> float | None:
    days = [
        calendar.between(clock.local_day(since), clock.local_day(until))
        for since, until in spans
        if isinstance(since, datetime) and isinstance(until, datetime)
    ]
    return median(days) if days else None
