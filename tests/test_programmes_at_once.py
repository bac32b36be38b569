"""Two at once in a programme: seats and money are never exceeded, nothing is done twice."""

from functools import partial
from uuid import uuid4

import pytest

from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.programmes.models import Call, Candidate, CandidateState, Choice
from sentra.programmes.services import apply, calls, choose
from sentra.programmes.tests.making import (
    ANSWERS,
    CHOSEN,
    account,
    applied,
    business,
    chosen,
    closed,
    fresh,
    head,
    manager,
    published,
    states,
)
from tests.test_concurrency import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


def taken(call: Call) -> int:
    """How many seats are taken."""
    return call.candidates.filter(state=CHOSEN).count()


def test_an_application_sent_twice_at_once_stays_one() -> None:
    call, made, given = published(), business(), apply.Applied(ANSWERS["bazar"])
    send = partial(
        apply.candidate_apply, actor=account(made), call_id=call.pk, business_id=made.pk, key=uuid4(), applied=given
    )
    first, again = at_once(send, send)
    assert first.pk == again.pk


def test_of_two_applications_of_one_business_at_once_one_is_told() -> None:
    call, made = published(), business()
    assert len(refusals(at_once(partial(applied, call, made), partial(applied, call, made, actor=manager())))) == 1
    assert Candidate.objects.count() == 1


def test_of_two_heads_who_decide_at_once_one_is_told() -> None:
    call = published(quota=1)
    for place in (1, 2):
        applied(call, business(place))
    version = closed(call).version
    heads = (head(), officer(Role.HEAD, name="Kepala Kedua"))
    decide = partial(choose.choice_make, call_id=call.pk, version=version)
    assert len(refusals(at_once(*(partial(decide, actor=one) for one in heads)))) == 1
    assert (Choice.objects.count(), taken(call)) == (1, 1)


def test_two_who_withdraw_at_once_let_two_move_up_and_no_more() -> None:
    call = published(quota=2)
    first, second, *_rest = [applied(call, business(place)) for place in range(1, 6)]
    call = chosen(closed(call))
    withdraw = (
        partial(apply.candidate_withdraw, actor=account(one.business), candidate_id=one.pk) for one in (first, second)
    )
    assert refusals(at_once(*withdraw)) == []
    assert taken(call) == 2
    assert list(states(call).values()).count(CandidateState.WAITING) == 1


def test_a_withdrawal_while_the_head_decides_leaves_no_seat_to_who_left() -> None:
    call = published(quota=1)
    first, second = (applied(call, business(place)) for place in (1, 2))
    version = closed(call).version
    results = at_once(
        partial(choose.choice_make, actor=head(), call_id=call.pk, version=version),
        partial(apply.candidate_withdraw, actor=account(first.business), candidate_id=first.pk),
    )
    assert refusals(results) == []
    assert states(call) == {"Sambel 1": "withdrawn", "Sambel 2": CHOSEN}
    assert second.call_id == call.pk


def test_somebody_applies_while_the_call_is_closed_and_is_in_or_is_told() -> None:
    call, made = published(), business()
    close = partial(calls.call_close, actor=manager(), call_id=call.pk, version=fresh(call).version)
    results = at_once(close, partial(applied, call, made))
    assert call.candidates.count() + len(refusals(results)) == 1
