"""What hangs on the demo's businesses beside names and papers: workshops, pins, groups, help of earlier years."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from sentra.kernel.text import fold
from sentra.ops.demo.workshops import COUNTRIES, HELP, MARKETS, WORKSHOPS
from sentra.reference.pack import Pack
from sentra.reference.schema import District
from sentra.registry.models import (
    Business,
    Group,
    GroupFigures,
    GroupKind,
    Machine,
    Membership,
    Product,
    RawMaterial,
    Support,
)

BATCH = 500
SEAT = (-8.0955, 112.1609)
"""Where the tile (1,3) of the schematic map lies; a tile is about nine kilometres wide."""
TILE = 0.082
SPREAD = 0.034
LEAST_OF_A_SENTRA = 8
GIVER = "Disperindag Kabupaten Blitar"


def pin_near(district: District, rng: Random) -> tuple[float, float]:
    """Make a place up near a district's tile: it shows the neighbourhood, and is nobody's address."""
    south, east = district.row - 1, district.col - 3
    latitude = SEAT[0] - south * TILE + rng.uniform(-SPREAD, SPREAD)
    longitude = SEAT[1] + east * TILE + rng.uniform(-SPREAD, SPREAD)
    return round(latitude, 6), round(longitude, 6)


def furnish(businesses: Sequence[Business], *, pack: Pack, rng: Random) -> None:
    """Fill pins and markets in before the businesses are saved."""
    districts = {one.code: one for one in pack.districts}
    for business in businesses:
        if rng.random() < 0.68:
            business.latitude, business.longitude = pin_near(districts[business.district], rng)
        if business.is_registered or rng.random() < 0.4:
            business.markets = ", ".join(rng.sample(MARKETS, rng.randint(1, 2)))
        if rng.random() < 0.03:
            business.export_countries = rng.choice(COUNTRIES)


def products_of(business: Business, name: str, rng: Random) -> list[Product]:
    """Give the products of a business: the first by its name, others of the trade now and then."""
    workshop = WORKSHOPS[business.commodity]
    low = rng.randint(workshop.cheap, max(workshop.cheap, (workshop.cheap + workshop.dear) // 2)) * 1000
    priced = business.is_registered or rng.random() < 0.3
    return [
        Product(
            business=business,
            name=name,
            commodity=business.commodity,
            packaging=rng.choice(workshop.packaging) if priced else "",
            unit=workshop.unit if priced else "",
            price_from=low if priced else None,
            price_to=low + rng.choice((0, 2000, 5000, 10000)) if priced else None,
        )
    ]


def surroundings_save(businesses: Sequence[Business], *, rng: Random, today: date) -> None:
    """Save what hangs on businesses that are there: workshops, groups, help of earlier years."""
    Machine.objects.bulk_create(_machines(businesses, rng, today), BATCH)
    RawMaterial.objects.bulk_create(_materials(businesses, rng), BATCH)
    Support.objects.bulk_create(_supports(businesses, rng, today), BATCH)
    _groups_save(businesses, rng, today)


def _machines(businesses: Sequence[Business], rng: Random, today: date) -> Iterator[Machine]:
    for business in businesses:
        if business.is_registered and rng.random() < 0.7:
            machines = WORKSHOPS[business.commodity].machines
            for name in rng.sample(machines, rng.randint(1, min(2, len(machines)))):
                year = today.year - rng.randint(1, 12)
                yield Machine(business=business, name=name, count=rng.choice((1, 1, 1, 2, 3)), year=year)


def _materials(businesses: Sequence[Business], rng: Random) -> Iterator[RawMaterial]:
    for business in businesses:
        if business.is_registered and rng.random() < 0.7:
            for name, origin in WORKSHOPS[business.commodity].materials:
                yield RawMaterial(business=business, name=name, origin=origin)


def _supports(businesses: Sequence[Business], rng: Random, today: date) -> Iterator[Support]:
    for business in businesses:
        if business.is_registered and rng.random() < 0.22:
            kind, title = rng.choice(HELP)
            yield Support(business=business, year=today.year - rng.randint(1, 4), kind=kind, title=title, giver=GIVER)


def _groups_save(businesses: Sequence[Business], rng: Random, today: date) -> None:
    """Let the businesses of one trade in one district make a sentra, and some of them a joint business."""
    near: dict[tuple[str, str], list[Business]] = defaultdict(list)
    for business in businesses:
        near[(business.district, business.commodity)].append(business)
    groups: list[Group] = []
    members: list[Membership] = []
    figures: list[GroupFigures] = []
    for (_district, _commodity), there in sorted(near.items()):
        if len(there) < LEAST_OF_A_SENTRA:
            continue
        sentra = _group(GroupKind.SENTRA, there, rng)
        groups.append(sentra)
        members += [Membership(group=sentra, business=one, since=date(today.year - 2, 7, 1)) for one in there]
        figures.append(
            GroupFigures(
                group=sentra,
                year=today.year - 1,
                units=len(there) + rng.randint(0, 9),
                workers=len(there) * rng.randint(2, 6),
                investment=len(there) * rng.randint(8, 40) * 1_000_000,
                production_value=len(there) * rng.randint(60, 240) * 1_000_000,
            )
        )
        if rng.random() < 0.45:
            kub = _group(GroupKind.KUB, there, rng)
            groups.append(kub)
            head, *others = rng.sample(there, min(6, len(there)))
            members.append(Membership(group=kub, business=head, role=Membership.Role.HEAD))
            members += [Membership(group=kub, business=one) for one in others]
    Group.objects.bulk_create(groups, BATCH)
    Membership.objects.bulk_create(members, BATCH)
    GroupFigures.objects.bulk_create(figures, BATCH)


def _group(kind: GroupKind, there: Sequence[Business], rng: Random) -> Group:
    one = rng.choice(there)
    trade = one.commodity.replace("_", " ").title()
    luck = rng.choice(("Rukun Makmur", "Sido Rukun", "Karya Bersama", "Guyub Mandiri", "Sumber Rejeki"))
    name = f"Sentra {trade}" if kind == GroupKind.SENTRA else f"KUB {luck} {trade}"
    return Group(
        kind=kind,
        name=name,
        name_folded=fold(name),
        trade=trade,
        commodity=one.commodity,
        district=one.district,
        village=one.village,
        address=one.address,
        contact=one.owner.name,
        phone=one.owner.phone,
    )
