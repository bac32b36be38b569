"""Figures before and after: pure, and read from the register."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentra.kernel import clock
from sentra.programmes.effect import Compared, Line, Member, grouped
from sentra.programmes.models import Call
from sentra.programmes.results import before_and_after
from sentra.programmes.services import calls
from sentra.programmes.tests.making import applied, business, chosen, closed, fresh, manager, published
from sentra.registry.models import Figures

FIGURE = st.none() | st.integers(0, 10**9)
LINES = st.builds(Line, FIGURE, FIGURE)
SEEN = st.sampled_from(["", "smooth", "halting"])
MEMBERS = st.lists(st.builds(Member, st.booleans(), LINES, LINES, SEEN, SEEN), max_size=12)


@given(MEMBERS, st.randoms())
def test_the_groups_do_not_depend_on_the_order_and_count_only_what_is_known_twice(
    members: list[Member], chance: object
) -> None:
    told = grouped(members)
    shuffled = list(members)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert grouped(shuffled) == told
    assert sum(one.many for one in told) == len(members)
    for group in told:
        both = [one for one in members if one.took_part == group.took_part]
        known = [one for one in both if one.before.sales is not None and one.after.sales is not None]
        assert (group.sales.known if group.sales else 0) == len(known)
        assert max(group.smooth_before, group.smooth_after) <= group.looked_at <= group.many


def test_a_change_is_told_in_percent_and_not_from_nothing() -> None:
    took_part, others = grouped(
        [
            Member(True, Line(100, 2), Line(150, 3)),
            Member(True, Line(300, 4), Line(300, None)),
            Member(False, Line(0, None), Line(50, None)),
        ]
    )
    assert took_part.sales == Compared(2, Fraction(200), Fraction(225))
    assert took_part.sales.change == Fraction(25, 2)
    assert took_part.workers == Compared(1, Fraction(2), Fraction(3))
    assert others.sales == Compared(1, Fraction(0), Fraction(50))
    assert others.sales.change is None


@pytest.mark.django_db
def test_figures_of_those_who_took_part_stand_beside_those_who_were_not_chosen() -> None:
    call = published(quota=1)
    for place in (1, 2):
        applied(call, business(place))
    call = chosen(closed(call))
    Call.objects.filter(pk=call.pk).update(object_until=clock.today() - timedelta(days=1))
    call = calls.call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)
    call = calls.call_finish(actor=manager(), call_id=call.pk, version=call.version)
    for name, before, after in (("Sambel 1", 100, 180), ("Sambel 2", 100, 110)):
        candidate = call.candidates.get(business__name=name)
        for year, value in ((call.begins_on.year - 1, before), (call.ends_on.year, after)):
            Figures.objects.update_or_create(
                business=candidate.business, year=year, defaults={"production_value": value}
            )
    took_part, others = before_and_after([call])
    assert [one.sales and one.sales.change for one in (took_part, others)] == [Fraction(80), Fraction(10)]
