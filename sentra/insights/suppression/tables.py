"""Tables of counts that share sums, and what of them is left out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

FEWEST = 3
"""Cells of fewer businesses are left out, but for zeros."""
BEYOND = 2
"""By so much a small cell may be larger than it is, for all that a reader knows."""
GRAND = ("", "")
"""The sum of all, among the sums."""
SUM_WEIGHS = 8
"""Leaving out a sum costs as much as so many cells of its size."""
HASH_BITS = 10

Place = tuple[str, str]
Cell = tuple[str, str, str]
"""A table, a row, a column."""
Sum = tuple[str, str]
"""A dimension and one of its members: the sum of its row or column, in every table that has the dimension."""


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by two dimensions; tables with the same dimension have the same sums of it.

    Without `columns`, each column lies in one row alone, as villages lie in districts, and has no sum of its own.
    """

    name: str
    rows: str
    columns: str
    counts: Mapping[Place, int]

    def sums(self, dimension: str) -> dict[str, int]:
        """Give the sums by a dimension of the table. Raises `KeyError` for another one."""
        if dimension not in self.dimensions:
            raise KeyError(dimension)
        side = self.dimensions.index(dimension)
        found: Counter[str] = Counter()
        for place, count in self.counts.items():
            found[place[side]] += count
        return dict(found)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions that have sums."""
        return (self.rows, self.columns) if self.columns else (self.rows,)


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is left out: cells, sums (`GRAND` too), and whole tables (`withheld`), of which nothing is published."""

    cells: frozenset[Cell] = frozenset()
    sums: frozenset[Sum] = frozenset()
    withheld: frozenset[str] = frozenset()

    def cell(self, table: str, row: str, column: str) -> bool:
        """Tell whether a cell is left out."""
        return table in self.withheld or (table, row, column) in self.cells

    def sum(self, dimension: str, member: str) -> bool:
        """Tell whether a sum is left out."""
        return (dimension, member) in self.sums


def shared_sums(tables: Iterable[Table]) -> dict[str, dict[str, int]]:
    """Give the sums by dimension. Raises `ValueError` where tables disagree: they count different businesses."""
    found: dict[str, dict[str, int]] = {}
    totals = set()
    for table in tables:
        if any(count < 0 for count in table.counts.values()):
            raise ValueError(f"{table.name} counts below zero")
        totals.add(sum(table.counts.values()))
        for dimension in table.dimensions:
            sums = {member: count for member, count in table.sums(dimension).items() if count}
            if found.setdefault(dimension, sums) != sums:
                raise ValueError(f"{table.name} has other sums by {dimension} than the tables before it")
    if len(totals) > 1:
        raise ValueError(f"tables of one family count different businesses: {sorted(totals)}")
    return found


def weight(key: bytes, count: int, *name: str) -> int:
    """Tell what leaving something out costs: by the power of two that its count lies under, then by a keyed hash."""
    digest = blake2b("\x1f".join(name).encode(), key=key[:64], digest_size=2).digest()
    return (count.bit_length() << HASH_BITS) + (int.from_bytes(digest, "big") >> (16 - HASH_BITS))
