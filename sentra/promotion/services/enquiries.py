"""What an owner does with the enquiries of buyers: nobody else reads them, officers included."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.people.models import User
from sentra.promotion.models import Enquiry


def _enquiry_lock(actor: User, enquiry_id: UUID) -> Enquiry:
    found = Enquiry.objects.select_for_update(of=("self",)).select_related("maker__business", "showing__product")
    enquiry = found.filter(pk=enquiry_id, maker__business__owner__user=actor).first()
    if enquiry is None:
        raise NotFound(_("There is no such enquiry of yours."))
    return enquiry


@transaction.atomic
def enquiry_read(*, actor: User, enquiry_id: UUID) -> Enquiry:
    """Give an enquiry to the owner of the page it was sent to, and note the first reading. Raises `NotFound`."""
    enquiry = _enquiry_lock(actor, enquiry_id)
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
