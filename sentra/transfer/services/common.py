"""What all acts on an import share: who may, and holding it."""

from uuid import UUID

from django.utils.translation import gettext as _

from sentra.kernel.errors import Conflict, NotFound
from sentra.people.models import User
from sentra.people.policy import Permission, require
from sentra.transfer.models import Import, State


def import_lock(actor: User | None, import_id: UUID, version: int | None = None) -> Import:
    """Hold an import until the transaction ends. Raises `NotAllowed`, `NotFound`, `Conflict` for a stale version."""
    if actor:
        require(actor, Permission.REGISTER_IMPORT)
    found = (
        Import.objects.select_for_update(of=("self",)).select_related("file", "begun_by").filter(pk=import_id).first()
    )
    if found is None:
        raise NotFound(_("There is no such import."))
    if version is not None and version != found.version:
        raise Conflict(_("This import went on while you had the page open. Look at it again, then decide."))
    return found


def require_state(imported: Import, *states: State) -> None:
    """Refuse an act that doesn't fit where the import stands. Raises `Conflict`."""
    if imported.state not in states:
        raise Conflict(
            _("This can't be done any more: the import is “%(state)s”.") % {"state": imported.get_state_display()}
        )
