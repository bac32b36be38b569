"""Records that the pages of insights are tried with."""

from typing import Any


def insights_records() -> dict[str, Any]:
    """Make a record of every kind that insights keeps; gives their ids by the words that the table uses."""
    return {}
