"""What is drawn: the five shades of the map, the lines, and the districts' outlines."""

from datetime import date
from itertools import pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sentra.insights.curves import chart, spark, ticks
from sentra.insights.outlines import WIDTH, outlines, simpler
from sentra.insights.shades import Band, bands, shade_of
from sentra.kernel import clock
from sentra.reference.boundaries import Boundary

NUMBERS = some.lists(some.integers(0, 5000) | some.floats(0, 100), min_size=1, max_size=30)
START = date(2024, 11, 1)


@given(NUMBERS)
def test_each_number_lies_in_one_shade_and_more_is_never_lighter(numbers: list[float]) -> None:
    parts = bands(numbers)
    assert 1 <= len(parts) <= min(5, len(set(numbers)))
    assert all(one.low <= one.high for one in parts)
    assert all(one.high < other.low and one.shade < other.shade for one, other in pairwise(parts))
    shades = [shade_of(number, parts) for number in sorted(numbers)]
    assert shades == sorted(shades)
    assert all(sum(one.low <= number <= one.high for one in parts) == 1 for number in numbers)


def test_what_lies_together_gets_one_shade() -> None:
    parts = bands([1, 2, 50, 51, 52, 100, 101, 400, 1000])
    assert parts == [Band(1, 1, 2), Band(2, 50, 52), Band(3, 100, 101), Band(4, 400, 400), Band(5, 1000, 1000)]


def test_few_classes_are_spread_and_the_unknown_has_no_shade() -> None:
    assert [one.shade for one in bands([7, 7])] == [3]
    assert [one.shade for one in bands([1, 9])] == [1, 5]
    assert bands([]) == []
    assert shade_of(None, bands([1, 9])) == 0


@given(some.integers(0, 10**12), some.integers(0, 10**12))
def test_the_axis_holds_all_and_is_round(one: int, other: int) -> None:
    low, high = sorted((one, other))
    found = ticks(low, high)
    assert found[0] <= low
    assert found[-1] >= high
    assert 2 <= len(found) <= 7
    steps = [after - before for before, after in pairwise(found)]
    assert max(steps) - min(steps) <= max(steps) * 1e-6


@given(some.lists(some.none() | some.integers(0, 10**9), max_size=30))
def test_a_small_line_stays_in_its_box(numbers: list[int | None]) -> None:
    drawn = spark(numbers)
    known = [one for one in numbers if one is not None]
    assert (drawn is None) == (len(known) < 2)
    if drawn:
        assert 0 <= float(drawn.x) <= drawn.width
        assert 0 <= float(drawn.y) <= drawn.height
        assert drawn.line.count("M") + drawn.line.count("L") == len(known)
        assert "," not in drawn.line
        assert bool(drawn.area) == (len(known) == len(numbers))


def test_a_chart_names_the_years_and_ends_with_its_last_month() -> None:
    series = [(clock.months_on(START, place), 100 + place) for place in range(25)]
    drawn = chart(series)
    assert drawn
    assert [one.label for one in drawn.years] == ["2025", "2026"]
    assert (drawn.dots[-1].month, drawn.dots[-1].value) == (date(2026, 11, 1), 124)
    assert chart(series[:1]) is None


def square(code: str, west: float, south: float, size: float = 0.1) -> Boundary:
    """A made-up district."""
    east, north = west + size, south + size
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return Boundary(code=code, rings=(ring,))


def test_the_regency_fills_its_drawing_with_north_above() -> None:
    drawn = outlines([square("35.05.01", 112.0, -8.2), square("35.05.02", 112.1, -8.1)])
    assert drawn
    assert drawn.width == WIDTH
    assert drawn.height == pytest.approx(WIDTH / 0.99, abs=3), "at eight degrees south a degree is nearly a square"
    south, north = drawn.districts
    assert float(south.x) == pytest.approx(WIDTH / 4, abs=2)
    assert float(south.y) > float(north.y)
    assert north.path.startswith("M")
    assert north.path.endswith("Z")
    assert outlines([]) is None


@given(some.lists(some.tuples(some.integers(0, 100), some.integers(0, 100)), min_size=2, max_size=60))
def test_a_simpler_line_strays_no_farther_than_told(line: list[tuple[float, float]]) -> None:
    kept = simpler(line, 5)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    places = iter(line)
    assert all(point in places for point in kept), "the same points in the same order"
    for point in line:
        assert min(_apart(point, *ends) for ends in pairwise(kept)) <= 5.001


def _apart(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    length = dist(start, end)
    if not length:
        return dist(point, start)
    along = sum((point[at] - start[at]) * (end[at] - start[at]) for at in (0, 1)) / length**2
    along = min(max(along, 0), 1)
    return dist(point, tuple(start[at] + along * (end[at] - start[at]) for at in (0, 1)))
