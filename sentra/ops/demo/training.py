"""A training of the demo: its sessions, who came, the tests before and after, the certificates."""

from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from sentra.kernel import clock
from sentra.people.models import User
from sentra.programmes.models import Call, Candidate, CandidateState, Session
from sentra.programmes.services.attendance import list_mark, scores_mark
from sentra.programmes.services.certificates import certificates_issue
from sentra.programmes.services.training import session_plan
from sentra.programmes.training import SessionTold

TOPICS = (
    ("Memilih bahan dan bentuk kemasan", "Rina Wulandari, S.T."),
    ("Label yang benar: komposisi, tanggal, nomor izin", "Drs. Bambang Susilo"),
)
MORNING, NOON = time(8, 30), time(12)
BEFORE, AFTER = (30, 65), (62, 95)
"""Between which points the tests end."""


def sessions_planned(call: Call, trade: User) -> list[Session]:
    """Plan a session on each of the training's days."""
    planned = []
    for day, (topic, teacher) in enumerate(TOPICS):
        told = SessionTold(
            call.begins_on + timedelta(days=day), MORNING, NOON, topic, "Aula Disperindag, Kanigoro", teacher
        )
        planned.append(session_plan(actor=trade, call_id=call.pk, told=told))
    return planned


def sessions_held(call: Call, trade: User, *, rng: Random) -> None:
    """Let all come but one, who missed the second day, and let them write the tests; one of them fails."""
    seated = list(call.candidates.filter(state=CandidateState.CHOSEN).order_by("rank"))
    for day, session in enumerate(call.sessions.all()):
        came = seated if day == 0 else seated[:-1]
        with clock.travel(datetime.combine(session.on, NOON, clock.local_zone())):
            list_mark(actor=trade, call_id=call.pk, session_id=session.pk, came=[one.pk for one in came])
    with clock.travel(datetime.combine(call.ends_on, time(14), clock.local_zone())):
        scores_mark(actor=trade, call_id=call.pk, points=_points(seated, rng))


def _points(seated: list[Candidate], rng: Random) -> dict[UUID, dict[str, int | None]]:
    points: dict[UUID, dict[str, int | None]] = {
        one.pk: {"before": rng.randint(*BEFORE), "after": rng.randint(*AFTER)} for one in seated
    }
    if len(seated) > 2:
        points[seated[-2].pk]["after"] = 48
    return points


def certificates_given(call: Call, head: User) -> None:
    """Let the head issue the certificates."""
    version = Call.objects.values_list("version", flat=True).get(pk=call.pk)
    certificates_issue(actor=head, call_id=call.pk, version=version)
