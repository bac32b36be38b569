"""Telling people: rows and a job in the act's own transaction, so that what is rolled back is never sent."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from sentra.audit.services import record as audit_record
from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.outbox.jobs import deliver_mail
from sentra.outbox.models import Event, Mail, MailStatus, Notice
from sentra.outbox.queries import queued
from sentra.outbox.wording import require_wording
from sentra.people.models import User
from sentra.people.policy import Permission, require

SWEPT_AT_ONCE = 500


def emit(
    *, kind: str, record: Model, to: Iterable[User], context: Mapping[str, object], url: str = "", mail: bool = True
) -> Event:
    """Tell people something: a notice each, and a mail to those who have an address.

    Raises `RuntimeError` outside of a transaction, `TemplateDoesNotExist` for a kind without words.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is written in the transaction of its act")
    require_wording(kind)
    at = clock.now()
    event = Event.objects.create(
        kind=kind, record_type=record._meta.label, record_id=str(record.pk), data=dict(context), url=url, at=at
    )
    people = list({person.pk: person for person in to if person.is_active}.values())
    Notice.objects.bulk_create([Notice(event=event, user=person, at=at) for person in people])
    addressed = {person.email: person for person in people if person.email and mail}
    mails = Mail.objects.bulk_create(
        [
            Mail(event=event, user=person, address=address, language=person.language, made_at=at)
            for address, person in addressed.items()
        ]
    )
    for one in mails:
        deliver_mail.defer(mail_id=str(one.pk))
    return event


@transaction.atomic
def notice_read(*, actor: User, notice_id: int) -> Notice:
    """Mark one's own notice as read. Raises `NotFound`."""
    notice = (
        Notice.objects.select_for_update(of=("self",)).select_related("event").filter(pk=notice_id, user=actor).first()
    )
    if notice is None:
        raise NotFound(_("There is no such notice of yours."))
    if notice.read_at is None:
        notice.read_at = clock.now()
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def notices_read(*, actor: User) -> int:
    """Mark all one's own notices as read; gives how many were new."""
    return Notice.objects.filter(user=actor, read_at=None).update(read_at=clock.now())


@transaction.atomic
def mail_retry(*, actor: User, mail_id: UUID) -> Mail:
    """Try a mail again that was given up. Raises `NotAllowed`, `NotFound`."""
    require(actor, Permission.DELIVERY_MANAGE)
    mail = Mail.objects.select_for_update().filter(pk=mail_id).exclude(status=MailStatus.SENT).first()
    if mail is None:
        raise NotFound(_("This mail was already sent, or never existed."))
    mail.status, mail.attempts, mail.next_try_at = MailStatus.WAITING, 0, None
    mail.save(update_fields=["status", "attempts", "next_try_at"])
    audit_record(actor=actor, act="mail.retry", record=mail)
    deliver_mail.defer(mail_id=str(mail.pk))
    return mail


@transaction.atomic
def waiting_mails_sweep() -> int:
    """Give a job to every mail whose time has come and that has none; gives how many."""
    now = clock.now()
    late = Mail.objects.filter(status=MailStatus.WAITING, made_at__lt=now - timedelta(minutes=2)).exclude(
        next_try_at__gt=now
    )
    lost = late.exclude(pk__in=queued(deliver_mail.name, "mail_id")).order_by("made_at")
    ids = list(lost.values_list("pk", flat=True)[:SWEPT_AT_ONCE])
    for mail_id in ids:
        deliver_mail.defer(mail_id=str(mail_id))
    return len(ids)
