"""Reading a NIK or NPWP of the register in full: allowed by duty, and recorded (UU 27/2022)."""

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel.errors import NotFound
from sentra.people.models import User
from sentra.people.policy import Permission, require
from sentra.registry.models import Business


@transaction.atomic
def secret_read(*, actor: User, business: Business, code: str) -> str:
    """Give the owner's NIK or the business's NPWP in full and record who read it. Raises `NotAllowed`, `NotFound`."""
    require(actor, Permission.NIK_READ, business.district)
    value = {"nik": business.owner.nik, "npwp": business.npwp}.get(code, "")
    if not value:
        raise NotFound(_("There is no such answer."))
    record(actor=actor, act="register.secret_read", record=business, after={"protected": code.upper()})
    return value
