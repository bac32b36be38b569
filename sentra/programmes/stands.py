"""The stands of a hall as an officer types them, row by row, and in which order they are given out. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from sentra.kernel.errors import Problem
from sentra.kernel.text import tidy

WITH_STANDS = frozenset({"exhibition", "market"})
"""What a kind of programme gives (`ProgrammeKind.gives`) where there are stands."""
GAP = "."
LONGEST_NAME = 6
MOST_ROWS = 40
MOST_COLUMNS = 24
LONGEST_TEXT = 20_000
FIELD = "text"
_NAME = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_SHOWN = 20
_NAMED = 5
"""So many of the words that are wrong in a line are named."""
First = TypeVar("First")
Second = TypeVar("Second")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stand is: the row from the entrance, the column from the left, both from 0."""

    name: str
    row: int
    column: int


def read_plan(text: str) -> tuple[list[Place], list[Problem]]:
    """Read a plan: a line for a row of the hall, a word for a stand, "." where nothing stands; empty lines are aisles.

    Gives the stands in order, and all that is wrong, each with its line.
    """
    if len(text) > LONGEST_TEXT:
        message = _("Please use at most %(most)s characters.") % {"most": LONGEST_TEXT}
        return [], [Problem(FIELD, "too_long", message)]
    rows = [line.upper().split() for line in text.splitlines()]
    first = next((number for number, row in enumerate(rows) if row), len(rows))
    last = next((number for number in range(len(rows), 0, -1) if rows[number - 1]), 0)
    places: list[Place] = []
    problems: list[Problem] = []
    for number in range(first, min(last, first + MOST_ROWS)):
        places += [
            Place(name, number - first, column)
            for column, name in enumerate(rows[number][:MOST_COLUMNS])
            if name != GAP
        ]
        problems += _of_row(number + 1, rows[number])
    if last - first > MOST_ROWS:
        problems.append(_problem(first + MOST_ROWS + 1, "rows", _("a hall has at most %(most)s rows."), most=MOST_ROWS))
    problems += _twice(places, first)
    if not places and not problems:
        problems.append(Problem(FIELD, "missing", _("Please type at least one stand, such as A1.")))
    return places, problems


def _problem(line: int, code: str, message: str, **words: object) -> Problem:
    told = _("Line %(line)s: %(problem)s") % {"line": line, "problem": message % words}
    return Problem(FIELD, code, told)


def _of_row(line: int, words: Sequence[str]) -> Iterator[Problem]:
    """Tell what is wrong in one row, whatever the others have."""
    if len(words) > MOST_COLUMNS:
        yield _problem(line, "columns", _("a row has at most %(most)s places."), most=MOST_COLUMNS)
    names = [one for one in words[:MOST_COLUMNS] if one != GAP]
    if long := [one for one in names if len(one) > LONGEST_NAME]:
        message = _("these names are longer than %(most)s signs: %(names)s")
        yield _problem(line, "long", message, most=LONGEST_NAME, names=_listed(long))
    if strange := [one for one in names if len(one) <= LONGEST_NAME and not _NAME.fullmatch(one)]:
        message = _("a name has letters, digits and hyphens only: %(names)s")
        yield _problem(line, "strange", message, names=_listed(strange))


def _twice(places: Iterable[Place], first: int) -> Iterator[Problem]:
    """Tell which names stand twice, where they do so again."""
    seen: dict[str, Place] = {}
    for place in places:
        before = seen.setdefault(place.name, place)
        if before is not place:
            message = _("%(name)s stands in line %(before)s already.")
            told = {"name": _shown(place.name), "before": before.row + first + 1}
            yield _problem(place.row + first + 1, "twice", message, **told)


def _shown(name: str) -> str:
    return tidy(name)[:_SHOWN]


def _listed(names: Sequence[str]) -> str:
    more = " …" if len(names) > _NAMED else ""
    return ", ".join(map(_shown, names[:_NAMED])) + more


def plan_text(places: Iterable[Place]) -> str:
    """Write a plan as it is typed, the columns under each other."""
    known = {(place.row, place.column): place.name for place in places}
    wide = max(map(len, known.values()), default=0)
    return "\n".join(
        " ".join(known.get((row, column), GAP).ljust(wide) for column in range(_ends(known, row))).rstrip() or GAP
        for row in range(1 + max((row for row, _column in known), default=-1))
    )


def _ends(known: Iterable[tuple[int, int]], row: int) -> int:
    """Give where a row ends: after its last stand."""
    return 1 + max((column for at, column in known if at == row), default=-1)


def in_turn(free: Sequence[First], waiting: Sequence[Second]) -> list[tuple[First, Second]]:
    """Give out what is free, the first to whoever waits first, until one of the two runs out."""
    return list(zip(free, waiting, strict=False))
