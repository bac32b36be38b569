"""The pages of insights: part of the table in `tests/pages.py`."""

from tests.page_rules import Page

INSIGHTS: list[Page] = []
