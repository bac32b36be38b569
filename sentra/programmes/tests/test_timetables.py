"""The timetable of a call on its pages, in the list of calls and on an officer's day."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sentra.kernel import clock
from sentra.people.models import Role, User
from sentra.people.tests.people import officer
from sentra.programmes.models import Call, Candidate, CandidateState, Outcome
from sentra.programmes.services import calls, choose, judge
from sentra.programmes.stages import Line, line_now
from sentra.programmes.tests.making import (
    account,
    applied,
    assessors,
    business,
    chosen,
    closed,
    fresh,
    head,
    judged,
    manager,
    published,
    seen,
)
from sentra.programmes.timetables import call_counts, calls_at_work, late_calls, stages_now, timetables
from sentra.surveys.tests.making import photograph

pytestmark = pytest.mark.django_db
LATE = timedelta(days=60)


def aid(many: int = 2) -> tuple[Call, list[Candidate]]:
    """Machinery aid that is closed, with so many applicants."""
    call = published("hibah_mesin", conditions=frozenset())
    made = [
        applied(call, business(place), proposal=photograph("#112233"), pact=photograph("#332211"))
        for place in range(1, many + 1)
    ]
    return closed(call), made


def now(call: Call) -> Line | None:
    """The stage at which a call stands."""
    return line_now(timetables([fresh(call)])[call.pk])


def told(call: Call) -> tuple[str, int, int] | None:
    """The stage at which a call stands, and how many of how many are left there."""
    found = now(call)
    return (found.stage.code, found.left, found.of) if found else None


def checked(candidate: Candidate) -> None:
    """All papers of an application fit."""
    for paper in candidate.papers.all():
        judge.paper_check(actor=manager(), candidate_id=candidate.pk, code=paper.code, fits=True)


def uncontested(call: Call) -> Call:
    """The days on which one may object are over."""
    Call.objects.filter(pk=call.pk).update(object_until=clock.today() - timedelta(days=1))
    return fresh(call)


def test_a_call_goes_on_as_its_work_is_done() -> None:
    call, (first, second) = aid()
    assert told(call) == ("papers", 2, 2)
    checked(first)
    assert told(call) == ("papers", 1, 2)
    checked(second)
    seen(first)
    assert told(call) == ("visit", 1, 2)
    seen(second)
    assert told(call) == ("assessment", 2, 2)
    judged(call, {first: 0, second: 1})
    assert told(call) == ("choice", 0, 0)
    call = chosen(call)
    assert told(call) == ("objections", 0, 0)
    call = uncontested(call)
    assert told(call) == ("running", 0, 0)
    call = calls.call_begin(actor=manager(), call_id=call.pk, version=call.version)
    assert told(call) == ("running", 0, 0)


def test_an_objection_that_is_upheld_gives_the_stages_their_days_anew() -> None:
    call = published(quota=1)
    first, second = (applied(call, business(place)) for place in (1, 2))
    call = chosen(closed(call))
    loser = next(one for one in (first, second) if fresh_of(one).state == CandidateState.WAITING)
    objection = choose.objection_make(
        actor=account(loser.business), candidate_id=loser.pk, text="Urutan pendaftaran saya lebih dulu."
    )
    assert told(call) == ("objections", 1, 1)
    with clock.travel(clock.now() + LATE):
        line = now(call)
        assert line
        assert (line.stage.code, line.late_by > 0) == ("objections", True)
        choose.objection_answer(
            actor=head(), objection_id=objection.pk, uphold=True, text="Benar, urutannya keliru. Dinilai ulang."
        )
        line = now(call)
        assert line
        assert (line.stage.code, line.late_by) == ("choice", 0)
        assert line.until > clock.today()


def fresh_of(candidate: Candidate) -> Candidate:
    """Read an application again."""
    return Candidate.objects.get(pk=candidate.pk)


def test_results_are_counted_once_it_is_over() -> None:
    call = published()
    candidate = applied(call, business())
    call = uncontested(chosen(closed(call)))
    call = calls.call_begin(actor=manager(), call_id=call.pk, version=call.version)
    call = calls.call_finish(actor=manager(), call_id=call.pk, version=call.version)
    assert told(call) == ("results", 1, 1)
    Outcome.objects.create(
        candidate=candidate,
        months=0,
        due_on=clock.today(),
        answers={},
        told_by=manager(),
        told_at=clock.now(),
    )
    assert told(call) is None


def page(client: Client, user: User | None, name: str, *args: Any, **query: str) -> str:
    """A page as somebody sees it."""
    if user:
        client.force_login(user)
    else:
        client.logout()
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_officers_page_says_what_is_left_by_when_and_what_is_late(client: Client) -> None:
    call, (first, _second) = aid()
    checked(first)
    shown = page(client, manager(), "programmes:call", call.pk)
    assert all(str(one.title) in shown for one in call.terms.stages)
    assert "late-day" not in shown
    with clock.travel(clock.now() + LATE):
        shown = page(client, manager(), "programmes:call", call.pk)
        line = now(call)
        assert line
        words = shown[shown.index("late-day") :].partition("</p>")[0]
        assert f"{line.stage.title}:" in words
        assert f" {line.late_by} " in words


def test_everybody_reads_the_days_and_no_counts(client: Client) -> None:
    call, (first, _second) = aid()
    checked(first)
    line = now(call)
    assert line
    day = f"{line.until.day} "
    for user in (None, account(first.business)):
        shown = page(client, user, "programmes:public", call.number)
        part = shown[shown.index('id="timetable"') :].partition("</ol>")[0]
        assert f"{line.stage.title}" in part
        assert day in part
        assert 'aria-current="step"' in part
        assert "1 dari 2" not in part
        assert "Sambel" not in part
        assert all(str(role.label) not in part for role in Role)
    with clock.travel(clock.now() + LATE):
        late = page(client, None, "programmes:public", call.number)
        late = late[late.index('id="timetable"') :].partition("</ol>")[0]
        assert late.count("<br>") == 1, "it says that this takes longer"
        assert "late" not in late


def test_a_call_that_takes_applications_says_what_follows(client: Client) -> None:
    call = published()
    part = page(client, None, "programmes:public", call.number)
    assert 'id="timetable"' in part
    assert 'aria-current="step"' not in part
    draft = calls.call_cancel(
        actor=manager(), call_id=call.pk, version=call.version, reason="Dibatalkan karena lapangan dipakai."
    )
    assert 'id="timetable"' not in page(client, manager(), "programmes:call", draft.pk)


def test_a_call_of_before_has_no_timetable_and_its_pages_open(client: Client) -> None:
    call, _made = aid(1)
    content = {key: value for key, value in call.content.items() if key != "stages"}
    Call.objects.filter(pk=call.pk).update(content=content)
    for user, name, of in ((manager(), "programmes:call", call.pk), (None, "programmes:public", call.number)):
        assert 'id="timetable"' not in page(client, user, name, of)
    assert stages_now([fresh(call)]) == {}


def test_late_calls_are_marked_in_the_list_and_on_the_day_of_whose_duty_it_is(client: Client) -> None:
    call = closed(published())
    other, _made = aid(1)
    assert late_calls() == []
    assert (call_counts(head()), call_counts(manager())) == ((1, 0), (1, 0))
    with clock.travel(clock.now() + LATE):
        assert set(late_calls()) == {call.pk, other.pk}
        assert (call_counts(head()), call_counts(manager())) == ((1, 1), (1, 1))
        assert call_counts(officer(Role.AUDITOR)) == (0, 0)
        link = reverse("programmes:calls") + "?late=1"
        for user in (head(), manager()):
            assert link in page(client, user, "web:office")
        assert link not in page(client, officer(Role.VERIFIER), "web:office")
        fine = published("pelatihan")
        shown = page(client, manager(), "programmes:calls", late="1")
        assert reverse("programmes:call", args=[call.pk]) in shown
        assert reverse("programmes:call", args=[fine.pk]) not in shown
        assert 'class="late"' in shown
        assert reverse("programmes:call", args=[fine.pk]) in page(client, manager(), "programmes:calls", late="x")


def test_four_queries_however_many_calls(django_assert_num_queries: Any) -> None:
    for _each in range(2):
        closed(published())
    chosen_call = published()
    applied(chosen_call, business(5))
    chosen(closed(chosen_call))
    call = published("pameran", conditions=frozenset())
    candidate = applied(call, business(6))
    assessors(closed(call))
    assert candidate.state == CandidateState.APPLIED
    with django_assert_num_queries(4):
        assert len(stages_now(calls_at_work())) == 4
