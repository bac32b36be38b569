"""Choosing what is left out, until a check finds each cell that is left out uncertain enough."""

from collections.abc import Iterator, Sequence
from itertools import product

from sentra.insights.suppression.family import Family, Opening, Unlocked
from sentra.insights.suppression.tables import BEYOND, FEWEST, GRAND, Hidden, Sum, Table, shared_sums

Asked = tuple[int, int] | Sum
"""A table and an edge of it, or a shared sum."""


class Stuck(Exception):
    """A cell of a table can't be protected, whatever else of it is left out."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


def protect(tables: Sequence[Table], *, key: bytes = b"", before: Hidden = Hidden()) -> Hidden:  # noqa: B008 - frozen
    """Tell what to leave out of tables of the same businesses; `before`: what their last version left out.

    Raises `ValueError` where the tables have different sums.
    """
    shared_sums(tables)
    left, withheld = list(tables), set()
    everybody = sum(tables[0].counts.values()) if tables else 0
    while left and everybody >= FEWEST:
        try:
            found = Choosing(left, key, before).choose()
        except Stuck as stuck:
            withheld.add(stuck.table)
            left = [one for one in left if one.name != stuck.table]
        else:
            return Hidden(found.cells, found.sums, frozenset(withheld))
    if not everybody:
        return Hidden()
    sums = {(dimension, member) for one in tables for dimension in one.dimensions for member in one.sums(dimension)}
    return Hidden(frozenset(), frozenset(sums | {GRAND}), frozenset(one.name for one in tables))


class Choosing:
    """One choice for tables that are all published."""

    def __init__(self, tables: Sequence[Table], key: bytes, before: Hidden) -> None:
        self.family = Family(tables, key)
        self.before = before
        self.asked: list[Asked] = []
        self.small: set[Asked] = set()

    def choose(self) -> Hidden:
        """Choose. Raises `Stuck`."""
        self._hide_small()
        while self.asked:
            self._secure(self.asked.pop(0))
        self._check()
        return self._told()

    def _hide_small(self) -> None:
        family = self.family
        for dimension in sorted(family.shared):
            for member, count in sorted(family.sums[dimension].items()):
                if count < FEWEST:
                    self.small.add((dimension, member))
                if count < FEWEST or self.before.sum(dimension, member):
                    self._hide_sum((dimension, member))
        for place, drawn in enumerate(family.drawn):
            for name, edge in drawn.sums.items():
                if name[0] not in family.shared:
                    self._hide_edge(place, edge, family.sums[name[0]][name[1]], self.before.sum(*name))
            for (row, column), edge in drawn.cells.items():
                was = (drawn.table.name, row, column) in self.before.cells
                self._hide_edge(place, edge, drawn.table.counts[(row, column)], was)

    def _hide_edge(self, place: int, edge: int, count: int, was_hidden: bool) -> None:
        if count < FEWEST:
            self.small.add((place, edge))
        if count < FEWEST or was_hidden:
            self._open(place, frozenset({edge}))

    def _open(self, place: int, edges: frozenset[int]) -> None:
        net = self.family.drawn[place].net
        for edge in sorted(edges):
            if not net.hidden[edge]:
                net.hidden[edge] = True
                self.asked.append((place, edge))

    def _hide_sum(self, one: Sum) -> None:
        if one not in self.family.hidden_sums:
            self.family.hidden_sums.add(one)
            self.asked.append(one)

    def _take(self, opening: Opening) -> None:
        for pair in opening.pairs:
            if pair not in self.family.pairs and (pair[1], pair[0]) not in self.family.pairs:
                self.family.pairs.append(pair)
            for one in pair:
                self._hide_sum(one)
        for place, edges in opening.edges:
            self._open(place, edges)

    def _is_safe(self, asked: Asked) -> bool:
        if isinstance(asked[0], str):
            return self._sum_is_safe((asked[0], str(asked[1])), asked in self.small)
        return self._edge_is_safe(asked[0], int(asked[1]), asked in self.small)

    def _sum_is_safe(self, one: Sum, is_small: bool) -> bool:
        others = [pair[1] if pair[0] == one else pair[0] for pair in self.family.pairs if one in pair]
        more = max((self.family.room(one, other) for other in others), default=0)
        if more >= BEYOND or is_small:
            return more >= BEYOND
        return more + max((self.family.room(other, one) for other in others), default=0) >= BEYOND

    def _edge_is_safe(self, place: int, edge: int, is_small: bool) -> bool:
        more = less = 0
        for pairs in self.family.combinations(place):
            with Unlocked(self.family, place, pairs) as net:
                more = max(more, net.more(edge, BEYOND, opening=False).amount)
                if more < BEYOND and not is_small:
                    less = max(less, net.less(edge, BEYOND).amount)
            if more >= BEYOND or (not is_small and more + less >= BEYOND):
                return True
        return False

    def _secure(self, asked: Asked) -> None:
        if self._is_safe(asked):
            return
        if isinstance(asked[0], str):
            self._secure_sum((asked[0], str(asked[1])))
        else:
            self._secure_edge(asked[0], int(asked[1]))

    def _secure_sum(self, one: Sum) -> None:
        forbidding: list[int] = []
        for other in self.family.partners(one):
            opening, place = self.family.opening(one, other)
            if opening:
                self._take(opening)
                return
            forbidding.append(place)
        places = forbidding or self.family.having(one[0])
        worst = max(sorted(set(places)), key=places.count)
        raise Stuck(self.family.drawn[worst].table.name)

    def _secure_edge(self, place: int, edge: int) -> None:
        within = self.family.drawn[place].net.more(edge, BEYOND, opening=True)
        if within.amount >= BEYOND:
            self._open(place, within.opened)
            return
        for openings in self._moves(place, edge):
            pairs = tuple(pair for one in openings for pair in one.pairs)
            with Unlocked(self.family, place, pairs, room=BEYOND) as net:
                carried = net.more(edge, BEYOND, opening=True)
                ours = carried.opened
            if carried.amount >= BEYOND:
                for one in openings:
                    self._take(one)
                self._open(place, ours)
                return
        raise Stuck(self.family.drawn[place].table.name)

    def _moves(self, place: int, edge: int) -> Iterator[tuple[Opening, ...]]:
        """Give the moves between shared sums by which an edge could grow: of its row, of its column, of both."""
        sides: list[list[Opening]] = []
        for one in self._lines(place, edge):
            sides.append([])
            for other in self.family.partners(one):
                if opening := self.family.opening(one, other, but=place)[0]:
                    sides[-1].append(opening)
                    yield (opening,)
        if len(sides) == 2 and self.family.is_apart(place):
            yield from product(*sides)

    def _lines(self, place: int, edge: int) -> list[Sum]:
        """Give the shared sums that an edge of a table adds to."""
        drawn = self.family.drawn[place]
        ends = {drawn.net.ends[2 * edge], drawn.net.ends[2 * edge + 1]}
        return [name for name, node in drawn.nodes.items() if node in ends and name[0] in self.family.shared]

    def _check(self) -> None:
        """Hold everything that is left out to the promise once more, with all that is left out now."""
        for place, drawn in enumerate(self.family.drawn):
            for edge, hidden in enumerate(drawn.net.hidden):
                if hidden and not self._is_safe((place, edge)):
                    raise Stuck(drawn.table.name)
        for one in sorted(self.family.hidden_sums):
            if not self._is_safe(one):
                raise Stuck(self.family.drawn[self.family.having(one[0])[0]].table.name)

    def _told(self) -> Hidden:
        cells = set()
        sums = set(self.family.hidden_sums)
        for drawn in self.family.drawn:
            net = drawn.net
            cells |= {(drawn.table.name, *place) for place, edge in drawn.cells.items() if net.hidden[edge]}
            sums |= {name for name, edge in drawn.sums.items() if net.hidden[edge]}
        return Hidden(frozenset(cells), frozenset(sums))
