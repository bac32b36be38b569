"""The stands of an exhibition: the plan of the hall, and whose each stand is."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.kernel.locks import locked
from sentra.kernel.text import tidy
from sentra.kernel.workflow import Act
from sentra.people.models import User
from sentra.programmes.exhibiting import taking_part
from sentra.programmes.models import Call, Candidate, CandidateState, Stand
from sentra.programmes.services.common import call_lock, call_remember, candidate_remember, holds
from sentra.programmes.services.tell import tell_candidate
from sentra.programmes.stands import FIELD, WITH_STANDS, Place, in_turn, read_plan
from sentra.programmes.workflow import STANDS, StandFacts


def stand_facts(actor: User, call: Call, candidate: Candidate | None = None) -> StandFacts:
    """Gather what the guards look at; `candidate` is the applicant that the act is about, if any."""
    own = call.candidates.exclude(state=CandidateState.WITHDRAWN).filter(business__owner__user=actor)
    return StandFacts(
        stands=call.terms.gives in WITH_STANDS,
        takes_part=candidate is None or candidate.state == CandidateState.CHOSEN,
        own=own.exists(),
        free=call.stands.filter(candidate=None).count(),
        without=taking_part(call).filter(stand=None).count(),
    )


def stand_require(actor: User, call: Call, code: str, candidate: Candidate | None = None) -> Act[StandFacts]:
    """Give the act if the actor may do it now. Raises `NotAllowed` or `Conflict`."""
    return STANDS.require(code, call.state, stand_facts(actor, call, candidate), holds(actor, candidate))


def stand_acts(actor: User, call: Call, candidate: Candidate | None = None) -> set[str]:
    """Give the codes of what the actor may do now."""
    facts = stand_facts(actor, call, candidate)
    return {act.code for act in STANDS.allowed(call.state, facts, holds(actor, candidate))}


@transaction.atomic
def plan_lay(*, actor: User, call_id: UUID, version: int, text: str) -> list[Stand]:
    """Lay the stands of a call out as they are typed; whoever has one keeps it by its name.

    Raises `NotFound`, `NotAllowed`, `Conflict`, and `InvalidInput` with all that is wrong in the plan, or where a stand
    that is somebody's is missing from it.
    """
    call = call_lock(call_id, version)
    stand_require(actor, call, "lay_plan")
    places, problems = read_plan(text)
    if problems := problems or _given_away(call, places):
        raise InvalidInput(problems)
    before = call.stands.count()
    call.stands.exclude(name__in=[place.name for place in places]).delete()
    stands = Stand.objects.bulk_create(
        [Stand(call=call, name=one.name, row=one.row, column=one.column) for one in places],
        update_conflicts=True,
        unique_fields=["call", "name"],
        update_fields=["row", "column"],
    )
    call_remember(actor, call, "lay_plan", before={"call_stands": before}, after={"call_stands": len(stands)})
    return stands


def _given_away(call: Call, places: Iterable[Place]) -> list[Problem]:
    """Tell which stands are somebody's and not on the plan any more."""
    missing = call.candidates.exclude(stand=None).exclude(stand__name__in=[place.name for place in places])
    message = _("%(stand)s is missing, but it is given to %(name)s. Free it first, or leave it on the plan.")
    found = missing.select_related("stand", "business", "group").order_by("stand__row", "stand__column")
    return [
        Problem(FIELD, "given", message % {"stand": candidate.stand, "name": candidate.shown_name})
        for candidate in found
    ]


@transaction.atomic
def stand_give(*, actor: User, call_id: UUID, stand: str, candidate_id: UUID | None) -> Candidate:
    """Give a free stand, by its name, to somebody who takes part; who had another one leaves that.

    Given twice it stays given. Raises `NotFound`, `NotAllowed`, `InvalidInput`, and `Conflict` where the stand is
    somebody else's.
    """
    call = call_lock(call_id)
    candidate = _participant(call, candidate_id)
    stand_require(actor, call, "give_stand", candidate)
    found = _stand(call, stand)
    problems = [Problem("stand", "unknown", _("Please choose a stand from the list."))] if found is None else []
    if candidate is None:
        problems.append(Problem("candidate", "unknown", _("Please choose who gets it from the list.")))
    if candidate is None or found is None:
        raise InvalidInput(problems)
    holder = call.candidates.select_related("business", "group").filter(stand=found).first()
    if holder == candidate:
        return candidate
    if holder:
        message = _("%(stand)s is given to %(name)s already. Free it first, or choose another.")
        raise Conflict(message % {"stand": found, "name": holder.shown_name})
    _give(actor, candidate, found)
    return candidate


def _participant(call: Call, candidate_id: UUID | None) -> Candidate | None:
    """Give an applicant of a call, locked."""
    found = call.candidates.select_related("business__owner__user", "group", "stand")
    candidate = locked(found.filter(pk=candidate_id)).first() if candidate_id else None
    if candidate:
        candidate.call = call
    return candidate


def _stand(call: Call, name: str) -> Stand | None:
    return call.stands.filter(name=tidy(name).upper()).first()


def _give(actor: User, candidate: Candidate, stand: Stand) -> None:
    """Let somebody have a stand, and say so."""
    before = {"candidate_stand": candidate.stand.name} if candidate.stand else {}
    candidate.stand = stand
    candidate_remember(actor, candidate, "give_stand", before=before, after={"candidate_stand": stand.name})
    tell_candidate(candidate, "call_stand", stand=stand.name)


@transaction.atomic
def stand_free(*, actor: User, call_id: UUID, stand: str) -> Stand:
    """Take a stand back from whoever has it; freed twice it stays free. Raises `InvalidInput`, `Conflict`."""
    call = call_lock(call_id)
    stand_require(actor, call, "give_stand")
    found = _stand(call, stand)
    if found is None:
        raise InvalidInput([Problem("stand", "unknown", _("Please choose a stand from the list."))])
    holder = call.candidates.filter(stand=found).values_list("pk", flat=True).first()
    if candidate := _participant(call, holder):
        candidate_remember(actor, candidate, "free_stand", before=stand_leave(candidate))
    return found


def stand_leave(candidate: Candidate) -> dict[str, Any]:
    """Let somebody leave the own stand; gives what the audit says of it. Saves nothing; a step of an act."""
    stand, candidate.stand = candidate.stand, None
    return {"candidate_stand": stand.name} if stand else {}


@transaction.atomic
def stands_give_out(*, actor: User, call_id: UUID) -> Sequence[Candidate]:
    """Give the free stands, in the order of the plan, to those who take part without one, by rank.

    Raises `NotFound`, `NotAllowed`, and `Conflict` where no stand is free or nobody is without.
    """
    call = call_lock(call_id)
    stand_require(actor, call, "give_out")
    free = list(call.stands.filter(candidate=None).order_by("row", "column"))
    without = taking_part(call).filter(stand=None).select_for_update(of=("self",))
    given = in_turn(free, list(without.select_related("business__owner__user", "group")))
    for stand, candidate in given:
        candidate.call = call
        _give(actor, candidate, stand)
    call_remember(actor, call, "give_out", after={"call_given": len(given)})
    return [candidate for _stand, candidate in given]
