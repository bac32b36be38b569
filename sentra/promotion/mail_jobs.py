"""The worker's part of the newsletter: each job may run twice, and each mail goes out once."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sentra.promotion.services import deliver

EACH_MINUTE = "* * * * *"
AGAIN = RetryStrategy(max_attempts=8, exponential_wait=4)


@app.task(name="promotion.confirm_mail", queue="mail", retry=AGAIN)
def confirm_mail(subscriber_id: str) -> None:
    """Send the mail with the link by which a subscription is confirmed."""
    deliver.confirm_deliver(UUID(subscriber_id))


@app.task(name="promotion.issue_trial", queue="mail", retry=AGAIN)
def issue_trial(issue_id: str, user_id: int, language: str) -> None:
    """Send an issue to the officer who asked for it alone."""
    deliver.trial_deliver(UUID(issue_id), user_id, language)


@app.task(name="promotion.issue_deliver", queue="mail", retry=AGAIN)
def issue_deliver(issue_id: str) -> None:
    """Send some mails of an issue, and leave the others to a job after this one."""
    if deliver.issue_deliver_some(UUID(issue_id)):
        issue_deliver.defer(issue_id=issue_id)


@app.periodic(cron=EACH_MINUTE)
@app.task(name="promotion.issues_deliver", queue="mail", queueing_lock="issues_deliver", retry=AGAIN)
def issues_deliver(timestamp: int) -> None:
    """Go on with issues that are being sent, each minute."""
    deliver.issues_deliver()
