"""What is asked months after a programme: once at each mark, to be answered until the next comes."""

from datetime import date, datetime, time, timedelta

import pytest

from sentra.kernel import clock
from sentra.kernel.clock import months_on
from sentra.kernel.errors import Conflict
from sentra.people.models import User
from sentra.programmes.models import Call, Candidate, Outcome
from sentra.programmes.services.automatic import outcomes_ask
from sentra.programmes.services.calls import call_begin
from sentra.programmes.services.taking_part import outcome_tell
from sentra.programmes.tests.making import (
    account,
    applied,
    business,
    chosen,
    closed,
    fresh,
    kinds_told,
    manager,
    published,
)
from sentra.reference.programmes import MOST_MONTHS

pytestmark = pytest.mark.django_db

END = {"plan": ["Kemasan baru."], "useful": ["very"]}
LATER = {"applied": ["yes"], "sales": ["9000000"], "workers": ["4"]}


def training(months: list[int]) -> Candidate:
    """A training that runs, with one participant; so many months after its end it is asked again."""
    call = published("pelatihan", quota=1)
    call.content["after_months"] = months
    call.save(update_fields=["content"])
    candidate = applied(call, business())
    call = chosen(closed(call))
    Call.objects.filter(pk=call.pk).update(object_until=clock.today() - timedelta(days=1))
    call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)
    return Candidate.objects.select_related("call", "business__owner__user").get(pk=candidate.pk)


def asked_on(day: date) -> int:
    """Let the job run in the morning of a day; gives how many were asked."""
    with clock.travel(datetime.combine(day, time(7), clock.local_zone())):
        return outcomes_ask()


def tell(candidate: Candidate, day: date, months: int, actor: User | None = None) -> Outcome:
    """The participant tells on a day what is asked so many months after the end."""
    given = LATER if months else END
    who = actor or account(candidate.business)
    with clock.travel(datetime.combine(day, time(20), clock.local_zone())):
        return outcome_tell(actor=who, candidate_id=candidate.pk, months=months, given=given, own=actor is None)


def test_each_mark_is_asked_once_also_where_the_job_missed_its_day() -> None:
    candidate = training([3, 6])
    end = candidate.call.ends_on
    marks = {months: months_on(end, months) for months in (0, 3, 6)}
    day = timedelta(days=1)
    asked = [asked_on(each) for mark in marks.values() for each in (mark - day, mark + day, mark + 2 * day)]
    assert asked == [0, 1, 0] * 3
    assert list(Outcome.objects.order_by("months").values_list("months", "due_on")) == list(marks.items())
    assert kinds_told(account(candidate.business)).count("call_tell_us") == 3


def test_a_mark_that_was_missed_is_told_until_the_next_comes() -> None:
    candidate = training([3, 6])
    third, sixth = (months_on(candidate.call.ends_on, months) for months in (3, 6))
    with pytest.raises(Conflict):
        tell(candidate, third - timedelta(days=1), 3)
    with pytest.raises(Conflict):
        tell(candidate, sixth, 3)
    assert tell(candidate, sixth - timedelta(days=1), 3).due_on == third
    assert tell(candidate, sixth, 6).due_on == sixth
    assert tell(candidate, sixth + timedelta(days=400), 0).months == 0


def test_an_officer_enters_a_mark_that_nobody_was_asked_about() -> None:
    candidate = training([3])
    assert tell(candidate, months_on(candidate.call.ends_on, 3), 3, manager()).told_by == manager()
    assert asked_on(months_on(candidate.call.ends_on, 3)) == 1
    assert list(Outcome.objects.filter(told_at=None).values_list("months", flat=True)) == [0]


def test_it_is_asked_as_late_as_the_pack_may_say() -> None:
    candidate = training([MOST_MONTHS])
    last = months_on(candidate.call.ends_on, MOST_MONTHS)
    assert asked_on(last - timedelta(days=1)) == 1
    assert asked_on(last) == 1
    assert asked_on(last) == 0
    assert tell(candidate, last, MOST_MONTHS).due_on == last


def test_a_job_that_stood_still_for_weeks_asks_all_the_same() -> None:
    candidate = training([MOST_MONTHS])
    late = months_on(candidate.call.ends_on, MOST_MONTHS) + timedelta(days=20)
    assert asked_on(late) == 2
    assert asked_on(late) == 0
