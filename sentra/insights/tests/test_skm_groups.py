"""Whoever has the rows and their total can't work out what a few people said."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as some

from sentra.insights.skm_groups import grouped, shown_alone
from sentra.insights.skm_index import Marks, total

SMALLEST = 10
COUNTS = some.dictionaries(
    some.sampled_from(["tdi", "iui", "spp_irt", "pelatihan", "bazar", "loket"]), some.integers(0, 40)
)


def marks(counts: dict[str, int]) -> dict[str, Marks]:
    return {service: Marks(many, (3 * many,) * 9) for service, many in counts.items()}


@given(COUNTS)
def test_no_row_is_too_small_where_the_total_is_not_and_all_is_counted_once(counts: dict[str, int]) -> None:
    rows = grouped(marks(counts), SMALLEST)
    whole = total(marks(counts).values())
    assert total(row.marks for row in rows) == whole
    named = [service for row in rows for service in row.services]
    assert sorted(named) == sorted(service for service, many in counts.items() if many)
    if whole.answers >= SMALLEST:
        assert all(row.marks.answers >= SMALLEST for row in rows)


@given(COUNTS)
def test_no_difference_of_what_is_shown_is_about_few_people(counts: dict[str, int]) -> None:
    rows = grouped(marks(counts), SMALLEST)
    whole = sum(row.marks.answers for row in rows)
    if whole < SMALLEST:
        return
    for many in range(len(rows) + 1):
        for taken in combinations(rows, many):
            left = whole - sum(row.marks.answers for row in taken)
            assert left == 0 or left >= SMALLEST


def test_a_small_service_hides_behind_the_next_smallest() -> None:
    rows = grouped(marks({"tdi": 40, "iui": 12, "bazar": 3}), SMALLEST)
    assert [row.services for row in rows] == [("tdi",), ("iui", "bazar")]
    assert shown_alone(marks({"tdi": 40, "iui": 12, "bazar": 3}), SMALLEST) == {"tdi"}
    assert shown_alone(marks({"bazar": 3}), SMALLEST) == frozenset()
