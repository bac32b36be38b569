"""The boards of an application's pages, on which higher apps show what they know of it."""

from sentra.licensing.models import Application, Permit
from sentra.people.models import User
from sentra.people.panels import Board

CASE: Board[User, Application] = Board()
"""The officer's case page."""
OWN: Board[User, Application] = Board()
"""The applicant's page."""
TRACKED: Board[None, Application] = Board()
"""The public page on which whoever holds the receipt sees where an application stands."""
PERMIT: Board[None, Permit] = Board()
"""The public page of a permit, to which its QR leads."""
