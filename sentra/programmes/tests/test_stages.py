"""The timetable of a call: where it stands and what is late, by state and by what is done. Pure."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sentra.kernel.clock import WorkingCalendar, months_on
from sentra.people.policy import GRANTS, Permission, holders
from sentra.programmes.models import CallState
from sentra.programmes.stages import Counts, Line, Standing, line_now, ready_on, stages_of, timetable
from sentra.reference.loading import current_pack
from sentra.reference.programmes import STAGES, Duty, ProgrammeKind

CALENDAR = WorkingCalendar.of([date(2026, 12, 24), date(2026, 12, 25)])
FRIDAY = date(2026, 11, 27)
AT_WORK = (CallState.CLOSED, CallState.CHOSEN, CallState.RUNNING, CallState.DONE)


def kind(code: str) -> ProgrammeKind:
    """A kind of programme of the pack."""
    found = current_pack().programme(code)
    assert found
    return found


def standing(state: str = CallState.CLOSED, **changes: Any) -> Standing:
    """Machinery aid whose last day to apply was a Friday, with nine applicants of whom nothing is done."""
    usual = Standing(
        state,
        FRIDAY,
        FRIDAY + timedelta(days=60),
        FRIDAY + timedelta(days=61),
        counts=Counts(runs=9, papers_left=9, unvisited=9, unjudged=9, participants=5),
    )
    return replace(usual, **changes)


def lines(of: Standing, today: date, code: str = "hibah_mesin") -> dict[str, Line]:
    """The timetable, by stage."""
    return {one.stage.code: one for one in timetable(kind(code), of, CALENDAR, today)}


def test_each_stage_ends_so_many_working_days_after_the_one_before() -> None:
    told = lines(standing(CallState.PUBLISHED), FRIDAY)
    assert [(code, one.until, one.place) for code, one in told.items()] == [
        ("papers", date(2026, 12, 4), "later"),
        ("visit", date(2026, 12, 18), "later"),
        ("assessment", date(2026, 12, 29), "later"),
        ("choice", date(2027, 1, 5), "later"),
        ("objections", date(2027, 1, 12), "later"),
        ("running", date(2027, 2, 10), "later"),
    ]


@pytest.mark.parametrize(
    ("done", "now"),
    [
        ({}, "papers"),
        ({"papers_left": 0}, "visit"),
        ({"unvisited": 0}, "papers"),
        ({"papers_left": 0, "unvisited": 0}, "assessment"),
        ({"papers_left": 0, "unvisited": 0, "unjudged": 0}, "choice"),
        ({"runs": 0, "papers_left": 0, "unvisited": 0, "unjudged": 0}, "choice"),
    ],
)
def test_a_closed_call_stands_at_the_first_that_is_left(done: dict[str, int], now: str) -> None:
    counts = replace(standing().counts, **done)
    found = line_now(timetable(kind("hibah_mesin"), standing(counts=counts), CALENDAR, FRIDAY))
    assert found
    assert found.stage.code == now
    assert found.left == {"papers": 9, "visit": 9, "assessment": 9}.get(now, 0)


@pytest.mark.parametrize(
    ("state", "changes", "today", "now", "late_by"),
    [
        (CallState.CLOSED, {}, date(2026, 12, 4), "papers", 0),
        (CallState.CLOSED, {}, date(2026, 12, 5), "papers", 0),
        (CallState.CLOSED, {}, date(2026, 12, 7), "papers", 1),
        (CallState.CLOSED, {"again_on": date(2026, 12, 1)}, date(2026, 12, 7), "papers", 0),
        (CallState.CHOSEN, {"object_until": date(2027, 1, 12)}, date(2027, 1, 12), "objections", 0),
        (
            CallState.CHOSEN,
            {"object_until": date(2027, 1, 12), "counts": Counts(objections=1)},
            date(2027, 1, 14),
            "objections",
            2,
        ),
        (CallState.CHOSEN, {"object_until": date(2027, 1, 12)}, date(2027, 1, 13), "running", 0),
        (CallState.CHOSEN, {"object_until": date(2027, 1, 12)}, date(2027, 1, 27), "running", 1),
        (CallState.RUNNING, {}, date(2027, 2, 10), "running", 0),
        (CallState.RUNNING, {}, date(2027, 2, 12), "running", 2),
        (CallState.DONE, {}, date(2027, 2, 12), None, 0),
    ],
)
def test_where_a_call_stands_and_how_late_it_is(
    state: CallState, changes: dict[str, Any], today: date, now: str | None, late_by: int
) -> None:
    found = line_now(timetable(kind("hibah_mesin"), standing(state, **changes), CALENDAR, today))
    assert (found and found.stage.code, found.late_by if found else 0) == (now, late_by)


def test_a_stage_is_a_duty_of_officers_who_read_programmes() -> None:
    for duty in get_args(Duty):
        roles = list(holders(Permission(duty)))
        assert roles
        assert all(Permission.PROGRAMME_READ in GRANTS[role] for role in roles)


def test_results_are_waited_for_three_months() -> None:
    over = standing(CallState.DONE, counts=Counts(participants=5, told=3))
    days = (over.ends_on, date(2027, 3, 15), months_on(over.ends_on, 3))
    found = [lines(over, day, "bazar")["results"] for day in days]
    assert [(one.place, one.late_by > 0, one.done, one.of) for one in found] == [
        ("now", False, 3, 5),
        ("now", True, 3, 5),
        ("done", False, 3, 5),
    ]
    told = replace(over, counts=Counts(participants=5, told=5))
    assert lines(told, days[0], "bazar")["results"].place == "done"


def test_a_call_that_gave_up_its_papers_has_none_to_check_and_content_of_before_has_no_timetable() -> None:
    given_up = kind("hibah_mesin").model_copy(update={"papers": ()})
    assert [one.code for one in stages_of(given_up)] == [one for one in STAGES if one not in {"papers", "results"}]
    content = kind("hibah_mesin").model_dump(mode="json")
    assert ProgrammeKind.model_validate(content) == kind("hibah_mesin")
    del content["stages"]
    assert timetable(ProgrammeKind.model_validate(content), standing(), CALENDAR, FRIDAY) == []


def test_a_call_that_was_cancelled_stands_nowhere() -> None:
    assert timetable(kind("bazar"), standing(CallState.CANCELLED), CALENDAR, FRIDAY) == []


DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
KINDS = st.sampled_from([one.code for one in current_pack().programmes])


def left_of(runs: int, left: tuple[int, int, int]) -> tuple[int, int, int]:
    """So many are left, of no more than there are."""
    papers, visits, points = (min(one, runs) for one in left)
    return papers, visits, points


def stands(state: CallState, days: tuple[date, date, date], object_until: date | None, counts: Counts) -> Standing:
    """A call with its days in order."""
    apply_until, begins_on, ends_on = sorted(days)
    return Standing(state, apply_until, begins_on, ends_on, object_until, None, counts)


COUNTS = st.builds(
    lambda runs, left, objections, told: Counts(runs, *left_of(runs, left), objections, 5, told),
    st.integers(0, 9),
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)),
    st.integers(0, 2),
    st.integers(0, 5),
)
STANDINGS = st.builds(
    stands,
    st.sampled_from(CallState),
    st.tuples(DAYS, DAYS, DAYS),
    st.none() | DAYS,
    COUNTS,
)


@given(KINDS, STANDINGS, DAYS)
def test_one_stage_at_most_is_now_and_all_before_it_are_done(code: str, of: Standing, today: date) -> None:
    places = [one.place for one in timetable(kind(code), of, CALENDAR, today)]
    assert places.count("now") == (of.state in AT_WORK and any(one != "done" for one in places))
    if "now" in places:
        assert set(places[: places.index("now")]) <= {"done"}
    if of.state not in AT_WORK:
        assert set(places) <= {"later"}


@given(KINDS, STANDINGS, DAYS)
def test_only_the_stage_that_is_now_is_late_once_its_day_has_passed(code: str, of: Standing, today: date) -> None:
    for one in timetable(kind(code), of, CALENDAR, today):
        assert 0 <= one.left <= one.of
        if one.late_by:
            assert one.place == "now"
            assert today > min(one.until, of.begins_on)
        if one.place == "now" and of.state == CallState.CLOSED:
            assert one.late_by == CALENDAR.between(one.until, today)
        if one.place == "later" and of.state in AT_WORK and of.object_until is None:
            assert one.until >= min(today, of.begins_on)


@given(KINDS, STANDINGS, DAYS, st.integers(0, 30))
def test_stages_end_in_their_order_and_later_where_applying_ends_later(
    code: str, of: Standing, today: date, more: int
) -> None:
    def ends(on: Standing) -> list[date]:
        return [one.until for one in timetable(kind(code), on, CALENDAR, today)]

    assume(of.object_until is None)
    assert all(one <= other for one, other in pairwise([of.apply_until, *ends(of)]))
    until = min(of.apply_until + timedelta(days=more), of.begins_on)
    prolonged = ends(replace(of, apply_until=until))
    assert all(one <= other for one, other in zip(ends(of), prolonged, strict=True))


def test_what_comes_before_it_runs_ends_when_it_begins() -> None:
    soon = standing(CallState.PUBLISHED, begins_on=date(2026, 12, 20), ends_on=date(2026, 12, 20))
    assert [one.until for one in lines(soon, FRIDAY).values()] == [
        date(2026, 12, 4),
        date(2026, 12, 18),
        *[date(2026, 12, 20)] * 3,
        date(2027, 1, 5),
    ]
    assert ready_on(kind("hibah_mesin"), soon.apply_until, CALENDAR) == date(2027, 1, 12)
    begun = lines(replace(soon, state=CallState.CLOSED), date(2026, 12, 28))
    assert (begun["papers"].late_by, begun["visit"].until) == (14, date(2027, 1, 11))


@given(KINDS, STANDINGS, DAYS, st.integers(0, 40))
def test_what_is_done_is_never_undone_by_time_and_work_only_leads_on(
    code: str, of: Standing, today: date, more: int
) -> None:
    def now(on: Standing, day: date) -> int:
        found = timetable(kind(code), on, CALENDAR, day)
        return next((place for place, one in enumerate(found) if one.place == "now"), len(found))

    assume(of.state in AT_WORK)
    assert now(of, today) <= now(of, today + timedelta(days=more))
    all_done = replace(of.counts, papers_left=0, unvisited=0, unjudged=0, objections=0, told=of.counts.participants)
    assert now(of, today) <= now(replace(of, counts=all_done), today)
