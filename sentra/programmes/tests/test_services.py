"""A call from its draft to its end, act by act, in the database."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.outbox.models import Notice
from sentra.people.models import Role, User
from sentra.people.tests.people import officer
from sentra.programmes.judging import key_of
from sentra.programmes.models import Assessment, Call, CallState, Candidate, CandidateState
from sentra.programmes.ranking import chosen_again
from sentra.programmes.services import apply, automatic, calls, choose, judge
from sentra.programmes.tests.making import (
    ANSWERS,
    CHOSEN,
    WAITING,
    account,
    applied,
    assessors,
    business,
    chosen,
    closed,
    draft,
    fresh,
    head,
    judged,
    manager,
    published,
    states,
    told,
)
from sentra.registry.facts import GroupFacts
from sentra.registry.models import Business, Support
from sentra.registry.services.groups import group_save, member_add
from sentra.registry.tests.making import recorded
from sentra.surveys.tests.making import photograph

pytestmark = pytest.mark.django_db

REASON = "Sudah dibicarakan dengan pengurus sentra."


def kinds_told(user: User) -> list[str]:
    """What somebody was told, by kind, in order."""
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("event__kind", flat=True))


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


def test_first_come_first_served_where_nothing_is_scored() -> None:
    call = published(quota=2)
    for place in (3, 1, 2):
        applied(call, business(place))
    call = chosen(closed(call))
    assert states(call) == {"Sambel 3": CHOSEN, "Sambel 1": CHOSEN, "Sambel 2": WAITING}
    assert (call.state, call.object_until is not None) == (CallState.CHOSEN, True)
    choice = call.choices.get()
    assert chosen_again(choice.given) == choice.result
    assert "call_you_are_chosen" in kinds_told(account(Business.objects.get(name="Sambel 3")))


def test_a_withdrawal_lets_the_first_that_waits_move_up() -> None:
    call = published(quota=1)
    first, second, third = (applied(call, business(place)) for place in (1, 2, 3))
    call = chosen(closed(call))
    apply.candidate_withdraw(actor=account(first.business), candidate_id=first.pk)
    assert states(call) == {"Sambel 1": "withdrawn", "Sambel 2": CHOSEN, "Sambel 3": WAITING}
    assert kinds_told(account(second.business))[-1] == "call_moved_up"
    with pytest.raises(NotFound):
        apply.candidate_withdraw(actor=account(first.business), candidate_id=third.pk)


def test_whoever_does_not_fit_any_more_is_not_chosen_and_does_not_move_up() -> None:
    call = published(quota=1, conditions=frozenset({1}))
    one, two, three = (business(place) for place in (1, 2, 3))
    first, second, third = (applied(call, made) for made in (one, two, three))
    Business.objects.filter(pk=one.pk).update(production="stopped", production_seen_on=clock.today())
    call = chosen(closed(call))
    assert states(call) == {"Sambel 1": "unfit", "Sambel 2": CHOSEN, "Sambel 3": WAITING}
    assert "Produ" in Candidate.objects.get(pk=first.pk).unfit_reason
    Business.objects.filter(pk=three.pk).update(registered_at=None)
    apply.candidate_withdraw(actor=account(two), candidate_id=second.pk)
    assert states(call)["Sambel 3"] == "unfit"
    assert Candidate.objects.get(pk=third.pk).moved_up_at is None


def test_nobody_gets_the_same_help_twice_by_two_calls() -> None:
    made = business()
    first = published("pelatihan", quota=1)
    applied(first, made)
    chosen(closed(first))
    second = published("pelatihan", quota=1, conditions=frozenset({1}))
    with pytest.raises(Conflict):
        applied(second, made)


def test_points_decide_and_stay_unseen_until_all_are_in() -> None:
    call = published("pameran", conditions=frozenset(), quota=1)
    poor, good = applied(call, business(1)), applied(call, business(2))
    call = closed(call)
    one, other = assessors(call)
    with pytest.raises(NotFound):
        judge.assessment_save(actor=officer(Role.COUNTER), candidate_id=poor.pk, points={})
    with pytest.raises(Conflict):
        judge.assessment_save(actor=officer(Role.SURVEYOR, name="Lain"), candidate_id=poor.pk, points={})
    with pytest.raises(InvalidInput):
        judge.assessment_save(actor=one, candidate_id=poor.pk, points={"product": 99})
    with pytest.raises(Conflict):
        judge.assessments_hand_in(actor=one, call_id=call.pk)
    with pytest.raises(Conflict):
        choose.choice_make(actor=head(), call_id=call.pk, version=fresh(call).version)
    judged(call, {poor: 2, good: 0})
    with pytest.raises(Conflict):
        judge.assessment_save(actor=other, candidate_id=poor.pk, points={})
    call = chosen(call)
    assert states(call) == {"Sambel 1": WAITING, "Sambel 2": CHOSEN}
    assert Candidate.objects.get(pk=good.pk).score == 100


def test_an_interest_gives_no_points_and_another_assessor_is_needed() -> None:
    call = published("pameran", conditions=frozenset())
    candidate = applied(call, business())
    call = closed(call)
    one, other = assessors(call)
    points = {criterion.code: 100 for criterion in call.terms.criteria}
    points["stock"] = 50
    judge.assessment_save(actor=one, candidate_id=candidate.pk, points=points, interest=True)
    judge.assessment_save(actor=other, candidate_id=candidate.pk, points=points)
    assert Assessment.objects.get(assessor__user=one).points == {}
    for assessor in (one, other):
        judge.assessments_hand_in(actor=assessor, call_id=call.pk)
    with pytest.raises(Conflict):
        chosen(call)
    third = officer(Role.SURVEYOR, name="Penilai C")
    calls.assessor_name(actor=manager(), call_id=call.pk, assessor=third)
    judge.assessment_save(actor=third, candidate_id=candidate.pk, points=points)
    judge.assessments_hand_in(actor=third, call_id=call.pk)
    assert states(chosen(call)) == {"Sambel 1": CHOSEN}


def test_papers_are_checked_before_the_choice() -> None:
    call = published("hibah_mesin", conditions=frozenset())
    candidate = applied(call, business(), proposal=photograph("#112233"), pact=photograph("#332211"))
    call = closed(call)
    judged(call, {candidate: 0})
    with pytest.raises(Conflict):
        chosen(call)
    with pytest.raises(InvalidInput):
        judge.paper_check(actor=manager(), candidate_id=candidate.pk, code="pact", fits=False)
    judge.paper_check(actor=manager(), candidate_id=candidate.pk, code="proposal", fits=True)
    judge.paper_check(actor=manager(), candidate_id=candidate.pk, code="pact", fits=False, note="Belum ditandatangani.")
    with pytest.raises(Conflict, match="tidak sesuai"):
        chosen(call)
    judge.paper_check(actor=manager(), candidate_id=candidate.pk, code="pact", fits=True)
    assert states(chosen(call)) == {"Sambel 1": CHOSEN}


def test_who_is_in_charge_or_has_applied_does_not_decide() -> None:
    call = published()
    made = business()
    applied(call, made)
    call = closed(call)
    officer(Role.HEAD, name=manager().name)
    with pytest.raises(Conflict):
        choose.choice_make(actor=User.objects.get(pk=manager().pk), call_id=call.pk, version=fresh(call).version)
    officer(Role.HEAD, name=account(made).name)
    with pytest.raises(Conflict):
        choose.choice_make(actor=User.objects.get(pk=account(made).pk), call_id=call.pk, version=fresh(call).version)


def test_an_objection_that_is_upheld_leads_to_a_new_choice() -> None:
    call = published(quota=1)
    applied(call, business(1))
    loser = applied(call, business(2))
    call = chosen(closed(call))
    objection = choose.objection_make(
        actor=account(loser.business), candidate_id=loser.pk, text="Saya mendaftar lebih dulu."
    )
    with pytest.raises(Conflict):
        choose.objection_make(
            actor=account(loser.business), candidate_id=loser.pk, text="Sekali lagi, saya lebih dulu."
        )
    with pytest.raises(Conflict):
        calls.call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)
    choose.objection_answer(actor=head(), objection_id=objection.pk, uphold=True, text=REASON)
    assert (fresh(call).state, set(states(call).values())) == (CallState.CLOSED, {"applied"})
    call = chosen(call)
    assert call.choices.count() == 2


def test_a_rejected_objection_leaves_the_result_and_it_begins_after_the_period() -> None:
    call = published(quota=1)
    applied(call, business(1))
    loser = applied(call, business(2))
    call = chosen(closed(call))
    objection = choose.objection_make(actor=account(loser.business), candidate_id=loser.pk, text="Saya lebih dulu.")
    choose.objection_answer(actor=head(), objection_id=objection.pk, uphold=False, text=REASON)
    with pytest.raises(Conflict):
        calls.call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)
    assert call.object_until
    with clock.travel(clock.now() + timedelta(days=10)):
        call = calls.call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)
        call = calls.call_finish(actor=manager(), call_id=call.pk, version=call.version)
    assert states(call) == {"Sambel 1": CHOSEN, "Sambel 2": CandidateState.NOT_CHOSEN}
    help_received = Support.objects.get()
    assert (help_received.business.name, help_received.kind, help_received.title) == (
        "Sambel 1",
        "exhibition",
        call.title,
    )


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


def test_seats_for_women_shares_and_money_hold_over_withdrawals() -> None:
    """However many withdraw one after the other, nothing is exceeded."""
    call = published(quota=3, least_women=1, budget=30, budget_source="APBD", budget_year=2026, value_each=10)
    candidates = [applied(call, business(place, woman=place > 4)) for place in range(1, 7)]
    call = chosen(closed(call))
    assert states(call)["Sambel 5"] == CHOSEN
    for _each in range(4):
        taken = call.candidates.filter(state=CHOSEN).order_by("pk")
        assert taken.count() <= 3
        assert sum(one.cost for one in taken) <= 30
        gone = taken[0]
        apply.candidate_withdraw(actor=account(gone.business), candidate_id=gone.pk)
    assert len(candidates) == 6
    assert call.candidates.filter(state=CHOSEN).count() == 2


def test_a_group_applies_for_members_who_fit_and_all_of_them_are_helped() -> None:
    call = published("hibah_mesin", conditions=frozenset({6}), quota=1)
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
    for code in papers:
        judge.paper_check(actor=manager(), candidate_id=candidate.pk, code=code, fits=True)
    call = chosen(call)
    assert call.choices.get().document.data["chosen"][0]["business"] == "KUB Sambel"
    again = published("hibah_mesin", conditions=frozenset({6}))
    with pytest.raises(Conflict):
        applied(again, member, proposal=photograph("#112244"), pact=photograph("#332244"))
    with clock.travel(clock.now() + timedelta(days=20)):
        call = calls.call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)
        calls.call_finish(actor=manager(), call_id=call.pk, version=call.version)
    assert set(Support.objects.values_list("business__name", flat=True)) == {"Sambel 1", "Sambel 2"}
