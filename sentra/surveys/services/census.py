"""Recording a business on a census visit: the way of every census, linked to the visit, and once for each key."""

from uuid import UUID

from django.db import transaction

from sentra.kernel import clock
from sentra.people.models import User
from sentra.registry.services.census import Met, business_met
from sentra.registry.services.profile import Given
from sentra.surveys.models import CensusRecord
from sentra.surveys.queries import visit_require
from sentra.surveys.services.common import remember_visit, visit_lock


@transaction.atomic
def met_record(
    *, actor: User, visit_id: int, key: UUID, given: Given, known: UUID | None = None, surely_new: bool = False
) -> Met:
    """Record a business that a census visit met; the same told again under its key is answered with the first.

    `business` of the answer is None while a person has to decide which it is. Raises `NotFound`, `NotAllowed`,
    `Conflict`, `InvalidInput` with everything that is wrong.
    """
    visit = visit_lock(actor, visit_id)
    if told := CensusRecord.objects.filter(key=key, visit=visit).select_related("business").first():
        return Met(told.business, is_new=told.is_new)
    visit_require(actor, visit, "record")
    met = business_met(actor=actor, given=given, known=known, surely_new=surely_new)
    if met.business is None:
        return met
    record, made = CensusRecord.objects.get_or_create(
        visit=visit, business=met.business, defaults={"key": key, "is_new": met.is_new, "at": clock.now()}
    )
    if made:
        remember_visit(actor, visit, "met", after={"number": met.business.register_number})
    return Met(record.business, is_new=record.is_new)
