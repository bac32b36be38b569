"""How much there is in the catalogue and on the register, by district and by commodity: numbers alone.

What is listed is counted anew once anything changed (`cached.version`), so that no number outlives a consent, as long
as that is quickly done. The register's own numbers may be a minute old.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from django.core.cache import caches
from django.db.models import Count

from sentra.promotion.cached import version
from sentra.promotion.filters import district_slug
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.reference.loading import current_pack
from sentra.registry.queries import register_by_district, register_counts

REGISTER_LASTS = 60
"""Seconds for which a process keeps the numbers of the register."""
MANY = 20_000
"""From so many listed products on, their numbers may be some minutes old: a minute, and as long as a page is kept."""
LATELY = "figures-listed-lately"
FEWEST = 3
"""Of fewer businesses on the register none are told: one could tell who they are."""
SHADES = 4
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tile:
    """A district on the tile map with its listed makers; `shade` goes from 0 (none) to 4 (near the most)."""

    code: str
    slug: str
    name: str
    row: int
    col: int
    makers: int
    shade: int


class Cell(NamedTuple):
    """How many products are listed of a commodity in a district, and of how many makers."""

    products: int
    makers: int


@dataclass(frozen=True)
class Listed:
    """How many makers and products are listed: makers by district, and both by district and commodity.

    A maker of several kinds counts for each of them.
    """

    by_district: dict[str, int]
    cells: dict[tuple[str, str], Cell]

    @property
    def makers(self) -> int:
        """How many makers are listed."""
        return sum(self.by_district.values())

    @property
    def products(self) -> int:
        """How many products are listed."""
        return sum(cell.products for cell in self.cells.values())

    @cached_property
    def by_commodity(self) -> dict[str, int]:
        """How many products of each commodity are listed."""
        found: Counter[str] = Counter()
        for (_district, commodity), cell in self.cells.items():
            found[commodity] += cell.products
        return dict(found)

    def of_commodity(self, code: str) -> dict[str, Cell]:
        """Give what is listed of a commodity, by district."""
        return {district: cell for (district, commodity), cell in self.cells.items() if commodity == code}

    def in_district(self, code: str) -> dict[str, Cell]:
        """Give what is listed in a district, by commodity."""
        return {commodity: cell for (district, commodity), cell in self.cells.items() if district == code}


def listed_figures() -> Listed:
    """Count what is listed, for all pages that tell of it; three queries, two of them only once anything changed.

    To count a great many anew for each change would make everybody wait: of these, the numbers may be some minutes
    old; names and products never are.
    """
    kept: Listed | None = caches["pages"].get(LATELY)
    if kept is None:
        kept = _kept(f"listed-{version()}", _listed, None)
        if kept.products > MANY:
            caches["pages"].set(LATELY, kept, REGISTER_LASTS)
    return kept


def _listed() -> Listed:
    makers = makers_listed().order_by().values_list("business__district").annotate(count=Count("pk"))
    rows = showings_listed().order_by().values_list("district", "commodity")
    counted = rows.annotate(products=Count("pk"), makers=Count("maker", distinct=True))
    return Listed(dict(makers), {(where, what): Cell(products, of) for where, what, products, of in counted})


def tiles(makers: Mapping[str, int]) -> list[Tile]:
    """Give the tile map of the districts with so many listed makers in each."""
    most = max(makers.values(), default=0)
    return [
        Tile(
            one.code,
            district_slug(one.code),
            one.name,
            one.row,
            one.col,
            many,
            -(-SHADES * many // most) if many else 0,
        )
        for one in current_pack().districts
        for many in [makers.get(one.code, 0)]
    ]


def registered_in(district: str) -> int | None:
    """Tell how many businesses of a district are on the register; None where they are too few to tell."""
    places = _kept("register-places", register_by_district, REGISTER_LASTS)
    return _told(places.get(district, 0))


def registered_of(commodity: str) -> int | None:
    """Tell how many businesses of a commodity are on the register; None where they are too few to tell."""
    counts = _kept("register-counts", register_counts, REGISTER_LASTS)
    return _told(counts.by_commodity.get(commodity, 0))


def _told(count: int) -> int | None:
    return count if count >= FEWEST else None


def _kept(key: str, count: Callable[[], T], seconds: int | None) -> T:
    """Give what was counted under a key, or count it; None: for as long as pages are kept."""
    cache = caches["pages"]
    kept: T | None = cache.get(f"figures-{key}")
    if kept is None:
        kept = count()
        if seconds is None:
            cache.set(f"figures-{key}", kept)
        else:
            cache.set(f"figures-{key}", kept, seconds)
    return kept
