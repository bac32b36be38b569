"""What the pages show of visits, of what is paid back, of what came of it, and of the money."""

from uuid import uuid4

from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.programmes.models import Call, CallState, Candidate, CandidateState
from sentra.programmes.queries import possible_doubles
from sentra.programmes.results import spendings_of, told_by
from sentra.programmes.services.common import holds
from sentra.programmes.services.part_common import asked_now, part_facts, payment_of
from sentra.programmes.workflow import MONEY, OWN, TAKING_PART, PartFacts
from sentra.surveys.queries import surveyors_in


def of_candidate(actor: User, candidate: Candidate) -> Panel | None:
    """Give officers the visits, what is paid back and what came of it, with what they may do about these."""
    test = holds(actor, candidate)
    facts = part_facts(actor, candidate)
    acts = {
        act.code: act
        for act in TAKING_PART.allowed(candidate.call.state, facts, lambda held: held != OWN and test(held))
    }
    terms = candidate.call.terms
    context = {
        "candidate": candidate,
        "call": candidate.call,
        "acts": acts,
        "visits": candidate.visits.all(),
        "needs_visit": terms.visit,
        "surveyors": surveyors_in(candidate.business.district, candidate.business) if "plan_visit" in acts else [],
        "verification": getattr(candidate, "verification", None),
        "reimburses": terms.reimbursed is not None,
        "origins": next((one.choices for one in terms.fields if one.code == "origin"), ()),
        "paid": payment_of(candidate),
        "told": told_by(candidate),
        "asked": asked_now(candidate) if "enter_result" in acts else [],
    }
    return Panel("programmes/officer/taking_part.html", context)


def of_own(_actor: User, candidate: Candidate) -> Panel | None:
    """Give the owner what is asked, what was told already, and what is paid back."""
    asked = asked_now(candidate)
    facts = PartFacts(candidate=candidate.state, asks=bool(asked))
    allowed = TAKING_PART.allowed(candidate.call.state, facts, lambda held: held == OWN)
    context = {
        "candidate": candidate,
        "asked": asked if allowed else [],
        "told": told_by(candidate),
        "verification": getattr(candidate, "verification", None),
        "paid": payment_of(candidate),
    }
    return Panel("programmes/owner/taking_part.html", context)


def of_call(actor: User, call: Call) -> Panel | None:
    """Give officers the doubles that hinder the choice, the money, and the way to what came of it."""
    acts = {act.code: act for act in MONEY.allowed(call.state, None, holds(actor))}
    spends = call.state in {CallState.CHOSEN, CallState.RUNNING, CallState.DONE}
    spendings = list(spendings_of(call)) if spends else []
    spent = sum(one.amount for one in spendings if one.taken_back_at is None)
    context = {
        "call": call,
        "acts": acts,
        "doubles": possible_doubles(call) if call.state == CallState.CLOSED else [],
        "spends": spends and (spendings or "spend" in acts or call.budget),
        "spendings": spendings,
        "spent": spent,
        "left": call.budget - spent,
        "key": uuid4(),
        "results": call.state in {CallState.RUNNING, CallState.DONE}
        and call.candidates.filter(state=CandidateState.CHOSEN).exists(),
    }
    return Panel("programmes/officer/money.html", context)
