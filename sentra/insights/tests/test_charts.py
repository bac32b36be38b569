"""Charts: well-formed, told in words, apart without colours, and nothing typed is taken for markup."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sentra.insights.charts.marks import COLOURS, DASHES, MARKS
from sentra.insights.charts.plan import MOST_BARS, MOST_SERIES, Plan, Series, planned
from sentra.insights.charts.svg import Around, drawn
from sentra.insights.curves import ticks
from sentra.insights.question import Question
from sentra.insights.tables import Column, Row, Table

SVG = "{http://www.w3.org/2000/svg}"
VALUES = some.one_of(some.none(), some.integers(0, 10**13), some.floats(0, 100))


def table(many: int, wide: int, **asked: str) -> Table:
    """A table with so many rows and columns of figures."""
    return Table(
        question=Question(**asked),  # type: ignore[arg-type]
        caption="<b>Angka</b> & lain-lain", row_name="Baris", column_name="", unit="usaha", digits=0, source="Register",
        columns=tuple(Column(f"2026-{place:02}", f"Kolom {place}") for place in range(1, wide + 1)),
        rows=tuple(
            Row(f"2026-{one:02}", f"Baris <{one}>", tuple(one * place for place in range(1, wide + 1)))
            for one in range(1, many + 1)
        ),
    )  # fmt: skip


def shown(made: Table, wide: int, *, alone: bool = False) -> ElementTree.Element:
    """Draw a table's chart, and read it as XML."""
    plan = planned(made)
    assert plan is not None
    around = Around(made.caption, ("Kabupaten",), ("Sumber: <x>",)) if alone else None
    return ElementTree.fromstring(drawn(plan, "chart", wide=wide, digits=0, title=made.caption, alone=around))


@pytest.mark.parametrize("wide", [360, 860])
@pytest.mark.parametrize("asked", [{"rows": "district"}, {"rows": "month"}, {"rows": "district", "columns": "month"}])
def test_a_chart_says_in_words_what_it_shows(asked: dict[str, str], wide: int) -> None:
    drawing = shown(table(5, 3, **asked), wide)
    assert drawing.get("role") == "img"
    labels = str(drawing.get("aria-labelledby")).split()
    ids = {one.get("id"): one.text for one in drawing.iter() if one.get("id")}
    assert [bool(ids[one]) for one in labels] == [True, True]
    assert ids[labels[0]] == "<b>Angka</b> & lain-lain"
    assert not any("style" in one.attrib or one.tag in (f"{SVG}style", f"{SVG}script") for one in drawing.iter())


def test_lines_differ_by_dashes_and_marks_too() -> None:
    assert len(set(COLOURS)) == len(set(DASHES)) == len(set(MARKS)) == MOST_SERIES
    assert len({mark(0, 0) for mark in MARKS}) == MOST_SERIES


def test_there_is_never_more_than_an_eye_tells_apart() -> None:
    lines, bars = planned(table(12, 30, rows="month")), planned(table(200, 3))
    assert lines is not None
    assert lines.lines
    assert len(lines.series) == MOST_SERIES
    assert lines.left_out == 22
    assert bars is not None
    assert not bars.lines
    assert len(bars.places) * 3 <= MOST_BARS
    assert bars.left_out == 180


def test_nothing_to_see_is_no_chart() -> None:
    assert planned(table(0, 1)) is None
    nothing = Table(Question(), "", "", "", "", 0, "", (Column("value", ""),), (Row("a", "A", (None,)),))
    assert planned(nothing) is None


@settings(deadline=None)
@given(some.lists(VALUES, min_size=1, max_size=40), some.booleans(), some.sampled_from([360, 900]))
def test_whatever_the_values_it_is_well_formed(values: list[float | None], lines: bool, wide: int) -> None:
    series = (Series("Satu & <dua>", tuple(values)), Series("Dua", tuple(reversed(values))))
    plan = Plan(lines, tuple(f"Tempat {one}" for one in range(len(values))), series)
    if plan.greatest > 0:
        drawing = ElementTree.fromstring(drawn(plan, "c", wide=wide, digits=1, title="T", alone=Around("Judul")))
        assert "nan" not in ElementTree.tostring(drawing, encoding="unicode").lower().replace("nan)", "")


@given(some.floats(1e-6, 1e15))
def test_steps_are_round_and_reach_the_greatest(greatest: float) -> None:
    found = ticks(0, greatest)
    assert found[0] == 0
    assert found[-1] >= greatest * (1 - 1e-9)
    assert 2 <= len(found) <= 6
    assert found == sorted(found)
