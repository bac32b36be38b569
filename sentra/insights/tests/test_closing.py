"""Months close, and stay as they were known; as known today they may look different."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from sentra.insights.figure import whole
from sentra.insights.models import Month, Seen, Tally
from sentra.insights.reading import totals
from sentra.insights.services.count import month_close, months_count, months_look_back
from sentra.insights.tests.living import keeper, lives
from sentra.kernel import clock
from sentra.registry.models import Business
from sentra.registry.services.standing import standing_change

pytestmark = pytest.mark.django_db
JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)


def on(month: int, day: int) -> datetime:
    """Noon of a day in 2026."""
    return datetime(2026, month, day, 5, tzinfo=UTC)


def known_in(month: date, seen: str = Seen.THEN) -> int:
    """Tell how many businesses were known at the end of a month."""
    return whole(totals("businesses", [month], seen=seen).get(month, {}), "known")


def a_summer() -> None:
    """Three businesses are recorded in June and one in July; the months are counted and closed as they pass."""
    with clock.travel(on(6, 10)):
        for choice in (10, 11, 12):
            lives("record", choice)
        months_count()
    with clock.travel(on(7, 1)):
        months_count()
    with clock.travel(on(7, 20)):
        lives("record", 13)
        months_count()
    with clock.travel(on(8, 2)):
        months_count()


def test_a_month_that_is_over_is_closed_in_time_and_the_next_is_open() -> None:
    a_summer()
    closed = dict(Month.objects.values_list("first", "counted_later"))
    assert closed == {JUNE: False, JULY: False, AUGUST: False}
    assert list(Month.objects.filter(closed_at=None).values_list("first", flat=True)) == [AUGUST]
    assert [known_in(month) for month in (JUNE, JULY, AUGUST)] == [3, 4, 4]


def test_what_is_mended_later_doesnt_change_a_closed_month_unless_it_is_asked_as_known_today() -> None:
    a_summer()
    with clock.travel(on(8, 5)):
        gone = Business.objects.order_by("recorded_at").first()
        assert gone
        standing_change(
            actor=keeper(), business_id=gone.pk, version=gone.version, standing="closed", since="2026-06-15",
            reason="Ternyata tutup sejak Juni.",
        )  # fmt: skip
        months_count()
        months_look_back()
        assert [known_in(month) for month in (JUNE, JULY, AUGUST)] == [3, 4, 3]
        assert [known_in(month, Seen.TODAY) for month in (JUNE, JULY, AUGUST)] == [2, 3, 3]


def test_the_database_refuses_to_change_a_closed_month() -> None:
    a_summer()
    june = Tally.objects.filter(month=JUNE)
    assert june.exists()
    wrong = Tally(month=JUNE, family="businesses", cut="district", key="99", values={"known": 1})
    for change in (
        lambda: june.update(values={"known": 99}),
        lambda: june.delete(),
        lambda: wrong.save(force_insert=True),
        lambda: Month.objects.filter(first=JUNE).update(closed_at=None),
        lambda: Month.objects.filter(first=JUNE).delete(),
    ):
        with pytest.raises(DatabaseError, match="closed"), transaction.atomic():
            change()
    assert known_in(JUNE) == 3


def test_a_closed_month_isnt_closed_again() -> None:
    a_summer()
    with clock.travel(on(8, 3)):
        lives("close", 0)
        month_close(JUNE)
    assert known_in(JUNE) == 3


def test_months_that_passed_while_nobody_counted_are_closed_later_and_say_so() -> None:
    with clock.travel(on(6, 10)):
        lives("record", 10)
    with clock.travel(on(8, 20)):
        months_count()
    later = dict(Month.objects.values_list("first", "counted_later"))
    assert later == {JUNE: True, JULY: True, AUGUST: False}
    assert [known_in(month) for month in (JUNE, JULY, AUGUST)] == [1, 1, 1]
