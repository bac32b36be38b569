"""Keeping machines away from the public form without a puzzle: a field that people don't see, and a signed stamp.

The stamp is made when the form is opened. It carries the key of the report, so that a form that is sent twice stays
one report; one that comes back at once was filled in by a machine.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID, uuid4

from django.core import signing
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.errors import Problem

SALT = "cases.report"
HONEYPOT = "website"
"""The name of the field that people don't see; a machine likes to fill it in."""


class Limits(Protocol):
    """How soon and how late a form may come back: seconds, hours. The pack says so for each public form."""

    @property
    def least_seconds(self) -> int:
        """The fewest seconds in which a person fills it in."""

    @property
    def most_hours(self) -> int:
        """The most hours for which a page may have been open."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """What came of looking at a form: the key of its report, and what speaks against taking it."""

    key: UUID
    problems: tuple[Problem, ...] = ()


def stamp(key: UUID | None = None) -> str:
    """Make the stamp of a form that is opened now, or opened again for the same report."""
    return signing.dumps({"key": str(key or uuid4()), "at": clock.now().timestamp()}, salt=SALT)


def look(text: str, trap: str, limits: Limits) -> Stamped:
    """Look at the stamp and the trap of a form that came back."""
    try:
        told = signing.loads(text, salt=SALT)
        key, opened = UUID(told["key"]), float(told["at"])
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return Stamped(uuid4(), (Problem("", "stamp", _("The page was incomplete. Please send it once more.")),))
    age = clock.now().timestamp() - opened
    if age > timedelta(hours=limits.most_hours).total_seconds():
        return Stamped(key, (Problem("", "old", _("The page was open for very long. Please send it once more.")),))
    if age < limits.least_seconds:
        return Stamped(
            key, (Problem("", "fast", _("That was very fast. Please read it once more, then send it again.")),)
        )
    if trap.strip():
        message = _("A field that nobody sees was filled in, maybe by your browser. Please send it once more.")
        return Stamped(key, (Problem("", "trap", message),))
    return Stamped(key)
