"""Who came to a session: ticked on the list, or said by the participant with the QR code; and the tests."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.people.models import User
from sentra.programmes.models import Attendance, Call, CallState, Candidate, How, Scores, Session
from sentra.programmes.presence import session_in
from sentra.programmes.services.common import call_lock, call_remember, candidate_locked, candidate_remember
from sentra.programmes.services.helped import helped_record
from sentra.programmes.services.training import session_locked, training_require
from sentra.programmes.sessions import certified_of, participants
from sentra.programmes.training import TESTS, is_score

_IMPOSSIBLE = {
    "before": _lazy("%(name)s, test before: please give whole points from 0 to 100, or leave it empty."),
    "after": _lazy("%(name)s, test after: please give whole points from 0 to 100, or leave it empty."),
}


@transaction.atomic
def attend(*, actor: User, token: str, candidate_id: UUID) -> Attendance:
    """Say that one is here, by the word that the QR code holds; said twice it stays one.

    Raises `NotFound`, or `Conflict` for an old word, another day, or an application without a seat.
    """
    session_id = session_in(token)
    candidate = candidate_locked(actor, candidate_id, own=True)
    call = candidate.call
    session = session_locked(call, session_id)
    if already := session.attendances.filter(candidate=candidate).first():
        return already
    training_require(actor, call, "attend", session, candidate)
    attendance = Attendance.objects.create(session=session, candidate=candidate, how=How.QR, by=actor, at=clock.now())
    candidate_remember(actor, candidate, "attend", after={"call_session": str(session)})
    return attendance


@transaction.atomic
def list_mark(
    *, actor: User, call_id: UUID, session_id: int, came: Collection[UUID], left_out: Collection[UUID] = ()
) -> Session:
    """Mark on the list who came to a session, and who did not though it was marked.

    Whoever is in neither stays as it is: somebody may have scanned the code meanwhile. Raises `NotFound`, `Conflict`.
    """
    call = call_lock(call_id)
    session = session_locked(call, session_id)
    training_require(actor, call, "mark_list", session)
    seated = _seated(call, {*came, *left_out})
    marked = set(session.attendances.filter(candidate__in=seated).values_list("candidate", flat=True))
    new = [seated[one] for one in came if one not in marked]
    gone = [seated[one] for one in left_out if one in marked]
    if certified := certified_of([*new, *gone]):
        names = ", ".join(seated[one].participant for one in certified)
        raise Conflict(_("The certificate was issued already, and what it says stands: %(names)s.") % {"names": names})
    if not new and not gone:
        return session
    session.attendances.filter(candidate__in=gone).delete()
    Attendance.objects.bulk_create(
        [Attendance(session=session, candidate=one, how=How.LIST, by=actor, at=clock.now()) for one in new]
    )
    if call.state == CallState.DONE:
        helped_record(call, Candidate.objects.filter(pk__in=[one.pk for one in new]))
    call_remember(
        actor,
        call,
        "mark_list",
        before={"call_present": _names(gone)} if gone else {},
        after={"call_session": str(session), **({"call_present": _names(new)} if new else {})},
    )
    return session


@transaction.atomic
def scores_mark(*, actor: User, call_id: UUID, points: Mapping[UUID, Mapping[str, int | None]]) -> int:
    """Write down the points of tests: by applicant what changes, `before` or `after`; None takes it away.

    Gives for how many something changed. Raises `Conflict`, and `InvalidInput` with all that is wrong.
    """
    call = call_lock(call_id)
    training_require(actor, call, "mark_tests")
    seated = _seated(call, points)
    known = {one.candidate_id: one for one in Scores.objects.filter(candidate__in=seated)}
    changed: dict[UUID, Mapping[str, int | None]] = {}
    for pk, given in points.items():
        told = {name: given[name] for name in TESTS if name in given}
        if any(value != getattr(known.get(pk), name, None) for name, value in told.items()):
            changed[pk] = told
    if problems := _problems_of_tests(changed, seated):
        raise InvalidInput(problems)
    if not changed:
        return 0
    rows = [known.get(pk) or Scores(candidate=seated[pk]) for pk in changed]
    before = _told(seated, rows)
    for row in rows:
        row.by, row.at = actor, clock.now()
        for name, value in changed[row.candidate_id].items():
            setattr(row, name, value)
        row.save()
    call_remember(actor, call, "mark_tests", before={"call_tests": before}, after={"call_tests": _told(seated, rows)})
    return len(rows)


def _seated(call: Call, wanted: Iterable[UUID]) -> dict[UUID, Candidate]:
    """Give the participants that a list is about. Raises `Conflict` where one of them has no seat (any more)."""
    ids = set(wanted)
    found = {one.pk: one for one in participants(call).filter(pk__in=ids)}
    if len(found) < len(ids):
        gone = call.candidates.filter(pk__in=ids - set(found)).select_related("business__owner")
        names = ", ".join(one.participant for one in gone)
        message = _("The list has changed: not everybody on it has a seat any more. %(names)s") % {"names": names}
        raise Conflict(message.strip())
    return found


def _problems_of_tests(
    changed: Mapping[UUID, Mapping[str, int | None]], seated: Mapping[UUID, Candidate]
) -> list[Problem]:
    certified = set(certified_of(seated[pk] for pk in changed))
    found = []
    for pk, told in changed.items():
        who = {"name": seated[pk].participant}
        if pk in certified:
            message = _("%(name)s: the certificate was issued already; what it says stands.") % who
            found.append(Problem(f"{next(iter(told))}-{pk}", "certified", message))
            continue
        for name in TESTS:
            if not is_score(told.get(name)):
                message = _IMPOSSIBLE[name] % who
                found.append(Problem(f"{name}-{pk}", "impossible", message))
    return found


def _names(candidates: Iterable[Candidate]) -> str:
    return ", ".join(sorted(one.participant for one in candidates))


def _told(seated: Mapping[UUID, Candidate], rows: Iterable[Scores]) -> str:
    """Say the points of some participants as the audit keeps them: `Siti 40/75`."""

    def shown(points: int | None) -> str:
        return "–" if points is None else str(points)

    return ", ".join(f"{seated[one.candidate_id].participant} {shown(one.before)}/{shown(one.after)}" for one in rows)
