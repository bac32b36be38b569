"""What of a row of counts isn't told to everybody, so that nobody is recognised. Pure.

The place at which a stronger rule, one that looks at several tables at once, takes over.
"""

from collections.abc import Mapping

from sentra.insights.counting import Values
from sentra.insights.figure import Figure, Mean, Share, Sum, whole

FEWEST = 3
"""Of fewer than so many businesses nothing is told."""
TELLERS = "told"
"""How many told what is added up as `sum_...`."""


def hidden(counts: Mapping[str, int]) -> frozenset[str]:
    """Give the cells of a row that must not be told where its sum is.

    Those of fewer than three, and of the others the least ones, until the sum of all hidden lets each small cell still
    be one or two. Where no others do, all cells.
    """
    small = {key for key, many in counts.items() if 0 < many < FEWEST}
    if not small:
        return frozenset()
    hide, left_out = set(small), sum(counts[key] for key in small)
    needed = (FEWEST - 1) * len(small)
    for key, many in sorted(counts.items(), key=lambda one: (one[1], one[0])):
        if many >= FEWEST and (len(hide) == len(small) or left_out < needed):
            hide.add(key)
            left_out += many
            needed += FEWEST
    return frozenset(hide) if len(hide) > len(small) and left_out >= needed else frozenset(counts)


def enough(figure: Figure, values: Values) -> bool:
    """Tell whether a figure may be told of a cell: no fewer than three businesses stand behind any part of it."""
    return all(many == 0 or many >= FEWEST for many in _behind(figure, values))


def _behind(figure: Figure, values: Values) -> list[int]:
    read = figure.read
    if isinstance(read, Sum):
        return [whole(values, TELLERS) if name.startswith("sum_") else whole(values, name) for name in read.names]
    if isinstance(read, Share):
        part, all_of_them = read.part(values), read.of(values)
        return [part, all_of_them - part]
    return [read.of(values)] if isinstance(read, Mean) else []
