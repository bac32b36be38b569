"""What the calendar asks for, as periodic jobs: the acts of `services.automatic`.

Each runs every hour, for all may run twice: what was missed while the machine was off is made up for within the hour.
People are told by day only. The hours of `cron` are UTC; the regency's are seven ahead.
"""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sentra.licensing.services import automatic

HOURLY = "5 * * * *"
BY_DAY = "10 22,23,0-10 * * *"
FROM_SIX = "15 23,0-10 * * *"
AGAIN = RetryStrategy(max_attempts=3, wait=600)


@app.periodic(cron=HOURLY)
@app.task(name="licensing.corrections_lapse", queue="calendar", queueing_lock="corrections_lapse", retry=AGAIN)
def corrections_lapse(timestamp: int) -> None:
    """Let unanswered corrections lapse."""
    automatic.corrections_lapse()


@app.periodic(cron=BY_DAY)
@app.task(name="licensing.corrections_remind", queue="calendar", queueing_lock="corrections_remind", retry=AGAIN)
def corrections_remind(timestamp: int) -> None:
    """Remind applicants of unanswered corrections."""
    automatic.corrections_remind()


@app.periodic(cron=HOURLY)
@app.task(name="licensing.silence_grants", queue="calendar", queueing_lock="silence_grants", retry=AGAIN)
def silence_grants(timestamp: int) -> None:
    """Grant by silence where the law says so."""
    automatic.silence_grants()


@app.periodic(cron=HOURLY)
@app.task(name="licensing.permits_expire", queue="calendar", queueing_lock="permits_expire", retry=AGAIN)
def permits_expire(timestamp: int) -> None:
    """Expire permits whose last day has passed."""
    automatic.permits_expire()


@app.periodic(cron=BY_DAY)
@app.task(name="licensing.permits_remind", queue="calendar", queueing_lock="permits_remind", retry=AGAIN)
def permits_remind(timestamp: int) -> None:
    """Remind holders before their permit ends."""
    automatic.permits_remind()


@app.periodic(cron=FROM_SIX)
@app.task(name="licensing.late_work_tell", queue="calendar", queueing_lock="late_work_tell", retry=AGAIN)
def late_work_tell(timestamp: int) -> None:
    """Tell each head once a day what is late."""
    automatic.late_work_tell()
