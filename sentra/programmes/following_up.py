"""Reads of the visits after a programme: who is due and since when, and how far a call is with them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from sentra.kernel import clock
from sentra.kernel.clock import months_on
from sentra.programmes.follow_ups import ASKED_FOR, Mark, due_since, made_on, mark_on, marks_of
from sentra.programmes.models import Attendance, Call, CallState, Candidate, CandidateState
from sentra.programmes.queries import sessions_held
from sentra.reference.programmes import MOST_MONTHS
from sentra.registry.models import Business
from sentra.surveys.models import Report, Visit, VisitState


def took_part() -> Q:
    """Say in the database which of those who were chosen took part indeed.

    Of a training those who came, where any session was written down; of what is paid back those to whom anything is.
    """
    came = Exists(Attendance.objects.filter(candidate=OuterRef("pk")))
    held = Exists(sessions_held().filter(call=OuterRef("call")))
    return (~Q(call__content__gives="training") | came | ~held) & (
        ~Q(call__content__gives="reimbursement") | Q(cost__gt=0)
    )


@dataclass(frozen=True, slots=True)
class Followed:
    """A business that took part in a programme, alone or as a member of a group, and when it was last visited."""

    candidate_id: UUID
    business_id: UUID
    marks: Sequence[Mark]
    visited_on: date | None

    def due_on(self, day: date) -> date | None:
        """Tell since when, seen on a day, a visit is due; None where none is."""
        return due_since(self.marks, [self.visited_on] if self.visited_on else [], day)


def followed(day: date, businesses: Collection[UUID] | None = None, *, without: Report | None = None) -> list[Followed]:
    """Give who may be due for a visit after a programme on a day, of all businesses or of these: one query.

    `without` is a report that is looked away from: the one that is just handed in.
    """
    over = Q(call__state=CallState.DONE, call__ends_on__lt=day)
    over &= Q(call__ends_on__gt=months_on(day, -MOST_MONTHS - ASKED_FOR), call__content__follow_up_months__0__gte=1)
    found = Candidate.objects.filter(over, took_part(), state=CandidateState.CHOSEN)
    if businesses is not None:
        found = found.filter(Q(business__in=businesses) | Q(members__in=businesses))
    rows = (
        found.annotate(own=_last_visited("business", without), theirs=_last_visited("members", without))
        .order_by("applied_at", "pk")
        .values_list("pk", "call__ends_on", "call__content__follow_up_months", "business", "own", "members", "theirs")
    )
    told: dict[tuple[UUID, UUID], Followed] = {}
    for pk, ends_on, months, business, own, member, theirs in rows:
        for about, last in ((business, own), (member, theirs)):
            if about and (businesses is None or about in businesses) and (pk, about) not in told:
                told[(pk, about)] = Followed(pk, about, marks_of(months, ends_on), last)
    return list(told.values())


def _last_visited(name: str, without: Report | None) -> Greatest:
    """Give the day of the last visit to a business whose report is in, the surveys of its applications included."""
    reports = Report.objects.exclude(pk=without.pk) if without else Report.objects.all()
    at_it = reports.filter(business=OuterRef(name)).order_by().values("business")
    surveys = reports.filter(application__business=OuterRef(name)).order_by().values("application__business")
    last = (Subquery(one.annotate(last=Max("visited_on")).values("last")) for one in (at_it, surveys))
    return Greatest(*last)


def follow_ups_due() -> dict[UUID, date]:
    """Give by business since when a visit after a programme is due there."""
    found: dict[UUID, date] = {}
    today = clock.today()
    for one in followed(today):
        if since := one.due_on(today):
            found[one.business_id] = min(since, found.get(one.business_id, since))
    return found


Standing = Literal["made", "planned", "due", "to_come", "passed"]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How it stands with the visit of a participant at a mark: on which day, and which visit it is."""

    mark: Mark
    standing: Standing
    day: date
    visit_id: int | None = None


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """A participant of a call (a business, or a member of a group) with its visit at each mark."""

    candidate: Candidate
    business: Business
    visits: list[FollowUp]


def marks_of_call(call: Call) -> list[Mark]:
    """Give the marks at which participants of a call are visited."""
    return marks_of(call.terms.follow_up_months, call.ends_on)


def followed_up(call: Call) -> list[FollowedUp]:
    """Give of each participant of a call which visits after it were made, and which are due: four queries."""
    marks, today = marks_of_call(call), clock.today()
    people = call.candidates.filter(took_part(), state=CandidateState.CHOSEN).select_related("business", "group")
    pairs = [
        (one, business)
        for one in people.prefetch_related("members").order_by("rank", "applied_at", "pk")
        for business in (one.business, *one.members.all())
    ]
    ids = {business.pk for _one, business in pairs}
    made, planned = _made(ids, call.ends_on), _planned(ids)
    return [
        FollowedUp(
            one,
            business,
            [_stands(mark, marks, made.get(business.pk, {}), planned.get(business.pk), today) for mark in marks],
        )
        for one, business in pairs
    ]


def _stands(mark: Mark, marks: Sequence[Mark], made: dict[date, int], planned: Visit | None, today: date) -> FollowUp:
    if day := made_on(mark, made):
        return FollowUp(mark, "made", day, made[day])
    if today < mark.due_on:
        return FollowUp(mark, "to_come", mark.due_on)
    if mark != mark_on(marks, today) or any(day >= mark.due_on for day in made):
        return FollowUp(mark, "passed", mark.until)
    if planned:
        return FollowUp(mark, "planned", planned.planned_on, planned.pk)
    return FollowUp(mark, "due", mark.due_on)


def _made(businesses: Collection[UUID], since: date) -> dict[UUID, dict[date, int]]:
    """Give the visits to businesses whose report is in, by day."""
    about = Coalesce("business", "application__business")
    rows: QuerySet[Report, tuple[UUID, date, int]] = (
        Report.objects.filter(Q(business__in=businesses) | Q(application__business__in=businesses))
        .filter(visited_on__gte=since)
        .order_by("-visited_on")
        .values_list(about, "visited_on", "visit")
    )
    found: dict[UUID, dict[date, int]] = {}
    for business, day, visit in rows:
        found.setdefault(business, {})[day] = visit
    return found


def _planned(businesses: Collection[UUID]) -> dict[UUID, Visit]:
    visits = Visit.objects.filter(business__in=businesses, application=None, state=VisitState.PLANNED)
    return {one.business_id: one for one in visits if one.business_id}
