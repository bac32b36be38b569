"""Three and four lists: models with a known answer, published counts, intervals, and dependence that two can't see."""

from itertools import permutations
from math import prod
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentra.insights.unknown.estimating import estimate
from sentra.insights.unknown.fitting import Fit, Term, fit
from sentra.insights.unknown.histories import Histories
from sentra.insights.unknown.loglinear import Chosen, choose, hierarchical, interval_of, profile_interval
from sentra.insights.unknown.result import Estimate, Interval, Method, TooFew, Why
from sentra.insights.unknown.solving import Singular, solve

HEPATITIS = Histories.of([("P", 69), ("Q", 55), ("E", 63), ("PQ", 21), ("PE", 17), ("QE", 18), ("PQE", 28)])
"""Who fell ill in an outbreak in Taiwan in 1995, by serum test, hospitals and interviews (Chao et al. 2001)."""
ALONE = [frozenset[str](), *(frozenset(one) for one in "PQE")]


def fitted(histories: Histories, *pairs: str) -> Fit:
    """A model of three lists that depend on each other in some pairs."""
    lists = [frozenset({one}) for one in histories.lists]
    found = fit(
        [(one, float(count)) for one, count in histories.cells()], [frozenset(), *lists, *map(frozenset, pairs)]
    )
    assert found is not None
    return found


def drawn(chance: Random, truth: int, odds: dict[str, float]) -> Histories:
    """Lists that were made apart of so many businesses."""
    return Histories.of(([one for one, likely in odds.items() if chance.random() < likely], 1) for _one in range(truth))


def test_three_independent_lists_satisfy_their_equation() -> None:
    # With independent lists the total N solves N - M = N * (1 - n1/N)(1 - n2/N)(1 - n3/N), M being on any list.
    found = fitted(HEPATITIS)
    total = HEPATITIS.seen + found.missing
    assert found.missing == pytest.approx(total * prod(1 - HEPATITIS.size(one) / total for one in "PQE"), rel=1e-6)
    assert total == pytest.approx(388.48, abs=0.01)


def test_the_fit_keeps_the_margins_of_its_terms() -> None:
    found = fitted(HEPATITIS, "PQ")
    cells = HEPATITIS.cells()
    for term in (*ALONE, frozenset("PQ")):
        held = [place for place, (history, _count) in enumerate(cells) if term <= history]
        assert sum(found.expected[one] for one in held) == pytest.approx(sum(cells[one][1] for one in held))


def test_all_pairs_together_have_a_closed_form() -> None:
    # The missing ones are n111 n100 n010 n001 / (n110 n101 n011) (Fienberg 1972).
    assert fitted(HEPATITIS, "PQ", "PE", "QE").missing == pytest.approx(28 * 69 * 55 * 63 / (21 * 17 * 18), rel=1e-9)


def test_two_pairs_have_a_closed_form() -> None:
    # Where P and Q depend on E alone, they are independent among those not on E: n100 n010 / n110.
    assert fitted(HEPATITIS, "PE", "QE").missing == pytest.approx(69 * 55 / 21, rel=1e-9)


def test_one_pair_is_an_estimate_by_two_lists() -> None:
    # Where P and Q depend on each other, E meets "on P or Q": those on neither are n001 (n100 + n010 + n110) / (rest).
    assert fitted(HEPATITIS, "PQ").missing == pytest.approx(63 * (69 + 55 + 21) / (17 + 18 + 28), rel=1e-9)


def test_so_many_models_there_are() -> None:
    assert len(list(hierarchical("PQE"))) == 8
    assert len(list(hierarchical("abcd"))) == 113
    pair = frozenset("PQ")
    assert all(pair in terms for terms in hierarchical("PQE", [pair]))
    assert len(list(hierarchical("PQE", [pair]))) == 4


@pytest.mark.parametrize("lists", ["PQE", "abcd"])
def test_models_are_hierarchical(lists: str) -> None:
    for terms in hierarchical(lists):
        held = set(terms)
        assert all(term - {one} in held for term in held for one in term)
        assert frozenset(lists) not in held


def test_the_hepatitis_lists_are_too_unsure_to_be_told() -> None:
    """545 had fallen ill, as a screening showed: no model comes near, and the best one is nothing to rely on."""
    told = estimate(HEPATITIS, known=271)
    assert isinstance(told, TooFew)
    assert told.why == Why.UNSTABLE


def test_a_model_is_told_with_its_interval_and_those_beside_it() -> None:
    lists = drawn(Random(7), 400, {"a": 0.5, "b": 0.4, "c": 0.45})
    told = estimate(lists, known=lists.seen)
    assert isinstance(told, Estimate)
    assert (told.method, told.interval, told.tried) == (Method.LOGLINEAR, Interval.PROFILE, 8)
    assert told.ahead is not None
    assert told.rivals is not None
    assert told.low <= told.rivals[0] <= told.total <= told.rivals[1] <= told.high


def test_lists_that_depend_on_each_other_are_seen_as_such() -> None:
    """Who is on a is on b three times as often: two lists tell too few by far, the model of three the truth."""
    chance, truth = Random(1975), 2000
    rows: list[tuple[str, int]] = []
    for _one in range(truth):
        a = chance.random() < 0.4
        b = chance.random() < (0.6 if a else 0.2)
        rows.append(("a" * a + "b" * b + "c" * (chance.random() < 0.4), 1))
    lists = Histories.of(rows)
    by_two, by_three = estimate(lists.only("ab"), known=lists.only("ab").seen), estimate(lists, known=lists.seen)
    assert isinstance(by_two, Estimate)
    assert isinstance(by_three, Estimate)
    assert by_two.high < truth
    assert frozenset("ab") in by_three.terms
    assert by_three.low <= truth <= by_three.high


