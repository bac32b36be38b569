"""What all acts on one participant share: what the guards look at, and who may."""

from django.db.models import QuerySet

from sentra.kernel import clock
from sentra.kernel.workflow import Act
from sentra.people.models import User
from sentra.programmes.models import Candidate, CandidateState, Spending
from sentra.programmes.outcomes import Question, due_of, questions_of
from sentra.programmes.received import received
from sentra.programmes.services.common import holds
from sentra.programmes.workflow import TAKING_PART, PartFacts
from sentra.surveys.models import Visit, VisitState


def planned_visit(candidate: Candidate) -> "QuerySet[Visit]":
    """Give the visit to an applicant's business that is planned, whatever it is for; a survey is licensing's."""
    return Visit.objects.filter(business=candidate.business_id, application=None, state=VisitState.PLANNED)


def asked_now(candidate: Candidate) -> list[Question]:
    """Give what a participant is asked today and hasn't told yet."""
    if candidate.state != CandidateState.CHOSEN:
        return []
    told = [one.months for one in candidate.outcomes.all() if one.told_at]
    return due_of(questions_of(candidate.call.terms, candidate.call.ends_on), told, clock.today())


def payment_of(candidate: Candidate) -> Spending | None:
    """Give what was paid to a participant; None where nothing was, or where it was taken back."""
    return next((one for one in candidate.spendings.all() if one.taken_back_at is None), None)


def part_facts(actor: User, candidate: Candidate) -> PartFacts:
    """Gather what the guards look at."""
    planned = planned_visit(candidate).first()
    visits = list(candidate.visits.all())
    verification = getattr(candidate, "verification", None)
    paid = payment_of(candidate) is not None
    return PartFacts(
        own=candidate.business.owner.user_id == actor.pk or candidate.members.filter(owner__user=actor).exists(),
        candidate=candidate.state,
        reimburses=candidate.call.terms.reimbursed is not None,
        visit_planned=planned is not None,
        visit_ours=planned in visits,
        visited=any(one.state == VisitState.DONE for one in visits),
        verified=verification is not None,
        verified_it=verification is not None and verification.verified_by_id == actor.pk,
        received=paid or bool(received([candidate.pk])),
        paid=paid,
        came=candidate.attendances.exists(),
        asks=bool(asked_now(candidate)),
    )


def part_require(actor: User, candidate: Candidate, code: str) -> Act[PartFacts]:
    """Give the act if the actor may do it now. Raises `NotAllowed` or `Conflict`."""
    facts = part_facts(actor, candidate)
    return TAKING_PART.require(code, candidate.call.state, facts, holds(actor, candidate))
