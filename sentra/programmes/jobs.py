"""What the calendar asks for, as periodic jobs: the acts of `services.automatic`. The hours of `cron` are UTC."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sentra.programmes.services import automatic

AFTER_MIDNIGHT = "10 17,18,22 * * *"
MORNING = "20 0 * * *"
OFTEN = "*/5 * * * *"
AGAIN = RetryStrategy(max_attempts=3, wait=600)


@app.periodic(cron=AFTER_MIDNIGHT)
@app.task(name="programmes.calls_close", queue="calendar", queueing_lock="calls_close", retry=AGAIN)
def calls_close(timestamp: int) -> None:
    """Close the calls whose last day has passed."""
    automatic.calls_close()


@app.periodic(cron=OFTEN)
@app.task(name="programmes.calls_tell", queue="calendar", queueing_lock="calls_tell", retry=AGAIN)
def calls_tell(timestamp: int) -> None:
    """Tell owners of calls that fit them, soon after these are published."""
    automatic.calls_tell()


@app.periodic(cron=MORNING)
@app.task(name="programmes.outcomes_ask", queue="calendar", queueing_lock="outcomes_ask", retry=AGAIN)
def outcomes_ask(timestamp: int) -> None:
    """Ask participants what came of programmes, in the morning."""
    automatic.outcomes_ask()
