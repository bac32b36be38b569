"""What the survey asks for by the calendar. The hours of `cron` are UTC; the regency's are seven ahead."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sentra.insights.services import skm_invite

BY_DAY = "20 0-11 * * *"
BY_NIGHT = "50 17 * * *"
AGAIN = RetryStrategy(max_attempts=3, wait=600)


@app.periodic(cron=BY_DAY)
@app.task(name="insights.skm_invite", queue="calendar", queueing_lock="skm_invite", retry=AGAIN)
def invitations_send(timestamp: int) -> None:
    """Ask people about services that ended."""
    skm_invite.invitations_send()


@app.periodic(cron=BY_NIGHT)
@app.task(name="insights.skm_tidy", queue="calendar", queueing_lock="skm_tidy", retry=AGAIN)
def tickets_tidy(timestamp: int) -> None:
    """Close what is over, and forget what was withheld long ago."""
    skm_invite.tickets_tidy()
    skm_invite.withheld_forget()
