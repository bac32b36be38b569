"""The plan of the stands, and whose each of them is."""

from contextlib import suppress
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sentra.audit.models import Entry
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, SentraError
from sentra.programmes.models import Call, CallState, Candidate, CandidateState, Stand
from sentra.programmes.services.apply import candidate_withdraw
from sentra.programmes.services.choose import objection_answer, objection_make
from sentra.programmes.services.stands import plan_lay, stand_free, stand_give, stands_give_out
from sentra.programmes.stands import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_COLUMNS,
    MOST_ROWS,
    Place,
    in_turn,
    plan_text,
    read_plan,
)
from sentra.programmes.tests.making import account, fresh, head, kinds_told, manager
from sentra.programmes.tests.making_stands import HALL, begun, laid, prepared, whose

WORDS = some.sampled_from(["A1", "a1", "A2", "B-7", ".", "..", "terlalu-panjang", "<b>", "\x00", "é", "\u202eA", "１"])
PLANS = some.one_of(
    some.text(max_size=300),
    some.lists(some.lists(WORDS, max_size=MOST_COLUMNS + 2).map(" ".join), max_size=MOST_ROWS + 3).map("\n".join),
)


@given(text=PLANS)
def test_any_text_is_a_plan_or_has_its_problems_named(text: str) -> None:
    places, problems = read_plan(text)
    assert places or problems
    if problems:
        assert all(str(one.message) for one in problems)
        return
    names = [place.name for place in places]
    at = [(place.row, place.column) for place in places]
    assert len(set(names)) == len(names)
    assert at == sorted(set(at))
    assert all(len(name) <= LONGEST_NAME and name == name.upper() and name.isascii() for name in names)
    assert all(row < MOST_ROWS and column < MOST_COLUMNS for row, column in at)
    assert read_plan(plan_text(places)) == (places, [])


def test_a_plan_is_read_as_it_is_typed() -> None:
    places, problems = read_plan("\n  a1\tA2 . A3 \n\n. b1\n\n")
    assert problems == []
    assert places == [Place("A1", 0, 0), Place("A2", 0, 1), Place("A3", 0, 3), Place("B1", 2, 1)]
    assert plan_text(places) == "A1 A2 .  A3\n.\n.  B1"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        (". .\n.", [""]),
        ("A1\nA1", ["2"]),
        ("\n\nA1 A1", ["3"]),
        ("A1 PANJANGSEKALI", ["1"]),
        ("A1\nA_2 <b>", ["2"]),
        ("A1\x002", ["1"]),
        ("A1 A1\nB1 B_1", ["1", "2"]),
        (" ".join(f"A{place}" for place in range(MOST_COLUMNS + 1)), ["1"]),
        ("\n".join(f"A{place}" for place in range(MOST_ROWS + 1)), [str(MOST_ROWS + 1)]),
        ("A" * (LONGEST_TEXT + 1), [""]),
        ("A1\n" * 5_000, ["2"]),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_with_its_line(text: str, lines: list[str]) -> None:
    _places, problems = read_plan(text)
    assert all(one.field == "text" for one in problems)
    for told in lines:
        assert any(f" {told}:" in str(one.message) if told else True for one in problems)
    assert problems


@given(free=some.lists(some.integers(), unique=True), waiting=some.lists(some.integers(), unique=True))
def test_what_is_free_goes_to_whoever_waits_first(free: list[int], waiting: list[int]) -> None:
    given_out = in_turn(free, waiting)
    assert [stand for stand, _who in given_out] == free[: len(given_out)]
    assert [who for _stand, who in given_out] == waiting[: len(given_out)]
    assert len(given_out) == min(len(free), len(waiting))


in_database = pytest.mark.django_db


@in_database
def test_who_has_a_stand_keeps_it_by_its_name_when_the_plan_is_typed_anew() -> None:
    call, (first, second, _third) = prepared()
    laid(call)
    stand_give(actor=manager(), call_id=call.pk, stand="A1", candidate_id=first.pk)
    stand_give(actor=manager(), call_id=call.pk, stand="b2", candidate_id=second.pk)
    laid(call, "B2 A1\nC1")
    assert whose(call) == {"A1": "Sambel 1", "B2": "Sambel 2"}
    assert list(call.stands.values_list("name", "row", "column")) == [("B2", 0, 0), ("A1", 0, 1), ("C1", 1, 0)]


