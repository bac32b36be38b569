"""How a figure moved, and how far it is from its goal. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sentra.insights.figure import Better, Number

DAYS_OF_YEAR = 365.25
LONGEST = 50
"""A pace that needs more years than this leads nowhere."""
DONE = 100.0


class Way(StrEnum):
    """Which way a figure moved."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """By how much a figure moved; `percent` of what it was, None where that says nothing.

    `good` tells whether that is good news; None where it is none, or neither way is better.
    """

    by: Number
    way: Way
    percent: float | None
    good: bool | None


def change(now: Number | None, before: Number | None, *, better: Better, digits: int) -> Change | None:
    """Compare a figure with what it was; None where either isn't known.

    What doesn't show at `digits` behind the point is no change.
    """
    if now is None or before is None:
        return None
    by = round(now, digits) - round(before, digits)
    by = round(by, digits) if digits else int(by)
    if not by:
        return Change(0, Way.SAME, None, None)
    way = Way.UP if by > 0 else Way.DOWN
    good = None if not better else (better == "more") == (way is Way.UP)
    return Change(by, way, 100 * by / before if before > 0 else None, good)


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a figure is from its goal.

    `left` is what is missing, or too much; 0 once the goal is met. `done` goes from 0 to 100. `reached` is the year in
    which the goal is met at the pace of the last twelve months; None where it is met, or that pace doesn't lead there.
    """

    left: Number
    done: float
    reached: int | None
    year: int

    @property
    def is_met(self) -> bool:
        """Tell whether the goal is met."""
        return not self.left

    @property
    def is_in_time(self) -> bool:
        """Tell whether the goal is met, or will be by its year at this pace."""
        return self.is_met or (self.reached is not None and self.reached <= self.year)


def distance(
    now: Number | None, year_ago: Number | None, *, goal: float, year: int, better: Better, today: date
) -> Distance | None:
    """Measure how far a figure is from its goal; None where it isn't known."""
    if now is None:
        return None
    less = better == "less"
    left = max(now - goal if less else goal - now, 0)
    whole = int(left) if float(left).is_integer() else left
    if not left:
        return Distance(0, DONE, None, year)
    done = 100 * (goal / now if less else now / goal)
    pace = None if year_ago is None else (year_ago - now if less else now - year_ago)
    return Distance(whole, max(done, 0.0), _reached(left, pace, today), year)


def _reached(left: Number, pace: Number | None, today: date) -> int | None:
    if pace is None or pace <= 0 or left / pace > LONGEST:
        return None
    days = left / pace * DAYS_OF_YEAR
    return date.fromordinal(today.toordinal() + int(days)).year
