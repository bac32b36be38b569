"""What the calendar asks for, as a periodic job: the acts of `services.automatic`. The hours of `cron` are UTC."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sentra.cases.services import automatic

FROM_SIX = "25 23,0-10 * * *"
AGAIN = RetryStrategy(max_attempts=3, wait=600)


@app.periodic(cron=FROM_SIX)
@app.task(name="cases.late_cases_tell", queue="calendar", queueing_lock="late_cases_tell", retry=AGAIN)
def late_cases_tell(timestamp: int) -> None:
    """Tell each officer once a day which cases are late."""
    automatic.late_cases_tell()