@in_database
def test_a_stand_that_is_somebodys_is_not_dropped() -> None:
    call, (first, *_rest) = prepared()
    laid(call)
    stand_give(actor=manager(), call_id=call.pk, stand="A1", candidate_id=first.pk)
    with pytest.raises(InvalidInput) as refused:
        laid(call, "A2 A3")
    assert [(one.field, "A1" in str(one.message)) for one in refused.value.problems] == [("text", True)]
    assert call.stands.count() == 5
    stand_free(actor=manager(), call_id=call.pk, stand="A1")
    laid(call, "A2 A3")
    assert call.stands.count() == 2


@in_database
def test_of_two_who_type_the_plan_one_is_told() -> None:
    call, _candidates = prepared()
    version = fresh(call).version
    laid(call)
    with pytest.raises(Conflict):
        plan_lay(actor=manager(), call_id=call.pk, version=version, text="Z9")
    assert call.stands.count() == 5


@in_database
def test_free_stands_go_out_by_rank_in_the_order_of_the_plan() -> None:
    call, candidates = prepared(4)
    laid(call, "A2 . A1\nB1")
    stand_give(actor=manager(), call_id=call.pk, stand="A1", candidate_id=candidates[2].pk)
    given_out = stands_give_out(actor=manager(), call_id=call.pk)
    assert [one.pk for one in given_out] == [candidates[0].pk, candidates[1].pk]
    assert whose(call) == {"A2": "Sambel 1", "B1": "Sambel 2", "A1": "Sambel 3"}
    assert kinds_told(account(candidates[1].business))[-1] == "call_stand"
    with pytest.raises(Conflict):
        stands_give_out(actor=manager(), call_id=call.pk)


@in_database
def test_a_stand_is_given_once_and_whoever_moves_leaves_the_other() -> None:
    call, (first, second, _third) = prepared()
    laid(call)
    for _twice in range(2):
        stand_give(actor=manager(), call_id=call.pk, stand="A1", candidate_id=first.pk)
    assert Entry.objects.filter(act="candidate.give_stand").count() == 1
    with pytest.raises(Conflict, match="Sambel 1"):
        stand_give(actor=manager(), call_id=call.pk, stand="A1", candidate_id=second.pk)
    stand_give(actor=manager(), call_id=call.pk, stand="A2", candidate_id=first.pk)
    stand_give(actor=manager(), call_id=call.pk, stand="A1", candidate_id=second.pk)
    assert whose(call) == {"A2": "Sambel 1", "A1": "Sambel 2"}


@in_database
def test_a_stand_is_freed_and_stays_free() -> None:
    call, (first, *_rest) = prepared()
    laid(call)
    stand_give(actor=manager(), call_id=call.pk, stand="A1", candidate_id=first.pk)
    for _twice in range(2):
        stand_free(actor=manager(), call_id=call.pk, stand="A1")
    assert whose(call) == {}
    assert Entry.objects.filter(act="candidate.free_stand").count() == 1


@in_database
@pytest.mark.parametrize("stand", ["", "Z9", "\x00", "A" * 5_000, "A1' OR 1=1"])
def test_a_stand_that_isnt_there_is_named(stand: str) -> None:
    call, (first, *_rest) = prepared()
    laid(call)
    for candidate_id in (first.pk, None, uuid4()):
        with pytest.raises(InvalidInput) as refused:
            stand_give(actor=manager(), call_id=call.pk, stand=stand, candidate_id=candidate_id)
        assert "stand" in {one.field for one in refused.value.problems}
    with pytest.raises(InvalidInput):
        stand_free(actor=manager(), call_id=call.pk, stand=stand)


@in_database
def test_who_waits_or_applied_elsewhere_gets_no_stand() -> None:
    call, candidates = prepared(2, quota=1)
    other, (elsewhere,) = prepared(1, first=50)
    laid(call)
    assert candidates[1].state == CandidateState.WAITING
    with pytest.raises(Conflict):
        stand_give(actor=manager(), call_id=call.pk, stand="A1", candidate_id=candidates[1].pk)
    with pytest.raises(InvalidInput):
        stand_give(actor=manager(), call_id=call.pk, stand="A1", candidate_id=elsewhere.pk)
    assert whose(call) == whose(other) == {}


