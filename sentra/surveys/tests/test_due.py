"""Who is due and why, shared out, and the way through a day. Pure."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sentra.reference.loading import current_pack
from sentra.surveys.due import Due, Known, Surveyor, all_due, distance_km, due_of, route, share_out

TODAY = date(2026, 11, 25)
DISTRICTS = ("35.05.01", "35.05.02", "35.05.03")


def known(**told: object) -> Known:
    """A business that was seen running smoothly a month ago."""
    usual = {
        "business_id": uuid4(),
        "district": DISTRICTS[0],
        "village": f"{DISTRICTS[0]}.2001",
        "registered_on": TODAY - timedelta(days=900),
        "seen_on": TODAY - timedelta(days=30),
        "production": "smooth",
    }
    return Known(**{**usual, **told})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "reasons", "kind"),
    [
        ({}, None, ""),
        ({"seen_on": TODAY - timedelta(days=400)}, ("long_ago",), "supervision"),
        ({"seen_on": None}, ("long_ago",), "supervision"),
        ({"seen_on": None, "registered_on": None}, None, ""),
        ({"late_by": 3}, ("finding_late",), "follow_up"),
        ({"late_by": 0}, None, ""),
        ({"complaints": 1}, ("complaint",), "follow_up"),
        ({"help_seen_on": TODAY - timedelta(days=100)}, None, ""),
        ({"help_seen_on": TODAY - timedelta(days=200)}, ("help_unseen",), "follow_up"),
        ({"follow_up_since": TODAY}, ("help_follow_up",), "follow_up"),
        ({"follow_up_since": TODAY + timedelta(days=1)}, None, ""),
        ({"follow_up_since": TODAY, "seen_on": None}, ("help_follow_up", "long_ago"), "follow_up"),
        ({"production": "halting"}, None, ""),
        ({"production": "halting", "seen_on": TODAY - timedelta(days=100)}, ("production",), "supervision"),
        ({"registered_on": TODAY - timedelta(days=200), "seen_on": None}, ("permit_new",), "supervision"),
        ({"registered_on": TODAY - timedelta(days=30), "seen_on": None}, None, ""),
        ({"seen_on": TODAY - timedelta(days=400), "late_by": 9}, ("finding_late", "long_ago"), "follow_up"),
    ],
)
def test_a_business_is_due_by_the_rules(told: dict[str, object], reasons: tuple[str, ...] | None, kind: str) -> None:
    found = due_of(known(**told), current_pack().supervision, TODAY)
    assert (found and found.reasons, found.kind if found else "") == (reasons, kind)


def test_the_heaviest_come_first() -> None:
    light, heavy = known(seen_on=None), known(seen_on=None, complaints=2)
    found = all_due([light, known(), heavy], current_pack().supervision, TODAY)
    assert [one.known for one in found] == [heavy, light]


DUES = some.lists(some.sampled_from(DISTRICTS), max_size=30).map(
    lambda places: [
        Due(known(district=place, business_id=UUID(int=number)), "supervision", ("long_ago",), 10)
        for number, place in enumerate(places)
    ]
)
SURVEYORS = some.lists(some.none() | some.frozensets(some.sampled_from(DISTRICTS)), max_size=4).map(
    lambda places: [Surveyor(number, places_of, {TODAY: 1}) for number, places_of in enumerate(places)]
)


@given(DUES, SURVEYORS, some.integers(1, 3))
def test_sharing_out_loses_nobody_and_overloads_nobody(dues: list[Due], surveyors: list[Surveyor], a_day: int) -> None:
    days = [TODAY, TODAY + timedelta(days=1)]
    shares, left = share_out(dues, surveyors, days, a_day)
    assert sorted(one.known.business_id for one in [*left, *(share.due for share in shares)]) == sorted(
        one.known.business_id for one in dues
    )
    people = {one.user_id: one for one in surveyors}
    for share in shares:
        assert people[share.user_id].covers(share.due.known.district)
    for person in surveyors:
        for day in days:
            made = sum(1 for share in shares if (share.user_id, share.day) == (person.user_id, day))
            assert made + person.busy.get(day, 0) <= max(a_day, person.busy.get(day, 0))
    for district in DISTRICTS:
        assert len({share.user_id for share in shares if share.due.known.district == district}) <= 1


POINTS = some.dictionaries(
    some.integers(0, 50), some.tuples(some.floats(-8.4, -7.9), some.floats(111.9, 112.5)), max_size=9
)


@given(POINTS)
def test_a_route_reaches_every_place_once(points: dict[int, tuple[float, float]]) -> None:
    way = route(points, [99])
    assert sorted(way.stops) == sorted(points)
    assert way.unpinned == (99,)
    assert way.km >= 0


def test_a_route_on_a_line_follows_the_line() -> None:
    points = {name: (-8.0, 112.0 + place / 10) for name, place in (("c", 2), ("a", 0), ("d", 3), ("b", 1))}
    way = route(points)
    assert "".join(way.stops) in {"abcd", "dcba"}
    assert way.km == pytest.approx(3 * distance_km((-8.0, 112.0), (-8.0, 112.1)), rel=0.01)
