"""Trainings at every point of their way, brought there by the acts that people use."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sentra.kernel import clock
from sentra.programmes.models import Call, Candidate, CandidateState, Certificate, Session
from sentra.programmes.presence import token_of
from sentra.programmes.services.attendance import list_mark, scores_mark
from sentra.programmes.services.calls import call_begin
from sentra.programmes.services.certificates import certificates_issue
from sentra.programmes.services.training import session_plan
from sentra.programmes.tests.making import applied, business, chosen, closed, fresh, head, manager, published
from sentra.programmes.training import SessionTold
from sentra.registry.models import Business


def told(on: date, begins: int = 9, **changes: Any) -> SessionTold:
    """A session as an officer plans it: three hours, from nine in the morning."""
    given: dict[str, Any] = {"topic": "Bahan kemasan", "place": "Aula Disperindag", "teacher": "Bu Rina"}
    return SessionTold(on, time(begins), time(begins + 3), **{**given, **changes})


def seated(many: int = 2, *, others: Sequence[Business] = (), **changes: Any) -> Call:
    """A training whose result is out: so many businesses have a seat, after these `others`."""
    today = clock.today()
    days = {
        "begins_on": today + timedelta(days=30),
        "ends_on": today + timedelta(days=40),
        "title": "Pelatihan kemasan",
    }
    call = published("pelatihan", conditions=frozenset(), quota=many + len(others), **{**days, **changes})
    for one in (*others, *(business(place) for place in range(1, many + 1))):
        applied(call, one)
    return chosen(closed(call))


def planned(call: Call, day: int = 0, begins: int = 9, **changes: Any) -> Session:
    """A session on a day of the training (0: its first)."""
    on = call.begins_on + timedelta(days=day)
    return session_plan(actor=manager(), call_id=call.pk, told=told(on, begins, **changes))


def at(session: Session, hour: int = 10) -> datetime:
    """A moment on the day of a session."""
    return datetime.combine(session.on, time(hour), clock.local_zone())


def training_begun(call: Call) -> Call:
    """The training runs."""
    with clock.travel(datetime.combine(call.begins_on, time(7), clock.local_zone())):
        return call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)


def people(call: Call) -> list[Candidate]:
    """The participants in the order in which their businesses were registered."""
    found = call.candidates.filter(state=CandidateState.CHOSEN).select_related("business__owner__user", "group")
    return list(found.order_by("business__register_number"))


def here(session: Session, *candidates: Candidate) -> None:
    """These came to a session."""
    with clock.travel(at(session)):
        list_mark(actor=manager(), call_id=session.call_id, session_id=session.pk, came=[one.pk for one in candidates])


def certified(call: Call) -> list[Certificate]:
    """The head issues the certificates that were earned."""
    return certificates_issue(actor=head(), call_id=call.pk, version=fresh(call).version)


def old_token(session: Session) -> str:
    """What the QR code of a session led to an hour ago."""
    with clock.travel(clock.now() - timedelta(hours=1)):
        return token_of(session.pk)


def scored(call: Call, points: dict[Candidate, int | None]) -> None:
    """These had so many points in the test after the training."""
    given = {one.pk: {"after": many} for one, many in points.items()}
    scores_mark(actor=manager(), call_id=call.pk, points=given)
