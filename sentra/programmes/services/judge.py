"""Judging applicants: their papers, conditions lifted for one of them, points of the assessors."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.cases.services.common import require_words
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.text import official, tidy
from sentra.people.models import User
from sentra.people.policy import visible_to
from sentra.programmes.asking import wanted
from sentra.programmes.judging import key_of, may_be_lifted
from sentra.programmes.models import Assessment, Assessor, Candidate, CandidatePaper, CandidateState, Lift
from sentra.programmes.rules import LONGEST, problems_of_points
from sentra.programmes.services.common import (
    call_lock,
    call_remember,
    call_require,
    candidate_locked,
    candidate_remember,
)
from sentra.programmes.services.tell import tell_candidate
from sentra.programmes.services.visits import visits_let_go
from sentra.registry.models import Business


@transaction.atomic
def paper_check(*, actor: User, candidate_id: UUID, code: str, fits: bool, note: str = "") -> CandidatePaper:
    """Say whether a paper of an application fits; one that doesn't needs a note. Raises `NotFound`, `InvalidInput`."""
    candidate = candidate_locked(actor, candidate_id)
    call_require(actor, candidate.call, "check_paper", candidate)
    paper = candidate.papers.filter(code=code).first()
    if paper is None:
        raise NotFound(_("There is no such paper."))
    paper.note = tidy(note) if fits else require_words(note, "note")
    paper.fits, paper.checked_by, paper.checked_at = fits, actor, clock.now()
    paper.save(update_fields=["fits", "note", "checked_by", "checked_at"])
    candidate_remember(actor, candidate, "check_paper", after={"candidate_paper": code, "candidate_fits": fits})
    return paper


@transaction.atomic
def candidate_refuse(*, actor: User, candidate_id: UUID, reason: str) -> Candidate:
    """Take an application out of the running, for a reason that the applicant reads."""
    candidate = candidate_locked(actor, candidate_id)
    call_require(actor, candidate.call, "refuse", candidate)
    candidate.unfit_reason, before = require_words(reason, "reason"), candidate.state
    candidate.state = CandidateState.UNFIT
    candidate_remember(
        actor,
        candidate,
        "refuse",
        before={"candidate_state": before},
        after={"candidate_state": candidate.state},
        reason=candidate.unfit_reason,
    )
    visits_let_go(candidate, candidate.unfit_reason)
    tell_candidate(candidate, "call_refused", reason=candidate.unfit_reason)
    return candidate


@transaction.atomic
def candidate_readmit(*, actor: User, candidate_id: UUID, reason: str) -> Candidate:
    """Take an application in again that was refused."""
    candidate = candidate_locked(actor, candidate_id)
    call_require(actor, candidate.call, "readmit", candidate)
    reason, before = require_words(reason, "reason"), candidate.state
    candidate.state, candidate.unfit_reason = CandidateState.APPLIED, ""
    candidate_remember(
        actor,
        candidate,
        "readmit",
        before={"candidate_state": before},
        after={"candidate_state": candidate.state},
        reason=reason,
    )
    tell_candidate(candidate, "call_readmitted")
    return candidate


@transaction.atomic
def condition_lift(*, actor: User, call_id: UUID, number: str, condition: str, reason: str) -> Lift:
    """Lift a condition of a call for one business, named by its register number; it stands in the list of recipients.

    Raises `InvalidInput` for a business or condition that isn't there, and for being on the register, which stays.
    """
    call = call_lock(call_id)
    call_require(actor, call, "lift")
    reason = require_words(reason, "reason")
    known = visible_to(actor, Business.objects.registered())
    business = known.filter(register_number=tidy(number).upper()).first()
    need = next((one for one in call.terms.conditions if key_of(one) == condition), None)
    problems = []
    if business is None:
        message = _("No business on the register has this number in your area.")
        problems.append(Problem("number", "unknown", message))
    if need is None or not may_be_lifted(need):
        problems.append(Problem("condition", "unknown", _("Please choose one of the list.")))
    if business is None or need is None or problems:
        raise InvalidInput(problems)
    words = official(wanted(need, clock.today()))
    lift, made = Lift.objects.get_or_create(
        call=call,
        business=business,
        condition=condition,
        defaults={"words": words, "reason": reason, "lifted_by": actor, "lifted_at": clock.now()},
    )
    if made:
        after = {"call_business": f"{business.register_number} {business.name}", "call_condition": words}
        call_remember(actor, call, "lift", after=after, reason=reason)
    return lift


@transaction.atomic
def assessment_save(
    *,
    actor: User,
    candidate_id: UUID,
    points: Mapping[str, int],
    words: str = "",
    interest: bool = False,
) -> Assessment:
    """Judge an applicant, or declare an interest in it: then one gives no points. It may be changed until handed in.

    Raises `InvalidInput` with every criterion that wasn't judged.
    """
    candidate = candidate_locked(actor, candidate_id)
    call = candidate.call
    call_require(actor, call, "assess", candidate)
    words = tidy(words)
    problems = [] if interest else problems_of_points(points, call.terms)
    if len(words) > LONGEST:
        message = _("Please use at most %(most)s characters.") % {"most": LONGEST}
        problems.append(Problem("words", "too_long", message))
    if problems:
        raise InvalidInput(problems)
    known = {one.code for one in call.terms.criteria}
    given = {} if interest else {code: value for code, value in points.items() if code in known}
    assessment, _made = Assessment.objects.update_or_create(
        assessor=call.assessors.get(user=actor),
        candidate=candidate,
        defaults={"points": given, "words": words, "interest": interest, "saved_at": clock.now()},
    )
    return assessment


@transaction.atomic
def assessments_hand_in(*, actor: User, call_id: UUID) -> Assessor:
    """Hand in one's points for all applicants; from then on they stand. Raises `Conflict` where some are missing."""
    call = call_lock(call_id)
    call_require(actor, call, "hand_in")
    assessor = call.assessors.get(user=actor)
    judged = assessor.assessments.values("candidate")
    left = call.candidates.filter(state=CandidateState.APPLIED).exclude(pk__in=judged).count()
    if left:
        raise Conflict(_("%(left)s applicants were not judged by you yet.") % {"left": left})
    assessor.handed_in_at = clock.now()
    assessor.save(update_fields=["handed_in_at"])
    call_remember(actor, call, "hand_in", after={"call_assessor": actor.name})
    return assessor
