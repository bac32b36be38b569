"""The catalogue's map: makers who agreed to show where they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, Exists, Max, Min, OuterRef, QuerySet

from sentra.promotion.addresses import address
from sentra.promotion.cards import name_of, place_of
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import Maker
from sentra.reference.loading import current_pack
from sentra.registry.models import Business
from sentra.registry.overview import MOST_PINS, Window, clusters_of

STANDING = "legal"
"""Whoever is listed is legal today: so the map's script draws them."""


@dataclass(frozen=True, slots=True)
class PinnedDistrict:
    """A district with pins: how many, and where its name stands."""

    code: str
    name: str
    pins: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Area:
    """Where on earth the pins are: west, south, east, north; None without a pin."""

    districts: tuple[PinnedDistrict, ...]
    bounds: tuple[float, float, float, float] | None


def makers_pinned() -> "QuerySet[Maker]":
    """Give the listed makers who agreed to show their pin."""
    return makers_listed().filter(shows_pin=True, business__latitude__isnull=False)


def area() -> Area:
    """Give the districts of the map, by name; one query."""
    latitude, longitude = "business__latitude", "business__longitude"
    rows = (
        makers_pinned()
        .order_by()
        .values("business__district")
        .annotate(
            pins=Count("pk"),
            at_latitude=Avg(latitude),
            at_longitude=Avg(longitude),
            west=Min(longitude),
            south=Min(latitude),
            east=Max(longitude),
            north=Max(latitude),
        )
    )
    found = sorted((_district(row) for row in rows), key=lambda one: one.name)
    sides = list(rows)
    if not sides:
        return Area((), None)
    bounds = (
        min(row["west"] for row in sides),
        min(row["south"] for row in sides),
        max(row["east"] for row in sides),
        max(row["north"] for row in sides),
    )
    return Area(tuple(found), bounds)


def _district(row: Mapping[str, Any]) -> PinnedDistrict:
    code = row["business__district"]
    name = current_pack().district_names.get(code, code)
    return PinnedDistrict(code, name, row["pins"], row["at_latitude"], row["at_longitude"])


def pins_in(window: Window) -> dict[str, list[dict[str, Any]]]:
    """Give what is to be drawn in a window: few pins one by one, many as clusters; at most two queries."""
    inside = makers_pinned().filter(
        business__latitude__range=(window.south, window.north), business__longitude__range=(window.west, window.east)
    )
    few = list(inside.order_by()[: MOST_PINS + 1])
    if len(few) <= MOST_PINS:
        return {"pins": [_pin(one) for one in few], "clusters": []}
    businesses = Business.objects.filter(Exists(inside.filter(business=OuterRef("pk")))).order_by()
    return {"pins": [], "clusters": list(clusters_of(businesses, window.cell))}


def _pin(maker: Maker) -> dict[str, Any]:
    business = maker.business
    return {
        "number": place_of(business),
        "name": name_of(business),
        "at": [business.latitude, business.longitude],
        "standing": STANDING,
        "url": address("maker", maker.slug),
    }
