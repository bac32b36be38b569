"""Which place is strong in what, and where a sentra may be forming. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sentra.reference.insights import Forming

UNSEEN = 2
"""A village's trade of fewer than three isn't kept: it may have been of so many."""


def quotient(here: int, all_here: int, of_it: int, of_all: int) -> float | None:
    """Give the location quotient: how much denser a trade is in a place than in the whole regency.

    `here` of `all_here` makers in the place are of the trade, `of_it` of `of_all` in the regency. 1 is as everywhere.
    None where there is nobody to compare.
    """
    if not (all_here and of_it and of_all):
        return None
    return here * of_all / (all_here * of_it)


@dataclass(frozen=True, slots=True)
class Strong:
    """A trade in a place: its makers there, and how much denser it is there than in the regency."""

    place: str
    trade: str
    makers: int
    quotient: float


def strengths(makers: Mapping[tuple[str, str], int], whole: Mapping[str, int] | None = None) -> list[Strong]:
    """Give the location quotient of each trade in each place, the densest first; ties by makers, then by place.

    `makers` counts by place and trade; `whole` those of each trade in the whole regency, where that is more.
    """
    of_place: dict[str, int] = {}
    of_trade: dict[str, int] = {}
    for (place, trade), many in makers.items():
        of_place[place] = of_place.get(place, 0) + many
        of_trade[trade] = of_trade.get(trade, 0) + many
    of_trade = dict(whole) if whole is not None else of_trade
    of_all = sum(of_trade.values())
    found = [
        Strong(place, trade, many, found)
        for (place, trade), many in makers.items()
        if many and (found := quotient(many, of_place[place], of_trade.get(trade, 0), of_all)) is not None
    ]
    return sorted(found, key=lambda one: (-one.quotient, -one.makers, one.place, one.trade))


@dataclass(frozen=True, slots=True)
class Sprout:
    """A village in which a sentra may be forming; `share` and `growth` in percent, `before` a year ago.

    `before` is None where the trade was too small then to be kept.
    """

    village: str
    trade: str
    makers: int
    before: int | None
    share: float
    quotient: float
    growth: float


def forming(
    rule: Forming,
    makers: Mapping[tuple[str, str], int],
    before: Mapping[tuple[str, str], int],
    villages: Mapping[str, int],
    trades: Mapping[str, int],
) -> list[Sprout]:
    """Give the villages in which a sentra may be forming by the regency's rule, the largest first.

    `makers` and `before` count by village and trade, now and a year ago; `villages` all makers of a village, `trades`
    those of a trade in the whole regency.
    """
    of_all = sum(trades.values())
    found = (
        _sprout(
            village, trade, many, before.get((village, trade)), villages.get(village, 0), trades.get(trade, 0), of_all
        )
        for (village, trade), many in makers.items()
        if many >= rule.makers
    )
    return sorted(_fitting(rule, found), key=lambda one: (-one.makers, -one.quotient, one.village, one.trade))


def _sprout(village: str, trade: str, many: int, before: int | None, here: int, of_it: int, of_all: int) -> Sprout:
    earlier = before or UNSEEN
    return Sprout(
        village,
        trade,
        many,
        before,
        100 * many / here if here else 0.0,
        quotient(many, here, of_it, of_all) or 0.0,
        100 * (many - earlier) / earlier,
    )


def _fitting(rule: Forming, sprouts: Iterable[Sprout]) -> Iterable[Sprout]:
    return (
        one
        for one in sprouts
        if one.quotient >= rule.quotient and one.share >= rule.share and one.growth >= rule.growth
    )
