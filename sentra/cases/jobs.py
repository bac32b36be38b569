"""What the calendar asks for, as periodic jobs: the acts of `services.automatic`. The hours of `cron` are UTC."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sentra.cases.services import automatic

FROM_SIX = "25 23,0-10 * * *"
BY_NIGHT = "40 18,19,20 * * *"
AGAIN = RetryStrategy(max_attempts=3, wait=600)


@app.periodic(cron=FROM_SIX)
@app.task(name="cases.late_cases_tell", queue="calendar", queueing_lock="late_cases_tell", retry=AGAIN)
def late_cases_tell(timestamp: int) -> None:
    """Tell each officer once a day which cases are late."""
    automatic.late_cases_tell()


@app.periodic(cron=BY_NIGHT)
@app.task(name="cases.reporters_forget", queue="calendar", queueing_lock="reporters_forget", retry=AGAIN)
def reporters_forget(timestamp: int) -> None:
    """Forget who reported, long after the end of a case."""
    automatic.reporters_forget()
