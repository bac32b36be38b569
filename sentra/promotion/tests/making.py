"""Makers for tests: businesses on the register whose owners agreed, by the acts that people use."""

from sentra.people.models import User
from sentra.promotion.models import Maker
from sentra.promotion.services.consent import consent_give, maker_open
from sentra.promotion.services.curation import maker_publish, maker_send
from sentra.registry.models import Business


def opened(business: Business, owner: User) -> Maker:
    """Begin the page of a business, and agree to it."""
    maker_open(actor=owner, business_id=business.pk)
    return consent_give(actor=owner, business_id=business.pk, agreed=True)


def published(business: Business, owner: User, officer: User) -> Maker:
    """Let a business stand in the catalogue."""
    opened(business, owner)
    maker_send(actor=owner, business_id=business.pk)
    return maker_publish(actor=officer, business_id=business.pk)
