"""Into which of five shades a map puts its numbers: the classes whose members lie nearest to each other. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from sentra.insights.figure import Number

MOST = 5


@dataclass(frozen=True, slots=True)
class Band:
    """A shade, from 1 (least) to 5 (most), with the least and the greatest number in it."""

    shade: int
    low: Number
    high: Number


def bands(numbers: Collection[Number], most: int = MOST) -> list[Band]:
    """Part numbers into at most so many classes with the least scatter within them (Jenks' natural breaks).

    Each number lies in one class. Fewer classes than shades are spread over them, so that the extremes stay apart.
    """
    ordered = sorted(numbers)
    if not ordered:
        return []
    different = sorted(set(ordered))
    ends = _ends(different, ordered, min(most, len(different)))
    many = len(ends)
    found, start = [], 0
    for place, end in enumerate(ends):
        shade = (most + 1) // 2 if many == 1 else 1 + place * (most - 1) // (many - 1)
        found.append(Band(shade, different[start], different[end]))
        start = end + 1
    return found


def shade_of(number: Number | None, parts: Collection[Band]) -> int:
    """Give the shade of a number; 0 for one that isn't known."""
    if number is None:
        return 0
    return next((one.shade for one in parts if number <= one.high), 0)


def _ends(different: list[Number], ordered: list[Number], many: int) -> list[int]:
    """Give where each class ends: by the least sum of squared distances from the classes' means."""
    counts = [ordered.count(one) for one in different]
    size = len(different)
    sums, squares, weights = [0.0], [0.0], [0]
    for number, count in zip(different, counts, strict=True):
        sums.append(sums[-1] + count * number)
        squares.append(squares[-1] + count * float(number) ** 2)
        weights.append(weights[-1] + count)

    def scatter(start: int, end: int) -> float:
        weight, total = weights[end + 1] - weights[start], sums[end + 1] - sums[start]
        return max(squares[end + 1] - squares[start] - total * total / weight, 0.0)

    best = [scatter(0, end) for end in range(size)]
    cuts: list[list[int]] = []
    for classes in range(2, many + 1):
        row, cut = [float("inf")] * size, [0] * size
        for end in range(classes - 1, size):
            row[end], cut[end] = min((best[at - 1] + scatter(at, end), at) for at in range(classes - 1, end + 1))
        best = row
        cuts.append(cut)
    ends = [size - 1]
    for cut in reversed(cuts):
        ends.append(cut[ends[-1]] - 1)
    return ends[::-1]
