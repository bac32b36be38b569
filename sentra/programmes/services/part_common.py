"""What all acts on one participant share: what the guards look at, and who may."""

from django.db.models import QuerySet

from sentra.kernel import clock
from sentra.kernel.workflow import Act
from sentra.people.models import User
from sentra.programmes.models import Candidate, CandidateState
from sentra.programmes.outcomes import Question, due_of, questions_of
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
    told = candidate.outcomes.exclude(told_at=None).values_list("months", flat=True)
    return due_of(questions_of(candidate.call.terms, candidate.call.ends_on), told, clock.today())


def part_facts(actor: User, candidate: Candidate) -> PartFacts:
    """Gather what the guards look at."""
    visit = planned_visit(candidate).first()
    verification = getattr(candidate, "verification", None)
    paid = candidate.spendings.filter(taken_back_at=None).exists()
    return PartFacts(
        own=candidate.business.owner.user_id == actor.pk,
        candidate=candidate.state,
        reimburses=candidate.call.terms.reimbursed is not None,
        visit_planned=visit is not None,
        visit_ours=visit is not None and candidate.visits.contains(visit),
        visited=candidate.visits.filter(state=VisitState.DONE).exists(),
        verified=verification is not None,
        verified_it=verification is not None and verification.verified_by_id == actor.pk,
        received=paid,
        paid=paid,
        asks=bool(asked_now(candidate)),
    )


def part_require(actor: User, candidate: Candidate, code: str) -> Act[PartFacts]:
    """Give the act if the actor may do it now. Raises `NotAllowed` or `Conflict`."""
    facts = part_facts(actor, candidate)
    return TAKING_PART.require(code, candidate.call.state, facts, holds(actor, candidate))