def test_a_pair_that_is_known_to_depend_stands_in_the_model() -> None:
    lists = drawn(Random(3), 500, {"a": 0.5, "b": 0.4, "c": 0.4})
    told = estimate(lists, known=lists.seen, dependent=[frozenset("ab"), frozenset("xy")])
    assert isinstance(told, Estimate)
    assert any(frozenset("ab") <= term for term in told.terms)
    assert told.tried == 4


def test_the_interval_spans_those_of_the_models_that_fit_nearly_as_well() -> None:
    """Which model is chosen is chance too: with it, the interval still holds the truth in about 95 of 100 cases."""
    chance, truth, held, told, wider = Random(2002), 300, 0, 0, 0
    for _time in range(40):
        lists = drawn(chance, truth, {"a": 0.45, "b": 0.4, "c": 0.4})
        chosen = choose(lists)
        assert chosen is not None
        whole, alone = interval_of(lists, chosen), profile_interval(lists, chosen.fit)
        if whole and alone:
            told += 1
            held += whole[0] <= truth <= whole[1]
            wider += whole[1] - whole[0] > alone[1] - alone[0]
    assert told > 36
    assert held / told >= 0.92
    assert wider > told / 2


@pytest.mark.parametrize("odds", [{"a": 0.4, "b": 0.3, "c": 0.35}])
def test_the_interval_by_the_profile_holds_the_truth(odds: dict[str, float]) -> None:
    """The model being the true one, the interval holds the truth in about 95 of 100 cases."""
    chance, truth, held, times = Random(1992), 300, 0, 120
    for _time in range(times):
        lists = drawn(chance, truth, odds)
        cells = [(one, float(count)) for one, count in lists.cells()]
        found = fit(cells, [frozenset(), *(frozenset(one) for one in odds)])
        assert found is not None
        ends = profile_interval(lists, found)
        assert ends is not None
        held += ends[0] <= truth <= ends[1]
    assert 0.89 <= held / times <= 0.99


def test_four_lists_are_taken_together() -> None:
    lists = drawn(Random(4), 500, {"a": 0.4, "b": 0.3, "c": 0.4, "d": 0.35})
    told = estimate(lists, known=lists.seen)
    assert isinstance(told, Estimate)
    assert (told.tried, told.used.lists) == (113, ("a", "b", "c", "d"))
    assert told.low <= 500 <= told.high


def test_what_cannot_be_fitted_is_none() -> None:
    lists = Histories.of([("P", 30), ("Q", 30), ("E", 30), ("PE", 12), ("QE", 12)])
    cells = [(one, float(count)) for one, count in lists.cells()]
    assert fit(cells, [*ALONE, frozenset("PQ")]) is None  # nobody on both: the effect has no end
    assert fit(cells, [*ALONE, *(frozenset(one) for one in ("PQ", "PE", "QE", "PQE"))]) is None
    assert fit(cells, [*ALONE, *ALONE[1:]]) is None  # the same twice
    with pytest.raises(Singular):
        solve([[1.0, 1.0], [1.0, 1.0]], [1.0, 1.0])


def test_zero_cells_leave_models_out_and_no_more() -> None:
    lists = Histories.of([("P", 30), ("Q", 30), ("E", 30), ("PE", 22), ("QE", 22)])
    chosen = choose(lists)
    assert chosen is not None
    assert not any(term >= frozenset("PQ") for term in chosen.interactions)


def test_nothing_can_be_fitted_where_a_pair_that_must_stand_shares_nobody() -> None:
    lists = Histories.of([("P", 30), ("Q", 30), ("E", 30), ("PE", 22), ("QE", 22)])
    told = estimate(lists, known=lists.seen, dependent=[frozenset("PQ")])
    assert isinstance(told, TooFew)
    assert told.why == Why.NO_FIT


def test_the_order_of_the_lists_does_not_matter() -> None:
    lists = drawn(Random(11), 350, {"a": 0.45, "b": 0.3, "c": 0.5})
    told = estimate(lists, known=lists.seen)
    for order in permutations("abc"):
        names = dict(zip("abc", order, strict=True))
        turned = Histories.of(([names[one] for one in history], count) for history, count in lists.counts.items())
        again = estimate(turned, known=lists.seen)
        assert isinstance(told, Estimate)
        assert isinstance(again, Estimate)
        assert (told.total, told.low, told.high) == (again.total, again.low, again.high)


COUNT = st.integers(0, 60)


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(("P", "Q", "E", "PQ", "PE", "QE", "PQE"), COUNT)), st.integers(0, 30))
def test_whatever_the_counts_it_answers_and_never_below_what_is_known(counts: dict[str, int], more: int) -> None:
    lists = Histories.of(counts.items())
    known = lists.seen + more
    told = estimate(lists, known=known, dependent=[frozenset("PQ")])
    assert told.known == known
    if isinstance(told, Estimate):
        assert known <= told.low <= told.total <= told.high
        assert isinstance(told.terms, tuple)


@given(st.lists(st.floats(-5, 5), min_size=3, max_size=3))
def test_equations_are_solved(wanted: list[float]) -> None:
    matrix = [[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]]
    right = [sum(one * two for one, two in zip(row, wanted, strict=True)) for row in matrix]
    assert solve(matrix, right) == pytest.approx(wanted, abs=1e-9)


def test_terms_are_named_once() -> None:
    term: Term = frozenset("ab")
    found = Fit((frozenset(), frozenset("a"), frozenset("b"), frozenset("c"), term, frozenset("abc")), 1.0, (), 0.0)
    assert Chosen(found, 10, 1, None, (found,)).interactions == (frozenset("abc"),)
