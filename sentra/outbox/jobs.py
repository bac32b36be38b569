"""The worker's part: delivering mail, and putting back what a killed worker left behind."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from sentra.kernel import clock
from sentra.outbox.models import Mail, MailStatus
from sentra.outbox.wording import wording

logger = logging.getLogger("sentra.outbox")

MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
SILENT_SECONDS = 20.0
"""A worker gives a sign of life every 5 s (`sentra worker`); one that was silent for so long is gone."""
MOST_LOSSES = 10


def pause_after(attempts: int) -> timedelta:
    """Give the pause before the next try: 30 s, 2 min, 8 min ... at most 6 hours."""
    factor: int = 4 ** (attempts - 1)
    return min(FIRST_PAUSE * factor, LONGEST_PAUSE)


@app.task(name="outbox.deliver_mail", queue="mail")
def deliver_mail(mail_id: str) -> None:
    """Send one mail, once: a mail that is sent, or in another worker's hands, is left alone.

    The Message-ID stays the same, so that a mail which was sent just before the machine died can be recognised.
    """
    with transaction.atomic():
        mail = (
            Mail.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("event")
            .filter(pk=mail_id, status=MailStatus.WAITING)
            .first()
        )
        if mail is None:
            return
        mail.attempts += 1
        try:
            _send(mail)
        except Exception as error:  # whatever it is, it counts as a try and is shown to the administrator
            _after_failure(mail, error)
        else:
            mail.status, mail.sent_at, mail.last_error, mail.next_try_at = MailStatus.SENT, clock.now(), "", None
        mail.save()


def _send(mail: Mail) -> None:
    words = wording(mail.event.kind, mail.language, mail.event.data, mail.event.url)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    message = EmailMessage(
        words.subject, words.text, to=[mail.address], headers={"Message-ID": f"<{mail.pk}@{domain}>"}
    )
    message.send()


def _after_failure(mail: Mail, error: Exception) -> None:
    mail.last_error = f"{type(error).__name__}: {error}"[:1000]
    logger.warning("mail %s failed the %s. time: %s", mail.pk, mail.attempts, type(error).__name__)
    if mail.attempts >= MOST_ATTEMPTS:
        mail.status, mail.next_try_at = MailStatus.FAILED, None
        return
    mail.next_try_at = clock.now() + pause_after(mail.attempts)
    deliver_mail.configure(schedule_at=mail.next_try_at).defer(mail_id=str(mail.pk))


@app.periodic(cron="* * * * * */15")
@app.task(
    name="outbox.put_back_stalled", queue="upkeep", queueing_lock="put_back_stalled", priority=20, pass_context=True
)
async def put_back_stalled(context: JobContext, timestamp: int) -> None:
    """Put back the jobs whose worker was killed: their work is done again, and every job bears that.

    One that lost its worker ten times has perhaps killed it, and is given up.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        if job.attempts >= MOST_LOSSES:
            logger.error("job %s (%s) lost its worker %s times and is given up", job.id, job.task_name, job.attempts)
            await manager.finish_job(job, Status.FAILED, delete_job=False)
            continue
        logger.warning("job %s (%s) lost its worker and is put back", job.id, job.task_name)
        try:
            await manager.retry_job(job)
        except UniqueViolation:  # the same job was queued anew meanwhile
            await manager.finish_job(job, Status.ABORTED, delete_job=True)
