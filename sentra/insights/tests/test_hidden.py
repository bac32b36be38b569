"""What everybody is told gives no small number away: somebody who knows the rule and all sums tries."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as some

from sentra.insights.catalogue import BY_CODE
from sentra.insights.hidden import FEWEST, enough, hidden

COUNTS = some.dictionaries(some.sampled_from("ABCDE"), some.integers(0, 6), min_size=1, max_size=5)


def possible(counts: dict[str, int], hide: frozenset[str]) -> dict[str, set[int]]:
    """What each hidden cell may be for all that is told: the rest of the sum, none of them nobody."""
    rest = sum(counts[key] for key in hide)
    keys = sorted(hide)
    ways = [way for way in product(range(rest + 1), repeat=len(keys) - 1) if sum(way) <= rest]
    ways = [(*way, rest - sum(way)) for way in ways]
    return {key: {way[place] for way in ways} for place, key in enumerate(keys)}


@settings(deadline=None)
@given(COUNTS)
def test_no_small_number_is_told_or_left_over(counts: dict[str, int]) -> None:
    hide = hidden(counts)
    small = {key for key, many in counts.items() if 0 < many < FEWEST}
    assert small <= hide
    if hide and hide != frozenset(counts):
        assert len(hide) >= 2
        for key in small:
            assert len(possible(counts, hide)[key]) > 1
        spare = sum(counts[key] for key in hide) - sum(FEWEST for key in hide if key not in small)
        assert spare >= 2 * len(small), "each small one may be one or two, whatever is known of the rule"


def test_a_neighbour_is_left_out_with_the_small_one() -> None:
    assert hidden({"A": 1, "B": 5, "C": 9}) == {"A", "B"}
    assert hidden({"A": 4, "B": 5, "C": 0}) == frozenset()
    assert hidden({"A": 2, "B": 0}) == {"A", "B"}, "nobody is large enough beside it"


def test_a_figure_is_told_of_at_least_three() -> None:
    share, workers, quality = BY_CODE["legal_share"], BY_CODE["workers"], BY_CODE["quality"]
    assert enough(share, {"legal": 4, "known": 9})
    assert not enough(share, {"legal": 4, "known": 5}), "one isn't legal"
    assert not enough(workers, {"sum_workers": 900, "told": 2})
    assert not enough(quality, {"quality": 180, "graded": 2})
