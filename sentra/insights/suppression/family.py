"""Tables that share sums, as networks that share moves: where a hidden sum grows, another one shrinks in all tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sentra.insights.suppression.flows import SINK, SOURCE, Carried, Net
from sentra.insights.suppression.tables import BEYOND, SUM_WEIGHS, Sum, Table, shared_sums, weight

Pair = tuple[Sum, Sum]
"""Two hidden sums of one dimension, between which businesses may be moved; in whatever order."""
NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Opening:
    """What has to be left out so that something else may be larger: edges by table, and a pair of sums or two."""

    edges: tuple[tuple[int, frozenset[int]], ...]
    pairs: tuple[Pair, ...] = ()


class Drawn:
    """A table drawn as a network."""

    def __init__(self, table: Table, shared: frozenset[str], key: bytes) -> None:
        self.table = table
        self.net = Net()
        self.cells: dict[tuple[str, str], int] = {}
        self.sums: dict[Sum, int] = {}
        self.nodes: dict[Sum, int] = {}
        for dimension in table.dimensions:
            for member, count in sorted(table.sums(dimension).items()):
                if count:
                    self._sum(dimension, member, count, dimension in shared, key)
        for (row, column), count in sorted(table.counts.items()):
            if count:
                head = self.nodes[(table.columns, column)] if table.columns else SINK
                cost = weight(key, count, table.name, row, column)
                tail = self.nodes[(table.rows, row)]
                self.cells[(row, column)] = self.net.edge(tail, head, count, least=1, cost=cost)

    def _sum(self, dimension: str, member: str, count: int, is_shared: bool, key: bytes) -> None:
        node = self.nodes[(dimension, member)] = self.net.node()
        ends = (SOURCE, node) if dimension == self.table.rows else (node, SINK)
        cost = SUM_WEIGHS * weight(key, count, dimension, member)
        self.sums[(dimension, member)] = self.net.edge(*ends, count, least=1, cost=cost, locked=is_shared)

    def moved(self, grows: Sum, shrinks: Sum, *, opening: bool) -> Carried:
        """Tell how much the cells can take over when one sum grows by what another one of its dimension shrinks."""
        start, goal = self.nodes[grows], self.nodes[shrinks]
        if grows[0] != self.table.rows:
            start, goal = goal, start
        return self.net.carry(start, goal, BEYOND, opening, NOTHING)


class Family:
    """Tables with what is left out of them so far, and the pairs of shared sums that answer for each other."""

    def __init__(self, tables: Sequence[Table], key: bytes) -> None:
        self.sums = shared_sums(tables)
        dimensions = [dimension for table in tables for dimension in table.dimensions]
        self.shared = frozenset(one for one in dimensions if dimensions.count(one) > 1)
        self.drawn = [Drawn(table, self.shared, key) for table in tables]
        self.hidden_sums: set[Sum] = set()
        self.pairs: list[Pair] = []
        self.costs = {
            (dimension, member): weight(key, count, dimension, member)
            for dimension, sums in self.sums.items()
            for member, count in sums.items()
        }

    def having(self, dimension: str) -> list[int]:
        """Give the places of the tables with a dimension."""
        return [place for place, one in enumerate(self.drawn) if dimension in one.table.dimensions]

    def partners(self, one: Sum) -> list[Sum]:
        """Give the sums that may be left out together with one, the best first: hidden ones, then small ones."""
        dimension, member = one
        found = [
            (dimension, other) for other, count in self.sums[dimension].items() if other != member and count > BEYOND
        ]
        return sorted(found, key=lambda other: (other not in self.hidden_sums, self.costs[other]))

    def room(self, grows: Sum, shrinks: Sum, *, but: int = -1) -> int:
        """Tell how many businesses may have moved between two sums, as far as all tables but one know."""
        most = min(BEYOND, self.sums[shrinks[0]][shrinks[1]] - 1)
        for place in self.having(grows[0]):
            if place != but and most > 0:
                most = min(most, self.drawn[place].moved(grows, shrinks, opening=False).amount)
        return most

    def opening(self, grows: Sum, shrinks: Sum, *, but: int = -1) -> tuple[Opening | None, int]:
        """Tell what must be left out so that `BEYOND` may have moved between two sums; else which table forbids it."""
        edges = []
        for place in self.having(grows[0]):
            if place != but:
                carried = self.drawn[place].moved(grows, shrinks, opening=True)
                if carried.amount < BEYOND:
                    return None, place
                edges.append((place, carried.opened))
        return Opening(tuple(edges), ((grows, shrinks),)), -1

    def combinations(self, place: int) -> Iterator[tuple[Pair, ...]]:
        """Give the moves between shared sums that a cell of a table may lean on: none, one, or one of each side."""
        mine = [[pair for pair in self.pairs if pair[0][0] == one] for one in self.drawn[place].table.dimensions]
        yield ()
        for pairs in mine:
            for pair in pairs:
                yield (pair,)
        if len(mine) == 2 and self.is_apart(place):
            for first in mine[0]:
                for second in mine[1]:
                    yield (first, second)

    def is_apart(self, place: int) -> bool:
        """Tell whether no other table has both dimensions of a table: moves on both sides then don't meet."""
        both = set(self.drawn[place].table.dimensions)
        return not any(both <= set(one.table.dimensions) for number, one in enumerate(self.drawn) if number != place)


class Unlocked:
    """While it lasts, a table may lean on moves between shared sums, as far as the other tables can follow."""

    def __init__(self, family: Family, place: int, pairs: Sequence[Pair], *, room: int | None = None) -> None:
        self.family, self.place, self.pairs, self.given = family, place, pairs, room
        self.before: list[tuple[int, int, int]] = []

    def __enter__(self) -> Net:
        drawn = self.family.drawn[self.place]
        for one, other in self.pairs:
            to_one = self._room(one, other)
            to_other = self._room(other, one)
            for name, up, down in ((one, to_one, to_other), (other, to_other, to_one)):
                edge = drawn.sums[name]
                self.before.append((edge, drawn.net.room[2 * edge], drawn.net.room[2 * edge + 1]))
                least = drawn.net.room[2 * edge + 1]
                drawn.net.room[2 * edge], drawn.net.room[2 * edge + 1] = up, min(down, least)
                drawn.net.hidden[edge] = True
        return drawn.net

    def _room(self, grows: Sum, shrinks: Sum) -> int:
        return self.family.room(grows, shrinks, but=self.place) if self.given is None else self.given

    def __exit__(self, *_error: object) -> None:
        net = self.family.drawn[self.place].net
        for edge, up, down in reversed(self.before):
            net.room[2 * edge], net.room[2 * edge + 1] = up, down
            net.hidden[edge] = False
