"""What all acts on a business share: lock it, say who may, write_down what was done."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound, Problem
from sentra.kernel.locks import locked
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.people.policy import Permission, can, require, visible_to
from sentra.registry.models import Business

SHORTEST_REASON, LONGEST_REASON = 5, 2000


def business_lock(actor: User | None, business_id: UUID, version: int | None = None) -> Business:
    """Lock a business that the actor may see, until the transaction ends.

    `version` is the one that the actor's page showed. Raises `NotFound`, or `Conflict` where it changed since.
    """
    seen = Business.objects.all() if actor is None else visible_to(actor, Business.objects.all())
    business = locked(seen.select_related("owner").filter(pk=business_id)).first()
    if business is None:
        raise NotFound(_("There is no such business, or it isn't in your area."))
    if business.merged_into_id:
        raise Conflict(_("This record was merged into another one. Open that one and go on there."))
    if version is not None and version != business.version:
        raise Conflict(_("Somebody changed this business while you had it open. Look at it again, then decide."))
    return business


def is_own(actor: User, business: Business) -> bool:
    """Tell whether the business is the actor's own."""
    return business.owner.user_id == actor.pk


def may_edit(actor: User, business: Business) -> bool:
    """Tell whether the actor may write down what a business is and makes: its owner, or an officer of the register.

    Who records businesses in the field or at the counter also completes what is only recorded.
    """
    if is_own(actor, business) or can(actor, Permission.REGISTER_EDIT, business.district):
        return True
    return not business.is_registered and can(actor, Permission.REGISTER_RECORD, business.district)


def require_edit(actor: User, business: Business) -> None:
    """Refuse who may not edit a business. Raises `NotAllowed`."""
    if not may_edit(actor, business):
        raise NotAllowed(_("This is not among your duties."))


def require_officer(actor: User, business: Business) -> None:
    """Refuse who isn't an officer of the register in the business's district. Raises `NotAllowed`."""
    require(actor, Permission.REGISTER_EDIT, business.district)


def require_words(reason: str, field: str = "reason") -> str:
    """Give a reason, tidied. Raises `InvalidInput` where it says too little or too much."""
    reason = tidy(reason)
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        message = _("Please give the reason in a sentence.")
        if len(reason) > LONGEST_REASON:
            message = _("Please use at most %(most)s characters.") % {"most": LONGEST_REASON}
        raise InvalidInput([Problem(field, "reason", message)])
    return reason


def write_down(
    actor: User | None,
    business: Business,
    act: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Save the business as its next version and write the act into the audit."""
    business.version += 1
    business.updated_at = clock.now()
    business.save()
    record(actor=actor, act=f"register.{act}", record=business, before=before, after=after, reason=reason)
