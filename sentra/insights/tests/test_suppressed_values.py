"""What is left out of sums of values, held against readers who try all tables, and against one who is in a cell."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import ceil

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sentra.insights.suppression import (
    DOMINANT,
    FEWEST,
    UNCERTAIN,
    Hidden,
    Table,
    Values,
    protect,
    protect_values,
)

ROWS, COLUMNS = ("a", "b", "c"), ("x", "y", "z")
FIRM = st.tuples(st.sampled_from("aabc"), st.sampled_from("xxyz"), st.sampled_from([0, 1, 1, 2, 3, 5]))
MOST_ALONE = 14
Place = tuple[str, str]


def made(firms: Sequence[tuple[str, str, int]]) -> tuple[Table, Values]:
    """Count businesses with their workers."""
    counts = dict.fromkeys(product(ROWS, COLUMNS), 0)
    values, largest = dict(counts), dict(counts)
    for row, column, workers in firms:
        counts[(row, column)] += 1
        values[(row, column)] += workers
        largest[(row, column)] = max(largest[(row, column)], workers)
    table = Table("kinds", "district", "commodity", counts)
    return table, Values("workers", "district", "commodity", values, counts, largest)


def left_out(hidden: Hidden) -> set[Place]:
    """Give the cells of the values that are left out."""
    return {(row, column) for _table, row, column in hidden.cells}


def fitting(values: Values, hidden: Hidden, known: Mapping[Place, int]) -> Iterator[dict[Place, int]]:
    """Give all tables of values that fit what is published; `known`: what a reader knows besides."""
    out = left_out(hidden)
    total = sum(values.values.values())
    rows = _sums(values.rows, ROWS, 0, values, hidden)
    columns = _sums(values.columns, COLUMNS, 1, values, hidden)

    def fill(places: Sequence[Place], cells: dict[Place, int]) -> Iterator[dict[Place, int]]:
        if not places:
            if sum(cells.values()) == total:
                yield dict(cells)
            return
        place, rest = places[0], places[1:]
        room = total - sum(cells.values())
        for value in range(room + 1) if place in out and place not in known else (values.values[place],):
            cells[place] = value
            if _still_fits(cells, rows, 0, rest) and _still_fits(cells, columns, 1, rest):
                yield from fill(rest, cells)
            del cells[place]

    yield from fill(list(product(ROWS, COLUMNS)), {})


def _sums(dimension: str, names: Sequence[str], side: int, values: Values, hidden: Hidden) -> dict[str, int]:
    return {
        name: sum(value for place, value in values.values.items() if place[side] == name)
        for name in names
        if not hidden.sum(dimension, name)
    }


def _still_fits(cells: Mapping[Place, int], sums: Mapping[str, int], side: int, rest: Sequence[Place]) -> bool:
    open_lines = {place[side] for place in rest}
    for name, wanted in sums.items():
        have = sum(value for place, value in cells.items() if place[side] == name)
        if have > wanted or (name not in open_lines and have != wanted):
            return False
    return True


def hidden_of(firms: Sequence[tuple[str, str, int]]) -> tuple[Values, Hidden]:
    """Decide what to leave out, as the job does: counts first, values after them."""
    table, values = made(firms)
    assume(sum(values.values.values()) <= MOST_ALONE)
    return values, protect_values(values, hidden=protect([table]), of="kinds")


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(FIRM, min_size=3, max_size=9))
def test_no_value_of_few_or_of_a_large_one_is_learned(firms: list[tuple[str, str, int]]) -> None:
    values, hidden = hidden_of(firms)
    if hidden.withheld:
        return
    seen = list(fitting(values, hidden, {}))
    for place, count in values.counts.items():
        value, out = values.values[place], place in left_out(hidden)
        few = 0 < count < FEWEST or (count and values.largest[place] * 100 > DOMINANT * value and value)
        assert out or not few
        if few:
            by = max(1, ceil(value * UNCERTAIN / 100))
            assert max(cells[place] for cells in seen) >= value + by
            assert min(cells[place] for cells in seen) <= value - min(by, value)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(FIRM, min_size=3, max_size=9))
def test_a_business_alone_in_its_cell_learns_no_other_one(firms: list[tuple[str, str, int]]) -> None:
    values, hidden = hidden_of(firms)
    if hidden.withheld:
        return
    for alone in (place for place, count in values.counts.items() if count == 1):
        seen = list(fitting(values, hidden, {alone: values.values[alone]}))
        for place, count in values.counts.items():
            if 0 < count < FEWEST and place != alone:
                assert len({cells[place] for cells in seen}) > 1


def test_a_value_that_one_business_makes_up_is_left_out() -> None:
    firms = [(row, column, 10) for row, column in product(ROWS, COLUMNS) for _one in range(4)]
    table, many = made([*firms, ("a", "x", 9000)])
    hidden = protect_values(many, hidden=protect([table]), of="kinds")
    assert hidden.withheld == {"workers"}
    table, many = made([*firms, ("a", "x", 300)])
    assert ("workers", "a", "x") in protect_values(many, hidden=protect([table]), of="kinds").cells
    assert protect([table]) == Hidden()


def test_values_without_small_or_large_ones_lose_nothing() -> None:
    table, values = made([(row, column, 3) for row, column in product(ROWS, COLUMNS) for _one in range(4)])
    assert protect_values(values, hidden=protect([table]), of="kinds") == Hidden()


def test_values_of_a_withheld_table_are_withheld() -> None:
    _table, values = made([("a", "x", 3)])
    assert protect_values(values, hidden=Hidden(withheld=frozenset({"kinds"})), of="kinds").withheld == {"workers"}
