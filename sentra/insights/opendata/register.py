"""The data sets of the register: tables from the tallies of a closed month, and their rows without what is left out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sentra.insights.counting import Values
from sentra.insights.figure import whole
from sentra.insights.opendata.described import DataSet
from sentra.insights.opendata.sets import (
    BY_BPS,
    BY_COMMODITY,
    BY_INDUSTRY,
    BY_OWNER,
    BY_PRODUCTION,
    BY_STANDING,
    BY_UMKM,
    BY_VILLAGE,
)
from sentra.insights.reading import by_key, crossed
from sentra.insights.suppression import GRAND, Hidden, Table
from sentra.insights.suppression import Values as ValueTable
from sentra.kernel.errors import Message
from sentra.kernel.text import official
from sentra.reference.loading import current_pack
from sentra.registry.acts import SIZES
from sentra.registry.legal import HELD, LegalStanding
from sentra.registry.models import Production, Sex

FAMILY = "businesses"
UNKNOWN, EVERYTHING, HIDDEN = "tidak_diketahui", "semua", "disembunyikan"
NAMES = {UNKNOWN: "Belum diketahui", EVERYTHING: "Semua"}
Named = Sequence[tuple[str, str]]
Row = list[Any]


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes by which a data set tells businesses apart.

    `names`: by what the files call a class, what the tallies count into it. `labels`: its name on screen.
    """

    prefix: str
    names: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Message]


def _alike(prefix: str, labels: Mapping[str, Message]) -> Classes:
    """Give classes that the files call what the tallies do."""
    return Classes(prefix, {code: (code,) for code in labels}, labels)


STANDING = Classes(
    "standing",
    {
        LegalStanding.LEGAL.value: tuple(one.value for one in HELD),
        **{one.value: (one.value,) for one in LegalStanding if one not in HELD},
    },
    {one.value: one.label for one in LegalStanding if one != LegalStanding.EXPIRING},
)
"""A permit that ends soon holds: as a class of its own it would be small, and hide much of what stands beside it."""
OWNER = Classes(
    "owner",
    {"perempuan": ("women",), "laki_laki": ("men",)},
    {"perempuan": Sex.FEMALE.label, "laki_laki": Sex.MALE.label},
)
PRODUCTION = _alike("production", {one.value: one.label for one in Production if one != Production.UNKNOWN})
CLASSES: Mapping[str, Classes] = {
    BY_STANDING.code: STANDING,
    BY_OWNER.code: OWNER,
    BY_PRODUCTION.code: PRODUCTION,
    **{
        one.code: _alike(scale, SIZES) for one, scale in ((BY_UMKM, "umkm"), (BY_INDUSTRY, "industry"), (BY_BPS, "bps"))
    },
}


def tables_of(month: date) -> list[Table]:
    """Give the tables of a month; one whose sums aren't those of the first is left out, as it counts otherwise."""
    goods = {
        (place or UNKNOWN, kind or UNKNOWN): whole(values[month], "known")
        for (place, kind), values in crossed(FAMILY, "district_commodity", [month]).items()
    }
    first = Table(BY_COMMODITY.code, "district", "commodity", goods)
    districts = {(key or UNKNOWN): values[month] for key, values in by_key(FAMILY, "district", [month]).items()}
    commodities = {(key or UNKNOWN): values[month] for key, values in by_key(FAMILY, "commodity", [month]).items()}
    others = [Table(BY_VILLAGE.code, "district", "", _villages(month, first.sums("district")))]
    for one in (BY_STANDING, BY_OWNER, BY_UMKM, BY_INDUSTRY, BY_BPS):
        others.append(Table(one.code, "district", one.code, _classed(districts, CLASSES[one.code])))
    others.append(
        Table(BY_PRODUCTION.code, "commodity", BY_PRODUCTION.code, _classed(commodities, CLASSES[BY_PRODUCTION.code]))
    )
    return [first, *(one for one in others if _counts_like(one, first))]


def _counts_like(table: Table, first: Table) -> bool:
    ours, theirs = table.sums(table.rows), first.sums(table.rows)
    same = {name: count for name, count in ours.items() if count} == {name: c for name, c in theirs.items() if c}
    return same and min(table.counts.values(), default=0) >= 0


