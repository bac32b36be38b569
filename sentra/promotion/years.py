"""Which years a plan of promotion may name: what is typed wrong is told, instead of standing for centuries."""

from datetime import date

FIRST_YEAR, LAST_YEAR = 2000, 2100


def is_near(day: date) -> bool:
    """Tell whether a day lies in years for which somebody may plan or have planned."""
    return FIRST_YEAR <= day.year <= LAST_YEAR
