"""What is left out of published counts, held against a reader who tries every table that could be the true one."""

from collections.abc import Sequence
from time import perf_counter
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sentra.insights.suppression import BEYOND, FEWEST, GRAND, Hidden, Table, protect
from sentra.insights.suppression.tables import shared_sums
from sentra.insights.tests.attacker import possible

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
MOST_ALONE = 26
"""More than so many businesses make more tables than can be tried."""
COUNTS = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5, 7])


@st.composite
def tables(draw: st.DrawFn, rows: int = 3, columns: int = 3) -> Table:
    """A small table of two dimensions."""
    counts = {(f"d{row}", f"c{column}"): draw(COUNTS) for row in range(rows) for column in range(columns)}
    return Table("one", "district", "commodity", counts)


@st.composite
def families(draw: st.DrawFn) -> list[Table]:
    """Tables of the same businesses, each of which has a district, a commodity, a village and a standing."""
    businesses = draw(
        st.lists(
            st.tuples(st.sampled_from("aaabbc"), st.sampled_from("xxyz"), st.sampled_from("12"), st.sampled_from("lu")),
            max_size=12,
        )
    )
    return family(businesses)


def family(businesses: Sequence[tuple[str, str, str, str]]) -> list[Table]:
    """Count businesses into tables that share the sums of districts and commodities."""
    found: list[dict[tuple[str, str], int]] = [{}, {}, {}]
    for district, commodity, village, standing in businesses:
        places = ((district, commodity), (district, f"{district}{village}"), (commodity, standing))
        for counts, place in zip(found, places, strict=True):
            counts[place] = counts.get(place, 0) + 1
    return [
        Table("kinds", "district", "commodity", found[0]),
        Table("villages", "district", "", found[1]),
        Table("standings", "commodity", "standing", found[2]),
    ]


def check(some: list[Table], hidden: Hidden) -> None:
    """Hold what is left out to the promise, by all tables that could be the true ones."""
    if GRAND in hidden.sums:
        assert hidden.withheld == {one.name for one in some}
        return
    known = possible(some, hidden)
    shown = [one for one in some if one.name not in hidden.withheld]
    true: dict[Any, int] = {(one.name, *place): count for one in shown for place, count in one.counts.items()}
    true |= {(dimension, name): c for dimension, sums in shared_sums(shown).items() for name, c in sums.items()}
    for name, count in true.items():
        left_out = name in hidden.cells or name in hidden.sums
        assert left_out or not 0 < count < FEWEST, f"{name} is {count} and published"
        if left_out and count:
            assert len(known[name]) > BEYOND, f"{name} is one of {known[name]}"
            assert count >= FEWEST or max(known[name]) >= count + BEYOND, f"{name} is at most {max(known[name])}"


@SLOW
@given(tables())
def test_no_cell_of_a_table_is_learned_by_trying_all_tables(table: Table) -> None:
    assume(sum(table.counts.values()) <= MOST_ALONE)
    check([table], protect([table]))


@SLOW
@given(families())
def test_no_cell_is_learned_from_tables_that_share_sums(some: list[Table]) -> None:
    check(some, protect(some))


@SLOW
@given(families(), st.binary(min_size=1, max_size=8))
def test_the_key_changes_what_is_chosen_but_not_what_is_promised(some: list[Table], key: bytes) -> None:
    hidden = protect(some, key=key)
    check(some, hidden)
    assert protect(some, key=key) == hidden


@SLOW
@given(families(), families())
def test_what_was_left_out_before_stays_left_out(before: list[Table], now: list[Table]) -> None:
    first = protect(before)
    hidden = protect(now, before=first)
    check(now, hidden)
    shown = {one.name: one.counts for one in now if one.name not in hidden.withheld}
    still = {cell for cell in first.cells if cell[0] in shown and shown[cell[0]].get((cell[1], cell[2]))}
    assert still <= hidden.cells


