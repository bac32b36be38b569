"""The pages of what is not yet known: part of the table in `tests/pages.py`."""

from sentra.people.policy import Permission
from tests.making import DISTRICT
from tests.page_rules import Page, duty

FIGURES = duty(Permission.FIGURES_READ)
OWN_DISTRICT = duty(Permission.FIGURES_READ, record=True)

UNKNOWN = [
    Page("insights:unknown", FIGURES, get=200),
    Page("insights:unknown_file", FIGURES, get=200),
    Page("insights:unknown_district", OWN_DISTRICT, get=200, at={"district": DISTRICT}),
    Page("insights:unknown_district", FIGURES, get=404, at={"district": "35.05.99"}),
    Page("insights:unknown_regency", FIGURES, get=404),
]
