"""What the calendar asks for: open data, once a period is over. The hours of `cron` are UTC."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sentra.insights.services import opendata

AGAIN = RetryStrategy(max_attempts=3, wait=600)


@app.periodic(cron="45 * * * *")
@app.task(name="insights.data_make", queue="upkeep", queueing_lock="data_make", retry=AGAIN)
def data_make(timestamp: int) -> None:
    """Make the open data that are due; as a rule, there are none."""
    opendata.data_make()
