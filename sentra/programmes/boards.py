"""What higher apps show on the pages of a call, without programmes knowing them (`people.panels`)."""

from sentra.people.models import User
from sentra.people.panels import Board
from sentra.programmes.models import Call

PUBLIC_CALL: Board[None, Call] = Board()
"""The page of a call that everybody may open."""
OFFICERS_CALL: Board[User, Call] = Board()
"""The officer's page of a call."""
