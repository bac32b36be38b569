"""What the worker counts: the open month every ten minutes; past months as known today and the unknown at night.

The hours of `cron` are UTC; the regency's are seven ahead.
"""

import logging

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sentra.insights.services import count, reports, unknown

logger = logging.getLogger("sentra.insights")
BY_NIGHT = "50 18 * * *"
AGAIN = RetryStrategy(max_attempts=3, wait=600)


@app.periodic(cron="*/10 * * * *")
@app.task(name="insights.months_count", queue="upkeep", queueing_lock="months_count", retry=AGAIN)
def months_count(timestamp: int) -> None:
    """Count the open month, and close those that are over."""
    count.months_count()


@app.periodic(cron="15 * * * *")
@app.task(name="insights.reports_due", queue="calendar", queueing_lock="reports_due", retry=AGAIN)
def reports_due(timestamp: int) -> None:
    """Ask for the reports of a month or a year that was closed."""
    reports.reports_due()


@app.periodic(cron=BY_NIGHT)
@app.task(name="insights.months_look_back", queue="upkeep", queueing_lock="months_look_back", retry=AGAIN)
def months_look_back(timestamp: int) -> None:
    """Count past months as known today."""
    count.months_look_back()


@app.periodic(cron=BY_NIGHT)
@app.task(name="insights.unknown_count", queue="calendar", queueing_lock="unknown_count", retry=AGAIN)
def unknown_count(timestamp: int) -> None:
    """Estimate anew, at night, how many industries are not yet known."""
    many = unknown.unknown_count()
    logger.info("the unknown industries were estimated in %s districts", many)
