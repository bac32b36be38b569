"""Finding the header of a sheet: below title lines, in one row or in two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sentra.kernel.text import fold
from sentra.transfer.reading.frames import Cell, Row
from sentra.transfer.recognition.profiles import names, profiles

MOST_ROWS = 40
"""How far down a header may begin."""
LONGEST_NAME = 120
_NUMBERED = re.compile(r"\(?\d{1,3}\)?")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands: the names of the columns, the number of its last row, and the lines above it."""

    names: tuple[str, ...]
    last_row: int
    titles: tuple[str, ...]

    @property
    def year(self) -> int | None:
        """The year that a title line tells; None where none or several do."""
        years = {int(year) for year in re.findall(r"\b(20\d\d)\b", " ".join(self.titles))}
        return years.pop() if len(years) == 1 else None


def find_header(rows: Sequence[Row]) -> Header | None:
    """Find the header: the row, or pair of rows, whose names are known best; None where no row looks like one."""
    best: tuple[float, int, int, tuple[str, ...]] | None = None
    near = rows[:MOST_ROWS]
    for place, (_number, cells) in enumerate(near):
        single = _single(cells)
        candidates = [(single, 1)]
        if place + 1 < len(near):
            candidates.append((_double(cells, near[place + 1][1]), 2))
        for found, height in candidates:
            score = _score(found) - (0.5 if height == 2 else 0)
            if score > 0 and (best is None or score > best[0]):
                best = (score, place, height, found)
    if best is None:
        return None
    _best, place, height, found = best
    last = place + height - 1
    if last + 1 < len(rows) and _is_numbering(rows[last + 1][1]):
        last += 1
    titles = tuple(" ".join(str(cell) for cell in cells if cell is not None) for _number, cells in rows[:place])
    return Header(found, rows[last][0], titles)


def _single(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(cell[:LONGEST_NAME] if isinstance(cell, str) else "" for cell in cells)


def _double(upper: Sequence[Cell], lower: Sequence[Cell]) -> tuple[str, ...]:
    """Join two header rows: a group's name stands over its first column and goes on over those without one."""
    found = []
    group = ""
    for column in range(max(len(upper), len(lower))):
        above = upper[column] if column < len(upper) else None
        below = lower[column] if column < len(lower) else None
        if isinstance(above, str):
            group = above
        elif below is None:
            group = ""
        under = below if isinstance(below, str) else ""
        found.append(" ".join(dict.fromkeys(part for part in (group, under) if part))[:LONGEST_NAME])
    return tuple(found)


def _score(found: Sequence[str]) -> float:
    """Tell how much a row looks like a header: names that are known count, others only a little."""
    told = [fold(name) for name in found if name]
    if len(told) < 2:
        return 0
    known = names()
    by_name = sum(1 for name in set(told) if name in known)
    by_profile = max((len(set(told) & set(one.by_header)) for one in profiles().values()), default=0)
    distinct = len(set(told)) / len(told)
    return max(by_name, by_profile) * 2 * distinct + len(told) * 0.05 - (len(found) - len(told)) * 0.1


def _is_numbering(cells: Sequence[Cell]) -> bool:
    """Tell whether a row only numbers the columns: `(1) (2) (3)`."""
    told = [str(cell).removesuffix(".0") for cell in cells if cell is not None]
    if len(told) < 3 or not all(_NUMBERED.fullmatch(one) for one in told):
        return False
    numbers = [int(one.strip("()")) for one in told]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 1
