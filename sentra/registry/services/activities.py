"""The KBLI classes that a business works in, written down by hand: added, taken away, the main one marked."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.people.models import User
from sentra.reference.loading import current_pack
from sentra.registry.activities import ActivityTold, activities_of
from sentra.registry.models import Activity, Business
from sentra.registry.services.common import business_lock, require_edit, write_down

MOST = 50


@transaction.atomic
def activity_add(*, actor: User, business_id: UUID, kbli: str, version: str) -> Activity:
    """Add a class of the pack's list; the first one of a business that isn't registered is its main one.

    Raises `NotFound`, `NotAllowed`, `InvalidInput` for a class that isn't in the list or is there already, and
    `Conflict` above 50.
    """
    business = business_lock(actor, business_id)
    require_edit(actor, business)
    if (kbli, version) not in {(one.code, one.version) for one in current_pack().kbli}:
        raise InvalidInput([Problem("kbli", "unknown", _("Please choose one from the list."))])
    there = activities_of(business)
    if any((one.kbli, one.version) == (kbli, version) for one in there):
        raise InvalidInput([Problem("kbli", "taken", _("The business has this KBLI already."))])
    if len(there) >= MOST:
        raise Conflict(_("There are %(most)s already. Take away what isn't made or used any more.") % {"most": MOST})
    added = Activity.objects.create(business=business, kbli=kbli, kbli_version=version)
    if not business.kbli and not business.is_registered:
        business.kbli, business.kbli_version = kbli, version
    write_down(actor, business, "activity_added", after={"kbli": kbli, "kbli_version": version})
    return added


@transaction.atomic
def activity_remove(*, actor: User, business_id: UUID, kbli: str, version: str) -> Business:
    """Take a class away. Raises `NotFound`, `NotAllowed`, `Conflict` for what a permit states or OSS tells."""
    business = business_lock(actor, business_id)
    require_edit(actor, business)
    told = _told(business, kbli, version)
    if told.main:
        _require_open(business)
    if told.oss:
        raise Conflict(_("This KBLI comes from OSS. It is changed there, and comes here with the next import."))
    business.activities.filter(kbli=kbli, kbli_version=version).delete()
    if told.main:
        business.kbli = business.kbli_version = ""
    write_down(actor, business, "activity_removed", before={"kbli": kbli, "kbli_version": version})
    return business


@transaction.atomic
def activity_make_main(*, actor: User, business_id: UUID, version: int, kbli: str, kbli_version: str) -> Business:
    """Mark a class as the main one; the one that was stays among the others.

    `version` is the business's as the page showed it. Raises `NotFound`, `NotAllowed`, and `Conflict` where a permit
    states the main one or the business changed since.
    """
    business = business_lock(actor, business_id, version)
    require_edit(actor, business)
    _require_open(business)
    if _told(business, kbli, kbli_version).main:
        return business
    before = {"kbli": business.kbli, "kbli_version": business.kbli_version}
    if business.kbli and not business.activities.filter(**before).exists():
        Activity.objects.create(business=business, **before)
    business.kbli, business.kbli_version = kbli, kbli_version
    after = {"kbli": kbli, "kbli_version": kbli_version}
    write_down(actor, business, "activity_main", before=before, after=after)
    return business


def _told(business: Business, kbli: str, version: str) -> ActivityTold:
    found = next((one for one in activities_of(business) if (one.kbli, one.version) == (kbli, version)), None)
    if found is None:
        raise NotFound(_("This isn't there any more. Somebody may have taken it away."))
    return found


def _require_open(business: Business) -> None:
    """Refuse to change what a permit states (`profile.SUPPORTS_A_PERMIT`). Raises `Conflict`."""
    if business.is_registered:
        raise Conflict(_("What the permit states changes by an amendment: apply for one."))
