"""The flagship products side by side: makers, legality, workers, value, how it goes, and where each is strong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sentra.insights import saying
from sentra.insights.asked import Asked
from sentra.insights.cards import YEAR, Moved, figures_of, moved_said
from sentra.insights.catalogue import BY_CODE
from sentra.insights.change import change
from sentra.insights.counting import Values
from sentra.insights.curves import Spark, spark
from sentra.insights.figure import Figure, Number, Words
from sentra.insights.heads import head
from sentra.insights.places import Strong, strengths
from sentra.insights.reading import Eyes, by_key, months_back, numbers
from sentra.reference.loading import current_pack

FAMILY = "businesses"
MAKERS = "known"
COLUMNS = ("known", "legal_share", "workers", "production_value", "export_value", "quality", "smooth")
FEWEST_STRONG = 3
"""Fewer makers than this make no district strong in something."""
Counted = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Product:
    """A flagship product: its numbers in words with their heads, how it grew, and where it is strong."""

    code: str
    name: str
    said: tuple[tuple[Words, str], ...]
    moved: Moved | None
    spark: Spark | None
    strong: Strong | None
    density: str


@dataclass(frozen=True, slots=True)
class League:
    """The flagship products, sorted; the districts by what they are strong in; all makers by district and trade."""

    heads: tuple[tuple[str, Words], ...]
    products: tuple[Product, ...]
    strong: tuple[Strong, ...]
    places: Counted


def league(asked: Asked, eyes: Eyes) -> League:
    """Compare the flagship products; three queries."""
    figures = figures_of(COLUMNS)
    goods = {one.code: str(one.name) for one in current_pack().commodities if one.flagship}
    counted = by_key(FAMILY, "commodity", [asked.first], eyes=eyes, seen=asked.seen, keys=list(goods))
    months = months_back(asked.first, YEAR + 1)
    makers = _makers(months, asked, eyes)
    places = district_trades(asked)
    strong = [
        one for one in strengths(places) if one.makers >= FEWEST_STRONG and one.quotient > 1 and eyes.sees(one.place)
    ]
    now = {code: figures_at(figures, counted.get(code, {}).get(asked.first)) for code in goods}
    order = sorted(goods, key=lambda code: _rank(now[code], figures, asked.league, goods[code]))
    products = tuple(
        _product(
            code, goods[code], figures, now[code], [makers.get(code, {}).get(one) for one in months], strong, asked
        )
        for code in order
    )
    return League(tuple((one.code, head(one)) for one in figures), products, tuple(strong), places)


def district_trades(asked: Asked) -> Counted:
    """Count makers by district and trade in the whole regency, to which each place is compared; one query."""
    found = numbers(FAMILY, "district_commodity", MAKERS, [asked.first], seen=asked.seen)
    return {key: one[asked.first] for key, one in found.items() if key[1]}


def figures_at(figures: Sequence[Figure], values: Values | None) -> dict[str, Number | None]:
    """Read figures of one cell; None each where nothing was counted."""
    return {one.code: None if values is None else one.read(values) for one in figures}


def _makers(months: Sequence[date], asked: Asked, eyes: Eyes) -> dict[str, dict[date, int]]:
    """Count the makers of each trade month by month."""
    cut = "commodity" if eyes.whole else "district_commodity"
    found: dict[str, dict[date, int]] = {}
    for (key, other), in_months in numbers(FAMILY, cut, MAKERS, months, eyes=eyes, seen=asked.seen).items():
        trade = found.setdefault(other if cut != "commodity" else key, {})
        for month, many in in_months.items():
            trade[month] = trade.get(month, 0) + many
    return found


def _rank(now: Mapping[str, Number | None], figures: Sequence[Figure], sort: str, name: str) -> tuple[object, ...]:
    wanted = sort.lstrip("-")
    if wanted == "name":
        return (0, 0, name)
    code = wanted if wanted in {one.code for one in figures} else MAKERS
    value = now[code]
    if value is None:
        return (1, 0, name)
    return (0, value if sort.startswith("-") else -value, name)


def _product(
    code: str,
    name: str,
    figures: Sequence[Figure],
    now: Mapping[str, Number | None],
    line: Sequence[int | None],
    strong: Sequence[Strong],
    asked: Asked,
) -> Product:
    known = BY_CODE[MAKERS]
    moved = change(now[MAKERS], line[0], better=known.better, digits=0)
    best = next((one for one in strong if one.trade == code), None)
    return Product(
        code=code,
        name=name,
        said=tuple((head(one), saying.said(now[one.code], one)) for one in figures),
        moved=moved_said(moved, known, _("in a year")) if moved else None,
        spark=spark(line, width=84, height=24),
        strong=best,
        density=saying.plain(best.quotient, 1) if best else "",
    )
