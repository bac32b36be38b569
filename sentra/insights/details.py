"""All that the page of one district or one product tells: the same numbers, their course, and what they consist of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sentra.insights import saying
from sentra.insights.asked import Asked
from sentra.insights.cards import CHARTED, Card, Course, InMonths, cards, course, figures_of, leading, months_needed
from sentra.insights.catalogue import BY_CODE, SPLITS
from sentra.insights.change import change
from sentra.insights.counting import Values
from sentra.insights.figure import Figure, Number, Split, whole
from sentra.insights.league import FAMILY, MAKERS, Counted, district_trades, figures_at
from sentra.insights.places import strengths
from sentra.insights.reading import Eyes, by_key, crossed, totals
from sentra.insights.regency_map import RegencyMap, regency_map
from sentra.people.models import User
from sentra.reference.loading import current_pack

VILLAGE_COLUMNS = ("known", "legal_share", "unlicensed", "workers", "smooth")
TRADE_COLUMNS = ("known", "legal_share", "workers", "production_value", "smooth")


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a split: its words, how many, and in percent of those that are told apart."""

    words: str
    many: str
    percent: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A split, drawn; `unknown` counts those of which nobody knows to what part they belong, "" where there is none."""

    split: Split
    bars: tuple[Bar, ...]
    unknown: str


@dataclass(frozen=True, slots=True)
class Row:
    """A village, a district or a trade of the page, with its numbers in words and how it grew within a year."""

    code: str
    name: str
    said: tuple[str, ...]
    grew: str
    density: str = ""


@dataclass(frozen=True, slots=True)
class DetailPage:
    """What the page of a district or of a product shows; a product has a map, a district trades and villages."""

    code: str
    name: str
    cards: tuple[Card, ...]
    course: Course
    charted: tuple[Figure, ...]
    bars: tuple[Bars, ...]
    columns: tuple[Figure, ...]
    rows: tuple[Row, ...]
    village_columns: tuple[Figure, ...] = ()
    villages: tuple[Row, ...] = ()
    map: RegencyMap | None = None


def district_page(code: str, asked: Asked, actor: User) -> DetailPage:
    """Read the page of a district; five queries."""
    here = Eyes(frozenset({code}))
    named = [one for one, _goal in leading() if "district" in one.cuts]
    months = months_needed(asked, CHARTED)
    families = dict.fromkeys([FAMILY, *(one.family for one in named)])
    counted = {family: totals(family, months, eyes=here, seen=asked.seen) for family in families}
    spans = [asked.first, asked.year_ago]
    trades = crossed(FAMILY, "district_commodity", spans, eyes=here, seen=asked.seen)
    villages = by_key(FAMILY, "village", spans, eyes=here, seen=asked.seen)
    village_names = {one.code: one.name for one in current_pack().villages if one.district == code}
    goods = {trade: in_months for (_place, trade), in_months in trades.items() if trade}
    columns, village_columns = figures_of(TRADE_COLUMNS), figures_of(VILLAGE_COLUMNS)
    density = _densities_here(code, district_trades(asked))
    return DetailPage(
        code=code,
        name=current_pack().district_names[code],
        cards=tuple(cards([(one, None) for one in named], counted, asked, actor, district=code)),
        course=_course(named, counted, asked),
        charted=tuple(named),
        bars=splits_of(counted[FAMILY].get(asked.first, {})),
        columns=tuple(columns),
        rows=_rows(goods, _trade_names(), columns, asked, density),
        village_columns=tuple(village_columns),
        villages=_rows(villages, village_names, village_columns, asked),
    )


def commodity_page(code: str, asked: Asked, actor: User, eyes: Eyes) -> DetailPage:
    """Read the page of a product; three queries and one for each family of its numbers."""
    named = [one for one, _goal in leading() if "commodity" in one.cuts]
    months = months_needed(asked, CHARTED)
    families = dict.fromkeys([FAMILY, *(one.family for one in named)])
    counted = {
        family: by_key(family, "commodity", months, eyes=eyes, seen=asked.seen, keys=[code]).get(code, {})
        for family in families
    }
    spans = [asked.first, asked.year_ago]
    in_districts = crossed(FAMILY, "district_commodity", spans, eyes=eyes, seen=asked.seen, others=[code])
    places = {place: in_months for (place, _trade), in_months in in_districts.items()}
    columns = figures_of(TRADE_COLUMNS)
    names = {key: name for key, name in current_pack().district_names.items() if eyes.sees(key)}
    makers: Mapping[str, Number | None] = {
        place: whole(in_months[asked.first], MAKERS) for place, in_months in places.items() if asked.first in in_months
    }
    return DetailPage(
        code=code,
        name=str(current_pack().commodities_by_code[code].name),
        cards=tuple(cards([(one, None) for one in named], counted, asked, actor, commodity=code)),
        course=_course(named, counted, asked),
        charted=tuple(named),
        bars=splits_of(counted[FAMILY].get(asked.first, {})),
        columns=tuple(columns),
        rows=_rows(places, names, columns, asked, _densities_of(code, district_trades(asked))),
        map=regency_map(BY_CODE[MAKERS], makers, eyes),
    )


def _course(named: Sequence[Figure], counted: InMonths, asked: Asked) -> Course:
    charted = next((one for one in named if one.code == asked.figure), named[0])
    return course(charted, counted.get(charted.family, {}), asked.first)


def splits_of(values: Values) -> tuple[Bars, ...]:
    """Draw how the businesses are told apart; what has no part at all is left out."""
    found = (_bars(one, values) for one in SPLITS if one.family == FAMILY)
    return tuple(one for one in found if one)


def _bars(split: Split, values: Values) -> Bars | None:
    counts = {part: whole(values, part) for part in split.parts}
    told = sum(counts.values())
    if not told:
        return None
    bars = tuple(
        Bar(str(words), saying.plain(counts[part]), f"{100 * counts[part] / told:.1f}")
        for part, words in split.parts.items()
    )
    unknown = 0 if split.whole else max(whole(values, split.of) - told, 0)
    return Bars(split, bars, saying.plain(unknown) if unknown else "")


def _rows(
    counted: Mapping[str, Mapping[date, Values]],
    names: Mapping[str, str],
    columns: Sequence[Figure],
    asked: Asked,
    density: Mapping[str, str] | None = None,
) -> tuple[Row, ...]:
    """Give places or trades with their numbers, those with the most makers first; who has none now is left out."""
    found = []
    known = BY_CODE[MAKERS]
    for code, name in names.items():
        values = counted.get(code, {}).get(asked.first)
        if not values:
            continue
        before = counted[code].get(asked.year_ago)
        moved = change(whole(values, MAKERS), whole(before, MAKERS) if before else None, better="more", digits=0)
        now = figures_at(columns, values)
        row = Row(
            code,
            name,
            tuple(saying.said(now[one.code], one) for one in columns),
            saying.change_said(moved, known) if moved else "",
            (density or {}).get(code, ""),
        )
        found.append((whole(values, MAKERS), row))
    return tuple(row for _many, row in sorted(found, key=lambda one: (-one[0], one[1].name)))


def _trade_names() -> dict[str, str]:
    return {one.code: str(one.name) for one in current_pack().commodities}


def _densities_here(district: str, places: Counted) -> dict[str, str]:
    return {one.trade: saying.plain(one.quotient, 1) for one in strengths(places) if one.place == district}


def _densities_of(commodity: str, places: Counted) -> dict[str, str]:
    return {one.place: saying.plain(one.quotient, 1) for one in strengths(places) if one.trade == commodity}
