"""By how much a figure moved, and how far its goal is: the arithmetic."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from sentra.insights.change import Change, Distance, Way, change, distance
from sentra.insights.figure import Better

TODAY = date(2026, 11, 26)
NUMBERS = some.integers(min_value=0, max_value=10**13)
DIGITS = some.sampled_from([0, 1])
BETTER: some.SearchStrategy[Better] = some.sampled_from(["more", "less", ""])


def test_a_change_tells_its_way_its_size_and_whether_it_is_good() -> None:
    assert change(1500, 1119, better="more", digits=0) == Change(381, Way.UP, 100 * 381 / 1119, True)
    assert change(353, 160, better="less", digits=0) == Change(193, Way.UP, 100 * 193 / 160, False)
    assert change(76.46, 85.7, better="more", digits=1) == Change(-9.2, Way.DOWN, -100 * 9.2 / 85.7, False)
    assert change(5, 3, better="", digits=0) == Change(2, Way.UP, 100 * 2 / 3, None)


def test_what_does_not_show_is_no_change() -> None:
    assert change(76.44, 76.41, better="more", digits=1) == Change(0, Way.SAME, None, None)
    assert change(None, 3, better="more", digits=0) is None
    assert change(3, None, better="more", digits=0) is None


def test_from_nothing_there_is_no_percentage() -> None:
    assert change(4, 0, better="more", digits=0) == Change(4, Way.UP, None, True)


@given(NUMBERS, NUMBERS, BETTER)
def test_there_and_back_is_the_same_way(now: int, before: int, better: Better) -> None:
    there, back = change(now, before, better=better, digits=0), change(before, now, better=better, digits=0)
    assert there
    assert back
    assert there.by == -back.by == now - before
    assert (there.way is Way.UP) == (back.way is Way.DOWN)
    if now != before and better:
        assert there.good != back.good


@given(some.floats(0, 100), some.floats(0, 100))
def test_a_change_adds_up_to_what_is_shown(now: float, before: float) -> None:
    moved = change(now, before, better="more", digits=1)
    assert moved
    assert round(round(before, 1) + moved.by, 1) == round(now, 1)


def test_a_goal_tells_what_is_missing_and_when_it_will_be_met() -> None:
    found = distance(1500, 1119, goal=2000, year=2029, better="more", today=TODAY)
    assert found == Distance(left=500, done=75.0, reached=2028, year=2029)
    assert found.is_in_time


def test_a_goal_of_less_is_met_from_above() -> None:
    found = distance(353, 160, goal=200, year=2029, better="less", today=TODAY)
    assert found
    assert (found.left, found.reached, found.is_met, found.is_in_time) == (153, None, False, False)
    assert distance(200, 160, goal=200, year=2029, better="less", today=TODAY) == Distance(0, 100.0, None, 2029)


def test_without_a_year_ago_nobody_tells_the_pace() -> None:
    found = distance(10, None, goal=20, year=2029, better="more", today=TODAY)
    assert found
    assert (found.left, found.reached) == (10, None)
    assert distance(None, 3, goal=20, year=2029, better="more", today=TODAY) is None


@given(NUMBERS, some.none() | NUMBERS, some.integers(1, 10**13), BETTER)
def test_a_goal_is_met_just_where_nothing_is_missing(now: int, ago: int | None, goal: int, better: Better) -> None:
    found = distance(now, ago, goal=goal, year=2029, better=better, today=TODAY)
    assert found
    assert found.is_met == (now <= goal if better == "less" else now >= goal)
    assert 0 <= found.done <= 100
    assert (found.done == 100) == found.is_met or found.left < goal / 10**12
    if found.reached is not None:
        assert ago is not None
        assert found.reached >= TODAY.year
        assert (now < ago) if better == "less" else (now > ago)


@given(some.integers(1, 900), some.integers(1, 900))
def test_a_faster_pace_is_never_later(slow: int, faster: int) -> None:
    slow, faster = sorted((slow, faster))
    found = [distance(1000, 1000 - pace, goal=2000, year=2029, better="more", today=TODAY) for pace in (slow, faster)]
    years = [one.reached if one and one.reached is not None else 10_000 for one in found]
    assert years[1] <= years[0]
