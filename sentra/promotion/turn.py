"""Whose turn it is: who was never promoted stands first, then whose last promotion lies longest ago. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Promoted(StrEnum):
    """What counts as a promotion of a maker."""

    PIECE = "piece"
    CAMPAIGN = "campaign"
    EXHIBITION = "exhibition"
    FEATURED = "featured"
    THEME = "theme"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class Turn:
    """What decides a maker's turn: its last promotion, how often it was promoted lately, since when it is listed."""

    maker: int
    last: date | None
    times: int
    first_listed: datetime


def place(turn: Turn) -> tuple[bool, date, int, datetime, int]:
    """Give what turns are sorted by: the smallest is first; two makers never have the same."""
    return turn.last is not None, turn.last or date.min, turn.times, turn.first_listed, turn.maker


def in_turn(turns: Iterable[Turn]) -> list[Turn]:
    """Put makers in their turn, whatever order they come in."""
    return sorted(turns, key=place)
