"""The parts about an exhibition: its plan, who takes part with what, a participant's stand, photographs."""

from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.people.policy import Permission, can
from sentra.programmes.exhibiting import BEGUN, has_stands, lines_of, participants_of, photos_of, plan_of
from sentra.programmes.models import Call, Candidate, CandidateState
from sentra.programmes.services.stands import stand_acts


def call_stands(_actor: User, call: Call) -> Panel | None:
    """Show an officer the plan and how far it is."""
    if not has_stands(call):
        return None
    participants = participants_of(call)
    context = {
        "call": call,
        "plan": plan_of(call),
        "without": sum(one.candidate.stand is None for one in participants),
        "to_look_at": sum(one.to_look_at for one in participants),
    }
    return Panel("programmes/officer/part_stands.html", context)


def call_photos(actor: User, call: Call) -> Panel | None:
    """Show an officer the photographs of how it ran, and let one be added."""
    if call.state not in BEGUN:
        return None
    may = can(actor, Permission.PROGRAMME_MANAGE)
    return Panel("programmes/officer/part_photos.html", {"call": call, "photos": photos_of(call), "may": may})


def candidate_brings(actor: User, candidate: Candidate) -> Panel | None:
    """Show an officer the stand of an applicant and what is brought, to be accepted or not."""
    call = candidate.call
    if candidate.state != CandidateState.CHOSEN or not has_stands(call):
        return None
    acts = stand_acts(actor, call, candidate)
    context = {"candidate": candidate, "lines": lines_of(candidate), "acts": acts}
    return Panel("programmes/officer/part_brought.html", context)


def own_stand(actor: User, candidate: Candidate) -> Panel | None:
    """Show an owner the own stand, and what is brought with what the office said to it."""
    call = candidate.call
    if candidate.state != CandidateState.CHOSEN or not has_stands(call):
        return None
    acts = stand_acts(actor, call, candidate)
    context = {"candidate": candidate, "call": call, "lines": lines_of(candidate), "acts": acts}
    return Panel("programmes/owner/part_stand.html", context)


def public_stands(call: Call) -> Panel | None:
    """Show everybody who is found where, with what was accepted: names alone."""
    if not has_stands(call):
        return None
    plan = plan_of(call)
    there = [one for one in participants_of(call) if one.candidate.stand or one.shown]
    return Panel("programmes/public/part_stands.html", {"plan": plan, "there": there}) if plan.rows or there else None


def public_photos(call: Call) -> Panel | None:
    """Show everybody how it ran."""
    photos = list(photos_of(call))
    return Panel("programmes/public/part_photos.html", {"call": call, "photos": photos}) if photos else None
