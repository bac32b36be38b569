"""The rules of a training, pure: when sessions may be, which points a test gives, who earned the certificate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sentra.kernel.errors import Problem
from sentra.kernel.text import tidy
from sentra.reference.programmes import FULL, Training

SHORTEST_TOPIC = 3
LONGEST_WORDS = {"topic": 200, "place": 300, "teacher": 150}
MOST_SESSIONS = 100
TESTS = ("before", "after")
"""The tests that a training may have, by when they are taken."""
UNREADABLE = -1
"""What stands for points that can't be read: the rules refuse it like any other impossible number."""


@dataclass(frozen=True, slots=True)
class SessionTold:
    """A session as an officer plans it."""

    on: date
    begins: time
    ends: time
    topic: str
    place: str = ""
    teacher: str = ""


def problems_of_session(told: SessionTold, first: date, last: date, others: Sequence[SessionTold]) -> list[Problem]:
    """Tell all that is wrong with a session of a training that runs from `first` to `last` beside `others`."""
    found = []
    if not first <= told.on <= last:
        message = _("The training runs from %(first)s to %(last)s. Choose one of these days.")
        days = {"first": date_format(first, "j F Y"), "last": date_format(last, "j F Y")}
        found.append(Problem("on", "outside", message % days))
    if told.ends <= told.begins:
        found.append(Problem("ends", "before", _("It has to end later than it begins, on the same day.")))
    elif met := next((one for one in others if _meet(one, told)), None):
        message = _("At this time there is another session already: %(topic)s.") % {"topic": met.topic}
        found.append(Problem("begins", "meets", message))
    if len(tidy(told.topic)) < SHORTEST_TOPIC:
        found.append(Problem("topic", "missing", _("Please say what the session is about.")))
    for name, most in LONGEST_WORDS.items():
        if len(getattr(told, name)) > most:
            message = _("Please use at most %(most)s characters.") % {"most": most}
            found.append(Problem(name, "too_long", message))
    if len(others) >= MOST_SESSIONS:
        message = _("A training has at most %(most)s sessions.") % {"most": MOST_SESSIONS}
        found.append(Problem("", "too_many", message))
    return found


def _meet(one: SessionTold, other: SessionTold) -> bool:
    return one.on == other.on and one.begins < other.ends and other.begins < one.ends


def is_score(points: int | None) -> bool:
    """Tell whether a test gives such points; None: it wasn't taken."""
    return points is None or 0 <= points <= FULL


def sessions_needed(held: int, percent: int) -> int:
    """Give to how many of the sessions held one has to come: the percent of them, rounded up."""
    return -(-held * percent // FULL)


def missing_for_certificate(
    attended: int, held: int, after: int | None, *, tested: bool, terms: Training
) -> list[Problem]:
    """Tell what keeps a participant from the certificate; nothing where it is earned.

    `attended` of `held` sessions were come to; `after` are the points of the test after the training, `tested` whether
    anybody of this training took one. Source: the terms of the kind of programme (`training.source`).
    """
    found = []
    needed = sessions_needed(held, terms.attend_percent)
    if held == 0:
        found.append(Problem("attended", "none_held", _("no session was held yet")))
    elif attended < needed:
        message = _("came to %(attended)s of %(held)s sessions, needed are %(needed)s")
        found.append(Problem("attended", "too_few", message % {"attended": attended, "held": held, "needed": needed}))
    if tested and after is None:
        message = _("did not take the test after the training, needed are %(needed)s points")
        found.append(Problem("test", "no_test", message % {"needed": terms.pass_score}))
    elif tested and after is not None and after < terms.pass_score:
        message = _("%(points)s points in the test after the training, needed are %(needed)s")
        found.append(Problem("test", "too_low", message % {"points": after, "needed": terms.pass_score}))
    return found


def time_of(minutes: Iterable[int]) -> str:
    """Say how long sessions took together, in hours and minutes."""
    hours, left = divmod(sum(minutes), 60)
    words = [ngettext("%(many)s hour", "%(many)s hours", hours) % {"many": hours}] if hours else []
    if left or not hours:
        words.append(ngettext("%(many)s minute", "%(many)s minutes", left) % {"many": left})
    return " ".join(words)
