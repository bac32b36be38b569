"""Visits for an applicant or a participant: planned for it, or a planned one that looks at it too; their reports."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.programmes.following_up import followed
from sentra.programmes.models import HELD, RUNS, Asset, CallState, Candidate, SeenAs
from sentra.programmes.services.asset_common import asset_lock
from sentra.programmes.services.assets import asset_seen
from sentra.programmes.services.common import candidate_locked, candidate_remember
from sentra.programmes.services.part_common import part_require, planned_visit
from sentra.programmes.services.tell import tell_call_officers
from sentra.surveys.models import Report, Visit, VisitKind, VisitState
from sentra.surveys.services.plan import Planned, visit_cancelled, visits_plan

AID_MACHINE = "aid_machine"
"""The question of a checklist by which a visit tells how a machine of the regency is: the codes of `SeenAs`.

Of several machines that are not all in use the office is told, and writes down itself which of them is how.
"""


@transaction.atomic
def candidate_visit_plan(
    *, actor: User, candidate_id: UUID, planned_on: date | None, surveyor: User | None, remark: str = ""
) -> Visit:
    """Plan a visit that looks at an application or at what became of the help, with the programme's checklist.

    Owner and surveyor are told by the visit itself. Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`.
    """
    candidate = candidate_locked(actor, candidate_id)
    part_require(actor, candidate, "plan_visit")
    if planned_on is None:
        raise InvalidInput([Problem("planned_on", "missing", _("Please give the day."))])
    if surveyor is None:
        raise InvalidInput([Problem("surveyor", "unknown", _("Please choose an officer from the list."))])
    before_choice = candidate.call.state in {CallState.PUBLISHED, CallState.CLOSED}
    checklist = candidate.call.terms.checklist if before_choice else None
    planned = Planned(
        candidate.business_id, VisitKind.FOLLOW_UP, surveyor, planned_on, remark=remark, checklist=checklist or ""
    )
    visit = visits_plan(actor=actor, planned=[planned])[0]
    if not candidate.visits.filter(pk=visit.pk).exists():
        _looks_at(actor, candidate, visit, "plan_visit")
    return visit


@transaction.atomic
def candidate_visit_share(*, actor: User, candidate_id: UUID) -> Visit:
    """Let the visit to the business that is planned already look at the application too."""
    candidate = candidate_locked(actor, candidate_id)
    part_require(actor, candidate, "share_visit")
    visit = planned_visit(candidate).select_related("surveyor").first()
    if visit is None:
        raise Conflict(_("The visit was made or cancelled meanwhile. Look at the application again."))
    _looks_at(actor, candidate, visit, "share_visit")
    return visit


def _looks_at(actor: User, candidate: Candidate, visit: Visit, act: str) -> None:
    candidate.visits.add(visit)
    candidate_remember(actor, candidate, act, after=_day_and_who(visit))


def _day_and_who(visit: Visit) -> dict[str, str]:
    return {"planned_on": visit.planned_on.isoformat(), "surveyor": visit.surveyor.name}


def visits_heard(actor: User, visits: Sequence[Visit]) -> None:
    """Let visits that are planned look at those whose visit after a programme is due. A step of planning."""
    today, by_business = clock.today(), {one.business_id: one for one in visits if one.business_id}
    due = [one for one in followed(today, by_business.keys()) if one.due_on(today)]
    _follow_up(actor, {one.candidate_id: by_business[one.business_id] for one in due}, "plan_visit")


def _follow_up(actor: User, visits: Mapping[UUID, Visit], act: str) -> None:
    """Let each visit look at an application too, by its id.

    An application that somebody else is working on is left out, rather than waited for: acts on it lock it before its
    visits. Its visit counts all the same, as any visit to the business does.
    """
    free = Candidate.objects.select_related("call").select_for_update(of=("self",), no_key=True, skip_locked=True)
    for candidate in free.filter(pk__in=visits).order_by("pk"):
        visit = visits[candidate.pk]
        candidate.visits.add(visit)
        after = {"call_number": candidate.call.number, **_day_and_who(visit)}
        record(actor=actor, act=f"candidate.{act}", record=candidate, after=after)


def visits_let_go(candidate: Candidate, reason: str) -> None:
    """Cancel the planned visits that look at nothing but an application that is out. A step of an act."""
    planned = candidate.visits.filter(state=VisitState.PLANNED, application=None, cases=None).order_by("pk")
    for visit in planned.select_for_update(of=("self",)):
        others = visit.candidates.exclude(pk=candidate.pk).exclude(call__state=CallState.CANCELLED)
        if not others.filter(state__in=RUNS).exists():
            visit_cancelled(None, visit, reason)
            emit(
                kind="visit_let_go",
                record=visit,
                to=[visit.surveyor],
                context={"business": candidate.business.name, "day": visit.planned_on.isoformat(), "reason": reason},
                url=reverse("surveys:visits"),
                mail=False,
            )


def report_heard(actor: User, report: Report) -> None:
    """Tell who is in charge of a call that a visit was made, and keep what it saw of machines. A step of handing in.

    No call is locked here: acts on calls lock a call before its visits.
    """
    _followed_up(actor, report)
    for candidate in report.visit.candidates.select_related("call__in_charge", "business"):
        _tell_visited(candidate, report)
    condition = report.answers.get(AID_MACHINE)
    if report.business_id is None or condition not in SeenAs.values:
        return
    held = list(Asset.objects.filter(business=report.business_id, state__in=HELD).order_by("number"))
    if len(held) > 1 and condition != SeenAs.IN_USE:
        for one in held:
            _tell_visited(one.candidate, report)
        return
    for one in held:
        asset = asset_lock(one.number)
        if asset.business_id == report.business_id and asset.is_held:
            asset_seen(
                actor=actor,
                asset=asset,
                condition=condition,
                on=report.visited_on,
                words=report.notes.get(AID_MACHINE, ""),
                report=report,
            )


def _followed_up(actor: User, report: Report) -> None:
    """Let a visit that meets a mark after a programme stand on the page of the participant, if it wasn't planned so."""
    business = report.business_id or (report.application.business_id if report.application else None)
    if business is None:
        return
    due = [one for one in followed(report.visited_on, [business], without=report) if one.due_on(report.visited_on)]
    known = set(report.visit.candidates.values_list("pk", flat=True)) if due else set()
    visits = {one.candidate_id: report.visit for one in due if one.candidate_id not in known}
    _follow_up(actor, visits, "share_visit")


def _tell_visited(candidate: Candidate, report: Report) -> None:
    tell_call_officers(
        candidate.call,
        "call_visited",
        [candidate.call.in_charge],
        business=candidate.business.name,
        report=report.document.number,
    )
