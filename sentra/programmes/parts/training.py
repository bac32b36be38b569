"""What pages show of how a training runs: sessions, presence, tests, the certificate."""

from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.programmes.models import Call, CallState, Candidate, CandidateState
from sentra.programmes.services.common import holds
from sentra.programmes.services.training import training_facts
from sentra.programmes.sessions import certificate_of, is_training, sessions_for, sessions_of
from sentra.programmes.workflow import TRAINING

RUNS = (CallState.CHOSEN, CallState.RUNNING, CallState.DONE)


def of_call(actor: User, call: Call) -> Panel | None:
    """Give officers the sessions of a training, and the ways to its tests and certificates."""
    if call.state not in RUNS or not is_training(call):
        return None
    allowed = {act.code for act in TRAINING.allowed(call.state, training_facts(actor, call), holds(actor))}
    context = {"call": call, "sessions": sessions_of(call), "terms": call.terms.training, "acts": allowed}
    return Panel("programmes/officer/sessions.html", context)


def of_candidate(_actor: User, candidate: Candidate) -> Panel | None:
    """Give officers to which sessions a participant came, its tests and its certificate."""
    return _mine("programmes/officer/training.html", candidate)


def of_own(_actor: User, candidate: Candidate) -> Panel | None:
    """Give a participant the sessions, to which of them it came, its tests and its certificate."""
    return _mine("programmes/owner/training.html", candidate)


def _mine(template: str, candidate: Candidate) -> Panel | None:
    call = candidate.call
    if call.state not in RUNS or candidate.state not in {CandidateState.CHOSEN, CandidateState.WITHDRAWN}:
        return None
    if not is_training(call):
        return None
    came = sessions_for(candidate)
    if not came or (candidate.state == CandidateState.WITHDRAWN and not any(one.attendance for one in came)):
        return None
    context = {
        "candidate": candidate,
        "came": came,
        "scores": getattr(candidate, "scores", None),
        "certificate": certificate_of(candidate),
    }
    return Panel(template, context)


def of_public(call: Call) -> Panel | None:
    """Give everybody the days of a training, what they are about and where; nothing about who comes."""
    if call.state not in RUNS or not is_training(call):
        return None
    found = list(call.sessions.all())
    return Panel("programmes/public/sessions.html", {"sessions": found}) if found else None
