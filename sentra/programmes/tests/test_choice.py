"""A choice among those who applied, what is said against it, and who moves up."""

from datetime import timedelta

import pytest

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound
from sentra.people.models import Role, User
from sentra.people.tests.people import officer
from sentra.programmes.models import Assessment, CallState, Candidate, CandidateState
from sentra.programmes.queries import points_open, possible_doubles
from sentra.programmes.ranking import chosen_again
from sentra.programmes.services import apply, calls, choose, judge
from sentra.programmes.tests.making import (
    CHOSEN,
    WAITING,
    account,
    applied,
    assessors,
    business,
    chosen,
    closed,
    fresh,
    head,
    judged,
    kinds_told,
    manager,
    published,
    seen,
    states,
)
from sentra.registry.models import Business, Support
from sentra.registry.services.doubles import pair_name
from sentra.registry.services.merge import pair_part
from sentra.surveys.tests.making import photograph

pytestmark = pytest.mark.django_db

REASON = "Sudah dibicarakan dengan pengurus sentra."


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
    assert not points_open(fresh(call))
    third = officer(Role.SURVEYOR, name="Penilai C")
    calls.assessor_name(actor=manager(), call_id=call.pk, assessor=third)
    judge.assessment_save(actor=third, candidate_id=candidate.pk, points=points)
    judge.assessments_hand_in(actor=third, call_id=call.pk)
    assert points_open(fresh(call))
    late = officer(Role.SURVEYOR, name="Penilai D")
    with pytest.raises(Conflict):
        calls.assessor_name(actor=manager(), call_id=call.pk, assessor=late)
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
    with pytest.raises(Conflict, match="dikunjungi"):
        chosen(call)
    seen(candidate)
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


def test_two_who_may_be_one_are_decided_before_the_choice() -> None:
    """Neither two applicants under two names, nor one that had this help under another."""
    call = published(quota=2)
    one, other, helped = (business(place) for place in (1, 2, 3))
    for made in (one, other):
        applied(call, made)
    Support.objects.create(business=helped, year=2025, kind=call.terms.helps, title="Bazar 2025")
    call = closed(call)
    numbers = [(one.register_number, each.register_number) for each in (other, helped)]
    pairs = [pair_name(actor=manager(), numbers=two) for two in numbers]
    assert {double.pair.pk for double in possible_doubles(call)} == {pair.pk for pair in pairs}
    for pair in pairs:
        with pytest.raises(Conflict):
            chosen(call)
        pair_part(actor=manager(), pair_id=pair.pk, why="Dua orang yang berbeda.")
    assert set(states(chosen(call)).values()) == {CHOSEN}


def test_who_moved_up_before_an_objection_was_upheld_has_not_moved_up_in_the_next_choice() -> None:
    call = published(quota=1)
    first, second, third = (applied(call, business(place)) for place in (1, 2, 3))
    call = chosen(closed(call))
    apply.candidate_withdraw(actor=account(first.business), candidate_id=first.pk)
    assert Candidate.objects.get(pk=second.pk).moved_up_at is not None
    objection = choose.objection_make(actor=account(third.business), candidate_id=third.pk, text="Saya lebih dulu.")
    choose.objection_answer(actor=head(), objection_id=objection.pk, uphold=True, text="Betul, dinilai lagi.")
    assert Candidate.objects.get(pk=second.pk).moved_up_at is None
    chosen(call)
    again = Candidate.objects.get(pk=second.pk)
    assert (again.state, again.moved_up_at) == (CHOSEN, None)
    assert kinds_told(account(second.business))[-1] == "call_you_are_chosen"
