"""The pages of exploring the figures: part of the table in `tests/pages.py`."""

from sentra.people.policy import Permission
from tests.page_rules import Page, duty

FIGURES = duty(Permission.FIGURES_READ)

EXPLORE: list[Page] = [
    Page("insights:explore", FIGURES, get=200),
    Page("insights:explore_file", FIGURES, get=200, at={"kind": "csv"}),
    Page("insights:explore_file", FIGURES, get=200, at={"kind": "xlsx"}),
    Page("insights:explore_file", FIGURES, get=404, at={"kind": "exe"}),
    Page("insights:explore_save", FIGURES, post=422),
    Page("insights:explore_forget", FIGURES, post=404, at={"view_id": "0"}),
]
