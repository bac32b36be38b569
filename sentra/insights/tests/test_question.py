"""A question is read from any query whatever, and written as the one query that gives it again."""

from datetime import date
from urllib.parse import parse_qsl

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sentra.insights.catalogue import FIGURES
from sentra.insights.dimensions import DIMENSIONS
from sentra.insights.figure import Figure
from sentra.insights.question import MOST_ROWS, Question, columns_of, figures_offered, rows_of

NAMES = (
    *("ukuran", "baris", "kolom", "kecamatan", "komoditas", "masa", "dari", "sampai", "dilihat", "bagian", "urut"),
    *("teratas", "kini", "q", "district", "legal", "only", "mine", "columns", "sort"),
)
WORDS = some.one_of(
    some.text(max_size=30),
    some.sampled_from([one.code for one in FIGURES]),
    some.sampled_from([*DIMENSIONS, "month", "year", "split-owner", "split-standing", "total", "-total", "label"]),
    some.sampled_from(
        ["1", "12", "60", "custom", "today", "row", "column", "2026-02", "2025-13", "0000-01", "9999-12"]
    ),
    some.sampled_from(["35.05.10", "35.05.10,35.05.01", "batik_tulis", "\x00", "1" * 400, "-5", "²", "valid"]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.dictionaries(some.sampled_from(NAMES), WORDS))
def test_whatever_is_asked_is_understood_and_comes_back_the_same(query: dict[str, str]) -> None:
    asked = Question.read(query)
    assert Question.read(QueryDict(asked.query_string())) == asked
    assert asked.query_string() == Question.read(QueryDict(asked.query_string())).query_string()
    assert asked.rows in rows_of(asked.figure, live=asked.live)
    assert asked.columns in columns_of(asked.figure, asked.rows, live=asked.live)
    assert 0 <= asked.top <= MOST_ROWS


@settings(deadline=None)
@given(some.sampled_from(figures_offered(live=False)), some.data())
def test_all_that_the_form_offers_is_taken(figure: Figure, data: some.DataObject) -> None:
    measure = figure.code
    rows = data.draw(some.sampled_from(rows_of(figure)))
    columns = data.draw(some.sampled_from(columns_of(figure, rows)))
    asked = Question.read({"ukuran": measure, "baris": rows, "kolom": columns})
    assert (asked.measure, asked.rows, asked.columns) == (measure, rows, columns)


def test_nothing_asked_is_the_usual() -> None:
    assert Question.read({}) == Question()
    assert dict(parse_qsl(Question().query_string())) == {"ukuran": "known"}


@pytest.mark.parametrize(
    ("query", "period", "since", "until"),
    [
        ("masa=60&dari=2026-01", "60", None, None),
        ("dari=2026-01&sampai=2025-03", "", date(2025, 3, 1), date(2026, 1, 1)),
        ("masa=custom&sampai=2025-03", "", None, date(2025, 3, 1)),
        ("masa=custom", "", None, None),
        ("dari=2026-13", "12", None, None),
        ("masa=forever", "12", None, None),
    ],
)
def test_the_period(query: str, period: str, since: date | None, until: date | None) -> None:
    asked = Question.read(QueryDict(query))
    assert (asked.period, asked.since, asked.until) == (period, since, until)


def test_districts_come_one_by_one_or_with_commas_and_unknown_ones_fall_out() -> None:
    one_by_one = Question.read(QueryDict("kecamatan=35.05.10&kecamatan=35.05.01&kecamatan=99.99.99"))
    assert one_by_one.districts == Question.read(QueryDict("kecamatan=35.05.10,35.05.01")).districts
    assert set(one_by_one.districts) == {"35.05.10", "35.05.01"}


def test_what_does_not_go_together_becomes_the_usual() -> None:
    asked = Question.read({"ukuran": "legal_share", "baris": "month", "kolom": "year", "bagian": "row", "teratas": "5"})
    assert (asked.columns, asked.share, asked.top) == ("", "", 0)
    assert Question.read({"ukuran": "workers", "kolom": "split-owner"}).columns == ""
    assert Question.read({"ukuran": "workers", "kolom": "split-owner", "kini": "1"}).columns == "split-owner"
