"""The choice: who gets a seat, moving up from the waiting list, objections to the result."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import Told, record_many
from sentra.cases.services.common import require_words
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, NotFound
from sentra.kernel.text import official
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.queries import on_duty
from sentra.programmes.judging import explained
from sentra.programmes.models import RUNS, Call, CallState, Candidate, CandidateState, Choice, Objection
from sentra.programmes.queries import facts_with_promises, judged_of, lifts_of, running_of, terms_of
from sentra.programmes.ranking import Placed, given_as_json, given_from_json, placed, ranked, result_as_json
from sentra.programmes.services.common import (
    call_lock,
    call_remember,
    call_require,
    candidate_locked,
    candidate_remember,
    move,
)
from sentra.programmes.services.decision import decision_create
from sentra.programmes.services.tell import tell_call_officers, tell_candidate
from sentra.reference.queries import working_calendar

THOUSANDTH = Decimal("0.001")


@transaction.atomic
def choice_make(*, actor: User, call_id: UUID, version: int) -> Choice:
    """Decide who is chosen: by the scores, the rules for ties, seats, shares and money; the decision is signed.

    Who doesn't fit any more is refused. Raises `NotAllowed`, `Conflict`.
    """
    call = call_lock(call_id, version)
    act = call_require(actor, call, "choose")
    running = _still_fit(actor, call, list(running_of(call)))
    judged, terms = judged_of(call, running), terms_of(call)
    result = placed(ranked(judged, terms), terms)
    by_id = {str(one.pk): one for one in running}
    move(call, act)
    call.object_until = working_calendar().add(clock.today(), call.terms.objection_days)
    choice = Choice(
        call=call,
        given=given_as_json(judged, terms),
        result=result_as_json(result),
        decided_by=actor,
        decided_at=clock.now(),
    )
    choice.document = decision_create(actor, call, result, by_id)
    choice.save()
    _give_out(actor, call, result, by_id)
    chosen = sum(one.place == "chosen" for one in result)
    after = {
        "call_state": call.state,
        "call_chosen": chosen,
        "call_waiting": len(result) - chosen,
        "call_decision": choice.document.number,
    }
    call_remember(actor, call, "choose", before={"call_state": CallState.CLOSED}, after=after)
    tell_call_officers(call, "call_chosen", [call.in_charge])
    return choice


def _still_fit(actor: User | None, call: Call, running: Sequence[Candidate]) -> list[Candidate]:
    """Give those who meet the conditions still; the others are refused, with what is missing."""
    businesses = [business for one in running for business in (one.business, *one.members.all())]
    facts, lifted = facts_with_promises(businesses, call), lifts_of(call, [one.pk for one in businesses])
    fit = []
    for candidate in running:
        missing = [
            official(judgement.wanted)
            for business in (candidate.business, *candidate.members.all())
            for judgement in explained(
                call.terms.conditions, facts[business.pk], clock.today(), lifted.get(business.pk, frozenset())
            )
            if not judgement.passes
        ]
        if not missing:
            fit.append(candidate)
            continue
        candidate.call = call
        before, candidate.state = candidate.state, CandidateState.UNFIT
        candidate.unfit_reason = " · ".join(missing)
        after = {"candidate_state": candidate.state}
        candidate_remember(
            actor, candidate, "refuse", before={"candidate_state": before}, after=after, reason=candidate.unfit_reason
        )
        tell_candidate(candidate, "call_refused", reason=candidate.unfit_reason)
    return fit


def _give_out(actor: User, call: Call, result: Sequence[Placed], by_id: Mapping[str, Candidate]) -> None:
    """Write down each applicant's place, and tell it."""
    told: list[Told] = []
    for one in result:
        candidate = by_id[one.ranked.judged.id]
        candidate.call = call
        candidate.rank, candidate.score = one.ranked.rank, _rounded(one.ranked.score)
        before = candidate.state
        candidate.state = CandidateState.CHOSEN if one.place == "chosen" else CandidateState.WAITING
        candidate.version += 1
        after = {"call_number": call.number, "candidate_state": candidate.state, "candidate_rank": candidate.rank}
        told.append(Told(act="candidate.place", record=candidate, before={"candidate_state": before}, after=after))
        if one.place == "chosen":
            tell_candidate(candidate, "call_you_are_chosen", rank=one.ranked.rank)
        else:
            tell_candidate(candidate, "call_you_wait", rank=one.ranked.rank, until=str(call.object_until))
    Candidate.objects.bulk_update(by_id.values(), ["rank", "score", "state", "version"], batch_size=500)
    record_many(actor=actor, told=told)


