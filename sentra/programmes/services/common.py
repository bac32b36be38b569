"""What all acts on a call share: lock, require, move, remember. `move` is the one place that assigns a call's state."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, NotFound
from sentra.kernel.locks import locked
from sentra.kernel.workflow import Act
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.programmes.models import (
    RUNS,
    Call,
    CallState,
    Candidate,
    CandidatePaper,
    CandidateState,
    Objection,
)
from sentra.programmes.queries import points_open, possible_doubles, sessions_left, unjudged
from sentra.programmes.received import received
from sentra.programmes.workflow import CALL, OWN, CallFacts
from sentra.surveys.models import VisitState

PROMISING = ("machines", "reimbursement")
"""What a programme gives that each participant has to receive before it ends."""


def call_lock(call_id: UUID, version: int | None = None) -> Call:
    """Lock a call until the transaction ends; all that happens to its applicants happens under this lock.

    `version` is the one that the officer's page showed. Raises `NotFound`, or `Conflict` where it changed since.
    """
    call = Call.objects.select_for_update().filter(pk=call_id).first()
    if call is None:
        raise NotFound(_("There is no such call."))
    if version is not None and version != call.version:
        raise Conflict(_("Somebody changed this call while you had it open. Look at it again, then decide."))
    return call


def candidate_locked(actor: User, candidate_id: UUID, *, own: bool = False) -> Candidate:
    """Lock the call of an application and give the application: an officer's, or only the actor's own.

    Raises `NotFound`.
    """
    seen = Candidate.objects.filter(business__owner__user=actor) if own else officers_candidates(actor)
    call_id = seen.filter(pk=candidate_id).values_list("call_id", flat=True).first()
    if call_id is None:
        raise NotFound(_("There is no such application to a programme."))
    call = call_lock(call_id)
    candidate = locked(Candidate.objects.select_related("business__owner__user", "group").filter(pk=candidate_id)).get()
    candidate.call = call
    return candidate


def officers_candidates(actor: User) -> "QuerySet[Candidate]":
    """Give the applications that an officer may see: all of them, for whoever reads programmes.

    Programmes are the regency's: a duty for one district sees them all, which `visible_to` would not say.
    """
    return Candidate.objects.all() if can(actor, Permission.PROGRAMME_READ) else Candidate.objects.none()


def call_facts(actor: User, call: Call, candidate: Candidate | None = None) -> CallFacts:
    """Gather what the guards look at."""
    terms = call.terms
    applied = call.candidates.exclude(state=CandidateState.WITHDRAWN)
    assessors = list(call.assessors.all())
    assessor = next((one for one in assessors if one.user_id == actor.pk), None)
    needed = terms.assessors if terms.criteria else 0
    runs = applied.filter(state__in=RUNS)
    unfit = CandidatePaper.objects.filter(candidate=OuterRef("pk")).exclude(fits=True)
    waiting = Objection.objects.filter(choice__call=call, upheld=None)
    runs_now = call.state == CallState.RUNNING
    chosen = candidate if candidate and candidate.state == CandidateState.CHOSEN else None
    return CallFacts(
        own=applied.filter(business__owner__user=actor).exists(),
        made_it=call.in_charge_id == actor.pk,
        assessor=assessor is not None,
        handed_in=assessor is not None and assessor.handed_in_at is not None,
        scored=bool(terms.criteria),
        runs=runs.count(),
        papers_left=runs.filter(Exists(unfit)).count(),
        unjudged=unjudged(call),
        points_seen=bool(terms.criteria and assessors) and points_open(call),
        unvisited=runs.exclude(pk__in=runs.filter(visits__state=VisitState.DONE)).count() if terms.visit else 0,
        unverified=runs.filter(verification=None).count() if terms.reimbursed else 0,
        doubles=len(possible_doubles(call)) if call.state == CallState.CLOSED else 0,
        given=runs_now and _given(call),
        sessions_left=sessions_left(call) if runs_now else 0,
        unreceived=_unreceived(call) if runs_now and terms.gives in PROMISING else 0,
        assessors=len(assessors),
        assessors_needed=needed,
        objections=waiting.count(),
        may_object=_may_object(call, candidate),
        period_over=call.object_until is None or clock.today() > call.object_until,
        open_until_past=call.apply_until < clock.today(),
        candidate=candidate.state if candidate else "",
        received=chosen is not None and bool(received([chosen.pk])),
    )


def _unreceived(call: Call) -> int:
    """Count those who were chosen and have something to get that wasn't handed over or paid yet."""
    promised = call.candidates.filter(state=CandidateState.CHOSEN)
    if call.terms.reimbursed:
        promised = promised.filter(cost__gt=0)
    ids = list(promised.values_list("pk", flat=True))
    return len(ids) - len(received(ids))


def _given(call: Call) -> bool:
    """Tell whether anybody has what was promised, or was paid."""
    return bool(received(call.candidates.order_by().values("pk")))


def _may_object(call: Call, candidate: Candidate | None) -> bool:
    """Tell whether an applicant may object today: to the newest choice, once."""
    if candidate is None or candidate.state in {CandidateState.WITHDRAWN, CandidateState.CHOSEN}:
        return False
    newest = call.choices.first()
    within = call.object_until is not None and clock.today() <= call.object_until
    return newest is not None and within and not newest.objections.filter(candidate=candidate).exists()


def holds(actor: User, candidate: Candidate | None = None) -> Callable[[str], bool]:
    """Give the test of what the actor holds; programmes are the regency's, not a district's."""

    def test(permission: str) -> bool:
        if permission == OWN:
            return candidate is not None and candidate.business.owner.user_id == actor.pk
        return can(actor, Permission(permission))

    return test


def call_require(actor: User, call: Call, code: str, candidate: Candidate | None = None) -> Act[CallFacts]:
    """Give the act if the actor may do it now. Raises `NotAllowed` or `Conflict`."""
    return CALL.require(code, call.state, call_facts(actor, call, candidate), holds(actor, candidate))


def move(call: Call, act: Act[CallFacts]) -> None:
    """Bring a call to where an act leads. Saves nothing."""
    if act.target is not None:
        call.state = CallState(act.target)


def call_remember(
    actor: User | None,
    call: Call,
    act: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Save the call as its next version and write the act into the audit."""
    call.version += 1
    call.save()
    record(actor=actor, act=f"call.{act}", record=call, before=before or {}, after=after or {}, reason=reason)


def candidate_remember(
    actor: User | None,
    candidate: Candidate,
    act: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Save the application as its next version and write the act into the audit."""
    candidate.version += 1
    candidate.save()
    told = {"call_number": candidate.call.number, **(after or {})}
    record(actor=actor, act=f"candidate.{act}", record=candidate, before=before or {}, after=told, reason=reason)
