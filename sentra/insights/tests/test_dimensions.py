"""Figures of any family are told apart by whatever they were counted by, also where one key holds two."""

import pytest
from django.http import QueryDict

from sentra.insights.answering import answer
from sentra.insights.catalogue import FIGURES
from sentra.insights.dimensions import DIMENSIONS, JOINED, cut_among, keys_of
from sentra.insights.models import Month, Tally
from sentra.insights.question import Question, columns_of, rows_of
from sentra.insights.reading import EVERYBODY, Eyes
from sentra.insights.tables import Table
from sentra.kernel import clock
from sentra.registry.tests.register import HERE, THERE


def asked(query: str, eyes: Eyes = EVERYBODY) -> Table:
    """Answer a query."""
    return answer(Question.read(QueryDict(query)), eyes)


def test_every_cut_of_the_catalogue_can_be_asked_for() -> None:
    for figure in FIGURES:
        told = {cut_among(some, figure.cuts) for some in _combinations()}
        assert set(figure.cuts) - {"all"} <= told, figure.code


def _combinations() -> list[tuple[str, ...]]:
    names = list(DIMENSIONS)
    pairs = [(one, other) for one in names for other in names if one < other]
    return [*((one,) for one in names), *pairs, *(("district", *parts) for parts in JOINED.values())]


@pytest.mark.parametrize(
    ("cut", "dimensions", "key", "other", "keys"),
    [
        ("district", {"district"}, "35.05.10", "", {"district": "35.05.10"}),
        ("district_commodity", {"commodity", "district"}, "1", "2", {"district": "1", "commodity": "2"}),
        ("service_stage", {"service", "stage"}, "tdi/survey", "", {"service": "tdi", "stage": "survey"}),
        (
            "district_service_stage",
            {"district", "service", "stage"},
            "35.05.10",
            "tdi/survey",
            {"district": "35.05.10", "service": "tdi", "stage": "survey"},
        ),
    ],
)
def test_the_keys_of_a_cell(cut: str, dimensions: set[str], key: str, other: str, keys: dict[str, str]) -> None:
    assert cut_among(dimensions, [cut]) == cut
    assert keys_of(cut, dimensions, key, other) == keys


@pytest.fixture
def waiting() -> None:
    """Applications that wait, as the family of licensing counts them."""
    month = clock.today().replace(day=1)
    Month.objects.create(first=month, counted_at=clock.now())
    counted = [(HERE, "tdi", "survey", 3), (HERE, "tdi", "decision", 1), (THERE, "iui", "survey", 2)]
    rows: dict[tuple[str, str, str], int] = {}
    for place, service, stage, many in counted:
        both = f"{service}/{stage}"
        for cell in (
            *(("all", "", ""), ("district", place, ""), ("service", service, ""), ("stage", stage, "")),
            *(("district_service", place, service), ("district_stage", place, stage), ("service_stage", both, "")),
            ("district_service_stage", place, both),
        ):
            rows[cell] = rows.get(cell, 0) + many
    Tally.objects.bulk_create(
        Tally(month=month, family="licensing", cut=cut, key=key, other=other, values={"in_process": many})
        for (cut, key, other), many in rows.items()
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("waiting")
def test_where_applications_wait_by_service_and_stage() -> None:
    query = "ukuran=applications_in_process&baris=service&kolom=stage"
    table = asked(query)
    found = {
        (row.key, column.key): row.values[place] for row in table.rows for place, column in enumerate(table.columns)
    }
    assert found == {("tdi", "survey"): 3, ("tdi", "decision"): 1, ("iui", "survey"): 2, ("iui", "decision"): 0}
    here = asked(f"{query}&kecamatan={HERE}")
    assert [(row.key, row.total) for row in here.rows] == [("tdi", 4)]
    there = asked(query, Eyes(frozenset({THERE})))
    assert [(row.key, row.values) for row in there.rows] == [("iui", (2,))]
    assert [row.values for row in asked("ukuran=applications_in_process&baris=stage").rows] == [(5,), (1,)]


@pytest.mark.django_db
@pytest.mark.usefixtures("waiting")
def test_whatever_is_offered_of_any_family_is_answered() -> None:
    for figure in FIGURES:
        for rows in rows_of(figure):
            for columns in columns_of(figure, rows):
                table = asked(f"ukuran={figure.code}&baris={rows}&kolom={columns}")
                assert (table.question.rows, table.question.columns) == (rows, columns)
                assert not table.refused, (figure.code, rows, columns)


@pytest.mark.django_db
def test_kinds_are_called_as_their_family_calls_them() -> None:
    names = {family: DIMENSIONS["kind"].names(family) for family in ("supervision", "cases", "programmes", "skm")}
    assert all(names[family] for family in ("supervision", "cases", "programmes"))
    assert not names["skm"]
    assert len({tuple(one) for one in names.values()}) == len(names)


def test_what_is_only_counted_by_stage_has_the_stages_beside_the_months() -> None:
    asked_for = Question.read({"ukuran": "stage_days_median", "baris": "month"})
    assert asked_for.columns == "stage"
    assert Question.read({"ukuran": "stage_days_median", "baris": "stage"}).columns == ""


def test_before_the_first_count_the_page_says_so() -> None:
    assert asked("").refused
