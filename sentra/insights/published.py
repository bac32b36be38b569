"""What of the register open data published last: all that the public figures tell of districts and products.

They tell nothing beside it, so that nothing can be worked out from both together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sentra.insights.models import DataVersion
from sentra.insights.opendata.described import DataSet
from sentra.insights.opendata.register import EVERYTHING, UNKNOWN
from sentra.insights.opendata.sets import BY_COMMODITY, BY_OWNER, BY_PRODUCTION, BY_STANDING
from sentra.registry.legal import LegalStanding
from sentra.registry.models import Production

Counts = Mapping[tuple[str, str], int | None]
"""Counts by row and column; None where one is left out."""
SUMS = {BY_STANDING: "standing", BY_OWNER: "owner", BY_PRODUCTION: "production"}
"""The sets whose sums over the whole regency tell what counts of it are made of."""


@dataclass(frozen=True, slots=True)
class Published:
    """The numbers of districts and commodities by figure; None where one is left out. `month` is the last one told.

    `left_out` names the counts of the whole regency of which a sum is left out: `known`, `legal`, or the beginning of
    those that tell classes apart.
    """

    month: date
    districts: Mapping[str, Mapping[str, float | None]]
    commodities: Mapping[str, Mapping[str, float | None]]
    left_out: frozenset[str]

    def may_tell(self, names: Iterable[str]) -> bool:
        """Tell whether none of these counts of the whole regency is left out."""
        return "known" not in self.left_out and not {one.partition(":")[0] for one in names} & self.left_out


def published_last() -> Published | None:
    """Read what was published last; None where nothing was. One query."""
    wanted = {one.code: one for one in (BY_STANDING, BY_COMMODITY, *SUMS)}
    newest = DataVersion.objects.filter(dataset__in=wanted).order_by("dataset", "-month").distinct("dataset")
    versions = {one.dataset: one for one in newest}
    if BY_STANDING.code not in versions or BY_COMMODITY.code not in versions:
        return None
    counts = {code: _counts(one, wanted[code]) for code, one in versions.items()}
    standing, goods, runs = counts[BY_STANDING.code], counts[BY_COMMODITY.code], counts.get(BY_PRODUCTION.code, {})
    return Published(
        month=versions[BY_STANDING.code].month,
        districts={
            "known": {row: standing.get((row, EVERYTHING)) for row in _rows(standing)},
            "legal_share": {row: _share(standing, row, LegalStanding.LEGAL, (EVERYTHING,)) for row in _rows(standing)},
        },
        commodities={
            "known": {column: number for (row, column), number in goods.items() if row == EVERYTHING},
            "smooth": {row: _share(runs, row, Production.SMOOTH, _seen(runs)) for row in _rows(runs)},
        },
        left_out=frozenset(_left_out(counts)),
    )


def _left_out(counts: Mapping[str, Counts]) -> Iterator[str]:
    for dataset, name in SUMS.items():
        sums = {column: number for (row, column), number in counts.get(dataset.code, {}).items() if row == EVERYTHING}
        if not sums or None in sums.values():
            yield name
        if dataset is BY_STANDING:
            yield from ("known",) if sums.get(EVERYTHING) is None else ()
            yield from ("legal",) if sums.get(LegalStanding.LEGAL) is None else ()


def _counts(version: DataVersion, dataset: DataSet) -> Counts:
    """Read a version by the names of its columns, which are a promise."""
    of_row, of_column = dataset.columns[0].name, dataset.columns[2].name
    told = dataset.columns[4].name
    names = list(version.columns)
    row_at, column_at, number_at = names.index(of_row), names.index(of_column), names.index(told)
    return {(row[row_at], row[column_at]): row[number_at] for row in version.rows or ()}


def _rows(counts: Counts) -> set[str]:
    return {row for row, _column in counts if row not in (EVERYTHING, UNKNOWN)}


def _seen(counts: Counts) -> list[str]:
    """Give how a production may run, but for where no visit has seen it."""
    return sorted({column for _row, column in counts if column not in (EVERYTHING, UNKNOWN)})


def _share(counts: Counts, row: str, part: str, of: Iterable[str]) -> float | None:
    """Give the share of a class in percent; None where anything of it is left out, or nobody is in them."""
    some = counts.get((row, part), 0)
    all_of_them = [counts.get((row, one), 0) for one in of]
    if some is None or None in all_of_them:
        return None
    many = sum(one or 0 for one in all_of_them)
    return 100 * some / many if many else None