@in_database
def test_who_withdraws_leaves_the_stand_and_who_moves_up_gets_none_by_itself() -> None:
    call, (first, second) = prepared(2, quota=1)
    call = begun(laid(call))
    stands_give_out(actor=manager(), call_id=call.pk)
    candidate_withdraw(actor=account(first.business), candidate_id=first.pk)
    second.refresh_from_db()
    assert (second.state, whose(call)) == (CandidateState.CHOSEN, {})
    assert Entry.objects.get(act="candidate.withdraw").before["candidate_stand"] == "A1"
    stands_give_out(actor=manager(), call_id=call.pk)
    assert whose(call) == {"A1": "Sambel 2"}


@in_database
def test_when_it_is_judged_again_nobody_has_a_stand() -> None:
    call, (_first, second) = prepared(2, quota=1)
    laid(call)
    stands_give_out(actor=manager(), call_id=call.pk)
    objection = objection_make(
        actor=account(second.business), candidate_id=second.pk, text="Saya mendaftar lebih dulu."
    )
    objection_answer(actor=head(), objection_id=objection.pk, uphold=True, text="Benar, dinilai lagi.")
    assert (fresh(call).state, whose(call)) == (CallState.CLOSED, {})
    with pytest.raises(Conflict):
        stands_give_out(actor=manager(), call_id=call.pk)


@in_database
def test_training_has_no_stands_and_only_managers_give_them() -> None:
    training, _candidates = prepared(1, kind="pelatihan")
    with pytest.raises(Conflict):
        laid(training)
    call, (first, *_rest) = prepared(first=50)
    laid(call)
    for act in (
        lambda: plan_lay(actor=head(), call_id=call.pk, version=fresh(call).version, text="A1"),
        lambda: stand_give(actor=account(first.business), call_id=call.pk, stand="A1", candidate_id=first.pk),
        lambda: stands_give_out(actor=head(), call_id=call.pk),
    ):
        with pytest.raises(NotAllowed):
            act()


ACTS = some.lists(
    some.tuples(some.sampled_from(["lay", "give", "free", "give_out", "withdraw"]), some.integers(0, 4)), max_size=12
)
HALLS = (HALL, "A1", "B2 A1 C1", "C1 C2 C3 C4 C5 C6", "A3\nA2\nA1")


def acted(call: Call, candidates: list[Candidate], act: str, place: int) -> None:
    """Let somebody do something about the stands; what is refused is refused."""
    names = ("A1", "A2", "B2", "C1", "Z9")
    one = candidates[place]
    with suppress(SentraError):
        if act == "lay":
            laid(call, HALLS[place])
        elif act == "give":
            stand_give(actor=manager(), call_id=call.pk, stand=names[-1 - place], candidate_id=one.pk)
        elif act == "free":
            stand_free(actor=manager(), call_id=call.pk, stand=names[place])
        elif act == "give_out":
            stands_give_out(actor=manager(), call_id=call.pk)
        else:
            candidate_withdraw(actor=account(one.business), candidate_id=one.pk)


def left(call: Call) -> tuple[int, int]:
    """How many stands are free, and how many who take part have none."""
    without = call.candidates.filter(stand=None, state=CandidateState.CHOSEN)
    return Stand.objects.filter(call=call, candidate=None).count(), without.count()


@in_database
def test_whatever_is_done_nobody_has_two_stands_and_no_stand_is_two_peoples() -> None:
    call, candidates = prepared(5, quota=3)
    laid(call)

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(acts=ACTS)
    def holds(acts: list[tuple[str, int]]) -> None:
        with transaction.atomic():
            for act, place in acts:
                acted(call, candidates, act, place)
            having = list(call.candidates.exclude(stand=None).values_list("stand", "stand__call", "state"))
            assert len({stand for stand, _call, _state in having}) == len(having)
            assert {(of, state) for _stand, of, state in having} <= {(call.pk, CandidateState.CHOSEN)}
            if all(left(call)):
                stands_give_out(actor=manager(), call_id=call.pk)
            assert not all(left(call))
            transaction.set_rollback(True)

    holds()
