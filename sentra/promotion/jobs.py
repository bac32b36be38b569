"""What the calendar asks for, as periodic jobs. The hours of `cron` are UTC."""

import logging
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sentra.promotion.services import edition_make as editions
from sentra.promotion.services import heard, pictures, subscribers, upkeep, words

logger = logging.getLogger("sentra.promotion")
AT_NIGHT = "35 18 * * *"
OFTEN = "* * * * *"
NOW_AND_THEN = "*/5 * * * *"
HOURLY = "25 * * * *"
AGAIN = RetryStrategy(max_attempts=3, wait=600)


@app.periodic(cron=AT_NIGHT)
@app.task(name="promotion.catalogue_mend", queue="calendar", queueing_lock="catalogue_mend", retry=AGAIN)
def catalogue_mend(timestamp: int) -> None:
    """Write anew what the catalogue repeats of the register, at night."""
    upkeep.catalogue_mend()


@app.periodic(cron=NOW_AND_THEN)
@app.task(name="promotion.changes_forget", queue="calendar", queueing_lock="changes_forget", retry=AGAIN)
def changes_forget(timestamp: int) -> None:
    """Forget changes that no kept page can be older than."""
    upkeep.changes_forget()


@app.periodic(cron=OFTEN)
@app.task(name="promotion.pictures_make", queue="documents", queueing_lock="pictures_make", retry=AGAIN)
def pictures_make(timestamp: int) -> None:
    """Make the public pictures of new photographs, each minute."""
    pictures.pictures_make()


@app.periodic(cron=AT_NIGHT)
@app.task(name="promotion.pictures_forget", queue="calendar", queueing_lock="pictures_forget", retry=AGAIN)
def pictures_forget(timestamp: int) -> None:
    """Forget the public pictures of photographs that were taken away, at night."""
    pictures.pictures_forget()


@app.periodic(cron=HOURLY)
@app.task(name="promotion.words_learn", queue="upkeep", queueing_lock="listed_words_learn", retry=AGAIN)
def words_learn(timestamp: int) -> None:
    """Learn the words of what is listed, each hour."""
    words.listed_words_learn()


@app.periodic(cron=AT_NIGHT)
@app.task(name="promotion.enquiries_forget", queue="calendar", queueing_lock="enquiries_forget", retry=AGAIN)
def enquiries_forget(timestamp: int) -> None:
    """Forget who wrote enquiries, after the pack's days."""
    while heard.enquiries_forget():
        pass


@app.task(name="promotion.edition_make", queue="documents", priority=-5)
def edition_make(edition_id: str) -> None:
    """Make a printed edition; what goes wrong is kept with it, for whoever asked to see and to try again."""
    try:
        editions.edition_make(edition_id=UUID(edition_id))
    except Exception as error:
        logger.exception("a printed edition couldn't be made", extra={"edition": edition_id})
        editions.edition_fail(edition_id=UUID(edition_id), error=f"{type(error).__name__}: {error}")


@app.periodic(cron=HOURLY)
@app.task(name="promotion.subscribers_forget", queue="calendar", queueing_lock="subscribers_forget", retry=AGAIN)
def subscribers_forget(timestamp: int) -> None:
    """Forget those who asked for the newsletter and never confirmed."""
    subscribers.subscribers_forget()