@given(st.lists(st.lists(st.sampled_from([0, 3, 4, 9, 50]), min_size=4, max_size=4), min_size=1, max_size=6))
def test_a_table_without_small_cells_loses_nothing(rows: list[list[int]]) -> None:
    counts = {(f"d{row}", f"c{column}"): count for row, cells in enumerate(rows) for column, count in enumerate(cells)}
    assert protect([Table("one", "district", "commodity", counts)]) == Hidden()


def test_a_zero_is_published_beside_what_is_left_out() -> None:
    counts = {("a", "x"): 0, ("a", "y"): 1, ("a", "z"): 9, ("b", "x"): 4, ("b", "y"): 8, ("b", "z"): 9}
    hidden = protect([Table("one", "district", "commodity", counts)])
    assert ("one", "a", "y") in hidden.cells
    assert ("one", "a", "x") not in hidden.cells
    assert len(hidden.cells) == 4


def test_small_cells_are_covered_by_small_ones() -> None:
    counts = {(row, column): 500 for row in "abcd" for column in "wxyz"} | {("a", "w"): 1}
    counts |= {("a", "x"): 5, ("b", "w"): 5, ("b", "x"): 5}
    hidden = protect([Table("one", "district", "commodity", counts)], key=b"whatever")
    assert {cell[1:] for cell in hidden.cells} == {("a", "w"), ("a", "x"), ("b", "w"), ("b", "x")}


def test_a_district_of_two_hides_another_district_in_every_table() -> None:
    businesses = [("a", "x", "1", "l")] * 2 + [("b", "x", "1", "l")] * 9 + [("c", "x", "1", "l")] * 30
    hidden = protect(family(businesses))
    assert {name for dimension, name in hidden.sums if dimension == "district"} == {"a", "b"}
    assert {("kinds", "a", "x"), ("kinds", "b", "x"), ("villages", "a", "a1"), ("villages", "b", "b1")} <= hidden.cells
    assert not hidden.withheld


def test_of_two_businesses_nothing_is_published() -> None:
    some = family([("a", "x", "1", "l"), ("b", "x", "1", "l")])
    hidden = protect(some)
    assert hidden.withheld == {"kinds", "villages", "standings"}
    assert GRAND in hidden.sums


def test_a_table_that_cannot_be_protected_is_withheld_and_the_others_stay() -> None:
    ones = {(f"d{row}", f"c{column}"): 1 for row in range(4) for column in range(4)}
    villages = {(f"d{row}", f"d{row}v"): 4 for row in range(4)}
    hidden = protect([Table("kinds", "district", "commodity", ones), Table("villages", "district", "", villages)])
    assert hidden == Hidden(withheld=frozenset({"kinds"}))


def test_nothing_is_left_out_of_nothing() -> None:
    assert protect([]) == Hidden()
    assert protect([Table("one", "district", "commodity", {("a", "x"): 0})]) == Hidden()


def test_tables_of_different_businesses_are_refused() -> None:
    first = Table("one", "district", "commodity", {("a", "x"): 4})
    with pytest.raises(ValueError, match="other sums by district"):
        protect([first, Table("two", "district", "standing", {("a", "l"): 5})])
    with pytest.raises(ValueError, match="different businesses"):
        protect([first, Table("two", "sex", "standing", {("f", "l"): 5})])
    with pytest.raises(ValueError, match="below zero"):
        protect([Table("one", "district", "commodity", {("a", "x"): -1})])
    with pytest.raises(KeyError):
        first.sums("sex")


@pytest.mark.parametrize("spread", [2, 6, 30])
def test_a_large_table_is_done_within_a_second(spread: int) -> None:
    counts = {
        (f"d{row}", f"c{column}"): max(0, (row * 37 + column * 101 + row * column * 13) % (4 * spread) - 2 * spread)
        for row in range(22)
        for column in range(40)
    }
    villages = {(f"d{row}", f"d{row}v{number}"): 0 for row in range(22) for number in range(12)}
    for (row, _column), count in counts.items():
        for one in range(count):
            villages[(row, f"{row}v{(one * one + count) % 12}")] += 1
    began = perf_counter()
    hidden = protect([Table("kinds", "district", "commodity", counts), Table("villages", "district", "", villages)])
    assert perf_counter() - began < 1
    assert not hidden.withheld
