"""Tables answer as a slow recount does: sums where sums make sense, shares worked out anew, each sees the own part."""

from collections import Counter
from collections.abc import Sequence

import pytest
from django.http import QueryDict

from sentra.insights.answering import answer
from sentra.insights.catalogue import FIGURES
from sentra.insights.figure import Figure
from sentra.insights.models import Month
from sentra.insights.question import Question, columns_of, is_additive, rows_of
from sentra.insights.reading import EVERYBODY, Eyes
from sentra.insights.services.count import months_look_back
from sentra.insights.tables import OTHERS, REST, Table
from sentra.insights.tests.counted import MANY
from sentra.registry.models import Business
from sentra.registry.tests.register import HERE, THERE

pytestmark = pytest.mark.django_db


def asked(query: str, eyes: Eyes = EVERYBODY) -> Table:
    """Answer a query."""
    return answer(Question.read(QueryDict(query)), eyes)


def told(table: Table) -> dict[str, Sequence[float | int | None]]:
    """Give the values by the rows' keys."""
    return {one.key: one.values for one in table.rows}


def test_rows_are_what_a_recount_gives(businesses: list[Business]) -> None:
    table = asked("baris=commodity")
    recount = Counter(one.commodity for one in businesses)
    assert {key: values[0] for key, values in told(table).items()} == recount
    assert table.footer is not None
    assert table.footer.values == (MANY,)
    assert table.rows[-1].key == "", "what isn't known comes last"


@pytest.mark.parametrize("figure", FIGURES, ids=lambda one: one.code)
def test_rows_and_columns_add_up_to_their_totals_wherever_a_sum_makes_sense(
    businesses: list[Business], figure: Figure
) -> None:
    for rows in rows_of(figure):
        for columns in columns_of(figure, rows):
            table = asked(f"ukuran={figure.code}&baris={rows}&kolom={columns}")
            assert not table.refused
            if not is_additive(figure):
                continue
            if table.footer:
                sums = [sum(one.values[place] or 0 for one in table.rows) for place in range(len(table.columns))]
                assert [one or 0 for one in table.footer.values] == sums, (rows, columns)
            if table.has_totals:
                assert all((one.total or 0) == sum(value or 0 for value in one.values) for one in table.rows)


def test_a_split_with_what_is_not_known_makes_the_whole(businesses: list[Business]) -> None:
    table = asked("baris=district&kolom=split-owner")
    assert [one.key for one in table.columns] == ["owner:women", "owner:men", REST]
    assert table.footer is not None
    assert table.footer.values == (6, 3, 3)
    assert [one.total for one in table.rows if one.total] == [8, 4]
    assert asked("baris=split-owner").footer is not None


def test_percents_are_never_added_but_worked_out_anew(businesses: list[Business]) -> None:
    table = asked("ukuran=legal_share&baris=district")
    by_district = {one.key: one.values[0] for one in table.rows if one.values[0] is not None}
    assert by_district == {HERE: 50.0, THERE: 50.0}
    assert table.footer is not None
    assert table.footer.values == (50.0,)


def test_a_stock_has_no_total_over_months_and_a_flow_has(businesses: list[Business]) -> None:
    stock, flow = asked("baris=month"), asked("ukuran=newly_known&baris=month")
    assert stock.footer is None
    assert [one.values[0] for one in stock.rows][-4:] == [3, 6, 9, 12]
    assert flow.footer is not None
    assert flow.footer.values == (MANY,)
    assert asked("ukuran=newly_known&baris=district&kolom=month").has_totals
    assert not asked("baris=district&kolom=month").has_totals


def test_months_that_were_not_counted_cannot_be_told(businesses: list[Business]) -> None:
    table = asked("baris=month")
    assert [one.values[0] for one in table.rows][:8] == [None] * 8
    assert any("8" in note for note in table.told.notes)


def test_the_first_rows_and_the_others_together(businesses: list[Business]) -> None:
    table = asked("baris=commodity&teratas=2&urut=-value")
    assert table.rows[-1].key == OTHERS
    assert sum(one.values[0] or 0 for one in table.rows) == MANY
    shares = asked("ukuran=legal_share&baris=commodity&teratas=1")
    assert shares.rows[0].values == (100.0,)
    assert shares.rows[-1].values[0] == pytest.approx(100 / 3), "the others' share is that of all of them"


@pytest.mark.parametrize(("share", "whole"), [("row", "rows"), ("column", "columns"), ("total", "all")])
def test_shares_make_a_hundred(businesses: list[Business], share: str, whole: str) -> None:
    table = asked(f"baris=district&kolom=split-owner&bagian={share}")
    rows = [[value or 0 for value in one.values] for one in table.rows]
    if whole == "rows":
        assert all(sum(one) == pytest.approx(100) for one in rows if any(one))
    elif whole == "columns":
        assert all(sum(column) == pytest.approx(100) for column in zip(*rows, strict=True))
    else:
        assert sum(map(sum, rows)) == pytest.approx(100)
    assert table.unit.startswith("%")


def test_who_sees_some_districts_is_told_of_these_alone(businesses: list[Business]) -> None:
    eyes = Eyes(frozenset({THERE}))
    assert told(asked("baris=district", eyes)) == {THERE: (4,)}
    assert sum(one.values[0] or 0 for one in asked("baris=commodity", eyes).rows) == 4
    assert [one.values[0] for one in asked("baris=month", eyes).rows][-1] == 4
    assert asked(f"baris=commodity&kecamatan={HERE}", eyes).rows == ()
    assert not asked("baris=village", eyes).rows
    refused = asked("baris=kbli", eyes)
    assert refused.refused
    assert not refused.rows


def test_filters_narrow_and_what_was_not_counted_so_is_refused(businesses: list[Business]) -> None:
    assert sum(one.values[0] or 0 for one in asked(f"baris=commodity&kecamatan={HERE}").rows) == 8
    assert told(asked("baris=district&komoditas=batik_tulis"))[HERE][0] == sum(
        one.district == HERE and one.commodity == "batik_tulis" for one in businesses
    )
    assert [one.key for one in asked(f"baris=village&kecamatan={HERE}").rows] == ["35.05.10.2003"]
    assert asked(f"baris=kbli&kecamatan={HERE}").refused
    assert asked("baris=village&komoditas=batik_tulis").refused


def test_figures_of_then_stay_and_those_of_today_follow_the_records(businesses: list[Business]) -> None:
    Business.objects.filter(pk=businesses[0].pk).update(commodity="batik_tulis")
    months_look_back()
    month = Month.objects.order_by("first")[0].first
    period = f"baris=commodity&dari={month:%Y-%m}&sampai={month:%Y-%m}"
    assert told(asked(period))["sambel_pecel"] == (1,)
    today = told(asked(f"{period}&dilihat=today"))
    assert "sambel_pecel" not in today
    assert today["batik_tulis"] == (2,)


def test_sorting_by_any_column_and_by_words(businesses: list[Business]) -> None:
    values = [one.values[0] or 0 for one in asked("baris=commodity&urut=-value").rows]
    assert values == sorted(values, reverse=True)
    labels = [one.label for one in asked("baris=commodity&urut=-label").rows]
    assert labels == sorted(labels, key=str.casefold, reverse=True)
    assert asked("baris=commodity&urut=nonsense").rows == asked("baris=commodity").rows
