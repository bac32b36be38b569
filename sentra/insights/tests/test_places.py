"""Which place is strong in what, and where a sentra may be forming: the rules."""

from math import isclose

from hypothesis import given
from hypothesis import strategies as some

from sentra.insights.places import UNSEEN, Strong, forming, quotient, strengths
from sentra.reference.insights import Forming

RULE = Forming(makers=4, quotient=2, share=40, growth=20, source="Ketentuan daerah (contoh)")
MANY = some.integers(1, 500)
CELLS = some.dictionaries(
    some.tuples(some.sampled_from("ABCD"), some.sampled_from("xyz")), some.integers(1, 60), min_size=1
)


def test_twice_as_dense_is_a_quotient_of_two() -> None:
    assert quotient(10, 20, 50, 200) == 2
    assert quotient(0, 20, 50, 200) == 0
    assert quotient(5, 0, 50, 200) is None
    assert quotient(5, 20, 0, 200) is None


@given(MANY, MANY, MANY)
def test_where_all_is_alike_the_quotient_is_one(here: int, others: int, times: int) -> None:
    found = quotient(here, here + others, here * times, (here + others) * times)
    assert found is not None
    assert isclose(found, 1)


@given(CELLS)
def test_the_makers_of_a_trade_are_never_denser_than_everywhere_on_average(cells: dict[tuple[str, str], int]) -> None:
    found = strengths(cells)
    assert len(found) == len(cells)
    of_place = {place: sum(many for (one, _trade), many in cells.items() if one == place) for place, _trade in cells}
    everybody = sum(cells.values())
    for trade in {trade for _place, trade in cells}:
        mean = sum(one.quotient * of_place[one.place] for one in found if one.trade == trade) / everybody
        assert isclose(mean, 1)
    assert [one.quotient for one in found] == sorted((one.quotient for one in found), reverse=True)


def test_the_densest_stands_first() -> None:
    found = strengths({("A", "x"): 8, ("A", "y"): 2, ("B", "x"): 2, ("B", "y"): 8})
    assert found[0] == Strong("A", "x", 8, 1.6)
    assert {(one.place, one.trade) for one in found[:2]} == {("A", "x"), ("B", "y")}


def one_village(makers: int, before: int | None, village: int, *, others: int = 100) -> list[str]:
    """The villages that form where one has so many makers of x, among others of the regency that make y."""
    key = ("35.05.10.2003", "x")
    found = forming(
        RULE, {key: makers}, {} if before is None else {key: before}, {key[0]: village}, {"x": makers, "y": others}
    )
    return [one.village for one in found]


def test_a_sentra_forms_where_enough_makers_are_dense_and_grew() -> None:
    assert one_village(5, 4, 10) == ["35.05.10.2003"]
    assert one_village(3, 1, 5) == [], "too few"
    assert one_village(5, 5, 10) == [], "it didn't grow"
    assert one_village(5, 4, 20) == [], "too small a part of the village"
    assert one_village(5, 4, 10, others=5) == [], "as dense as everywhere"


def test_what_was_too_small_to_be_kept_counts_as_two() -> None:
    assert one_village(4, None, 8) == ["35.05.10.2003"]
    assert UNSEEN == 2


@given(some.integers(4, 50), some.integers(1, 50), some.integers(0, 50))
def test_more_makers_never_end_a_sentra(makers: int, before: int, others: int) -> None:
    less = one_village(makers, before, makers + others, others=5000)
    more = one_village(makers + 1, before, makers + 1 + others, others=5000)
    assert not less or more
