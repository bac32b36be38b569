"""The pages of promotion: part of the table in `tests/pages.py`."""

from dataclasses import replace

from sentra.promotion.urls import catalogue
from tests.page_rules import PUBLIC, Page
from tests.pages_campaigns import CAMPAIGNS
from tests.pages_catalogue import CATALOGUE
from tests.pages_print import PRINT
from tests.pages_studio import STUDIO_PAGES

IN_BOTH = {one.name for one in catalogue}
PICTURE = {"kind": "p", "width": "640", "ending": "avif"}

PROMOTION = [
    *CATALOGUE,
    *PRINT,
    *STUDIO_PAGES,
    *CAMPAIGNS,
    Page("promotion:picture", PUBLIC, get=200, at={**PICTURE, "photo_id": "listed_photo"}),
    Page("promotion:picture", PUBLIC, get=404, at={**PICTURE, "photo_id": "unlisted_photo"}),
]
PROMOTION += [
    replace(page, name=page.name.replace("promotion:", "promotion-en:"))
    for page in PROMOTION
    if page.name.removeprefix("promotion:") in IN_BOTH
]
"""Pages of the catalogue stand in English, too, with the same rules."""
