"""Who sees what: the whole regency, or the sum of one's districts; flows add up, stocks don't."""

from datetime import date

import pytest

from sentra.insights.catalogue import BY_CODE, FIGURES, SPLITS
from sentra.insights.counting import Values, added
from sentra.insights.figure import Percentile, whole
from sentra.insights.models import Seen, Tally
from sentra.insights.reading import Eyes, by_key, crossed, totals, value_of
from sentra.people.models import Role
from sentra.people.tests.people import officer

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
ONE, OTHER = "35.05.01", "35.05.10"


def counted(month: date, cut: str, key: str, other: str = "", seen: str = Seen.THEN, **values: int) -> None:
    """Keep a tally."""
    Tally.objects.create(month=month, family="businesses", cut=cut, key=key, other=other, seen=seen, values=values)


def two_districts() -> None:
    """Two districts with one trade in common, in two months."""
    for month, grown in ((MAY, 0), (JUNE, 5)):
        counted(month, "all", "", known=30 + grown, legal=12)
        counted(month, "district", ONE, known=10 + grown, legal=4)
        counted(month, "district", OTHER, known=20, legal=8)
        counted(month, "commodity", "batik", known=30 + grown, legal=12)
        counted(month, "district_commodity", ONE, "batik", known=10 + grown, legal=4)
        counted(month, "district_commodity", OTHER, "batik", known=20, legal=8)
        counted(month, "village", f"{ONE}.2001", known=10 + grown)
        counted(month, "village", f"{OTHER}.2003", known=20)


def test_an_officer_of_a_district_is_told_its_sum_alone() -> None:
    two_districts()
    here = Eyes.of(officer(Role.DISPERINDAG, [ONE]))
    everywhere = Eyes.of(officer(Role.LEADER))
    assert whole(totals("businesses", [JUNE], eyes=here)[JUNE], "known") == 15
    assert whole(totals("businesses", [JUNE], eyes=everywhere)[JUNE], "known") == 35
    assert set(by_key("businesses", "district", [JUNE], eyes=here)) == {ONE}
    assert set(by_key("businesses", "village", [JUNE], eyes=here)) == {f"{ONE}.2001"}
    assert by_key("businesses", "commodity", [JUNE], eyes=here)["batik"][JUNE]["known"] == 15
    assert by_key("businesses", "commodity", [JUNE], eyes=everywhere)["batik"][JUNE]["known"] == 35
    assert set(crossed("businesses", "district_commodity", [JUNE], eyes=here)) == {(ONE, "batik")}
    assert by_key("businesses", "kbli", [JUNE], eyes=here) == {}


def test_whoever_has_no_duty_that_reads_figures_sees_nothing() -> None:
    two_districts()
    nobody = Eyes.of(officer(Role.VERIFIER))
    assert totals("businesses", [JUNE], eyes=nobody) == {}
    assert by_key("businesses", "district", [JUNE], eyes=nobody) == {}
    assert by_key("businesses", "commodity", [JUNE], eyes=nobody) == {}


def test_a_month_that_wasnt_looked_back_at_is_as_it_was_known() -> None:
    two_districts()
    counted(MAY, "all", "", seen=Seen.TODAY, known=7)
    both = totals("businesses", [MAY, JUNE], seen=Seen.TODAY)
    assert [whole(both[month], "known") for month in (MAY, JUNE)] == [7, 35]


def test_flows_add_up_and_a_stock_is_that_of_the_last_month() -> None:
    months: dict[date, Values] = {
        MAY: {"known": 30, "legal": 12, "newly_known": 4},
        JUNE: {"known": 35, "legal": 14, "newly_known": 5},
    }
    assert value_of(BY_CODE["newly_known"], months, [MAY, JUNE]) == 9
    assert value_of(BY_CODE["known"], months, [MAY, JUNE]) == 35
    assert value_of(BY_CODE["legal_share"], months, [MAY, JUNE]) == 40.0
    assert value_of(BY_CODE["known"], {}, [MAY, JUNE]) is None
    assert value_of(BY_CODE["legal_share"], {JUNE: {}}, [JUNE]) is None


def test_days_are_told_by_the_least_within_which_so_many_were_done() -> None:
    spread: Values = {"days": {"1": 5, "2": 4, "9": 1}}
    assert Percentile("days", 50)(spread) == 1
    assert Percentile("days", 90)(spread) == 2
    assert Percentile("days", 91)(spread) == 9
    assert Percentile("days", 50)({}) is None
    assert added([spread, {"days": {"2": 1}, "n": 3}, {"n": 4}]) == {"days": {"1": 5, "2": 5, "9": 1}, "n": 7}


def test_the_catalogue_is_whole() -> None:
    assert len(BY_CODE) == len(FIGURES)
    assert len({one.code for one in SPLITS}) == len(SPLITS)
    for split in SPLITS:
        assert str(split.name), split.code
        assert str(split.source), split.code
    for figure in FIGURES:
        assert str(figure.name), figure.code
        assert str(figure.source), figure.code
        assert str(figure.meaning), figure.code
        assert str(figure.formula), figure.code
        assert figure.unit.label, figure.code
