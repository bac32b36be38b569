"""The boards of the register's pages, on which higher apps show what they know and what they offer."""

from collections.abc import Callable, Iterable

from sentra.people.models import User
from sentra.people.panels import Board
from sentra.registry.filters import RegisterFilter
from sentra.registry.models import Business

PROFILE: Board[User, Business] = Board()
"""The officer's page of a business."""
OWN: Board[User, Business] = Board()
"""The owner's page."""
ACTS: Board[User, Business] = Board()
"""What higher apps let an officer do with a business."""
LIST: Board[User, RegisterFilter] = Board()
"""What higher apps offer above the register's list: a link that carries the filter's query string, say to an export."""
TICKED: Board[User, RegisterFilter] = Board()
"""What they offer for the ticked businesses: a button with a `formaction`, which is sent the ids as `only`."""

Related = Callable[[User, Business], Iterable[tuple[str, str]]]
_stories: list[Related] = []


def tell_with(related: Related) -> None:
    """Let the timeline of a business tell of other records too: the app gives types and ids of what one may read."""
    if related not in _stories:
        _stories.append(related)


def records_of(actor: User, business: Business) -> list[tuple[str, str]]:
    """Give the records whose acts make up the story of a business, as somebody may read it."""
    own = [(Business._meta.label, str(business.pk))]
    return own + [record for related in _stories for record in related(actor, business)]
