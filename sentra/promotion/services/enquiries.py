"""What an owner does with the enquiries of buyers: nobody else reads them.

Where the owner has no account, the officers of the catalogue in that district read them and pass them on; each reading
of theirs is recorded.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.kernel.locks import locked
from sentra.people.models import User
from sentra.people.policy import Permission, districts_of
from sentra.promotion.models import Enquiry


def readable_by(actor: User) -> Q:
    """Narrow enquiries to those that the actor reads: to the own page, or for owners without an account."""
    own = Q(maker__business__owner__user=actor)
    districts = districts_of(actor, Permission.PROMOTION_MANAGE)
    helped = Q(maker__business__owner__user=None)
    if districts is not None:
        helped &= Q(maker__business__district__in=sorted(districts))
    return own | helped


def _enquiry_lock(actor: User, enquiry_id: UUID) -> Enquiry:
    found = Enquiry.objects.select_related("maker__business__owner", "showing__product")
    enquiry = locked(found.filter(readable_by(actor), pk=enquiry_id)).first()
    if enquiry is None:
        raise NotFound(_("There is no such enquiry of yours."))
    return enquiry


@transaction.atomic
def enquiry_read(*, actor: User, enquiry_id: UUID) -> Enquiry:
    """Give an enquiry to who reads it, and note the first reading, of an officer each. Raises `NotFound`."""
    enquiry = _enquiry_lock(actor, enquiry_id)
    if enquiry.maker.business.owner.user_id != actor.pk:
        record(actor=actor, act="enquiry.read", record=enquiry)
    if enquiry.read_at is None:
        enquiry.read_at = clock.now()
        enquiry.save(update_fields=["read_at"])
    return enquiry


@transaction.atomic
def enquiry_answer(*, actor: User, enquiry_id: UUID) -> Enquiry:
    """Note that the owner answered; noting it again changes nothing. Raises `NotFound`."""
    enquiry = _enquiry_lock(actor, enquiry_id)
    if enquiry.answered_at is None:
        enquiry.answered_at = clock.now()
        enquiry.read_at = enquiry.read_at or enquiry.answered_at
        enquiry.save(update_fields=["answered_at", "read_at"])
        record(actor=actor, act="enquiry.answered", record=enquiry)
    return enquiry


@transaction.atomic
def enquiry_set_aside(*, actor: User, enquiry_id: UUID, spam: bool) -> Enquiry:
    """Set an enquiry aside as spam, or take it back. Raises `NotFound`."""
    enquiry = _enquiry_lock(actor, enquiry_id)
    if enquiry.spam != spam:
        enquiry.spam = spam
        enquiry.read_at = enquiry.read_at or clock.now()
        enquiry.save(update_fields=["spam", "read_at"])
        record(actor=actor, act="enquiry.spam" if spam else "enquiry.kept", record=enquiry)
    return enquiry
