"""What machinery aid shows on the pages of a call and of an application: agreement, handovers, machines, labels."""

from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.programmes.granting import agreement_of, grant_acts, grant_counts, grant_facts, handovers_of, money_left
from sentra.programmes.labels import AT_ONCE
from sentra.programmes.models import Call, CallState, Candidate, CandidateState
from sentra.programmes.services.common import holds
from sentra.programmes.workflow import OWN

_RUN = (CallState.RUNNING, CallState.DONE)


def _gives_machines(call: Call) -> bool:
    return call.state in _RUN and call.terms.gives == "machines"


def grants_of_call(_actor: User, call: Call) -> Panel | None:
    """Give how far the receivers of a call are, with the way to its machines and their labels."""
    if not _gives_machines(call):
        return None
    counts = grant_counts(call)
    sheets = range(1, -(-counts["machines"] // AT_ONCE) + 1)
    return Panel("programmes/officer/call_grants.html", {"call": call, "counts": counts, "sheets": sheets})


def grant_of_candidate(actor: User, candidate: Candidate) -> Panel | None:
    """Give the officer the agreement and the handovers of who was chosen, and what may be done."""
    if not _gives_machines(candidate.call):
        return None
    agreement = agreement_of(candidate)
    if candidate.state != CandidateState.CHOSEN and agreement is None:
        return None
    test = holds(actor)

    def as_officer(permission: str) -> bool:
        return permission != OWN and test(permission)

    acts, hindered = grant_acts(candidate, grant_facts(actor, candidate, agreement), as_officer)
    context = {
        "candidate": candidate,
        "agreement": agreement,
        "handovers": handovers_of(candidate),
        "acts": acts,
        "hindered": hindered,
        "money": money_left(candidate, agreement),
        "machine": agreement.machine if agreement else candidate.answers.get("machine", ""),
        "value": agreement.value if agreement else candidate.cost,
    }
    return Panel("programmes/officer/candidate_grant.html", context)


def grant_of_own(actor: User, candidate: Candidate) -> Panel | None:
    """Give the owner the agreement to read and accept, and what was handed over."""
    if not _gives_machines(candidate.call):
        return None
    agreement = agreement_of(candidate)
    if agreement is None:
        return None
    acts, _hindered = grant_acts(candidate, grant_facts(actor, candidate, agreement), holds(actor, candidate))
    terms = candidate.call.terms.agreement
    context = {
        "candidate": candidate,
        "agreement": agreement,
        "clauses": terms.clauses if terms else (),
        "handovers": handovers_of(candidate),
        "acts": acts,
        "actor": actor,
    }
    return Panel("programmes/owner/own_grant.html", context)
