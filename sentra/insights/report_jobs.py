"""The worker's making of reports."""

import logging
from uuid import UUID

from procrastinate.contrib.django import app

from sentra.insights.services import report_make as reports

logger = logging.getLogger("sentra.insights")


@app.task(name="insights.report_make", queue="documents", priority=-5)
def report_make(report_id: str) -> None:
    """Make a report; what goes wrong is kept with it, for whoever asked to see and to try again."""
    try:
        reports.report_make(report_id=UUID(report_id))
    except Exception as error:
        logger.exception("a report of the figures couldn't be made", extra={"report": report_id})
        reports.report_fail(report_id=UUID(report_id), error=f"{type(error).__name__}: {error}")
