"""Open data: how many businesses there are, by district and kind of product, and nothing of any one of them."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, QuerySet

from sentra.reference.loading import current_pack
from sentra.registry.legal import is_legal
from sentra.registry.models import Business
from sentra.transfer.export.cells import Value
from sentra.transfer.export.disclosure import suppressed

TOTAL, LEFT_OUT = "Jumlah", "kurang dari tiga usaha, atau terhitung dari jumlahnya"


def open_rows(businesses: "QuerySet[Business]") -> Iterator[list[Value]]:
    """Give the counts with their totals; a cell that could tell of a single business is left out.

    Cells of licensed and of unlicensed businesses are hidden each by itself, so that neither tells of the other.
    """
    pack = current_pack()
    districts = [one.code for one in pack.districts]
    goods = [one.code for one in pack.commodities]
    known = _counts(businesses)
    legal = _counts(businesses.filter(is_legal()))
    other = {place: known[place] - legal[place] for place in known}
    tables = [_table(one, districts, goods) for one in (known, legal, other)]
    hidden = set().union(*(suppressed(table) for table in tables))
    names = [*(pack.district_names[code] for code in districts), TOTAL]
    labels = [*(one.name.id for one in pack.commodities), TOTAL]
    for row, district in enumerate([*districts, ""]):
        for column, label in enumerate(labels):
            left_out = (row, column) in hidden
            counts: list[Value] = [None, None] if left_out else [tables[0][row][column], tables[1][row][column]]
            yield [district, names[row], label, *counts, LEFT_OUT if left_out else ""]


def _counts(businesses: "QuerySet[Business]") -> Counter[tuple[str, str]]:
    rows = businesses.order_by().values_list("district", "commodity").annotate(count=Count("pk", distinct=True))
    return Counter({(district, commodity): count for district, commodity, count in rows})


def _table(counts: dict[tuple[str, str], int], districts: list[str], goods: list[str]) -> list[list[int]]:
    """Lay counts out with totals in the last row and column."""
    rows = [[counts.get((district, one), 0) for one in goods] for district in districts]
    rows = [[*row, sum(row)] for row in rows]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]
