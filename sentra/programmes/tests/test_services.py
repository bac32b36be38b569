"""A call from its draft to its end, act by act, in the database."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.programmes.judging import key_of
from sentra.programmes.models import Call, CallState, Candidate, CandidateState
from sentra.programmes.services import apply, automatic, calls, judge
from sentra.programmes.tests.making import (
    ANSWERS,
    account,
    applied,
    business,
    chosen,
    closed,
    draft,
    fresh,
    head,
    judged,
    kinds_told,
    manager,
    published,
    seen,
    states,
    told,
)
from sentra.programmes.tests.making_machines import MONEY, accepted, handed
from sentra.registry.facts import GroupFacts
from sentra.registry.models import Business, Support
from sentra.registry.services.groups import group_save, member_add
from sentra.registry.tests.making import recorded
from sentra.surveys.tests.making import photograph

pytestmark = pytest.mark.django_db

REASON = "Sudah dibicarakan dengan pengurus sentra."


def test_a_call_is_written_published_and_told_to_whom_it_fits() -> None:
    fits, misses = business(1), business(2)
    Business.objects.filter(pk=misses.pk).update(production="stopped", production_seen_on=clock.today())
    call = draft(conditions=frozenset({1}))
    assert (call.state, call.number[:9]) == (CallState.DRAFT, "PRG-3505-")
    assert automatic.calls_tell() == 0
    calls.call_publish(actor=manager(), call_id=call.pk, version=call.version)
    assert automatic.calls_tell() == 1
    assert kinds_told(account(fits)) == ["call_for_you"]
    assert kinds_told(account(misses)) == []
    assert automatic.calls_tell() == 0


def test_a_call_says_everything_that_is_wrong_at_once() -> None:
    today = clock.today()
    wrong = told(
        title="x",
        ends_on=today,
        apply_until=today - timedelta(days=1),
        quota=0,
        least_women=3,
        budget=5,
        budget_source="",
        value_each=10,
    )
    with pytest.raises(InvalidInput) as refused:
        calls.call_write(actor=manager(), kind="bazar", told=wrong)
    assert {one.field for one in refused.value.problems} == {
        "title", "ends_on", "apply_until", "quota", "least_women", "budget_source", "budget_year", "budget"
    } - {"budget"}  # fmt: skip
    with pytest.raises(NotAllowed):
        calls.call_write(actor=head(), kind="bazar", told=told())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "x" * 201),
        ("about", "x" * 4001),
        ("place", "x" * 301),
        ("budget_source", "x" * 101),
        ("quota", 10_001),
        ("most_of_district", 0),
        ("most_of_district", 2**40),
        ("most_of_commodity", 2**40),
        ("budget", 2**70),
        ("value_each", 2**70),
        ("budget_year", 2**40),
        ("budget_year", 26),
        ("weights", {"need": 101}),
    ],
)
def test_nothing_too_large_reaches_the_database(field: str, value: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        calls.call_write(actor=manager(), kind="bazar", told=told(**{field: value}))
    named = "weight-need" if field == "weights" else field
    assert named in {one.field for one in refused.value.problems}
    assert not Call.objects.exists()


def test_a_call_of_a_kind_that_the_pack_dropped_is_not_changed_by_half() -> None:
    call = draft()
    Call.objects.filter(pk=call.pk).update(kind="dropped")
    with pytest.raises(InvalidInput) as refused:
        calls.call_edit(actor=manager(), call_id=call.pk, version=call.version, told=told(quota=7))
    assert [one.field for one in refused.value.problems] == ["kind"]
    assert fresh(call).quota == 2


def test_a_reason_to_withdraw_is_said_in_words_or_not_at_all() -> None:
    call = published()
    candidate = applied(call, business())
    for reason in ("x", "x" * 5000):
        with pytest.raises(InvalidInput):
            apply.candidate_withdraw(actor=account(candidate.business), candidate_id=candidate.pk, reason=reason)
    apply.candidate_withdraw(actor=account(candidate.business), candidate_id=candidate.pk, reason="  ")
    assert states(call) == {"Sambel 1": CandidateState.WITHDRAWN}


def test_what_was_published_is_not_changed() -> None:
    call = draft()
    call = calls.call_edit(actor=manager(), call_id=call.pk, version=call.version, told=told(quota=5))
    assert call.quota == 5
    call = calls.call_publish(actor=manager(), call_id=call.pk, version=call.version)
    with pytest.raises(Conflict):
        calls.call_edit(actor=manager(), call_id=call.pk, version=call.version, told=told(quota=6))


def test_who_is_not_on_the_register_never_gets_in() -> None:
    call = published("pelatihan")
    met = recorded()
    met.owner.user = officer(Role.SURVEYOR)
    met.owner.save(update_fields=["user"])
    with pytest.raises(Conflict):
        applied(call, met)
    with pytest.raises(Conflict):
        applied(call, met, actor=manager())
    key = key_of(call.terms.conditions[0])
    with pytest.raises(InvalidInput):
        judge.condition_lift(actor=manager(), call_id=call.pk, number=met.register_number, condition=key, reason=REASON)
    assert not Candidate.objects.exists()


def test_an_application_sent_twice_stays_one_and_another_is_refused() -> None:
    call, made, key = published(), business(), uuid4()
    given = apply.Applied(ANSWERS["bazar"])
    first, again = (
        apply.candidate_apply(actor=account(made), call_id=call.pk, business_id=made.pk, key=key, applied=given)
        for _twice in range(2)
    )
    assert first == again
    with pytest.raises(Conflict):
        applied(call, made)
    with pytest.raises(NotFound):
        applied(call, business(2), actor=account(made))


def test_questions_and_papers_are_asked_for() -> None:
    call = published("hibah_mesin", conditions=frozenset())
    made = business()
    with pytest.raises(InvalidInput) as refused:
        apply.candidate_apply(
            actor=account(made), call_id=call.pk, business_id=made.pk, key=uuid4(), applied=apply.Applied({})
        )
    assert {one.field for one in refused.value.problems} == {
        "machine", "use", "electricity", "place", "paper-proposal", "paper-pact"
    }  # fmt: skip
    candidate = applied(call, made, proposal=photograph("#112233"), pact=photograph("#332211"))
    assert set(candidate.papers.values_list("code", flat=True)) == {"proposal", "pact"}


def test_a_condition_is_lifted_for_one_business_with_a_reason_that_stays() -> None:
    call = published(conditions=frozenset({1}))
    one, other = business(1), business(2)
    for made in (one, other):
        Business.objects.filter(pk=made.pk).update(production="stopped", production_seen_on=clock.today())
    key = key_of(call.terms.conditions[1])
    with pytest.raises(InvalidInput):
        judge.condition_lift(actor=manager(), call_id=call.pk, number=one.register_number, condition=key, reason="ya")
    judge.condition_lift(actor=manager(), call_id=call.pk, number=one.register_number, condition=key, reason=REASON)
    candidate = applied(call, one)
    assert [fact["lifted"] for fact in candidate.known] == [False, True]
    with pytest.raises(Conflict):
        applied(call, other)
    decision = chosen(closed(call)).choices.get().document
    assert decision.data["lifts"][0]["reason"] == REASON
    assert decision.data["chosen"][0]["lifted"]


def test_nobody_gets_the_same_help_twice_by_two_calls() -> None:
    made = business()
    first = published("pelatihan", quota=1)
    applied(first, made)
    chosen(closed(first))
    second = published("pelatihan", quota=1, conditions=frozenset({1}))
    with pytest.raises(Conflict):
        applied(second, made)


def test_a_cancelled_call_says_why_to_everybody_who_applied() -> None:
    call = published()
    candidate = applied(call, business())
    with pytest.raises(InvalidInput):
        calls.call_cancel(actor=manager(), call_id=call.pk, version=fresh(call).version, reason="")
    calls.call_cancel(actor=manager(), call_id=call.pk, version=fresh(call).version, reason="Alun-alun diperbaiki.")
    assert kinds_told(account(candidate.business))[-1] == "call_cancelled"
    with pytest.raises(Conflict):
        applied(call, business(2))


def test_calls_close_by_themselves_after_their_last_day() -> None:
    call = published()
    assert automatic.calls_close() == 0
    with clock.travel(clock.now() + timedelta(days=22)):
        assert automatic.calls_close() == 1
        assert automatic.calls_close() == 0
        with pytest.raises(Conflict):
            applied(call, business())
    assert fresh(call).state == CallState.CLOSED


def test_the_last_day_moves_only_within_reason() -> None:
    call = published()
    for until in (clock.today() - timedelta(days=1), call.begins_on + timedelta(days=1), None):
        with pytest.raises(InvalidInput):
            calls.call_prolong(actor=manager(), call_id=call.pk, version=fresh(call).version, until=until)
    until = call.apply_until + timedelta(days=5)
    assert calls.call_prolong(actor=manager(), call_id=call.pk, version=fresh(call).version, until=until)
    assert Call.objects.get().apply_until == until


def test_a_group_applies_for_members_who_fit_and_all_of_them_are_helped() -> None:
    call = published("hibah_mesin", conditions=frozenset({6}), quota=1, **MONEY)
    head_of, member, left_out = (business(place) for place in (1, 2, 3))
    facts = GroupFacts("kub", "KUB Sambel", head_of.district, head_of.village)
    group = group_save(actor=manager(), group_id=None, version=0, facts=facts)
    for one in (head_of, member):
        member_add(actor=manager(), group_id=group.pk, number=one.register_number, role="member")
    papers = {"proposal": photograph("#112233"), "pact": photograph("#332211")}

    def apply_for(numbers: list[str]) -> Candidate:
        given = apply.Applied(ANSWERS["hibah_mesin"], papers, group.pk, numbers)
        return apply.candidate_apply(
            actor=account(head_of), call_id=call.pk, business_id=head_of.pk, key=uuid4(), applied=given
        )

    with pytest.raises(InvalidInput):
        apply_for([left_out.register_number])
    candidate = apply_for([member.register_number])
    assert list(candidate.members.all()) == [member]
    call = closed(call)
    judged(call, {candidate: 0})
    seen(candidate)
    for code in papers:
        judge.paper_check(actor=manager(), candidate_id=candidate.pk, code=code, fits=True)
    call = chosen(call)
    assert call.choices.get().document.data["chosen"][0]["business"] == "KUB Sambel"
    again = published("hibah_mesin", conditions=frozenset({6}))
    with pytest.raises(Conflict):
        applied(again, member, proposal=photograph("#112244"), pact=photograph("#332244"))
    with clock.travel(clock.now() + timedelta(days=20)):
        call = calls.call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)
        with pytest.raises(Conflict):
            calls.call_finish(actor=manager(), call_id=call.pk, version=call.version)
        accepted(candidate)
        handed(candidate)
        calls.call_finish(actor=manager(), call_id=call.pk, version=fresh(call).version)
    assert set(Support.objects.values_list("business__name", flat=True)) == {"Sambel 1", "Sambel 2"}
