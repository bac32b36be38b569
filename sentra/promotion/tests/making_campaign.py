"""Campaigns and issues for tests, by the acts that people use."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from sentra.kernel import clock
from sentra.people.models import Role, User
from sentra.people.tests.people import officer
from sentra.programmes.tests.making import business
from sentra.promotion.campaign_rules import Plan, Published
from sentra.promotion.models import Campaign, Maker, Piece
from sentra.promotion.services.campaigns import campaign_makers_add, campaign_plan, campaign_start
from sentra.promotion.services.pieces import piece_add
from sentra.promotion.tests.making import published as catalogued
from sentra.registry.models import Product


def curator() -> User:
    """The officer of the catalogue."""
    return officer(Role.DISPERINDAG)


def makers(many: int, first: int = 1) -> list[Maker]:
    """So many makers in the catalogue, each with one product."""
    found = []
    for number in range(first, first + many):
        one = business(number)
        one.products.all().delete()
        Product.objects.create(business=one, name=f"Sambel pecel {number}", price_from=15_000)
        found.append(catalogued(one, curator(), curator()))
    return found


def plan(**changes: Any) -> Plan:
    """A campaign as an officer plans it."""
    today = clock.today()
    told: dict[str, Any] = {
        "title": "Promosi Lebaran",
        "purpose": "Supaya oleh-oleh Blitar dikenal pemudik.",
        "media": ("radio", "social"),
        "from_day": today - timedelta(days=10),
        "until_day": today + timedelta(days=20),
        "in_charge": curator().pk,
        "cost_planned": 5_000_000,
    }
    return Plan(**{**told, **changes})


def planned(**changes: Any) -> Campaign:
    """A campaign that is planned."""
    return campaign_plan(actor=curator(), key=uuid4(), plan=plan(**changes))


def running(known: list[Maker], **changes: Any) -> Campaign:
    """A campaign that runs, with some makers."""
    campaign = planned(**changes)
    campaign_makers_add(actor=curator(), campaign_id=campaign.pk, maker_ids=[one.pk for one in known])
    return campaign_start(actor=curator(), campaign_id=campaign.pk)


def told(known: list[Maker], **changes: Any) -> Published:
    """Something published, as an officer writes it down."""
    given: dict[str, Any] = {
        "medium": "radio",
        "title": "Bincang pagi: sambel pecel Blitar",
        "publisher": "Mayangkara FM",
        "published_on": clock.today(),
        "makers": frozenset(one.pk for one in known),
        "link": "https://contoh.id/bincang",
        "reach": 12_000,
        "cost": 750_000,
    }
    return Published(**{**given, **changes})


def piece(campaign: Campaign, known: list[Maker], upload: Any = None, **changes: Any) -> Piece:
    """Something published in a campaign."""
    published = told(known, **changes)
    return piece_add(actor=curator(), campaign_id=campaign.pk, key=uuid4(), published=published, upload=upload)
