"""Lets higher apps follow the days off: what they reckoned in working days changes with them, in the same transaction.

An app registers what it does once, when it is loaded (`AppConfig.ready`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from sentra.kernel.clock import WorkingCalendar
from sentra.people.models import User
from sentra.reference.queries import working_calendar


class Follow(Protocol):
    """What is done when the calendar changes; `actor` is None where a new pack changed it."""

    def __call__(self, *, actor: User | None, before: WorkingCalendar, after: WorkingCalendar) -> object:
        """Do it."""


_followers: list[Follow] = []


def follow_calendar(follow: Follow) -> None:
    """Have something done whenever the days off change; registering it again changes nothing."""
    if follow not in _followers:
        _followers.append(follow)


@contextmanager
def calendar_change(actor: User | None) -> Iterator[None]:
    """Run what edits the days off, then all that follows them."""
    before = working_calendar()
    yield
    after = working_calendar()
    if after != before:
        for follow in _followers:
            follow(actor=actor, before=before, after=after)
