"""The figures for everybody: of the regency as it stands; of districts and products what open data published last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.cache import caches
from django.utils.translation import get_language

from sentra.insights.asked import Asked
from sentra.insights.cards import YEAR, Card, at, cards, figures_of
from sentra.insights.catalogue import BY_CODE
from sentra.insights.counting import Values, added
from sentra.insights.figure import Figure, Mean, Percentile, Share, Sum, names_read, spread, whole
from sentra.insights.leader import counted_in, named_families
from sentra.insights.league import FAMILY
from sentra.insights.published import Published, published_last
from sentra.insights.reading import EVERYBODY, months_back
from sentra.insights.regency_map import Line, RegencyMap, regency_map, table
from sentra.insights.suppression import FEWEST
from sentra.reference.loading import current_pack

LASTS = 60
"""Seconds for which a process keeps what it read."""
TELLERS = "told"
"""How many told what is added up as `sum_...`."""
OF_DISTRICTS, OF_PRODUCTS = ("known", "legal_share"), ("known", "smooth")


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """What is told of districts and products: the map, and both as tables."""

    month: date
    measures: tuple[Figure, ...]
    map: RegencyMap
    lines: tuple[Line, ...]
    product_measures: tuple[Figure, ...]
    products: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PublicPage:
    """What the public page of figures shows; `part` is None until open data were published."""

    cards: tuple[Card, ...]
    part: PublishedPart | None
    counted_at: datetime


def public_page(measure: str) -> PublicPage | None:
    """Give the public figures, at most a minute old; None where nothing was counted yet."""
    code = measure if measure in OF_DISTRICTS else OF_DISTRICTS[0]
    key = f"figures-of-everybody-{code}-{get_language()}"
    kept: PublicPage | None = caches["process"].get(key)
    if kept is None:
        kept = _page(code)
        if kept:
            caches["process"].set(key, kept, LASTS)
    return kept


def _page(code: str) -> PublicPage | None:
    measures = figures_of(OF_DISTRICTS)
    asked = Asked.read({"measure": code}, measures)
    if asked is None:
        return None
    published = published_last()
    named = [one for one in figures_of(current_pack().insights.public_figures) if one.public]
    counted = counted_in(named_families(named), asked, EVERYBODY)
    told = {one: tellable(one, counted[one.family], asked.first) for one in named}
    return PublicPage(
        cards=tuple(
            card
            for one, months in told.items()
            if at(one, months, asked.first) is not None
            and (one.family != FAMILY or published is None or published.may_tell(names_read(one.read)))
            for card in cards([(one, None)], {one.family: months}, asked, None)
        ),
        part=_part(BY_CODE[code], measures, published) if published else None,
        counted_at=asked.month.counted_at,
    )


def _part(figure: Figure, measures: list[Figure], published: Published) -> PublishedPart:
    pack = current_pack()
    of_products = figures_of(OF_PRODUCTS)
    flagships = {one.code: str(one.name) for one in pack.commodities if one.flagship}
    return PublishedPart(
        month=published.month,
        measures=tuple(measures),
        map=regency_map(figure, published.districts[figure.code]),
        lines=tuple(table(measures, published.districts, pack.district_names, figure.code)),
        product_measures=tuple(of_products),
        products=tuple(table(of_products, published.commodities, flagships, OF_PRODUCTS[0])),
    )


def tellable(figure: Figure, in_months: Mapping[date, Values], month: date) -> Mapping[date, Values]:
    """Give the months in which a figure may be told; of a flow all or none, by the twelve months up to one."""
    if not figure.flow:
        return {first: values for first, values in in_months.items() if enough(figure, values)}
    year = added(in_months[one] for one in months_back(month, YEAR) if one in in_months)
    return in_months if enough(figure, year) else {}


def enough(figure: Figure, values: Values) -> bool:
    """Tell whether a figure may be told of a cell: no fewer than three stand behind any part of it."""
    return all(many == 0 or many >= FEWEST for many in _behind(figure, values))


def _behind(figure: Figure, values: Values) -> list[int]:
    read = figure.read
    if isinstance(read, Sum):
        return [whole(values, TELLERS) if name.startswith("sum_") else whole(values, name) for name in read.names]
    if isinstance(read, Share):
        part, all_of_them = read.part(values), read.of(values)
        return [part, all_of_them - part]
    if isinstance(read, Percentile):
        return [sum(spread(values, read.name).values())]
    return [read.of(values)] if isinstance(read, Mean) else []
