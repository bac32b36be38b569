"""Who earned the certificate, and when sessions may be: the rules alone, whatever the numbers."""

from datetime import date, time

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as some

from sentra.programmes.reading import Marked, points_typed
from sentra.programmes.training import (
    MOST_SESSIONS,
    UNREADABLE,
    SessionTold,
    missing_for_certificate,
    problems_of_session,
    sessions_needed,
    time_of,
)
from sentra.reference.programmes import Training

TERMS = Training(attend_percent=80, pass_score=60, source="Contoh")
DAY = date(2026, 11, 12)
SOME_TERMS = some.builds(
    Training, attend_percent=some.integers(1, 100), pass_score=some.integers(0, 100), source=some.just("Contoh")
)
POINTS = some.none() | some.integers(0, 100)


def codes(attended: int, held: int, after: int | None, *, tested: bool, terms: Training = TERMS) -> list[str]:
    """What keeps somebody from the certificate."""
    return [one.code for one in missing_for_certificate(attended, held, after, tested=tested, terms=terms)]


@pytest.mark.parametrize(
    ("attended", "held", "after", "tested", "missing"),
    [
        (4, 5, 60, True, []),
        (4, 5, None, False, []),
        (3, 5, None, False, ["too_few"]),
        (2, 4, 40, True, ["too_few", "too_low"]),
        (5, 5, None, True, ["no_test"]),
        (0, 0, None, False, ["none_held"]),
        (0, 0, 59, True, ["none_held", "too_low"]),
        (1, 1, 0, True, ["too_low"]),
    ],
)
def test_a_certificate_is_earned_by_coming_and_passing(
    attended: int, held: int, after: int | None, tested: bool, missing: list[str]
) -> None:
    assert codes(attended, held, after, tested=tested) == missing


@given(
    some.integers(1, 100).flatmap(lambda held: some.tuples(some.integers(0, held), some.just(held))), POINTS, SOME_TERMS
)
def test_it_is_earned_exactly_by_the_percent_and_the_points(
    came: tuple[int, int], after: int | None, terms: Training
) -> None:
    attended, held = came
    enough = attended * 100 >= terms.attend_percent * held
    passed = after is not None and after >= terms.pass_score
    assert (codes(attended, held, after, tested=False, terms=terms) == []) == enough
    assert (codes(attended, held, after, tested=True, terms=terms) == []) == (enough and passed)


@given(some.integers(1, 100), some.integers(0, 99), some.integers(0, 99), SOME_TERMS)
def test_coming_more_often_and_knowing_more_never_harms(held: int, came: int, after: int, terms: Training) -> None:
    came = min(came, held - 1)
    now = codes(came, held, after, tested=True, terms=terms)
    assert set(codes(came + 1, held, after + 1, tested=True, terms=terms)) <= set(now)


@given(some.integers(1, 1000), some.integers(1, 100))
def test_what_is_needed_is_the_least_that_is_enough(held: int, percent: int) -> None:
    needed = sessions_needed(held, percent)
    assert 1 <= needed <= held
    assert needed * 100 >= percent * held > (needed - 1) * 100


def told(begins: int = 9, ends: int = 12, **changes: object) -> SessionTold:
    """A session on the first day."""
    given: dict[str, object] = {"on": DAY, "topic": "Kemasan", **changes}
    return SessionTold(begins=time(begins), ends=time(ends), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("session", "fields"),
    [
        (told(), set()),
        (told(12, 13), set()),
        (told(on=date(2026, 11, 11)), {"on"}),
        (told(on=date(2026, 11, 14), topic="x"), {"on", "topic"}),
        (told(12, 12), {"ends"}),
        (told(12, 9), {"ends"}),
        (told(topic="x" * 201, place="x" * 301, teacher="x" * 151), {"topic", "place", "teacher"}),
    ],
)
def test_all_that_is_wrong_with_a_session_is_named(session: SessionTold, fields: set[str]) -> None:
    assert {one.field for one in problems_of_session(session, DAY, date(2026, 11, 13), [])} == fields


@given(some.integers(0, 22), some.integers(1, 23), some.integers(0, 22), some.integers(1, 23))
def test_two_sessions_never_meet(begins: int, ends: int, other: int, last: int) -> None:
    if ends <= begins or last <= other:
        return
    found = problems_of_session(told(begins, ends), DAY, DAY, [told(other, last)])
    shared = set(range(begins, ends)) & set(range(other, last))
    assert bool(found) == bool(shared)
    assert not problems_of_session(told(begins, ends), DAY, DAY, [told(other, last, on=date(2026, 11, 11))])


def test_sessions_are_bounded() -> None:
    others = [told(on=date(2025, 1, 1))] * MOST_SESSIONS
    assert [one.code for one in problems_of_session(told(), DAY, DAY, others)] == ["too_many"]


def test_time_is_said_in_hours_and_minutes() -> None:
    with override("en"):
        told = [time_of(one) for one in ([], [180, 210], [45], [60, 1])]
    assert told == ["0 minutes", "6 hours 30 minutes", "45 minutes", "1 hour 1 minute"]


A, B, C = (f"00000000-0000-0000-0000-00000000000{place}" for place in (1, 2, 3))


def test_of_a_list_only_what_changed_is_taken() -> None:
    marked = Marked.of({f"here-{A}": "yes", f"was-{B}": "yes", f"here-{C}": "yes", f"was-{C}": "yes", "here-x\0": "y"})
    assert ({str(one) for one in marked.came}, {str(one) for one in marked.left_out}) == ({A}, {B})


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("75", 75),
        (" 75 ", 75),
        ("", None),
        ("x", UNREADABLE),
        ("-1", UNREADABLE),
        ("7.5", UNREADABLE),
        ("9" * 5000, -1),
    ],
)
def test_points_are_read_or_named(text: str, points: int | None) -> None:
    sent = {f"after-{A}": text, f"was-after-{A}": "50", f"before-{A}": "40", f"was-before-{A}": "40", "before-x": "1"}
    assert [*points_typed(sent).values()] == [{"after": points}]
