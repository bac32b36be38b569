"""Sums of values (workers, rupiah) beside counts: what is left out of them, so that no business's own is learned."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil

from sentra.insights.suppression.flows import SINK, SOURCE, Net
from sentra.insights.suppression.tables import FEWEST, GRAND, SUM_WEIGHS, Cell, Hidden, Place, Sum, weight

DOMINANT = 80
"""A value of which the largest business makes up more than so many percent is left out."""
UNCERTAIN = 20
"""By so many percent a value that is left out may be larger or smaller, for all that a reader knows."""
PERCENT = 100
Line = Cell | Sum


@dataclass(frozen=True, slots=True)
class Values:
    """A table of values: `counts` are the businesses that told theirs, `largest` the largest value of one of them."""

    name: str
    rows: str
    columns: str
    values: Mapping[Place, int]
    counts: Mapping[Place, int]
    largest: Mapping[Place, int] = field(default_factory=dict)

    def in_all(self) -> dict[Line, tuple[int, int, int]]:
        """Give value, count and largest value of each cell and each sum."""
        found: dict[Line, tuple[int, int, int]] = {}
        for (row, column), count in sorted(self.counts.items()):
            if count:
                mine = (self.values.get((row, column), 0), count, self.largest.get((row, column), 0))
                found[(self.name, row, column)] = mine
                sums: tuple[Sum, ...] = ((self.rows, row), (self.columns, column), GRAND)
                for total in sums:
                    value, many, most = found.get(total, (0, 0, 0))
                    found[total] = (value + mine[0], many + mine[1], max(most, mine[2]))
        return found


def is_open(value: int, count: int, largest: int) -> bool:
    """Tell whether a value may be published as such: of enough businesses, none of which makes up most of it."""
    return count >= FEWEST and (not value or largest * PERCENT <= DOMINANT * value)


def protect_values(table: Values, *, key: bytes = b"", hidden: Hidden, of: str) -> Hidden:
    """Tell what to leave out of a table of values, given what is left out of counts: of the table `of`, and of sums.

    The whole table is withheld where that is not enough.
    """
    known = table.in_all()
    nothing = Hidden(withheld=frozenset({table.name}))
    if of in hidden.withheld or (known and not is_open(*known[GRAND])):
        return nothing
    as_counts = {(table.name, row, column) for name, row, column in hidden.cells if name == of} | hidden.sums
    drawn = _Drawn(table, known, as_counts, key)
    if not drawn.secure():
        return nothing
    net = drawn.net
    left_out = {line for line, edge in drawn.edges.items() if net.hidden[edge]}
    cells = frozenset(one for one in left_out if len(one) == 3)
    return Hidden(cells, frozenset(one for one in left_out if len(one) == 2))


class _Drawn:
    """A table of values as a network, with what is left out so far."""

    def __init__(
        self, table: Values, known: Mapping[Line, tuple[int, int, int]], left_out: set[Line], key: bytes
    ) -> None:
        self.known, self.net = known, Net()
        self.edges: dict[Line, int] = {}
        nodes: dict[Line, int] = {}
        sums: list[Line] = sorted(one for one in known if len(one) == 2 and one != GRAND)
        for line in sums:
            nodes[line] = self.net.node()
            ends = (SOURCE, nodes[line]) if line[0] == table.rows else (nodes[line], SINK)
            self._edge(line, ends, SUM_WEIGHS, key)
        for cell in sorted(one for one in known if len(one) == 3):
            self._edge(cell, (nodes[(table.rows, cell[1])], nodes[(table.columns, cell[2])]), 1, key)
        self.small = [line for line in self.edges if line in left_out or not is_open(*known[line])]
        for line in self.small:
            self.net.hidden[self.edges[line]] = True
        self.alone = [line for line in self.edges if known[line][1] == 1 and len(line) == 3]

    def _edge(self, line: Line, ends: tuple[int, int], times: int, key: bytes) -> None:
        value = self.known[line][0]
        cost = times * weight(key, value, *line)
        self.edges[line] = self.net.edge(*ends, value, least=0, cost=cost)

    def needed(self, line: Line) -> int:
        """Give by how much a value must be uncertain."""
        return max(1, ceil(self.known[line][0] * UNCERTAIN / PERCENT))

    def secure(self) -> bool:
        """Leave out more until everything small is uncertain; tells whether that was possible."""
        for line in self.small:
            edge, needed = self.edges[line], self.needed(line)
            up = self.net.more(edge, needed, opening=True)
            self._open(up.opened)
            down = self.net.less(edge, min(needed, self.known[line][0]), opening=True)
            self._open(down.opened)
            if up.amount < needed or down.amount < min(needed, self.known[line][0]):
                return False
        for line, without in self._pinned():
            around = self.net.more(self.edges[line], 1, opening=True, without=frozenset({self.edges[without]}))
            if not around.amount:
                return False
            self._open(around.opened)
        return True

    def _open(self, edges: frozenset[int]) -> None:
        for edge in edges:
            self.net.hidden[edge] = True

    def _pinned(self) -> Iterator[tuple[Line, Line]]:
        """Give what a business that is alone in its cell could compute of others', having its own."""
        for alone in self.alone:
            edge = self.edges[alone]
            bridges = _bridges(self.net, edge) if self.net.hidden[edge] else set()
            for line in self.small:
                if line != alone and self.edges[line] in bridges:
                    yield line, alone


def _bridges(net: Net, without: int) -> set[int]:
    """Give the edges that are left out and lie on no circle of such edges, one edge set aside (Tarjan)."""
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    found: set[int] = set()
    for start in range(len(net.out)):
        if start in order:
            continue
        order[start] = low[start] = len(order)
        stack = [(start, -1, iter(net.out[start]))]
        while stack:
            node, came_by, arcs = stack[-1]
            for arc in arcs:
                edge, head = arc >> 1, net.ends[arc]
                if not net.hidden[edge] or edge in (without, came_by):
                    continue
                if head in order:
                    low[node] = min(low[node], order[head])
                    continue
                order[head] = low[head] = len(order)
                stack.append((head, edge, iter(net.out[head])))
                break
            else:
                stack.pop()
                if stack:
                    above = stack[-1][0]
                    low[above] = min(low[above], low[node])
                    if low[node] > order[above]:
                        found.add(came_by)
    return found
