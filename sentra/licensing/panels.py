"""The boards of an application's pages, on which higher apps show what they know of it."""

from sentra.licensing.models import Application
from sentra.people.panels import Board

CASE: Board[Application] = Board()
"""The officer's case page."""
OWN: Board[Application] = Board()
"""The applicant's page."""
