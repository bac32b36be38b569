"""The pages of insights: part of the table in `tests/pages.py`."""

from tests.page_rules import Page
from tests.pages_explore import EXPLORE
from tests.pages_figures import FIGURES_PAGES
from tests.pages_opendata import OPEN_DATA
from tests.pages_skm import SKM
from tests.pages_unknown import UNKNOWN

INSIGHTS: list[Page] = [*FIGURES_PAGES, *EXPLORE, *UNKNOWN, *OPEN_DATA, *SKM]
