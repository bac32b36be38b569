"""Villages in which a sentra may be forming, by the regency's rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sentra.insights import saying
from sentra.insights.asked import Asked
from sentra.insights.league import FAMILY, MAKERS, Counted
from sentra.insights.places import Sprout, forming
from sentra.insights.reading import Eyes, numbers
from sentra.reference.loading import current_pack

MOST = 8


@dataclass(frozen=True, slots=True)
class Forming:
    """A village's trade in words."""

    village: str
    district: str
    sprout: Sprout
    share: str
    quotient: str
    growth: str


def sprouts(asked: Asked, eyes: Eyes, places: Counted) -> list[Forming]:
    """Find the villages that are seen in which a sentra may be forming, at most eight; two queries.

    `places` counts makers by district and trade in the whole regency.
    """
    trades: dict[str, int] = {}
    for (_district, trade), many in places.items():
        trades[trade] = trades.get(trade, 0) + many
    found = numbers(FAMILY, "village_commodity", MAKERS, [asked.first, asked.year_ago], eyes=eyes, seen=asked.seen)
    villages = numbers(FAMILY, "village", MAKERS, [asked.first], eyes=eyes, seen=asked.seen)
    rule = current_pack().insights.forming
    here = {key: many for (key, _other), in_months in villages.items() for many in in_months.values()}
    growing = forming(rule, _in(found, asked.first), _in(found, asked.year_ago), here, trades)
    return [_said(one) for one in growing[:MOST]]


def _in(found: Mapping[tuple[str, str], Mapping[date, int]], month: date) -> Counted:
    return {key: in_months[month] for key, in_months in found.items() if month in in_months}


def _said(one: Sprout) -> Forming:
    return Forming(
        village=one.village,
        district=one.village.rpartition(".")[0],
        sprout=one,
        share=saying.plain(one.share),
        quotient=saying.plain(one.quotient, 1),
        growth=saying.plain(one.growth),
    )
