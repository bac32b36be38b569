"""A table as a network, in which its other possible contents are flows.

What lies in a row flows into its node from the source, from there through the cells into the columns, and from these
into the sink. What is published is fixed. What is left out may flow otherwise, as long as each node passes on what it
gets: each such flow is a table that a reader must hold for possible. So whether a cell may be larger is asked of a
path by which what it has more comes back.
"""

from collections import deque
from dataclasses import dataclass
from heapq import heappop, heappush

FREE = 10**15
SOURCE, SINK = 0, 1


@dataclass(frozen=True, slots=True)
class Carried:
    """How much could be carried from one node to another, and which published edges had to be left out for it."""

    amount: int
    opened: frozenset[int]


class Net:
    """Nodes and edges. Edge `e` has two arcs: `2e` for more of it, `2e + 1` for less; `room` is how much."""

    def __init__(self) -> None:
        self.ends: list[int] = []
        self.room: list[int] = []
        self.hidden: list[bool] = []
        self.locked: list[bool] = []
        self.cost: list[int] = []
        self.out: list[list[int]] = [[], []]

    def node(self) -> int:
        """Make a node."""
        self.out.append([])
        return len(self.out) - 1

    def edge(self, tail: int, head: int, flow: int, *, least: int, cost: int, locked: bool = False) -> int:
        """Make an edge that is published as `flow`; left out, a reader knows only that it is `least` or more.

        A `locked` one is never left out to help others.
        """
        number = len(self.hidden)
        self.ends += [head, tail]
        self.room += [FREE, flow - least]
        self.out[tail].append(2 * number)
        self.out[head].append(2 * number + 1)
        self.hidden.append(False)
        self.locked.append(locked)
        self.cost.append(cost)
        return number

    def more(self, edge: int, amount: int, *, opening: bool, without: frozenset[int] = frozenset()) -> Carried:
        """Tell by how much an edge may be larger, up to an amount."""
        return self.carry(self.ends[2 * edge], self.ends[2 * edge + 1], amount, opening, without | {edge})

    def less(self, edge: int, amount: int, *, opening: bool = False) -> Carried:
        """Tell by how much an edge may be smaller, up to an amount."""
        most = min(amount, self.room[2 * edge + 1])
        return self.carry(self.ends[2 * edge + 1], self.ends[2 * edge], most, opening, frozenset({edge}))

    def carry(self, start: int, goal: int, amount: int, opening: bool, without: frozenset[int]) -> Carried:
        """Carry an amount from one node to another past what is left out; `opening`: leave out more where needed.

        Paths that carry all of it come first, the cheapest ones before others. The net is afterwards as it was.
        """
        opened: set[int] = set()
        pushed: list[tuple[int, int]] = []
        moved = 0
        while moved < amount:
            left = amount - moved
            path = self._path(start, goal, left, opening, without, opened)
            if path is None and left > 1:
                path = self._path(start, goal, 1, opening, without, opened)
            if path is None:
                break
            step = min(left, *(self.room[arc] for arc in path))
            for arc in path:
                self.room[arc] -= step
                self.room[arc ^ 1] += step
                pushed.append((arc, step))
                if not self.hidden[arc >> 1]:
                    opened.add(arc >> 1)
            moved += step
        for arc, step in pushed:
            self.room[arc] += step
            self.room[arc ^ 1] -= step
        return Carried(moved, frozenset(opened))

    def _path(
        self, start: int, goal: int, least: int, opening: bool, without: frozenset[int], opened: set[int]
    ) -> list[int] | None:
        """Give the arcs of a path on which each has room for `least`; None where there is none."""
        if start == goal:
            return None
        found = self._open_path(start, goal, least, without, opened)
        if found is not None or not opening:
            return found
        return self._cheapest_path(start, goal, least, without, opened)

    def _open_path(
        self, start: int, goal: int, least: int, without: frozenset[int], opened: set[int]
    ) -> list[int] | None:
        came: dict[int, int] = {start: -1}
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            for arc in self.out[node]:
                head, edge = self.ends[arc], arc >> 1
                if head in came or self.room[arc] < least or edge in without:
                    continue
                if not self.hidden[edge] and edge not in opened:
                    continue
                came[head] = arc
                if head == goal:
                    return self._walk(came, goal)
                waiting.append(head)
        return None

    def _cheapest_path(
        self, start: int, goal: int, least: int, without: frozenset[int], opened: set[int]
    ) -> list[int] | None:
        costs: dict[int, int] = {start: 0}
        came: dict[int, int] = {start: -1}
        done: set[int] = set()
        waiting = [(0, start)]
        while waiting:
            cost, node = heappop(waiting)
            if node == goal:
                return self._walk(came, goal)
            if node in done:
                continue
            done.add(node)
            for arc in self.out[node]:
                head, edge = self.ends[arc], arc >> 1
                if head in done or self.room[arc] < least or edge in without:
                    continue
                is_open = self.hidden[edge] or edge in opened
                if self.locked[edge] and not is_open:
                    continue
                ahead = cost + (0 if is_open else self.cost[edge])
                if ahead < costs.get(head, FREE):
                    costs[head] = ahead
                    came[head] = arc
                    heappush(waiting, (ahead, head))
        return None

    def _walk(self, came: dict[int, int], goal: int) -> list[int]:
        found = []
        node = goal
        while (arc := came[node]) != -1:
            found.append(arc)
            node = self.ends[arc ^ 1]
        return found
