"""Recording a business that somebody met in the field, or that stands on nobody's list yet."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from sentra.kernel.errors import InvalidInput
from sentra.people.models import User
from sentra.reference.answers import read_page, saved_to
from sentra.reference.lists import common_lists
from sentra.reference.loading import current_pack
from sentra.registry.facts import BusinessFacts, Entry, OwnerFacts
from sentra.registry.identity import Candidate
from sentra.registry.models import Business, RecordedFrom
from sentra.registry.services.profile import Given
from sentra.registry.services.record import Result, businesses_record


@dataclass(frozen=True, slots=True)
class Met:
    """What became of a business that somebody met; `business` is None while a person has to decide."""

    business: Business | None
    is_new: bool
    candidates: tuple[Candidate, ...] = ()


@transaction.atomic
def business_met(*, actor: User, given: Given, known: UUID | None = None, surely_new: bool = False) -> Met:
    """Record a business of the field census, as a batch of one on the way that every list takes.

    `known` is the business that the officer took it for, `surely_new` that it is none of those that were offered.
    Raises `NotAllowed`, `InvalidInput` with everything that is wrong.
    """
    page = current_pack().register_page("census")
    read, problems = read_page(page.fields, given, {}, common_lists())
    if problems:
        raise InvalidInput(problems)
    entry = _entry(saved_to(page, read), known, surely_new=surely_new)
    outcome = businesses_record(actor=actor, entries=[entry], source=RecordedFrom.CENSUS)[0]
    if outcome.result == Result.TO_DECIDE:
        return Met(None, is_new=False, candidates=outcome.candidates)
    if outcome.business is None:
        raise InvalidInput(outcome.problems)
    return Met(outcome.business, is_new=outcome.result == Result.NEW)


def _entry(told: dict[str, Any], known: UUID | None, *, surely_new: bool) -> Entry:
    pin = [float(part) for part in told.get("business.pin", "").split(",") if part]
    latitude, longitude = pin or (None, None)
    return Entry(
        owner=OwnerFacts(
            name=told.get("owner.name", ""), nik=told.get("owner.nik", ""), phone=told.get("owner.phone", "")
        ),
        business=BusinessFacts(
            name=told["business.name"],
            district=told.get("business.district", ""),
            village=told.get("business.village", ""),
            address=told.get("business.address", ""),
            commodity=told.get("business.commodity", ""),
            latitude=latitude,
            longitude=longitude,
        ),
        product=told.get("product.name", ""),
        why_no_permit=told.get("business.why_no_permit", ""),
        known=known,
        surely_new=surely_new,
    )
