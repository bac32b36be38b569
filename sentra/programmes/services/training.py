"""What all acts on a training share: its facts, the table, telling a session; and the acts on sessions."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.text import tidy
from sentra.kernel.workflow import Act
from sentra.people.models import User
from sentra.programmes.models import Call, Candidate, CandidateState, Certificate, Session
from sentra.programmes.queries import to_come
from sentra.programmes.services.common import call_lock, call_remember, holds
from sentra.programmes.services.tell import tell_candidate
from sentra.programmes.sessions import is_training, participants
from sentra.programmes.training import SessionTold, problems_of_session
from sentra.programmes.workflow import TRAINING, TrainingFacts


def training_facts(
    actor: User, call: Call, session: Session | None = None, candidate: Candidate | None = None
) -> TrainingFacts:
    """Gather what the guards look at."""
    today = clock.today()
    sessions = call.sessions.annotate(came=Count("attendances"))
    own = call.candidates.exclude(state=CandidateState.WITHDRAWN).filter(business__owner__user=actor)
    return TrainingFacts(
        training=is_training(call),
        own=own.exists(),
        come=session is not None and session.on <= today,
        today=session is not None and session.on == today,
        attended=session is not None and session.attendances.exists(),
        participant=candidate is not None and candidate.state == CandidateState.CHOSEN,
        certified=candidate is not None and Certificate.objects.filter(candidate=candidate).exists(),
        sessions=sessions.count(),
        to_come=sessions.filter(to_come()).count(),
        unmarked=sessions.filter(came=0).exclude(to_come()).count(),
    )


def training_require(
    actor: User, call: Call, code: str, session: Session | None = None, candidate: Candidate | None = None
) -> Act[TrainingFacts]:
    """Give the act if the actor may do it now. Raises `NotAllowed` or `Conflict`."""
    facts = training_facts(actor, call, session, candidate)
    return TRAINING.require(code, call.state, facts, holds(actor, candidate))


def session_locked(call: Call, session_id: int) -> Session:
    """Give a session of a call that is locked. Raises `NotFound`."""
    session = Session.objects.select_for_update().filter(call=call, pk=session_id).first()
    if session is None:
        raise NotFound(_("There is no such session."))
    session.call = call
    return session


@transaction.atomic
def session_plan(*, actor: User, call_id: UUID, told: SessionTold) -> Session:
    """Plan a session of a training; who has a seat is told. Raises `InvalidInput`, `Conflict`."""
    call = call_lock(call_id)
    training_require(actor, call, "plan_session")
    session = Session(call=call, **_fitting(call, told))
    session.save()
    call_remember(actor, call, "plan_session", after={"call_session": str(session)})
    _tell(session, "new", session.on)
    return session


@transaction.atomic
def session_change(*, actor: User, call_id: UUID, session_id: int, version: int, told: SessionTold) -> Session:
    """Change a session; whoever has a seat is told of another time or place. Once somebody came, its day stays.

    Raises `NotFound`, `InvalidInput`, `Conflict`.
    """
    call = call_lock(call_id)
    session = session_locked(call, session_id)
    training_require(actor, call, "change_session", session)
    _require_version(session, version)
    fitting = _fitting(call, told, session)
    if session.on != told.on and session.attendances.exists():
        message = _("Somebody came to this session: its day stays. Plan another session for the other day.")
        raise InvalidInput([Problem("on", "attended", message)])
    before, met_on = str(session), session.on
    moved = {name for name in ("on", "begins", "ends", "place") if getattr(session, name) != fitting[name]}
    for name, value in fitting.items():
        setattr(session, name, value)
    session.version += 1
    session.save()
    call_remember(actor, call, "change_session", before={"call_session": before}, after={"call_session": str(session)})
    if moved:
        _tell(session, "changed", max(met_on, session.on))
    return session


@transaction.atomic
def session_drop(*, actor: User, call_id: UUID, session_id: int, version: int) -> None:
    """Take a session away to which nobody came; whoever has a seat is told, unless it is over.

    Raises `NotFound`, `Conflict`.
    """
    call = call_lock(call_id)
    session = session_locked(call, session_id)
    training_require(actor, call, "drop_session", session)
    _require_version(session, version)
    call_remember(actor, call, "drop_session", before={"call_session": str(session)})
    _tell(session, "dropped", session.on)
    session.delete()


def _require_version(session: Session, version: int) -> None:
    if session.version != version:
        raise Conflict(_("Somebody changed this session while you had it open. Look at it again, then decide."))


def _fitting(call: Call, told: SessionTold, session: Session | None = None) -> Mapping[str, Any]:
    """Give the columns of a session, tidied. Raises `InvalidInput` with all that is wrong."""
    found = call.sessions.exclude(pk=session.pk) if session else call.sessions.all()
    others = [SessionTold(one.on, one.begins, one.ends, one.topic) for one in found]
    words = {name: " ".join(tidy(getattr(told, name)).split()) for name in ("topic", "place", "teacher")}
    fitting = SessionTold(told.on, told.begins, told.ends, **words)
    if problems := problems_of_session(fitting, call.begins_on, call.ends_on, others):
        raise InvalidInput(problems)
    return {"on": told.on, "begins": told.begins, "ends": told.ends, **words}


def _tell(session: Session, news: str, last: date) -> None:
    """Tell whoever has a seat of a new, changed or dropped session, unless its last day is over."""
    if last < clock.today():
        return
    for candidate in participants(session.call):
        candidate.call = session.call
        tell_candidate(
            candidate,
            "training_session",
            news=news,
            day=session.on.isoformat(),
            hours=session.hours,
            topic=session.topic,
            place=session.place,
        )
