"""A reader who has everything that is published and tries all tables that could be the true ones."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from sentra.insights.suppression import Hidden, Table

Known = dict[object, set[int]]
Fixed = dict[tuple[str, str], int]


def splits(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Give all ways to write a total as so many numbers of at least one."""
    if parts == 0:
        if total == 0:
            yield ()
        return
    if parts == 1:
        if total >= 1:
            yield (total,)
        return
    for first in range(1, total - parts + 2):
        for rest in splits(total - first, parts - 1):
            yield (first, *rest)


def possible(tables: Sequence[Table], hidden: Hidden) -> Known:
    """Give what each cell and each sum that is left out may be: over all whole tables that fit what is published.

    Zeros are published, so what is left out is at least one. Sums that several tables share are the same in all.
    """
    seen = [one for one in tables if one.name not in hidden.withheld]
    dimensions = [dimension for table in seen for dimension in table.dimensions]
    shared = sorted({one for one in dimensions if dimensions.count(one) > 1})
    found: Known = {}
    for sums in product(*(_sums(one, seen, hidden) for one in shared)):
        known: Fixed = {name: count for one in sums for name, count in one.items()}
        parts = [_of_table(table, hidden, known, set(shared)) for table in seen]
        if all(part is not None for part in parts):
            for part in [*parts, {name: {count} for name, count in known.items() if name in hidden.sums}]:
                for name, counts in (part or {}).items():
                    found.setdefault(name, set()).update(counts)
    return found


def _sums(dimension: str, tables: Sequence[Table], hidden: Hidden) -> Iterator[Fixed]:
    true = next(table.sums(dimension) for table in tables if dimension in table.dimensions)
    out = sorted(member for member, count in true.items() if count and hidden.sum(dimension, member))
    fixed = {(dimension, member): count for member, count in true.items() if member not in out}
    for counts in splits(sum(true[member] for member in out), len(out)):
        yield fixed | {(dimension, member): count for member, count in zip(out, counts, strict=True)}


def _of_table(table: Table, hidden: Hidden, known: Mapping[tuple[str, str], int], shared: set[str]) -> Known | None:
    """Give what the cells of a table may be, its shared sums being known; None where they fit no table."""
    sides = []
    for dimension in table.dimensions:
        given = {name: count for name, count in known.items() if name[0] == dimension}
        sides.append([given] if dimension in shared else list(_sums(dimension, [table], hidden)))
    found: Known = {}
    fits = False
    for sums in product(*sides):
        fixed = {name: count for one in sums for name, count in one.items()}
        for cells in _cells(table, hidden, fixed):
            fits = True
            for place, count in cells.items():
                if hidden.cell(table.name, *place) and table.counts[place]:
                    found.setdefault((table.name, *place), set()).add(count)
            for name, count in fixed.items():
                if name in hidden.sums and name[0] not in shared and table.sums(name[0])[name[1]]:
                    found.setdefault(name, set()).add(count)
    return found if fits else None


def _cells(table: Table, hidden: Hidden, fixed: Fixed) -> Iterator[dict[tuple[str, str], int]]:
    rows = sorted({row for row, _column in table.counts})
    left = {column: fixed[(table.columns, column)] for _row, column in table.counts} if table.columns else {}
    yield from _rows(table, hidden, fixed, rows, left, {})


def _rows(
    table: Table,
    hidden: Hidden,
    fixed: Fixed,
    rows: Sequence[str],
    left: Mapping[str, int],
    before: Mapping[tuple[str, str], int],
) -> Iterator[dict[tuple[str, str], int]]:
    if not rows:
        if not any(left.values()):
            yield dict(before)
        return
    row, rest = rows[0], rows[1:]
    mine = {place: count for place, count in table.counts.items() if place[0] == row}
    out = sorted(place for place, count in mine.items() if count and hidden.cell(table.name, *place))
    shown = {place: count for place, count in mine.items() if place not in out}
    for counts in splits(fixed[(table.rows, row)] - sum(shown.values()), len(out)):
        cells = shown | dict(zip(out, counts, strict=True))
        ahead = {**left}
        for place, count in cells.items():
            if table.columns:
                ahead[place[1]] -= count
        if all(count >= 0 for count in ahead.values()):
            yield from _rows(table, hidden, fixed, rest, ahead, {**before, **cells})
