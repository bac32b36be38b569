"""The demo's open data: what was over before today is made as the worker makes it."""

from sentra.insights.services.count import months_count
from sentra.insights.services.opendata import data_make


def data_open() -> int:
    """Count the months and make the open data of the periods that are over; gives how many versions there are."""
    months_count()
    return data_make()
