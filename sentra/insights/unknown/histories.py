"""Capture histories: how many businesses stand on exactly which lists. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

History = frozenset[str]
"""On which lists a business stands."""


@dataclass(frozen=True, slots=True)
class Histories:
    """Counts by history; a business on none of the lists has no history here, and is not counted."""

    counts: Mapping[History, int]

    @classmethod
    def of(cls, rows: Iterable[tuple[Iterable[str], int]]) -> "Histories":
        """Add rows of lists and counts up."""
        counts: Counter[History] = Counter()
        for lists, count in rows:
            counts[frozenset(lists)] += count
        return cls({history: count for history, count in counts.items() if history and count > 0})

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists, by name: what is estimated depends on no order."""
        return tuple(sorted({one for history in self.counts for one in history}))

    @property
    def seen(self) -> int:
        """How many stand on any list."""
        return sum(self.counts.values())

    def size(self, one: str) -> int:
        """How many stand on a list."""
        return sum(count for history, count in self.counts.items() if one in history)

    def both(self, one: str, other: str) -> int:
        """How many stand on two lists."""
        return sum(count for history, count in self.counts.items() if one in history and other in history)

    def shared(self, one: str) -> int:
        """How many of a list stand on another one too."""
        return sum(count for history, count in self.counts.items() if one in history and len(history) > 1)

    def only(self, lists: Iterable[str]) -> "Histories":
        """See nothing but some lists."""
        kept = frozenset(lists)
        return Histories.of((history & kept, count) for history, count in self.counts.items())

    def cells(self) -> list[tuple[History, int]]:
        """All histories that there could be on these lists, those of nobody too, in a fixed order."""
        lists = self.lists
        could = (frozenset(some) for many in range(1, len(lists) + 1) for some in combinations(lists, many))
        return [(history, self.counts.get(history, 0)) for history in could]
