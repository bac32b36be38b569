"""Who else a buyer finds nearby, and in which order several are best visited."""

import math
from collections.abc import Sequence

from django.db.models import Case, Value, When

from sentra.promotion.cards import MakerCard, maker_cards_of
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import Maker

NEAR = 4
MOST_LOOKED_AT = 120
"""So many of the district are compared: those of the village are always among them."""
FAR = math.inf
EARTH_KM = 6371.0
Point = tuple[float, float]


def pin_of(maker: Maker) -> Point | None:
    """Give the pin that a maker agreed to show: latitude, longitude."""
    business = maker.business
    if not maker.shows_pin or business.latitude is None or business.longitude is None:
        return None
    return business.latitude, business.longitude


def near_makers(maker: Maker) -> list[MakerCard]:
    """Give the listed makers of the same village first, then of the district; among them the nearest by shown pins."""
    here = maker.business
    others = makers_listed().filter(business__district=here.district).exclude(pk=maker.pk)
    elsewhere = Case(When(business__village=here.village or "-", then=Value(0)), default=Value(1))
    found = list(others.annotate(elsewhere=elsewhere).order_by("elsewhere", "pk")[:MOST_LOOKED_AT])
    found.sort(key=lambda one: (one.business.village != here.village, _between(maker, one), one.business.name_folded))
    return maker_cards_of(found[:NEAR])


def _between(one: Maker, other: Maker) -> float:
    """Give how far two makers are from each other in kilometres; without both pins nobody can tell."""
    here, there = pin_of(one), pin_of(other)
    return distance(here, there) if here and there else FAR


def distance(here: Point, there: Point) -> float:
    """Give the way between two points as the crow flies, in kilometres."""
    (south, west), (north, east) = ((math.radians(side) for side in point) for point in (here, there))
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def walk(makers: Sequence[Maker]) -> list[Maker]:
    """Give makers in the order of a simple walk: from the northernmost pin always on to the nearest.

    Those without a shown pin follow, by village and name.
    """
    left = sorted((one for one in makers if pin_of(one)), key=lambda one: (-(pin_of(one) or (0, 0))[0], one.pk))
    unpinned = [one for one in makers if not pin_of(one)]
    way: list[Maker] = []
    while left:
        following = min(left, key=lambda one: (_between(way[-1], one), one.pk)) if way else left[0]
        left.remove(following)
        way.append(following)
    return way + sorted(unpinned, key=lambda one: (one.business.village, one.business.name_folded))
