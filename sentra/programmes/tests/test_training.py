"""A training from its first session to its certificates, act by act, in the database."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sentra.audit.models import Entry
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.programmes.models import Attendance, Call, CandidateState, Certificate, Scores, Session
from sentra.programmes.queries import attended
from sentra.programmes.services.apply import candidate_withdraw
from sentra.programmes.services.attendance import list_mark, scores_mark
from sentra.programmes.services.calls import call_finish
from sentra.programmes.services.certificates import certificates_issue
from sentra.programmes.services.taking_part import candidate_miss
from sentra.programmes.services.training import session_change, session_drop, session_plan
from sentra.programmes.sessions import standings
from sentra.programmes.tests.making import account, fresh, head, kinds_told, manager, published
from sentra.programmes.tests.making_training import (
    at,
    certified,
    here,
    people,
    planned,
    scored,
    seated,
    told,
    training_begun,
)
from sentra.registry.models import Support

pytestmark = pytest.mark.django_db


def issue(call: Call) -> list[Certificate]:
    """The head issues the certificates, two weeks after the training began."""
    with clock.travel(clock.now() + timedelta(days=50)):
        return certified(call)


def last_act(call: Call, act: str) -> Entry:
    """The newest entry of an act on a call."""
    return Entry.objects.filter(record_id=str(call.pk), act=f"call.{act}").latest("seq")


def test_a_session_is_planned_changed_and_dropped_and_everybody_hears_of_it() -> None:
    call = seated()
    one, other = people(call)
    session = planned(call)
    assert kinds_told(account(one.business))[-1] == kinds_told(account(other.business))[-1] == "training_session"
    many = len(kinds_told(account(one.business)))
    same = told(session.on, topic="Bahan dan bentuk kemasan")
    change: dict[str, Any] = {"actor": manager(), "call_id": call.pk, "session_id": session.pk}
    session = session_change(**change, version=1, told=same)
    assert (session.topic, len(kinds_told(account(one.business)))) == ("Bahan dan bentuk kemasan", many)
    session_change(**change, version=2, told=replace(same, place="Balai desa"))
    assert len(kinds_told(account(one.business))) == many + 1
    with pytest.raises(Conflict):
        session_change(**change, version=2, told=same)
    with pytest.raises(Conflict):
        session_drop(**change, version=1)
    session_drop(**change, version=3)
    assert not Session.objects.exists()
    assert len(kinds_told(account(one.business))) == many + 2
    assert "Bahan dan bentuk kemasan" in last_act(call, "drop_session").before["call_session"]


def test_a_session_lies_within_the_training_and_meets_no_other() -> None:
    call = seated(1)
    planned(call)
    for wrong, field in (
        (told(call.begins_on - timedelta(days=1)), "on"),
        (told(call.ends_on + timedelta(days=1)), "on"),
        (told(call.begins_on, 11), "begins"),
        (told(call.begins_on), "begins"),
        (told(call.begins_on, 15, topic=" \x00\n "), "topic"),
    ):
        with pytest.raises(InvalidInput) as refused:
            session_plan(actor=manager(), call_id=call.pk, told=wrong)
        assert [one.field for one in refused.value.problems] == [field]
    assert planned(call, begins=12).pk
    assert Session.objects.count() == 2


def test_only_a_training_has_sessions_and_only_once_the_result_is_out() -> None:
    for call in (published("bazar"), published("pelatihan")):
        with pytest.raises(Conflict):
            session_plan(actor=manager(), call_id=call.pk, told=told(call.begins_on))
    call = seated(1)
    with pytest.raises(NotAllowed):
        session_plan(actor=head(), call_id=call.pk, told=told(call.begins_on))


def test_a_list_is_marked_and_corrected_and_leaves_alone_what_came_meanwhile() -> None:
    call = seated(3)
    session = planned(call)
    one, two, three = people(call)
    training_begun(call)
    mark: dict[str, Any] = {"actor": manager(), "call_id": call.pk, "session_id": session.pk}
    with pytest.raises(Conflict):
        list_mark(**mark, came=[one.pk])
    here(session, one, two)
    assert last_act(call, "mark_list").after["call_present"] == "Siti, Siti"
    Attendance.objects.create(session=session, candidate=three, how="qr", by=account(three.business))
    version = fresh(call).version
    with clock.travel(at(session, 11)):
        list_mark(**mark, came=[one.pk], left_out=[two.pk])
        assert set(session.attendances.values_list("candidate", flat=True)) == {one.pk, three.pk}
        assert last_act(call, "mark_list").before["call_present"] == "Siti"
        list_mark(**mark, came=[one.pk], left_out=[two.pk])
    assert fresh(call).version == version + 1
    with pytest.raises(Conflict):
        session_drop(**mark, version=1)
    with pytest.raises(InvalidInput) as refused:
        session_change(**mark, version=1, told=told(session.on + timedelta(days=1)))
    assert [each.field for each in refused.value.problems] == ["on"]


def test_nobody_without_a_seat_gets_on_the_list() -> None:
    call = seated(1)
    session = planned(call)
    (one,) = people(call)
    training_begun(call)
    with clock.travel(at(session)):
        candidate_withdraw(actor=account(one.business), candidate_id=one.pk)
        with pytest.raises(Conflict):
            list_mark(actor=manager(), call_id=call.pk, session_id=session.pk, came=[one.pk])
        with pytest.raises(NotFound):
            list_mark(actor=manager(), call_id=call.pk, session_id=session.pk + 1, came=[])


def test_tests_are_written_down_at_once_with_all_that_is_wrong() -> None:
    call = seated(3)
    training_begun(call)
    one, two, three = people(call)
    wrong = {one.pk: {"before": 101, "after": -1}, two.pk: {"after": 80}, three.pk: {"before": 2**60}}
    with pytest.raises(InvalidInput) as refused:
        scores_mark(actor=manager(), call_id=call.pk, points=wrong)
    assert {each.field for each in refused.value.problems} == {
        f"before-{one.pk}", f"after-{one.pk}", f"before-{three.pk}"
    }  # fmt: skip
    assert not Scores.objects.exists()
    assert scores_mark(actor=manager(), call_id=call.pk, points={one.pk: {"before": 40}, two.pk: {"after": 80}}) == 2
    assert scores_mark(actor=manager(), call_id=call.pk, points={one.pk: {"before": 40}}) == 0
    assert scores_mark(actor=manager(), call_id=call.pk, points={one.pk: {"after": 70}, two.pk: {"after": None}}) == 2
    assert list(Scores.objects.order_by("pk").values_list("before", "after")) == [(40, 70), (None, None)]
    entry = last_act(call, "mark_tests")
    assert (entry.before["call_tests"], entry.after["call_tests"]) == (
        "Siti 40/–, Siti –/80",
        "Siti 40/70, Siti –/–",
    )


def test_certificates_go_to_whom_came_and_passed_and_once() -> None:
    call = seated(4)
    one, two = planned(call), planned(call, 1)
    training_begun(call)
    passed, failed, absent, silent = people(call)
    here(one, passed, failed, absent, silent)
    with pytest.raises(Conflict):
        issue(call)
    here(two, passed, failed, silent)
    scored(call, {passed: 60, failed: 59, absent: 90})
    told_now = {each.candidate: [problem.code for problem in each.missing] for each in standings(call)}
    assert told_now == {passed: [], failed: ["too_low"], absent: ["too_few"], silent: ["no_test"]}
    assert [each.candidate for each in issue(call)] == [passed]
    assert kinds_told(account(passed.business))[-1] == "training_certificate"
    assert "training_certificate" not in kinds_told(account(failed.business))
    assert issue(call) == []
    scored(call, {failed: 61})
    assert [each.candidate for each in issue(call)] == [failed]
    numbers = list(Certificate.objects.order_by("pk").values_list("document__number", flat=True))
    assert [number[:9] for number in numbers] == ["SERT/0001", "SERT/0002"]


def test_what_a_certificate_says_stands() -> None:
    call = seated(2)
    session = planned(call)
    training_begun(call)
    one, two = people(call)
    here(session, one)
    issue(call)
    with clock.travel(at(session)):
        for came in ([], [two.pk]):
            with pytest.raises(Conflict):
                list_mark(actor=manager(), call_id=call.pk, session_id=session.pk, came=came, left_out=[one.pk])
    with pytest.raises(InvalidInput):
        scores_mark(actor=manager(), call_id=call.pk, points={one.pk: {"after": 10}, two.pk: {"after": 10}})
    assert (Attendance.objects.count(), Scores.objects.count()) == (1, 0)
    here(session, two)
    assert [each.candidate for each in issue(call)] == [two]


def test_whoever_withdraws_keeps_what_was_but_gets_no_certificate() -> None:
    call = seated(2)
    session = planned(call)
    training_begun(call)
    stays, leaves = people(call)
    here(session, stays, leaves)
    candidate_withdraw(actor=account(leaves.business), candidate_id=leaves.pk)
    assert [each.candidate for each in issue(call)] == [stays]
    assert leaves.attendances.count() == 1


def test_certificates_wait_for_sessions_and_lists_and_for_the_head() -> None:
    call = seated(1)
    training_begun(call)
    (one,) = people(call)
    with pytest.raises(Conflict):
        issue(call)
    first, second = planned(call), planned(call, 1)
    here(first, one)
    with clock.travel(at(second, 8)), pytest.raises(Conflict):
        certified(call)
    with pytest.raises(Conflict):
        issue(call)
    session_drop(actor=manager(), call_id=call.pk, session_id=second.pk, version=1)
    with pytest.raises(NotAllowed):
        certificates_issue(actor=manager(), call_id=call.pk, version=fresh(call).version)
    with pytest.raises(Conflict):
        certificates_issue(actor=head(), call_id=call.pk, version=fresh(call).version - 1)
    with clock.travel(at(second)):
        call_finish(actor=manager(), call_id=call.pk, version=fresh(call).version)
    assert len(issue(call)) == 1


def test_it_is_told_in_one_query_who_came_to_how_many(django_assert_num_queries: Any) -> None:
    call, empty = seated(3), published("pelatihan")
    first, second = planned(call), planned(call, 1)
    training_begun(call)
    always, once, never = people(call)
    here(first, always, once)
    assert empty.sessions.count() == 0
    with clock.travel(at(first, 10)), django_assert_num_queries(1):
        assert attended(everybody := [always, once, never]) == {
            always.pk: (1, 1), once.pk: (1, 1), never.pk: (0, 1)
        }  # fmt: skip
    here(second, always)
    assert attended(everybody) == {always.pk: (2, 2), once.pk: (1, 2), never.pk: (0, 2)}
    assert attended([]) == {}
    assert {one.state for one in everybody} == {CandidateState.CHOSEN}


def test_a_training_ends_once_its_sessions_are_over_and_marked_and_who_came_is_helped() -> None:
    call = seated(2)
    session, later = planned(call), planned(call, 1)
    training_begun(call)
    one, other = people(call)
    here(session, one)
    with clock.travel(at(session, 20)), pytest.raises(Conflict):
        call_finish(actor=manager(), call_id=call.pk, version=fresh(call).version)
    with clock.travel(at(later, 20)), pytest.raises(Conflict):
        call_finish(actor=manager(), call_id=call.pk, version=fresh(call).version)
    here(later, one)
    with clock.travel(at(later, 20)):
        call_finish(actor=manager(), call_id=call.pk, version=fresh(call).version)
    assert set(Support.objects.values_list("business", flat=True)) == {one.business_id}
    here(later, other)
    assert set(Support.objects.values_list("business", flat=True)) == {one.business_id, other.business_id}


def test_who_came_is_not_said_to_have_stayed_away() -> None:
    call = seated(2)
    session = planned(call)
    training_begun(call)
    one, other = people(call)
    here(session, one)
    with pytest.raises(Conflict):
        candidate_miss(actor=manager(), candidate_id=one.pk, reason="Tidak datang tanpa kabar.")
    candidate_miss(actor=manager(), candidate_id=other.pk, reason="Tidak datang tanpa kabar.")
    certified_one = issue(call)
    assert [each.candidate for each in certified_one] == [one]
    with pytest.raises(Conflict):
        candidate_withdraw(actor=account(one.business), candidate_id=one.pk)
