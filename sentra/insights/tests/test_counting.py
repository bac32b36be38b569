"""The summaries are what a slow recount gives, whatever happened to the register."""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sentra.insights.counting import Span
from sentra.insights.families.businesses import businesses_now, businesses_then
from sentra.insights.models import Month, Seen, Tally
from sentra.insights.services.count import month_count, months_count
from sentra.insights.tests.living import ACTS, lives
from sentra.insights.tests.recount import Counted, as_counted, recounted
from sentra.kernel import clock
from sentra.registry.models import Business

pytestmark = pytest.mark.django_db
HAPPENING = some.lists(some.tuples(some.sampled_from(ACTS), some.integers(0, 99)), min_size=4, max_size=14)
FAMILY = "businesses"


def summary() -> Counted:
    """Give the summaries of the open month."""
    kept = Tally.objects.filter(family=FAMILY, month=clock.today().replace(day=1), seen=Seen.THEN)
    return {(one.cut, one.key, one.other): one.values for one in kept}


def test_whatever_happens_the_summaries_are_what_a_recount_gives() -> None:
    first = clock.today().replace(day=1)
    happened: Counter[str] = Counter()

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(acts=HAPPENING)
    def holds(acts: list[tuple[str, int]]) -> None:
        with transaction.atomic():
            for choice in range(3):
                lives("list", choice)
            months_count()
            for act, choice in acts:
                before = Business.objects.count(), sum(Business.objects.values_list("version", flat=True))
                lives(act, choice)
                happened[act] += before != (
                    Business.objects.count(), sum(Business.objects.values_list("version", flat=True))
                )  # fmt: skip
            month_count(first)
            wanted = recounted(first)
            assert summary() == wanted
            assert as_counted(businesses_then(Span.of(first, clock.today()))) == wanted
            transaction.set_rollback(True)

    holds()
    assert {"record", "list", "close", "move", "see"} <= set(+happened)


def test_what_changed_is_written_and_the_rest_is_left_alone() -> None:
    for choice in range(6):
        lives("list", choice)
    first = clock.today().replace(day=1)
    month_count(first)
    ids = dict(Tally.objects.values_list("pk", "values"))
    lives("record", 90)
    month_count(first)
    after = dict(Tally.objects.values_list("pk", "values"))
    assert set(ids) <= set(after)
    assert ids != after
    assert summary() == as_counted(businesses_now(Span.of(first, clock.today())))


def test_a_cell_in_which_nothing_is_left_goes() -> None:
    lives("record", 1)
    first = clock.today().replace(day=1)
    month_count(first)
    assert summary()
    lives("close", 0)
    month_count(first)
    assert summary() == {}
    assert Month.objects.get().closed_at is None
