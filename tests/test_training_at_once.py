"""Two at once in a training: nobody comes twice, nobody gets two certificates."""

from functools import partial

import pytest

from sentra.kernel import clock
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.programmes.models import Attendance, Certificate, Session
from sentra.programmes.presence import token_of
from sentra.programmes.services.attendance import attend, list_mark
from sentra.programmes.services.certificates import certificates_issue
from sentra.programmes.services.training import session_plan
from sentra.programmes.tests.making import account, fresh, head, manager
from sentra.programmes.tests.making_training import at, here, people, planned, seated, told, training_begun
from tests.test_concurrency import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_presses_twice_while_an_officer_ticks_is_here_once() -> None:
    call = seated(1)
    session = planned(call)
    training_begun(call)
    (one,) = people(call)
    actor, trade = account(one.business), manager()

    def scan() -> Attendance:
        with clock.travel(at(session)):
            return attend(actor=actor, token=token_of(session.pk), candidate_id=one.pk)

    def tick() -> Session:
        with clock.travel(at(session)):
            return list_mark(actor=trade, call_id=call.pk, session_id=session.pk, came=[one.pk])

    assert not refusals(at_once(scan, scan, tick))
    assert Attendance.objects.count() == 1


def test_of_two_sessions_planned_at_one_time_one_is_told() -> None:
    call = seated(1)
    plan = partial(session_plan, call_id=call.pk, told=told(call.begins_on))
    officers = (manager(), officer(Role.DISPERINDAG, name="Rekan"))
    assert len(refusals(at_once(*(partial(plan, actor=one) for one in officers)))) == 1
    assert Session.objects.count() == 1


def test_of_two_heads_who_issue_at_once_one_is_told() -> None:
    call = seated(2)
    session = planned(call)
    training_begun(call)
    here(session, *people(call))
    version = fresh(call).version

    def issue(by: str) -> list[Certificate]:
        with clock.travel(at(session, 13)):
            return certificates_issue(actor=officer(Role.HEAD, name=by), call_id=call.pk, version=version)

    officer(Role.HEAD, name="Kepala Kedua")
    assert len(refusals(at_once(partial(issue, head().name), partial(issue, "Kepala Kedua")))) == 1
    assert Certificate.objects.count() == 2
