"""Every page, in both languages: on a phone, on a desktop and in the dark; and what a first visit weighs."""

import gzip
from functools import partial

import pytest
from django.urls import reverse
from playwright.sync_api import Response, ViewportSize

from sentra.people.tests.people import owner
from sentra.promotion.addresses import BOTH, in_language
from tests.browser.conftest import DESKTOP, PHONE, Arrive, aside
from tests.browser.visitor import Visitor
from tests.page_records import records
from tests.page_rules import KINDS, Kind, Page
from tests.pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_AT_FIRST = 100_000
"""What the first page that somebody opens may weigh on the wire, in bytes."""
BETWEEN = (
    "web:home",
    "promotion:catalogue",
    "promotion:products",
    "promotion:maker",
    "promotion:product",
    "insights:public",
)
SMALL_ALREADY = ("font/", "image/png", "image/jpeg", "image/webp")
FILES = {
    *("web:health", "web:my_data", "licensing:paper_file", "licensing:permit_file"),
    *("surveys:photo", "surveys:report_file", "transfer:result_file", "transfer:export", "transfer:export_assets"),
    *("registry:photo", "registry:paper_file", "cases:photo", "cases:feed", "programmes:feed"),
    *("programmes:paper", "programmes:decision", "programmes:certificate", "programmes:photo"),
    *(
        "programmes:agreement_file",
        "programmes:handover_file",
        "programmes:call_labels",
        "programmes:asset_label",
        "programmes:asset_photo",
        "promotion:picture",
        "programmes:passing_file",
        "promotion:pins",
        "promotion:feed",
        "promotion:sitemap",
        "promotion:sitemap_part",
        "promotion:robots",
        *("promotion:edition_file", "promotion:edition_public", "promotion:event_cards", "promotion:shop_sign"),
        *("promotion:own_cards", "promotion:own_kit", "promotion:own_picture", "promotion:product_picture"),
        *("promotion:share", "promotion:share_product"),
        *("insights:dataset_file", "insights:dataset_version", "insights:dataset_dictionary"),
        "insights:data_catalogue",
        "promotion:studio_picture",
        "promotion:piece_scan",
        "promotion:issue_preview",
        "insights:explore_file",
    ),
    *("surveys:field_ready", "surveys:field_provisions", "surveys:field_photo"),
    *("surveys:field_worker", "surveys:field_manifest"),
    "insights:unknown_file",
    *("surveys:field_worker", "surveys:field_manifest", "insights:skm_table"),
}
"""What answers with a file instead of a page."""


OF_THE_READER = {"promotion:confirm", "promotion:leave"}
"""What speaks the language of the subscriber, who is Indonesian here, whoever opens it."""


def readers() -> list[tuple[Kind, Page]]:
    """Give every page with the first kind of visitor that it opens to; `spoken` finds the English ones."""
    found = []
    for page in PAGES:
        kind = next((one for one in KINDS if page.expected[f"{one.name} GET"] == 200), None)
        if kind and page.name not in FILES and not page.name.startswith("promotion-en:"):
            found.append((kind, page))
    return found


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_is_fit_for_everybody(arrive: Arrive, language: str) -> None:
    ids, visitors, faults = aside(records), {}, []
    for kind, page in readers():
        if language == "en" and page.name in OF_THE_READER:
            continue
        if kind.name not in visitors:
            visitors[kind.name] = arrive(kind.user, language=language)
        faults += look_at(visitors[kind.name], spoken(page, page.address(ids), language), narrow=language == "en")
    assert not faults, "\n\n".join(faults)


def spoken(page: Page, address: str, language: str) -> str:
    """Give the address of a page in a language: those of the catalogue have one for each."""
    of_catalogue = page.name.removeprefix("promotion:") in BOTH and page.name.startswith("promotion:")
    return in_language(address, language) if of_catalogue else address


def look_at(visitor: Visitor, address: str, *, narrow: bool) -> list[str]:
    """Look at a page on a phone, and unless only `narrow` also wide and in the dark; gives all that was wrong with it.

    Another language has other words, which may not fit on a phone; colours and the wide page are the same in both.
    """
    faults = []
    visitor.page.goto(f"{visitor.base}{address}")
    looks = (partial(visitor.look, PHONE), partial(visitor.look, DESKTOP), visitor.look_in_the_dark)
    for look in (looks[0], visitor.look_at_words) if narrow else looks:
        try:
            look()
        except AssertionError as fault:
            faults.append(str(fault))
    visitor.faults.clear()
    return faults


def test_pages_hold_at_the_widths_between(arrive: Arrive) -> None:
    """Chromium 156 crashes at some widths over `text-wrap: pretty` around words that are kept together."""
    ids, faults = aside(records), list[str]()
    anybody = arrive()
    for name in BETWEEN:
        page = next(one for one in PAGES if one.name == name)
        for width in (384, 412, 450, 520, 768):
            anybody.page.set_viewport_size(ViewportSize(width=width, height=800))
            anybody.page.goto(f"{anybody.base}{page.address(ids)}")
            wider = anybody.page.evaluate("() => document.scrollingElement.scrollWidth - window.innerWidth")
            faults += [f"{name} is {wider} px too wide at {width} px"] if wider > 0 else []
    assert faults == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_error_pages_are_fit_for_everybody_too(arrive: Arrive, language: str) -> None:
    siti = arrive(owner(), language=language)
    for path, status in (("/tidak-ada/", 404), (reverse("web:office"), 403)):
        response = siti.open(path)
        assert response
        assert response.status == status


def weight(response: Response) -> int:
    """Give the bytes of an answer on the wire; what the test's server sends as it is, the real one compresses."""
    body = response.body()
    return len(body) if response.headers["content-type"].startswith(SMALL_ALREADY) else len(gzip.compress(body))


@pytest.mark.parametrize("page", ["web:home", "licensing:services", "account_login", "promotion:catalogue"])
def test_a_first_visit_is_light(arrive: Arrive, page: str) -> None:
    visitor = arrive()
    answers: list[Response] = []
    visitor.page.on("response", lambda response: answers.append(response))
    visitor.open(reverse(page))
    weights = {response.url: weight(response) for response in answers if response.status == 200}
    assert len(weights) > 3
    assert sum(weights.values()) < MOST_AT_FIRST, weights
