"""Where a link to the survey stands: open, used, or over."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sentra.insights.models import SkmTicket
from sentra.insights.skm_ended import Ended, ended_of
from sentra.insights.skm_links import Link
from sentra.kernel import clock

GRACE = timedelta(minutes=30)
"""So much longer a code of the counter holds for who opened it in time and is still answering."""


class Standing(StrEnum):
    """What a link is worth now."""

    OPEN = "open"
    USED = "used"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Opened:
    """A link as it was opened; `ended` is None where nothing is known any more of what it was about."""

    link: Link
    ended: Ended | None
    standing: Standing


def link_opened(link: Link) -> Opened:
    """Look at what a link is worth, in two queries at most."""
    ended = ended_of(link)
    if ended is None or not ended.is_open:
        return Opened(link, ended, Standing.OVER)
    closed = SkmTicket.objects.filter(kind=link.kind, record_id=link.record_id, open=False).exists()
    return Opened(link, ended, standing_of(link, ended, closed=closed))


def standing_of(link: Link, ended: Ended, *, closed: bool, grace: timedelta = timedelta()) -> Standing:
    """Tell what a link is worth, by whether its ticket was closed: as long as one may answer, only an answer does that.

    `grace` is how much longer than it says a code of the counter holds, for who is filling the form in.
    """
    if not ended.is_open:
        return Standing.OVER
    if closed:
        return Standing.USED
    return Standing.OVER if link.until and link.until + grace < clock.now() else Standing.OPEN
