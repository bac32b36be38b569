"""Hints: the points add up, and whatever makes a page better never makes its score worse."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sentra.promotion.hints import FEW_WORDS, PageFacts, hints_told, score
from sentra.reference.loading import current_pack

FULL = 100


@st.composite
def facts(draw: st.DrawFn) -> PageFacts:
    """Any page."""
    products = draw(st.integers(0, 6))
    pictured = draw(st.integers(0, products))
    return PageFacts(
        products=products,
        pictured=pictured,
        many_sided=draw(st.integers(0, pictured)),
        priced=draw(st.integers(0, products)),
        described=draw(st.integers(0, products)),
        weak=draw(st.integers(0, 3)),
        maker_photos=draw(st.integers(0, 3)),
        story=draw(st.integers(0, 200)),
        story_en=draw(st.integers(0, 5)),
        contact=draw(st.booleans()),
        how_to_order=draw(st.booleans()),
    )


def points(page: PageFacts) -> int:
    """The score of a page by the pack's hints."""
    return score(hints_told(current_pack().promotion.hints, page))


@given(facts())
def test_points_add_up(page: PageFacts) -> None:
    told = hints_told(current_pack().promotion.hints, page)
    missing = sum(one.hint.points for one in told if not one.met)
    assert score(told) + missing == FULL
    assert {one.hint.code for one in told} == {hint.code for hint in current_pack().promotion.hints}
    assert [one.met for one in told] == sorted(one.met for one in told)


@given(facts())
def test_what_is_better_is_never_worth_less(page: PageFacts) -> None:
    better = [
        replace(page, maker_photos=page.maker_photos + 1),
        replace(page, story=page.story + 50),
        replace(page, story_en=page.story_en + 50),
        replace(page, contact=True),
        replace(page, how_to_order=True),
        replace(page, weak=max(page.weak - 1, 0)),
        replace(page, priced=min(page.priced + 1, page.products)),
        replace(page, described=min(page.described + 1, page.products)),
        replace(page, pictured=min(page.pictured + 1, page.products)),
        replace(page, many_sided=min(page.many_sided + 1, page.pictured)),
    ]
    assert all(points(one) >= points(page) for one in better)


def test_an_empty_page_has_no_point_and_a_whole_one_all() -> None:
    assert points(PageFacts()) == 0
    whole = PageFacts(2, 2, 1, 2, 2, 0, 1, FEW_WORDS, 1, contact=True, how_to_order=True)
    assert points(whole) == FULL
