"""Reading notices and deliveries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import get_language

from sentra.outbox.models import Mail, MailStatus, Notice
from sentra.outbox.wording import wording
from sentra.people.models import User


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """A notice in the reader's language."""

    id: int
    subject: str
    summary: str
    at: datetime
    read: bool


def unread_count(user: User) -> int:
    """Count what somebody has not read, in one query."""
    return Notice.objects.filter(user=user, read_at=None).count()


def notices_of(user: User) -> "QuerySet[Notice]":
    """Give somebody's notices, the newest first."""
    return Notice.objects.filter(user=user).select_related("event")


def shown(notice: Notice) -> NoticeShown:
    """Put a notice into words."""
    language = "en" if (get_language() or "id").startswith("en") else "id"
    words = wording(notice.event.kind, language, notice.event.data, notice.event.url)
    return NoticeShown(notice.pk, words.subject, words.summary, notice.at, notice.read_at is not None)


def undelivered() -> "QuerySet[Mail]":
    """Give the mails that failed at least once or were given up, the newest first."""
    return (
        Mail.objects.exclude(status=MailStatus.SENT).filter(attempts__gt=0).select_related("event").order_by("-made_at")
    )
