"""The index by the letter of the rule, against a slow reckoning and at its edges."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sentra.insights.skm_index import Marks, averages, band_of, index, rounded, total, weakest
from sentra.insights.skm_periods import Period, period_of, period_read, periods_until
from sentra.reference.loading import current_pack
from sentra.reference.skm import ELEMENTS

ANSWER = some.tuples(*[some.integers(1, 4)] * 9)
ANSWERS = some.lists(ANSWER, min_size=1, max_size=60)


def added(answers: list[tuple[int, ...]]) -> Marks:
    return total(Marks(1, one) for one in answers)


@given(ANSWERS)
def test_it_is_what_the_rule_says_answer_by_answer(answers: list[tuple[int, ...]]) -> None:
    slowly = Fraction()
    for place in range(9):
        nrr = Fraction(sum(one[place] for one in answers), len(answers))
        slowly += nrr * Fraction(1, 9)
    assert index(added(answers)) == 25 * slowly
    assert 25 <= index(added(answers)) <= 100


@given(ANSWERS, ANSWERS)
def test_of_two_parts_it_lies_between_them_and_the_order_is_nothing(
    some_of: list[tuple[int, ...]], others: list[tuple[int, ...]]
) -> None:
    one, other, both = added(some_of), added(others), added([*others, *some_of])
    assert both == one + other
    assert min(index(one), index(other)) <= index(both) <= max(index(one), index(other))


@given(some.fractions(0, 100))
def test_it_rounds_half_up(value: Fraction) -> None:
    exact = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert abs(rounded(value) - exact) <= Decimal("0.00")
    assert abs(Fraction(rounded(value)) - value) <= Fraction(1, 200)


def test_all_fours_are_a_hundred_and_all_ones_are_a_quarter_of_it() -> None:
    assert index(Marks(7, (28,) * 9)) == 100
    assert index(Marks(3, (3,) * 9)) == 25
    assert rounded(Fraction(176605, 2000)) == Decimal("88.30")
    assert rounded(Fraction(88305, 1000)) == Decimal("88.31")


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("100", "A"),
        ("88.31", "A"),
        ("88.30", "B"),
        ("76.61", "B"),
        ("76.60", "C"),
        ("65", "C"),
        ("64.99", "D"),
        ("25", "D"),
    ],
)
def test_the_bands_meet_without_a_gap(value: str, band: str) -> None:
    assert band_of(Decimal(value), current_pack().skm.bands).code == band


def test_where_nobody_answered_there_is_no_index() -> None:
    for reckon in (index, averages):
        with pytest.raises(ValueError, match="nobody"):
            reckon(Marks())


@pytest.mark.parametrize("sums", [(0,) * 9, (5,) * 9, (4,) * 8])
def test_sums_that_no_answers_make_are_refused(sums: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="nine sums"):
        Marks(1, sums)


def test_the_weakest_come_first_and_of_equals_the_earlier_of_the_rule() -> None:
    marks = Marks(1, (4, 4, 1, 4, 4, 4, 4, 2, 4))
    assert weakest(marks) == ("time", "facilities", ELEMENTS[0])


@given(some.dates(date(2000, 1, 1), date(2098, 1, 1)), some.sampled_from([3, 6]))
def test_every_day_lies_in_one_period_and_its_address_leads_back(day: date, months: int) -> None:
    period = period_of(day, months)
    assert day in period
    assert day not in period.before
    assert day not in period.next
    assert period.next.before == period
    assert period_read(period.code, months) == period
    assert periods_until(period.next, day) == [period.next, period]


@pytest.mark.parametrize("code", ["", "2026", "2026-0", "2026-5", "1999-1", "2026-1\n", "x" * 50, "٢٠٢٦-1"])
def test_what_is_no_period_is_none(code: str) -> None:
    assert period_read(code, 3) is None
    assert period_read("2026-3", 6) is None


def test_a_period_says_its_months() -> None:
    words = str(Period(date(2026, 7, 1), 3))
    assert words.startswith("Juli ")
    assert words.endswith(" September 2026")
