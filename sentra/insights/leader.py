"""All that the leader's page tells: read in a dozen queries, whatever the size of the register."""

from collections.abc import Sequence
from dataclasses import dataclass

from sentra.insights.asked import Asked
from sentra.insights.attention import Concern, concerns
from sentra.insights.cards import Card, InMonths, cards, figures_of, leading, months_needed
from sentra.insights.catalogue import BY_CODE
from sentra.insights.figure import Figure
from sentra.insights.league import League, league
from sentra.insights.places import Strong
from sentra.insights.reading import Eyes, totals
from sentra.insights.regency_map import Line, RegencyMap, by_district, regency_map, table
from sentra.insights.sprouts import Forming, sprouts
from sentra.people.models import User
from sentra.reference.loading import current_pack

STRONGEST = 8
ENDING, UNLICENSED = "expiring", "unlicensed"


@dataclass(frozen=True, slots=True)
class LeaderPage:
    """What the leader's page shows."""

    cards: tuple[Card, ...]
    concerns: tuple[Concern, ...]
    measures: tuple[Figure, ...]
    map: RegencyMap
    lines: tuple[Line, ...]
    league: League
    strong: tuple[Strong, ...]
    forming: tuple[Forming, ...]


def measures() -> list[Figure]:
    """Give what the map of the leader's page may show."""
    return figures_of(current_pack().insights.measures)


def leader_page(asked: Asked, actor: User, eyes: Eyes) -> LeaderPage:
    """Read the leader's page for whoever asks. Goals are the regency's: only who sees all of it is told them."""
    named = [(figure, goal if eyes.whole else None) for figure, goal in leading()]
    counted = counted_in(named_families([figure for figure, _goal in named]), asked, eyes)
    shown = measures()
    numbers = by_district([*shown, BY_CODE[UNLICENSED]], asked, eyes)
    names = {code: name for code, name in current_pack().district_names.items() if eyes.sees(code)}
    now = BY_CODE[ENDING].read(counted["businesses"].get(asked.first, {}))
    goods = league(asked, eyes)
    return LeaderPage(
        cards=tuple(cards(named, counted, asked, actor)),
        concerns=tuple(concerns(actor, eyes, ending=now, unlicensed=numbers[UNLICENSED])) if asked.is_newest else (),
        measures=tuple(shown),
        map=regency_map(BY_CODE[asked.measure], numbers[asked.measure], eyes),
        lines=tuple(table(shown, numbers, names, asked.sort or asked.measure)),
        league=goods,
        strong=goods.strong[:STRONGEST],
        forming=tuple(sprouts(asked, eyes, goods.places)),
    )


def named_families(figures: Sequence[Figure]) -> list[str]:
    """Give the families of some figures, and that of the businesses."""
    return list(dict.fromkeys(["businesses", *(one.family for one in figures)]))


def counted_in(families: Sequence[str], asked: Asked, eyes: Eyes) -> InMonths:
    """Read what was counted in the months that cards are drawn from; one query for each family."""
    months = months_needed(asked)
    return {family: totals(family, months, eyes=eyes, seen=asked.seen) for family in families}
