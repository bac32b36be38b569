"""Two lists: worked examples, an interval that covers the truth, and estimates that never fall below what is known."""

from math import exp, log, sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentra.insights.unknown.chapman import chapman
from sentra.insights.unknown.estimating import estimate
from sentra.insights.unknown.histories import Histories
from sentra.insights.unknown.intervals import lognormal
from sentra.insights.unknown.limits import LEAST_ON_LIST, LEAST_OVERLAP
from sentra.insights.unknown.result import Estimate, Interval, Left, Method, TooFew, Why


def two(first: int, second: int, both: int) -> Histories:
    """Two lists of these sizes that share so many."""
    return Histories.of([(("a",), first - both), (("b",), second - both), (("a", "b"), both)])


def test_an_example_worked_by_hand() -> None:
    # (200 + 1)(150 + 1) / (50 + 1) - 1 = 30351 / 51 - 1; 201 * 151 * 150 * 100 / (51 * 51 * 52)
    found = chapman(200, 150, 50)
    assert found.total == pytest.approx(594.1176, abs=1e-4)
    assert found.variance == pytest.approx(3366.06, abs=0.01)
    missing = found.total - 300
    spread = exp(1.959964 * sqrt(log(1 + found.variance / missing**2)))
    assert found.interval == pytest.approx((300 + missing / spread, 300 + missing * spread))


@pytest.mark.parametrize(
    ("first", "second", "both", "total"), [(135, 122, 49, 333.56), (135, 126, 45, 374.4783), (122, 126, 46, 331.3617)]
)
def test_the_pairs_of_the_hepatitis_lists(first: int, second: int, both: int, total: float) -> None:
    """The three lists of the outbreak in Taiwan of 1995 (Chao et al. 2001), two at a time."""
    assert chapman(first, second, both).total == pytest.approx(total, abs=1e-3)


def test_a_list_that_holds_the_other_misses_nobody() -> None:
    found = chapman(40, 25, 25)
    assert (found.total, found.variance, found.interval) == (40, 0, (40, 40))
    assert lognormal(40, -0.5, 3) == (40, 40)


def test_counts_that_cannot_be_are_refused() -> None:
    for first, second, both in ((10, 5, 6), (10, 5, -1)):
        with pytest.raises(ValueError, match="more stand"):
            chapman(first, second, both)


def test_the_estimate_tells_what_it_rests_on() -> None:
    told = estimate(two(200, 150, 50), known=310)
    assert isinstance(told, Estimate)
    assert (told.known, told.total, told.unknown) == (310, 594, 284)
    assert (told.method, told.interval, told.used.lists) == (Method.CHAPMAN, Interval.LOGNORMAL, ("a", "b"))
    assert 310 < told.low < told.total < told.high


@pytest.mark.parametrize(
    ("lists", "known", "why"),
    [
        (two(40, 30, LEAST_OVERLAP - 1), 200, Why.OVERLAP),
        (two(40, LEAST_ON_LIST - 1, LEAST_ON_LIST - 1), 200, Why.LISTS),
        (Histories({}), 12, Why.LISTS),
        (two(800, 900, LEAST_OVERLAP), 1700, Why.UNSTABLE),
        (two(100, 80, 70), 200, Why.CONTRADICTED),
    ],
)
def test_too_few_data_are_said_and_why(lists: Histories, known: int, why: Why) -> None:
    told = estimate(lists, known=known)
    assert isinstance(told, TooFew)
    assert (told.why, told.known) == (why, known)


def test_at_the_limits_there_is_an_estimate() -> None:
    assert isinstance(estimate(two(20, LEAST_ON_LIST, LEAST_OVERLAP), known=23), Estimate)


def test_two_lists_of_which_one_is_made_of_the_other_tell_nothing() -> None:
    told = estimate(two(200, 150, 50), known=300, dependent=[frozenset({"a", "b"})])
    assert isinstance(told, TooFew)
    assert told.why == Why.DEPENDENT


def test_why_a_list_was_left_out_is_told() -> None:
    lists = Histories.of([(("a",), 50), (("b",), 40), (("a", "b"), 30), (("c",), 90), (("d", "a"), 3)])
    told = estimate(lists, known=300)
    assert told.left == {"c": Left.APART, "d": Left.SMALL}
    assert told.used.lists == ("a", "b")


def test_more_on_the_lists_than_known_is_an_error() -> None:
    with pytest.raises(ValueError, match="than are known"):
        estimate(two(200, 150, 50), known=299)
    with pytest.raises(ValueError, match="more than 4"):
        estimate(Histories.of([((one,), 20) for one in "abcde"]), known=100)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    chance, truth, held, told = Random(1951), 300, 0, 0
    for _time in range(500):
        rows = [([one for one, odds in (("a", 0.4), ("b", 0.3)) if chance.random() < odds], 1) for _one in range(truth)]
        lists = Histories.of(rows)
        found = estimate(lists, known=lists.seen)
        if isinstance(found, Estimate):
            told += 1
            held += found.low <= truth <= found.high
    assert told > 480
    assert 0.92 <= held / told <= 0.985


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 200), st.integers(0, 50))
def test_never_below_what_is_known_and_the_same_in_any_order(only_a: int, only_b: int, both: int, more: int) -> None:
    lists = Histories.of([(("a",), only_a), (("b",), only_b), (("a", "b"), both)])
    turned = Histories.of([(("b", "a"), both), (("a",), only_b), (("b",), only_a)])
    known = lists.seen + more
    told, again = estimate(lists, known=known), estimate(turned, known=known)
    assert type(told) is type(again)
    if isinstance(told, Estimate) and isinstance(again, Estimate):
        assert known <= told.low <= told.total <= told.high
        assert (told.low, told.total, told.high) == (again.low, again.total, again.high)
