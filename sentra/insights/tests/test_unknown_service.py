"""The nightly estimate: a row for each district and one for all, replaced within its month and kept afterwards."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from sentra.insights.jobs import unknown_count as job
from sentra.insights.models import REGENCY, UnknownEstimate
from sentra.insights.services.unknown import unknown_count
from sentra.insights.tests.making_unknown import census_of, helped, import_of, known, told_in
from sentra.insights.unknown.kept import basis_read
from sentra.insights.unknown.lists import CENSUS
from sentra.kernel import clock
from sentra.reference.loading import current_pack
from sentra.registry.tests.making import DISTRICT

pytestmark = pytest.mark.django_db


def overlapping() -> None:
    """Fifty with a permit, of whom a list names thirty, with ten that only it knows."""
    permitted, others = known(50), known(10, "import")
    import_of([*permitted[:30], *others])


def row(district: str = DISTRICT) -> UnknownEstimate:
    """The newest estimate of a district."""
    return UnknownEstimate.objects.filter(district=district).latest("month")


def test_every_district_and_all_together_get_a_row() -> None:
    overlapping()
    assert unknown_count() == 1
    assert UnknownEstimate.objects.count() == len(current_pack().districts) + 1
    one, whole = row(), row(REGENCY)
    assert (one.known, one.total, one.why, one.method) == (60, 66, "", "chapman")
    assert (one.unknown, one.share) == (6, 90)
    assert (whole.known, whole.total) == (60, 66)
    assert one.low is not None
    assert one.high is not None
    assert 60 <= one.low < 66 < one.high
    assert (row("35.05.01").known, row("35.05.01").why) == (0, "lists")


def test_what_it_rests_on_is_kept() -> None:
    overlapping()
    helped(known(5, CENSUS))
    unknown_count()
    basis = basis_read(row().content)
    assert basis.used == ("import", "licensing")
    assert {one: str(why) for one, why in basis.left.items()} == {"census": "small", "programme": "small"}
    assert basis.histories.both("import", "licensing") == 30
    assert (basis.interval, basis.terms, basis.rivals) == ("lognormal", (), None)


def test_programme_lists_and_licensing_alone_tell_nothing() -> None:
    helped(known(60)[:30])
    unknown_count()
    assert (row().why, row().total, row().unknown, row().share) == ("dependent", None, None, None)


def test_three_lists_make_a_model_that_holds_the_dependent_pair() -> None:
    permitted, met = known(60), known(20, CENSUS)
    census_of([*permitted[:25], *permitted[40:45]])
    import_of([*permitted[15:45], *met[:9]])
    helped([*permitted[30:50]])
    unknown_count()
    basis = basis_read(row().content)
    assert set(basis.used) == {"census", "import", "licensing", "programme"}
    assert row().why or any({"licensing", "programme"} <= set(term) for term in basis.terms)


def test_the_running_month_is_replaced_and_past_ones_stay() -> None:
    with clock.travel(datetime(2026, 3, 5, tzinfo=UTC)):
        known(20)
        unknown_count()
    with clock.travel(datetime(2026, 4, 2, tzinfo=UTC)):
        overlapping()
        job(timestamp=0)
        known(3)
        job(timestamp=0)
    months = UnknownEstimate.objects.filter(district=DISTRICT).values_list("month", "known")
    assert list(months) == [(date(2026, 3, 1), 20), (date(2026, 4, 1), 83)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"month": date(2026, 3, 2), "why": "lists"},
        {},
        {"why": "lists", "total": 50, "low": 45, "high": 60, "method": "chapman"},
        {"total": 50, "low": 39, "high": 60, "method": "chapman"},
        {"total": 50, "low": 51, "high": 60, "method": "chapman"},
        {"total": 50, "low": 45, "high": 49, "method": "chapman"},
        {"total": 50, "low": 45, "high": 60},
    ],
)
def test_the_database_keeps_what_makes_no_sense_out(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        told_in(**{"month": date(2026, 3, 1), "district": DISTRICT, **wrong})  # type: ignore[arg-type]


def test_a_district_has_one_row_a_month() -> None:
    told_in(date(2026, 3, 1), DISTRICT, why="lists")
    with pytest.raises(IntegrityError), transaction.atomic():
        told_in(date(2026, 3, 1), DISTRICT, why="lists")