def _villages(month: date, sums: Mapping[str, int]) -> dict[tuple[str, str], int]:
    found = {
        (code[:8], code): whole(values[month], "known")
        for code, values in by_key(FAMILY, "village", [month]).items()
        if code
    }
    for district, known in sums.items():
        found[(district, UNKNOWN)] = known - sum(count for place, count in found.items() if place[0] == district)
    return found


def _classed(by_row: Mapping[str, Values], classes: Classes) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for row, values in by_row.items():
        told = {
            code: sum(whole(values, f"{classes.prefix}:{name}") for name in names)
            for code, names in classes.names.items()
        }
        found |= {(row, code): count for code, count in told.items()}
        found[(row, UNKNOWN)] = whole(values, "known") - sum(told.values())
    return found


def rows_of(dataset: DataSet, table: Table, hidden: Hidden) -> list[Row]:
    """Write the rows of a data set: every cell, then the sums. A number that is left out is None."""
    if table.columns:
        columns = columns_of(dataset)
        return _written(table, hidden, _rows_named(table), lambda _row: columns)
    villages = [(one.code, one.name) for one in current_pack().villages]

    def within(row: str) -> Named:
        known = [*(one for one in villages if one[0].startswith(f"{row}.")), (UNKNOWN, NAMES[UNKNOWN])]
        return [one for one in known if one[0] != UNKNOWN or table.counts.get((row, UNKNOWN))]

    return _written(table, hidden, _rows_named(table), within)


def columns_of(dataset: DataSet) -> Named:
    """Give what stands in the columns of a table, by code and name."""
    if classes := CLASSES.get(dataset.code):
        return [*((code, official(label)) for code, label in classes.labels.items()), (UNKNOWN, NAMES[UNKNOWN])]
    return [*((one.code, one.name.id) for one in current_pack().commodities), (UNKNOWN, NAMES[UNKNOWN])]


def _rows_named(table: Table) -> Named:
    pack = current_pack()
    known: Named = [(one.code, one.name) for one in pack.districts]
    if table.rows == "commodity":
        known = [(one.code, one.name.id) for one in pack.commodities]
    codes = {code for code, _name in known}
    more = sorted({row for (row, _column), count in table.counts.items() if count and row not in codes})
    return [*known, *((code, NAMES.get(code, code)) for code in more)]


def _written(table: Table, hidden: Hidden, rows: Named, columns: Callable[[str], Named]) -> list[Row]:
    found: list[Row] = []
    by_row, by_column = table.sums(table.rows), table.sums(table.columns) if table.columns else {}
    for row, row_name in rows:
        for column, column_name in _with_others(table, row, columns(row)):
            told = _told(table.counts.get((row, column), 0), hidden.cell(table.name, row, column))
            found.append([row, row_name, column, column_name, *told])
        told = _told(by_row.get(row, 0), hidden.sum(table.rows, row))
        found.append([row, row_name, EVERYTHING, NAMES[EVERYTHING], *told])
    if table.columns:
        for column, column_name in _with_others(table, "", columns("")):
            told = _told(by_column.get(column, 0), hidden.sum(table.columns, column))
            found.append([EVERYTHING, NAMES[EVERYTHING], column, column_name, *told])
    total = sum(table.counts.values())
    found.append([*(EVERYTHING, NAMES[EVERYTHING]) * 2, *_told(total, GRAND in hidden.sums)])
    return found


def _with_others(table: Table, row: str, columns: Named) -> Iterable[tuple[str, str]]:
    """Give the columns, and those that the pack doesn't know any more but somebody still stands in."""
    known = {code for code, _name in columns}
    more = {
        column
        for (place, column), count in table.counts.items()
        if count and column not in known and (place == row or not row)
    }
    return [*columns, *((code, NAMES.get(code, code)) for code in sorted(more))]


def _told(count: int, is_hidden: bool) -> Row:
    return [None, HIDDEN] if is_hidden else [count, ""]


def rows_of_values(dataset: DataSet, values: ValueTable, hidden: Hidden) -> list[Row]:
    """Write the rows of a data set of values: as those of counts."""
    table = Table(values.name, values.rows, values.columns, values.values)
    columns = columns_of(dataset)
    return _written(table, hidden, _rows_named(table), lambda _row: columns)
