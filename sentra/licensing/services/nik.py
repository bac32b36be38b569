"""Reading a NIK or NPWP in full: allowed by duty, and recorded (UU 27/2022)."""

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel.errors import NotFound
from sentra.licensing.models import Application
from sentra.people.models import User
from sentra.people.policy import Permission, require


@transaction.atomic
def secret_read(*, actor: User, application: Application, code: str) -> str:
    """Give a sealed answer in full and record who read it. Raises `NotAllowed`, `NotFound`."""
    require(actor, Permission.NIK_READ, application.district or None)
    if code not in application.sealed:
        raise NotFound(_("There is no such answer."))
    record(actor=actor, act="application.secret_read", record=application, after={"protected": code})
    return str(application.sealed[code])
