"""Businesses of the tests, put straight into the tables: what finding them needs, and no more."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.test import Client

from sentra.kernel.text import fold
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.registry.models import Business, Owner
from sentra.registry.services.derived import search_text
from sentra.registry.services.permit import register_number

HERE, THERE = "35.05.10", "35.05.01"
"""Two districts: Kanigoro and Wonodadi."""


def owner_of(name: str = "Siti Aminah", **more: Any) -> Owner:
    """An owner."""
    return Owner.objects.create(name=name, name_folded=fold(name), **more)


def known(name: str, *, products: Sequence[str] = (), owner: Owner | None = None, **more: Any) -> Business:
    """A business that the register knows, with the words by which it is found."""
    more.setdefault("district", HERE)
    business = Business(
        id=uuid4(),
        register_number=register_number(Business.objects.count() + 1),
        owner=owner or owner_of(),
        name=name,
        name_folded=fold(name),
        **more,
    )
    business.search_text = search_text(business, products)
    business.save(force_insert=True)
    for product in products:
        business.products.create(name=product)
    return business


def of(role: Role, districts: Sequence[str] = (), name: str = "") -> Client:
    """The browser of an officer with one duty."""
    client = Client()
    client.force_login(officer(role, districts, name))
    return client


def text(answer: Any) -> str:
    """The page as it was sent."""
    return str(answer.content.decode())
