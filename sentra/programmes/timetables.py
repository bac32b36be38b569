"""Reads of the timetables of calls: what is done of each stage, in a few queries however many calls there are."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sentra.kernel import clock
from sentra.kernel.clock import months_on
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.programmes.models import (
    RUNS,
    Assessment,
    Call,
    CallState,
    Candidate,
    CandidatePaper,
    CandidateState,
    Objection,
    Outcome,
)
from sentra.programmes.outcomes import AT_THE_END
from sentra.programmes.stages import RESULTS_FOR, Counts, Line, Standing, line_now, timetable
from sentra.reference.programmes import ProgrammeKind
from sentra.reference.queries import working_calendar
from sentra.surveys.models import Visit, VisitState


def timetables(calls: Sequence[Call]) -> dict[UUID, list[Line]]:
    """Give the timetables of calls that have one: four queries at most."""
    terms = {one.pk: one.terms for one in calls if one.state != CallState.CANCELLED}
    known = [one for one in calls if one.pk in terms and terms[one.pk].stages]
    if not known:
        return {}
    calendar, today, counts, again = working_calendar(), clock.today(), _counts(known, terms), _objections(known)
    found = {}
    for call in known:
        waiting, again_on = again.get(call.pk, (0, None))
        standing = Standing(
            state=call.state,
            apply_until=call.apply_until,
            begins_on=call.begins_on,
            ends_on=call.ends_on,
            object_until=call.object_until,
            again_on=again_on if call.state == CallState.CLOSED else None,
            counts=replace(counts.get(call.pk, Counts()), objections=waiting),
        )
        found[call.pk] = timetable(terms[call.pk], standing, calendar, today)
    return found


def _counts(calls: Sequence[Call], terms: dict[UUID, ProgrammeKind]) -> dict[UUID, Counts]:
    judged = [one for one in calls if one.state == CallState.CLOSED]
    over = [one for one in calls if one.state == CallState.DONE and terms[one.pk].results]
    return {**_judging(judged, terms), **_telling(over)}


def _judging(calls: Sequence[Call], terms: dict[UUID, ProgrammeKind]) -> dict[UUID, Counts]:
    """Count what is done about the applicants of calls that are being judged: one query."""
    if not calls:
        return {}
    given = Assessment.objects.filter(candidate=OuterRef("pk"), interest=False, assessor__handed_in_at__isnull=False)
    judged_by = given.order_by().values("candidate").annotate(many=Count("pk")).values("many")
    rows = (
        Candidate.objects.filter(call__in=calls, state__in=RUNS)
        .annotate(
            unfit=Exists(CandidatePaper.objects.filter(candidate=OuterRef("pk")).exclude(fits=True)),
            seen=Exists(Visit.objects.filter(candidates=OuterRef("pk"), state=VisitState.DONE)),
            judged=Coalesce(Subquery(judged_by, IntegerField()), 0),
        )
        .order_by()
        .values_list("call", "unfit", "seen", "judged")
        .annotate(many=Count("pk"))
    )
    found: dict[UUID, Counts] = {}
    for call_id, unfit, seen, judged, many in rows:
        kind, sofar = terms[call_id], found.get(call_id, Counts())
        found[call_id] = replace(
            sofar,
            runs=sofar.runs + many,
            papers_left=sofar.papers_left + many * unfit,
            unvisited=sofar.unvisited + many * (kind.visit and not seen),
            unjudged=sofar.unjudged + many * (bool(kind.criteria) and judged < kind.assessors),
        )
    return found


def _telling(calls: Sequence[Call]) -> dict[UUID, Counts]:
    """Count the participants of calls that are over, and those who told what came of it: one query."""
    if not calls:
        return {}
    told = Outcome.objects.filter(candidate=OuterRef("pk"), months=AT_THE_END, told_at__isnull=False)
    rows = (
        Candidate.objects.filter(call__in=calls, state=CandidateState.CHOSEN)
        .order_by()
        .values_list("call")
        .annotate(many=Count("pk"), told=Count("pk", filter=Exists(told)))
    )
    return {call_id: Counts(participants=many, told=told) for call_id, many, told in rows}


def _objections(calls: Sequence[Call]) -> dict[UUID, tuple[int, date | None]]:
    """Count the objections that wait, and tell since when a call is judged anew because one was upheld: one query."""
    about = [one for one in calls if one.state in {CallState.CLOSED, CallState.CHOSEN}]
    if not about:
        return {}
    rows = (
        Objection.objects.filter(choice__call__in=about)
        .order_by()
        .values_list("choice__call")
        .annotate(waiting=Count("pk", filter=Q(upheld=None)), again=Max("answered_at", filter=Q(upheld=True)))
    )
    return {pk: (waiting, clock.local_day(again) if again else None) for pk, waiting, again in rows}


def calls_at_work() -> "QuerySet[Call]":
    """Give the calls that stand at a stage: closed and not yet over, or over with results that are waited for."""
    results = Q(state=CallState.DONE, ends_on__gt=months_on(clock.today(), -RESULTS_FOR))
    return Call.objects.filter(Q(state__in=[CallState.CLOSED, CallState.CHOSEN, CallState.RUNNING]) | results)


def stages_now(calls: Iterable[Call]) -> dict[UUID, Line]:
    """Give the stage at which each call stands, of those that stand at one."""
    begun = [one for one in calls if one.state not in {CallState.DRAFT, CallState.PUBLISHED}]
    return {pk: line for pk, lines in timetables(begun).items() if (line := line_now(lines))}


def late_calls() -> list[UUID]:
    """Give the calls whose stage takes longer than it may."""
    return [pk for pk, line in stages_now(calls_at_work()).items() if line.late_by]


def call_counts(actor: User) -> tuple[int, int]:
    """Count the calls whose stage is among the actor's duties, all and late ones."""
    mine = [line for line in stages_now(calls_at_work()).values() if can(actor, Permission(line.stage.duty))]
    return len(mine), sum(line.late_by > 0 for line in mine)
