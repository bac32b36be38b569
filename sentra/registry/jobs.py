"""What the calendar asks of the register: papers from elsewhere expire, and their owners are reminded before.

The hours of `cron` are UTC; the regency's are seven ahead.
"""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sentra.registry.services import papers

AGAIN = RetryStrategy(max_attempts=3, wait=600)


@app.periodic(cron="20 * * * *")
@app.task(name="registry.papers_expire", queue="calendar", queueing_lock="papers_expire", retry=AGAIN)
def papers_expire(timestamp: int) -> None:
    """Expire papers from elsewhere whose last day has passed."""
    papers.papers_expire()


@app.periodic(cron="25 22,23,0-10 * * *")
@app.task(name="registry.papers_remind", queue="calendar", queueing_lock="papers_remind", retry=AGAIN)
def papers_remind(timestamp: int) -> None:
    """Remind owners before a paper from elsewhere ends."""
    papers.papers_remind()
