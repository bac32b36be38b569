"""Who else a buyer finds nearby, and in which order several are best visited."""

import math
from collections.abc import Sequence

from django.db.models import QuerySet

from sentra.promotion.cards import MakerCard, for_maker_cards, maker_cards_of
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import Maker

NEAR = 4
MOST_LOOKED_AT = 120
"""So many of a village or a district are compared, whichever they are."""
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
    others = makers_listed().exclude(pk=maker.pk).order_by()
    near = _nearest(maker, others.filter(business__village=here.village)) if here.village else []
    if len(near) < NEAR:
        elsewhere = others.filter(business__district=here.district).exclude(business__village=here.village or "-")
        near += _nearest(maker, elsewhere)[: NEAR - len(near)]
    by_id = {one.pk: one for one in for_maker_cards(Maker.objects.filter(pk__in=near))}
    return maker_cards_of([by_id[one] for one in near if one in by_id])


def _nearest(maker: Maker, others: "QuerySet[Maker]") -> list[int]:
    """Give the ids of the nearest of some makers, by what is needed to compare them alone."""
    columns = ("pk", "shows_pin", "business__latitude", "business__longitude", "business__name_folded")
    here, found = pin_of(maker), []
    for pk, shown, latitude, longitude, name in others.values_list(*columns)[:MOST_LOOKED_AT]:
        there = (latitude, longitude) if shown and latitude is not None and longitude is not None else None
        found.append((apart(here, there), name, pk))
    return [pk for _far, _name, pk in sorted(found)[:NEAR]]


def apart(here: Point | None, there: Point | None) -> float:
    """Give how far two points are from each other in kilometres; without both nobody can tell."""
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
        following = min(left, key=lambda one: (apart(pin_of(way[-1]), pin_of(one)), one.pk)) if way else left[0]
        left.remove(following)
        way.append(following)
    return way + sorted(unpinned, key=lambda one: (one.business.village, one.business.name_folded))
