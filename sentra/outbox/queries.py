"""Reading notices and deliveries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import get_language
from procrastinate.contrib.django.models import ProcrastinateJob

from sentra.kernel import clock
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


def told_today(user: User, kind: str) -> bool:
    """Tell whether somebody was already told of a kind of event on the regency's present day."""
    notices = Notice.objects.filter(user=user, event__kind=kind).order_by("-at")
    last = notices.values_list("at", flat=True).first()
    return last is not None and clock.local_day(last) == clock.today()


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


def queued(task: str, argument: str) -> set[str]:
    """Give the values of an argument for which a task has a job that waits or runs."""
    jobs = ProcrastinateJob.objects.filter(task_name=task, status__in=["todo", "doing"])
    return {str(args[argument]) for args in jobs.values_list("args", flat=True)}


@dataclass(frozen=True, slots=True)
class Work:
    """How the background work stands: how many jobs wait for their turn, and the newest that were given up."""

    waiting: int
    failed: list[ProcrastinateJob]


def background_work(most: int = 20) -> Work:
    """Look at the jobs of the worker; a mail that is tried again later doesn't wait, it has an hour of its own."""
    jobs = ProcrastinateJob.objects
    waiting = jobs.filter(status="todo", scheduled_at=None).count()
    return Work(waiting, list(jobs.filter(status="failed").order_by("-id")[:most]))
