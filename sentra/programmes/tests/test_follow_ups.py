"""Visits after a programme: when they are due, how the plan proposes them, and where their reports are found."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from sentra.kernel import clock
from sentra.kernel.clock import months_on
from sentra.licensing.tests.making import publish
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.programmes.follow_ups import Mark, due_since, made_on, mark_on, marks_of
from sentra.programmes.following_up import follow_ups_due, followed_up
from sentra.programmes.models import Call, CallState, CandidateState
from sentra.programmes.services import calls, taking_part
from sentra.programmes.services.visits import candidate_visit_plan
from sentra.programmes.tests.making import account, applied, business, chosen, closed, fresh, manager, published
from sentra.programmes.tests.making_training import here, people, planned, seated, training_begun
from sentra.reference.loading import current_pack
from sentra.registry.models import Business
from sentra.surveys.services.plan import Planned, visits_plan
from sentra.surveys.supervision import due_now, proposed
from sentra.surveys.tests.visiting import business_visit, visited

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
MONTHS = st.lists(st.integers(1, 60), max_size=4, unique=True).map(sorted)


def day_of(months: int = 6, days: int = 0) -> Any:
    """Travel to so many months and days after the day on which the calls of these tests end."""
    ends_on = Call.objects.get().ends_on
    return clock.travel(clock.now() + (months_on(ends_on, months) - clock.today()) + timedelta(days=days))


class TestRule:
    @given(MONTHS, DAYS, st.lists(DAYS, max_size=5), DAYS)
    def test_nobody_is_due_twice_for_one_mark(
        self, months: list[int], ends_on: date, visits: list[date], today: date
    ) -> None:
        marks = marks_of(months, ends_on)
        since = due_since(marks, visits, today)
        if since is not None:
            assert since <= today
            assert due_since(marks, [*visits, today], today) is None
            assert due_since(marks, [*visits, since], today) is None
            mark = mark_on(marks, today)
            assert mark
            assert made_on(mark, [*visits, today])

    @given(MONTHS, DAYS, st.lists(DAYS, max_size=5), DAYS, st.randoms())
    def test_the_order_of_visits_says_nothing_and_an_earlier_visit_neither(
        self, months: list[int], ends_on: date, visits: list[date], today: date, chance: Any
    ) -> None:
        marks = marks_of(months, ends_on)
        since, other = due_since(marks, visits, today), list(visits)
        chance.shuffle(other)
        assert due_since(marks, other, today) == since
        if since is not None:
            assert due_since(marks, [*visits, since - timedelta(days=1)], today) == since

    @given(MONTHS, DAYS, DAYS)
    def test_on_each_day_one_mark_at_most_is_asked(self, months: list[int], ends_on: date, today: date) -> None:
        marks = marks_of(months, ends_on)
        assert [one.months for one in marks] == months
        assert sum(one.due_on <= today < one.until for one in marks) == (mark_on(marks, today) is not None)
        assert all(one.until == other.due_on for one, other in pairwise(marks))
        assert all(ends_on < one.due_on < one.until for one in marks)

    def test_marks_of_three_six_and_twelve_months(self) -> None:
        marks = marks_of([3, 6, 12], date(2025, 11, 30))
        assert marks == [
            Mark(3, date(2026, 2, 28), date(2026, 5, 30)),
            Mark(6, date(2026, 5, 30), date(2026, 11, 30)),
            Mark(12, date(2026, 11, 30), date(2027, 5, 30)),
        ]
        assert due_since(marks, [], date(2026, 2, 27)) is None
        assert due_since(marks, [date(2026, 2, 27)], date(2026, 2, 28)) == date(2026, 2, 28)
        assert due_since(marks, [date(2026, 3, 1)], date(2026, 6, 1)) == date(2026, 5, 30)
        assert due_since(marks, [], date(2027, 5, 30)) is None


def over(many: int = 2, **changes: Any) -> Call:
    """A training that is over, followed up once after six months; no session of it was written down."""
    call = published("pelatihan", conditions=frozenset(), quota=many, **changes)
    for place in range(1, many + 1):
        applied(call, business(place))
    call = chosen(closed(call))
    Call.objects.filter(pk=call.pk).update(object_until=None)
    Call.objects.filter(pk=call.pk).update(content={**call.content, "follow_up_months": [6]})
    call = calls.call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)
    return finished(call)


def finished(call: Call) -> Call:
    """The programme ended."""
    return calls.call_finish(actor=manager(), call_id=call.pk, version=fresh(call).version)


def named(due: Any) -> set[str]:
    """The names of the businesses that are due."""
    return set(Business.objects.filter(pk__in=due).values_list("name", flat=True))


def reasons(call: Call) -> dict[str, tuple[str, ...]]:
    """Why the plan proposes a visit to each participant."""
    ids = dict(call.candidates.values_list("business", "business__name"))
    found = {one.known.business_id: one.reasons for one in due_now(officer(Role.HEAD))}
    return {name: found[pk] for pk, name in ids.items() if pk in found}


@pytest.mark.django_db
class TestDue:
    def test_who_took_part_is_due_until_somebody_has_visited(self) -> None:
        publish()
        call = over()
        first, second = people(call)
        with day_of(6, -1):
            assert follow_ups_due() == {}
        with day_of(6):
            day = clock.today()
            assert follow_ups_due() == {first.business_id: day, second.business_id: day}
            assert {"help_follow_up"} <= set(reasons(call)["Sambel 1"])
            visited(business_visit(first.business))
            assert follow_ups_due() == {second.business_id: day}
        with day_of(12):
            assert follow_ups_due() == {}

    def test_a_visit_before_the_mark_and_one_without_a_report_count_for_nothing(self) -> None:
        publish()
        call = over(1)
        (participant,) = people(call)
        with day_of(6, -1):
            visited(business_visit(participant.business))
        with day_of(6, 1):
            visit = business_visit(participant.business)
            assert follow_ups_due() == {participant.business_id: clock.today() - timedelta(days=1)}
            assert reasons(call) == {}, "a visit is planned: nobody plans another"
            visited(visit)
            assert follow_ups_due() == {}

    def test_who_did_not_take_part_and_calls_that_run_are_not_followed_up(self) -> None:
        call = seated(3)
        session = planned(call)
        training_begun(call)
        came, stayed, missed = people(call)
        here(session, came)
        with clock.travel(clock.now() + (call.ends_on - clock.today())):
            taking_part.candidate_miss(actor=manager(), candidate_id=missed.pk, reason="Tidak pernah datang.")
            with day_of(6):
                assert follow_ups_due() == {}, "it runs"
            finished(call)
        with day_of(6):
            assert named(follow_ups_due()) == {came.business.name}
        assert stayed.state == CandidateState.CHOSEN

    def test_members_of_a_group_are_followed_up_each(self) -> None:
        call = over(1)
        (candidate,) = people(call)
        candidate.members.add(business(7), business(8))
        with day_of(6):
            assert named(follow_ups_due()) == {"Sambel 1", "Sambel 7", "Sambel 8"}
            (one, *others) = followed_up(fresh(call))
            assert (one.business.name, len(others)) == ("Sambel 1", 2)

    def test_the_plan_asks_once_however_many_took_part(self, django_assert_num_queries: Any) -> None:
        over(3)
        with day_of(6), django_assert_num_queries(1):
            assert len(follow_ups_due()) == 3

    def test_a_kind_without_months_and_content_of_before_ask_for_nothing(self) -> None:
        call = over(1)
        for content in ({**call.content, "follow_up_months": []}, _without(call.content, "follow_up_months")):
            Call.objects.filter(pk=call.pk).update(content=content)
            assert fresh(call).terms.follow_up_months == ()
            with day_of(6):
                assert follow_ups_due() == {}


def _without(content: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name != key}


@pytest.mark.django_db
class TestVisits:
    def test_the_planned_visit_is_a_follow_up_and_stands_on_the_page_of_the_participant(self, client: Client) -> None:
        publish()
        call = over(1)
        (participant,) = people(call)
        officer(Role.SURVEYOR)
        with day_of(6):
            client.force_login(officer(Role.HEAD))
            rule = current_pack().supervision.rule("help_follow_up")
            assert rule
            assert str(rule.label) in client.get(reverse("surveys:due")).content.decode()
            (proposal,) = [one for one in proposed(officer(Role.HEAD))[0] if one.business == participant.business]
            assert proposal.surveyor
            assert proposal.day
            wanted = Planned(
                proposal.business.pk, proposal.due.kind, proposal.surveyor, proposal.day, proposal.due.reasons
            )
            (visit,) = visits_plan(actor=officer(Role.HEAD), planned=[wanted])
            assert (visit.kind, visit.checklist and visit.checklist.code) == ("follow_up", "tindak_lanjut")
            assert list(participant.visits.all()) == [visit]
        with clock.travel(clock.now() + (visit.planned_on - clock.today())):
            report = visited(visit)
            client.force_login(manager())
            page = client.get(reverse("programmes:candidate", args=[participant.pk])).content.decode()
        assert report.document.number in page

    def test_a_visit_for_something_else_that_meets_the_mark_stands_there_too_once(self) -> None:
        publish()
        call = over(1)
        (participant,) = people(call)
        with day_of(6, -1):
            visit = business_visit(participant.business)
        assert list(participant.visits.all()) == []
        with day_of(6, 3):
            visited(visit)
            assert list(participant.visits.all()) == [visit]
            visited(business_visit(participant.business))
        assert list(participant.visits.all()) == [visit]

    def test_an_officers_own_plan_is_remembered_once(self) -> None:
        call = over(1)
        (participant,) = people(call)
        with day_of(6):
            surveyor, today = officer(Role.SURVEYOR), clock.today()
            candidate_visit_plan(actor=manager(), candidate_id=participant.pk, planned_on=today, surveyor=surveyor)
        assert participant.visits.count() == 1

    def test_the_page_of_the_call_tells_which_visits_were_made_and_which_are_due(self, client: Client) -> None:
        publish()
        call = over(3)
        Call.objects.filter(pk=call.pk).update(content={**call.content, "follow_up_months": [3, 6, 12]})
        first, second, _third = people(call)
        with day_of(3, 5):
            report = visited(business_visit(first.business))
        with day_of(6, 1):
            visit = business_visit(second.business)
            told = {row.business.name: [one.standing for one in row.visits] for row in followed_up(fresh(call))}
            assert told == {
                "Sambel 1": ["made", "due", "to_come"],
                "Sambel 2": ["passed", "planned", "to_come"],
                "Sambel 3": ["passed", "due", "to_come"],
            }
            client.force_login(manager())
            page = client.get(reverse("programmes:call", args=[call.pk])).content.decode()
            for one in (report.visit, visit):
                assert reverse("surveys:visit", args=[one.pk]) in page
            assert reverse("surveys:due") in page

    def test_the_page_of_a_call_asks_as_often_however_many_took_part(self, django_assert_num_queries: Any) -> None:
        call = fresh(over(3))
        with day_of(6), django_assert_num_queries(4):
            assert len(followed_up(call)) == 3

    def test_the_owner_reads_nothing_of_it_on_the_public_page(self, client: Client) -> None:
        call = over(1)
        (participant,) = people(call)
        with day_of(6):
            client.force_login(account(participant.business))
            page = client.get(reverse("programmes:public", args=[call.number])).content.decode()
        assert "follow-ups" not in page
        assert call.state == CallState.DONE