def _rounded(score: Fraction | None) -> Decimal | None:
    if score is None:
        return None
    return (Decimal(score.numerator) / Decimal(score.denominator)).quantize(THOUSANDTH)


def seats_fill(call: Call) -> list[Candidate]:
    """Let those move up from the waiting list who may have a seat that is free now. A step of an act; `call` is locked.

    The order, the seats, the shares and the money are those of the choice; nobody loses a seat. After the last day
    nobody gets a seat of what is over.
    """
    choice = call.choices.first()
    if choice is None or clock.today() > call.ends_on:
        return []
    held = [one for one in running_of(call) if one.state == CandidateState.CHOSEN]
    rest = _still_fit(None, call, [one for one in running_of(call) if one.state == CandidateState.WAITING])
    states = {one.pk: one.state for one in (*held, *rest)}
    judged, terms = given_from_json(choice.given)
    left = [one for one in judged if UUID(one.id) in states]
    kept = frozenset(one.id for one in left if states[UUID(one.id)] == CandidateState.CHOSEN)
    result = placed(ranked(left, terms), terms, kept)
    chosen = {one.ranked.judged.id for one in result if one.place == "chosen"}
    wanted = [UUID(one) for one in sorted(chosen - kept)]
    moved = list(call.candidates.filter(pk__in=wanted).select_related("business__owner__user"))
    for candidate in moved:
        candidate.call = call
        before, candidate.state, candidate.moved_up_at = candidate.state, CandidateState.CHOSEN, clock.now()
        candidate_remember(
            None,
            candidate,
            "move_up",
            before={"candidate_state": before},
            after={"candidate_state": candidate.state},
        )
        tell_candidate(candidate, "call_moved_up")
    return moved


@transaction.atomic
def objection_make(*, actor: User, candidate_id: UUID, text: str) -> Objection:
    """Object to the result, once, within its days. Raises `NotFound`, `Conflict`, `InvalidInput`."""
    candidate = candidate_locked(actor, candidate_id, own=True)
    call = candidate.call
    call_require(actor, call, "object", candidate)
    choice = call.choices.first()
    if choice is None:
        raise Conflict(_("There is no result yet."))
    objection = Objection.objects.create(
        candidate=candidate, choice=choice, text=require_words(text), made_by=actor, made_at=clock.now()
    )
    candidate_remember(actor, candidate, "object", after={"candidate_text": objection.text})
    tell_call_officers(call, "call_objection", on_duty(Permission.PROGRAMME_DECIDE, None))
    return objection


@transaction.atomic
def objection_answer(*, actor: User, objection_id: int, uphold: bool, text: str) -> Objection:
    """Decide on an objection: rejected, or upheld; then the call is judged and chosen anew.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`.
    """
    about = Objection.objects.filter(pk=objection_id).values_list("candidate_id", flat=True).first()
    if about is None:
        raise NotFound(_("There is no such objection."))
    candidate = candidate_locked(actor, about)
    call = candidate.call
    code = "uphold_objection" if uphold else "reject_objection"
    act = call_require(actor, call, code, candidate)
    objection = Objection.objects.select_for_update().get(pk=objection_id)
    if objection.upheld is not None:
        raise Conflict(_("This objection was answered already."))
    objection.answer, objection.upheld = require_words(text), uphold
    objection.answered_by, objection.answered_at = actor, clock.now()
    objection.save()
    candidate_remember(actor, candidate, code, after={"candidate_text": objection.answer})
    tell_candidate(candidate, "call_objection_answered", answer=objection.answer)
    if uphold:
        move(call, act)
        call.object_until = None
        call.candidates.filter(state__in=RUNS).update(
            state=CandidateState.APPLIED, rank=None, score=None, stand=None, moved_up_at=None
        )
        call.assessors.update(handed_in_at=None)
        call_remember(
            actor,
            call,
            "edit",
            before={"call_state": CallState.CHOSEN},
            after={"call_state": call.state},
            reason=objection.answer,
        )
    return objection
