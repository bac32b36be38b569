"""What is cleared away at night, as periodic jobs. The hours of `cron` are UTC."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sentra.surveys.services.arrival import arrivals_clear

BY_NIGHT = "50 18,19,20 * * *"
AGAIN = RetryStrategy(max_attempts=3, wait=600)


@app.periodic(cron=BY_NIGHT)
@app.task(name="surveys.arrivals_clear", queue="calendar", queueing_lock="arrivals_clear", retry=AGAIN)
def arrivals_forget(timestamp: int) -> None:
    """Forget photographs that no report asked for."""
    arrivals_clear()
