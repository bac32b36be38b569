"""What the worker does for the register: papers expire, owners are reminded, words are learned, doubles searched.

The hours of `cron` are UTC; the regency's are seven ahead.
"""

from datetime import timedelta

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sentra.kernel import clock
from sentra.registry.services import doubles, papers, words

AGAIN = RetryStrategy(max_attempts=3, wait=600)
LOOK_BACK = timedelta(hours=3)
"""Longer than the hour between two runs: what a stopped worker missed is made up for; learning twice harms nobody."""


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


@app.periodic(cron="40 * * * *")
@app.task(name="registry.words_learn", queue="upkeep", queueing_lock="words_learn", retry=AGAIN)
def words_learn(timestamp: int) -> None:
    """Add the words of what was written, so that they are offered for misspelt ones."""
    words.words_learn(clock.now() - LOOK_BACK)


@app.periodic(cron="30 18 * * *")
@app.task(name="registry.words_count", queue="upkeep", queueing_lock="words_count", retry=AGAIN)
def words_count(timestamp: int) -> None:
    """Learn all words anew, and how often each occurs."""
    words.words_count()


@app.task(name="registry.doubles_search", queue="registry", queueing_lock="doubles_search", retry=AGAIN)
def doubles_search() -> None:
    """Go on with the search for doubles to its end; one that was killed goes on where it stood."""
    doubles.search_go_on()


@app.periodic(cron="10 18 * * 6")
@app.task(name="registry.doubles_weekly", queue="calendar", queueing_lock="doubles_weekly", retry=AGAIN)
def doubles_weekly(timestamp: int) -> None:
    """Search the whole register for doubles in the night to each Sunday; one that lost its job is taken up again."""
    doubles.search_weekly()
    doubles.search_go_on()
