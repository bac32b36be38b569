"""Choosing: by score, ties by rule, seats and shares and money kept, whatever the order."""

import json
from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sentra.programmes.ranking import (
    Judged,
    Placed,
    Terms,
    chosen_again,
    given_as_json,
    placed,
    ranked,
    result_as_json,
    score_of,
)

CRITERIA = ("need", "able")


def applicant(number: int, **changes: object) -> Judged:
    """Somebody who applied."""
    base = Judged(
        id=f"{number:08d}",
        number=f"IKM-3505-{number:06d}",
        owner=f"owner-{number}",
        district="35.05.10",
        commodity="sambel_pecel",
        woman=False,
        first_timer=False,
        applied_at=f"2026-11-{number % 28 + 1:02d}T08:00:00+00:00",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


@st.composite
def fields(draw: st.DrawFn) -> list[Judged]:
    """Some applicants; some of one owner."""
    many = draw(st.integers(0, 12))
    points = st.fixed_dictionaries({code: st.sampled_from([0, 20, 50, 100]) for code in CRITERIA})
    return [
        applicant(
            number,
            owner=f"owner-{draw(st.integers(0, 9))}",
            district=draw(st.sampled_from(["35.05.01", "35.05.02"])),
            commodity=draw(st.sampled_from(["batik", "gula"])),
            woman=draw(st.booleans()),
            first_timer=draw(st.booleans()),
            cost=draw(st.integers(0, 50)),
            points=tuple(draw(st.lists(points, max_size=3))),
        )
        for number in range(many)
    ]


TERMS = st.builds(
    Terms,
    quota=st.integers(1, 8),
    weights=st.fixed_dictionaries({code: st.integers(1, 100) for code in CRITERIA}),
    ties=st.permutations(["first_timer", "women", "applied_first"]),
    most_of_district=st.none() | st.integers(1, 4),
    most_of_commodity=st.none() | st.integers(1, 4),
    least_women=st.integers(0, 4),
    least_first_timers=st.integers(0, 4),
    budget=st.integers(0, 120),
)


def assert_kept(result: list[Placed], terms: Terms) -> None:
    """No more than the seats, the shares and the money allow, and nobody twice."""
    chosen = [one.ranked.judged for one in result if one.place == "chosen"]
    assert len(chosen) <= terms.quota
    assert len({one.owner for one in chosen}) == len(chosen)
    for name, most in (("district", terms.most_of_district), ("commodity", terms.most_of_commodity)):
        for value in {getattr(one, name) for one in chosen}:
            assert most is None or sum(getattr(one, name) == value for one in chosen) <= most
    assert not terms.budget or sum(one.cost for one in chosen) <= terms.budget


@given(judged=fields(), terms=TERMS)
def test_seats_shares_and_money_are_kept(judged: list[Judged], terms: Terms) -> None:
    result = placed(ranked(judged, terms), terms)
    assert_kept(result, terms)
    assert all(bool(one.why) == (one.place == "waiting") for one in result)


@given(judged=fields(), terms=TERMS, seed=st.integers())
def test_the_order_of_the_input_changes_nothing(judged: list[Judged], terms: Terms, seed: int) -> None:
    shuffled = list(judged)
    Random(seed).shuffle(shuffled)
    one, other = (result_as_json(placed(ranked(some, terms), terms)) for some in (judged, shuffled))
    assert one == other


@given(judged=fields(), terms=TERMS)
def test_a_choice_is_made_again_from_what_was_stored(judged: list[Judged], terms: Terms) -> None:
    stored = json.loads(json.dumps(given_as_json(judged, terms)))
    assert chosen_again(stored) == result_as_json(placed(ranked(judged, terms), terms))


@given(judged=fields(), terms=TERMS, data=st.data())
def test_whoever_moves_up_takes_nobodys_seat(judged: list[Judged], terms: Terms, data: st.DataObject) -> None:
    """However many withdraw, one after the other, the others keep their seats, and nothing is exceeded."""
    left = ranked(judged, terms)
    result = placed(left, terms)
    while chosen := [one.ranked.judged for one in result if one.place == "chosen"]:
        gone = data.draw(st.sampled_from(chosen))
        left = [one for one in left if one.judged != gone]
        kept = frozenset(one.id for one in chosen) - {gone.id}
        result = placed(left, terms, kept)
        assert_kept(result, terms)
        assert kept <= {one.ranked.judged.id for one in result if one.place == "chosen"}


def test_scores_are_means_of_weighted_points() -> None:
    weights = {"need": 3, "able": 1}
    assert score_of([{"need": 100, "able": 0}, {"need": 50, "able": 100}], weights) == Fraction(550, 8)
    assert score_of([], weights) is None
    assert score_of([{"need": 100}], {}) is None


def test_ties_are_broken_by_the_rules_in_their_order() -> None:
    early, new, woman = applicant(3), applicant(20, first_timer=True), applicant(21, woman=True)
    both = [early, woman, new]
    assert [one.judged for one in ranked(both, Terms(3, ties=("first_timer", "women", "applied_first")))] == [
        new,
        woman,
        early,
    ]
    assert [one.judged for one in ranked(both, Terms(3, ties=("applied_first",)))] == [early, new, woman]


def test_seats_kept_for_women_go_to_others_only_where_there_are_none() -> None:
    best = [applicant(number, points=({"need": 100},)) for number in range(3)]
    woman = applicant(9, woman=True, points=({"need": 10},))
    terms = Terms(quota=2, weights={"need": 1}, ties=("applied_first",), least_women=1)

    def chosen(some: list[Judged]) -> list[str]:
        return [one.ranked.judged.id for one in placed(ranked(some, terms), terms) if one.place == "chosen"]

    assert chosen([*best, woman]) == ["00000000", "00000009"]
    assert chosen(best) == ["00000000", "00000001"]


def test_what_hinders_is_said() -> None:
    first = applicant(1, points=({"need": 100},), cost=60)
    same = applicant(2, points=({"need": 90},), owner=first.owner)
    dear = applicant(3, points=({"need": 80},), cost=60)
    cheap = applicant(4, points=({"need": 70},), cost=40)
    late = applicant(5, points=({"need": 60},))
    terms = Terms(quota=2, weights={"need": 1}, budget=100)
    result = placed(ranked([late, cheap, dear, same, first], terms), terms)
    assert [(one.place, one.why) for one in result] == [
        ("chosen", ""),
        ("waiting", "owner"),
        ("waiting", "seats"),
        ("chosen", ""),
        ("waiting", "seats"),
    ]
