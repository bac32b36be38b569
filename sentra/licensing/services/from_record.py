"""Beginning an application from a record of the register: one press, with everything filled in that is known."""

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.kernel.text import fold
from sentra.licensing.models import Application
from sentra.licensing.models.application import OPEN
from sentra.licensing.services.draft import draft_start
from sentra.people.models import User
from sentra.people.policy import Permission, require
from sentra.people.services import walk_in_account
from sentra.registry.models import Business
from sentra.registry.services.common import business_lock, is_own


@transaction.atomic
def draft_from_record(*, actor: User, business: Business, service: str) -> Application:
    """Begin an application for a recorded business: its owner does, or the counter for the owner.

    At the counter the owner's account is found or made by telephone or e-mail. Raises `NotAllowed`, `InvalidInput`
    where neither is known, `Conflict` where an application is under way or the account is somebody else's.
    """
    business = business_lock(actor, business.pk)
    own = is_own(actor, business)
    if not own:
        require(actor, Permission.APPLICATION_ENTER, business.district)
    if under_way := Application.objects.filter(business=business, status__in=OPEN).first():
        raise Conflict(_("Application %(number)s for this business is under way.") % {"number": under_way.number})
    applicant = actor if own else _account_of(actor, business)
    return draft_start(actor=actor, service=service, applicant=applicant, business=business)


def _account_of(actor: User, business: Business) -> User:
    owner = business.owner
    if owner.user and owner.user.is_active:
        return owner.user
    reached_by = owner.phone or owner.email or business.phone or business.email
    if not reached_by:
        message = _("The register has neither telephone nor e-mail of the owner. Write one down first, then begin.")
        raise InvalidInput([Problem("owner_phone", "missing", message)])
    account = walk_in_account(actor=actor, name=owner.name, reached_by=reached_by)
    if fold(account.name) != fold(owner.name):
        message = _("The telephone or e-mail belongs to the account of %(name)s. Put the contact right first.")
        raise Conflict(message % {"name": account.name})
    return account
