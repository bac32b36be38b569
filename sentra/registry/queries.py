"""Reading the register; THE identity check is `identity`."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from sentra.reference.loading import current_pack
from sentra.registry.models import Business, Production


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """How many businesses stand on the register."""

    businesses: int
    by_commodity: Mapping[str, int]


def register_counts() -> RegisterCounts:
    """Count the businesses on the register, in one query."""
    rows = Business.objects.present().registered().values("commodity").annotate(count=Count("pk"))
    by_commodity = {row["commodity"]: row["count"] for row in rows}
    return RegisterCounts(sum(by_commodity.values()), by_commodity)


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """A district on the tile map with its businesses; `shade` goes from 0 (none) to 4 (near the most)."""

    code: str
    name: str
    row: int
    col: int
    businesses: int
    shade: int


@dataclass(frozen=True, slots=True)
class RegisterFigures:
    """The register by district, by flagship commodity and by how the production runs."""

    businesses: int
    districts: tuple[PlaceFigures, ...]
    commodities: tuple[tuple[str, int], ...]
    production: tuple[tuple[str, int], ...]


def register_by_place() -> RegisterFigures:
    """Count the register for the leaders; three queries."""
    known = Business.objects.present().registered()
    pack = current_pack()
    districts = dict(known.values_list("district").annotate(count=Count("pk")).order_by())
    commodities = dict(known.values_list("commodity").annotate(count=Count("pk")).order_by())
    production = dict(known.values_list("production").annotate(count=Count("pk")).order_by())
    most = max(districts.values(), default=0)
    goods = [(str(one.name), commodities.get(one.code, 0)) for one in pack.commodities]
    return RegisterFigures(
        businesses=sum(districts.values()),
        districts=tuple(
            PlaceFigures(one.code, one.name, one.row, one.col, count, -(-4 * count // most) if count else 0)
            for one in pack.districts
            for count in [districts.get(one.code, 0)]
        ),
        commodities=tuple(sorted(goods, key=lambda one: -one[1])),
        production=tuple((str(one.label), production.get(one, 0)) for one in Production),
    )
