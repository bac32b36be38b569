"""Keeping small groups out of published counts, also where a total would give them away. Pure.

A count of one or two businesses says something of each (UU 27/2022; a cell of fewer than three firms is suppressed).
A suppressed cell alone in its row could be reckoned from the row's total, so that others are suppressed with it.
"""

from collections.abc import Iterator, Sequence

LEAST = 3
Place = tuple[int, int]


def suppressed(counts: Sequence[Sequence[int]]) -> set[Place]:
    """Tell which cells must not be published, of a table whose last row and last column are its totals.

    In each row and each column, totals included, either no cell is hidden or at least two are, and what those of them
    that are no total hold together is at least three: so no total gives a small cell away.
    """
    hidden = {
        (row, column) for row, line in enumerate(counts) for column, count in enumerate(line) if 0 < count < LEAST
    }
    lines = list(_lines(len(counts), len(counts[0]) if counts else 0))
    while True:
        more = {one for line in lines if (one := _needed(counts, line, hidden)) is not None}
        if not more:
            return hidden
        hidden |= more


def _lines(rows: int, columns: int) -> Iterator[list[Place]]:
    """Give each row and each column as its places; the total is the last of them."""
    for row in range(rows):
        yield [(row, column) for column in range(columns)]
    for column in range(columns):
        yield [(row, column) for row in range(rows)]


def _needed(counts: Sequence[Sequence[int]], line: Sequence[Place], hidden: set[Place]) -> Place | None:
    """Give a cell that has to be hidden too, so that nothing of a line can be reckoned; None where nothing can be."""
    inside = [one for one in line if one in hidden]
    if not inside:
        return None
    parts = [one for one in inside if one != line[-1]]
    held = sum(counts[row][column] for row, column in parts)
    if len(inside) >= 2 and (line[-1] in hidden or held >= LEAST):
        return None
    open_ones = [one for one in line[:-1] if one not in hidden and counts[one[0]][one[1]] > 0]
    if open_ones:
        return min(open_ones, key=lambda one: (counts[one[0]][one[1]], one))
    return line[-1] if line[-1] not in hidden else None
