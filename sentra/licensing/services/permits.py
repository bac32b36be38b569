"""Governing a permit after it was issued: suspend, lift, revoke; expiry comes from `automatic`."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.workflow import Act
from sentra.licensing.models import Permit
from sentra.licensing.services.common import permit_lock, require_reason
from sentra.licensing.services.tell import tell_holder
from sentra.licensing.workflow import PERMIT, PermitFacts
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.registry.services.permit import paper_status_change


def _holds(actor: User | None, permit: Permit) -> Callable[[str], bool]:
    def test(permission: str) -> bool:
        if actor is None:
            return permission == Permission.APPLICATION_AUTOMATIC
        return can(actor, Permission(permission), permit.district)

    return test


def _facts(permit: Permit) -> PermitFacts:
    return PermitFacts(past_its_end=permit.valid_until is not None and permit.valid_until < clock.today())


def permit_acts(actor: User, permit: Permit) -> list[Act[PermitFacts]]:
    """Give what the actor may do with the permit now."""
    return PERMIT.allowed(permit.status, _facts(permit), _holds(actor, permit))


@transaction.atomic
def permit_govern(*, actor: User | None, permit_id: UUID, act: str, reason: str, version: int | None = None) -> Permit:
    """Suspend, lift, revoke or (by the system) expire a permit, with a reason that the holder reads.

    The register and the public page follow at once. Raises `NotAllowed`, `Conflict`, `InvalidInput`.
    """
    permit = permit_lock(actor, permit_id, version)
    step = PERMIT.require(act, permit.status, _facts(permit), _holds(actor, permit))
    reason = require_reason(reason) if step.asks else reason
    before = permit.status
    permit.status = str(step.target)
    permit.status_reason = reason
    permit.version += 1
    permit.save(update_fields=["status", "status_reason", "version"])
    record(
        actor=actor,
        act=f"permit.{act}",
        record=permit.application,
        before={"permit_status": before},
        after={"permit_status": permit.status, "number": permit.number},
        reason=reason,
    )
    paper_status_change(actor=actor, permit_id=permit.pk, status=permit.status, reason=reason)
    tell_holder(permit, f"permit_{act}", reason=reason)
    return permit
