"""The figures for everybody: of the regency, its districts and flagship products; nothing of fewer than three."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import caches
from django.utils.translation import get_language

from sentra.insights import saying
from sentra.insights.asked import Asked
from sentra.insights.cards import Card, cards, figures_of
from sentra.insights.catalogue import BY_CODE
from sentra.insights.counting import Values
from sentra.insights.figure import Figure
from sentra.insights.hidden import enough, hidden
from sentra.insights.leader import counted_in, named_families
from sentra.insights.league import FAMILY, figures_at
from sentra.insights.models import Seen
from sentra.insights.opendata.reading import not_told
from sentra.insights.reading import EVERYBODY, by_key
from sentra.insights.regency_map import Line, RegencyMap, regency_map, table
from sentra.reference.loading import current_pack

LASTS = 60
"""Seconds for which a process keeps what it read."""
TOLD_APART = ("known", "legal")
"""What of each district and product is hidden together: who knows two of them knows the third."""


@dataclass(frozen=True, slots=True)
class Flagship:
    """A flagship product with its numbers in words; `few` where they aren't told."""

    name: str
    said: tuple[str, ...]
    few: bool


@dataclass(frozen=True, slots=True)
class PublicPage:
    """What the public page of figures shows."""

    cards: tuple[Card, ...]
    measures: tuple[Figure, ...]
    measure: str
    map: RegencyMap
    lines: tuple[Line, ...]
    few: frozenset[str]
    flagships: tuple[Flagship, ...]
    counted_at: datetime


def public_page(measure: str) -> PublicPage | None:
    """Give the public figures, at most a minute old; None where nothing was counted yet."""
    measures = [one for one in figures_of(current_pack().insights.public_measures) if one.public]
    code = measure if measure in {one.code for one in measures} else measures[0].code
    key = f"figures-of-everybody-{code}-{get_language()}"
    kept: PublicPage | None = caches["process"].get(key)
    if kept is None:
        kept = _page(code, measures)
        if kept:
            caches["process"].set(key, kept, LASTS)
    return kept


def _page(code: str, measures: list[Figure]) -> PublicPage | None:
    asked = Asked.read({"measure": code}, measures)
    if asked is None:
        return None
    named = [one for one in figures_of(current_pack().insights.public_figures) if one.public]
    counted = counted_in(named_families(named), asked, EVERYBODY)
    told = [one for one in named if enough(one, counted.get(one.family, {}).get(asked.first, {}))]
    districts = _now("district", asked)
    few = _few(districts) | not_told("district")
    shown = {key: values for key, values in districts.items() if key not in few}
    numbers = {one.code: {key: one.read(values) for key, values in shown.items()} for one in measures}
    return PublicPage(
        cards=tuple(cards([(one, None) for one in told], counted, asked, None)),
        measures=tuple(measures),
        measure=code,
        map=regency_map(BY_CODE[code], numbers[code]),
        lines=tuple(table(measures, numbers, current_pack().district_names, code)),
        few=few,
        flagships=_flagships(measures, _now("commodity", asked)),
        counted_at=asked.month.counted_at,
    )


def _now(cut: str, asked: Asked) -> Mapping[str, Values]:
    found = by_key(FAMILY, cut, [asked.first], seen=Seen.THEN)
    return {key: in_months[asked.first] for key, in_months in found.items()}


def _few(cells: Mapping[str, Values]) -> frozenset[str]:
    """Give the cells of which nothing is told: by how many there are, how many are legal, and how many aren't."""
    counts = {key: [_whole(values, name) for name in TOLD_APART] for key, values in cells.items()}
    known = {key: one[0] for key, one in counts.items()}
    legal = {key: one[1] for key, one in counts.items()}
    others = {key: known[key] - legal[key] for key in counts}
    return hidden(known) | hidden(legal) | hidden(others)


def _whole(values: Values, name: str) -> int:
    value = values.get(name, 0)
    return value if isinstance(value, int) else 0


def _flagships(measures: list[Figure], goods: Mapping[str, Values]) -> tuple[Flagship, ...]:
    few = _few(goods) | not_told("commodity")
    flagships = [one for one in current_pack().commodities if one.flagship]
    order = sorted(
        flagships, key=lambda one: (one.code in few, -_whole(goods.get(one.code, {}), "known"), str(one.name))
    )
    return tuple(
        Flagship(
            str(one.name),
            tuple(saying.said(now[figure.code], figure) for figure in measures),
            one.code in few or one.code not in goods,
        )
        for one in order
        for now in [figures_at(measures, goods.get(one.code))]
    )
