"""A buyer on a phone: from the first page by a search to a product, its maker, and a question that arrives."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sentra.promotion.addresses import address
from sentra.promotion.models import DayCount, Enquiry, Maker, Way
from sentra.promotion.tests.shop import shop
from tests.browser.conftest import Arrive, aside

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PRODUCT = "Keripik Nanas Madu"


def made() -> Maker:
    """A maker of crisps."""
    return shop(1, "Camilan Barokah", PRODUCT)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_buyer_finds_a_product_and_asks_its_maker(arrive: Arrive, language: str) -> None:
    maker = aside(made)
    buyer = arrive(language=language)
    buyer.open(reverse("web:home"))
    buyer.page.get_by_role("link", name=buyer.says("See the catalogue")).click()
    buyer.page.wait_for_url(f"**{address('catalogue', language=language)}")
    buyer.look()
    buyer.page.get_by_role("searchbox").fill("kripik")
    buyer.press("Find")
    buyer.follow(PRODUCT)
    way = buyer.page.locator("[data-way=whatsapp]")
    url = urlsplit(str(way.get_attribute("href")))
    assert url.netloc == "wa.me"
    assert PRODUCT in parse_qs(url.query)["text"][0]
    buyer.page.route("https://wa.me/**", lambda route: route.fulfill(status=204))
    with buyer.page.expect_request("**/katalog/dilihat/"):
        way.click()
    buyer.page.get_by_role("link", name="Camilan Barokah").first.click()
    buyer.page.wait_for_url(f"**{address('maker', maker.slug, language=language)}")
    buyer.look()
    buyer.page.go_back()
    buyer.follow("Ask by the form")
    buyer.press("Send the question")
    expect(buyer.page.get_by_role("alert")).to_be_focused()
    buyer.fill(name="Rina", contact="0812 0000 1111", message="Apakah bisa kirim ke Surabaya?")
    buyer.page.wait_for_timeout(4000)
    buyer.press("Send the question")
    buyer.is_at("Your question is on its way")
    assert Enquiry.objects.get().name == "Rina"
    buyer.page.wait_for_timeout(300)
    counts = {(one.way, one.showing_id is not None): one.count for one in DayCount.objects.all()}
    assert counts[(Way.VIEW, True)] == 1
    assert counts[(Way.VIEW, False)] == 1
    assert counts[(Way.WHATSAPP, True)] == 1
    assert counts[(Way.FORM, True)] == 1


def test_the_catalogue_works_without_scripts_and_counts_nobody(arrive: Arrive) -> None:
    maker = aside(made)
    buyer = arrive(scripts=False)
    buyer.open(f"{address('products', language='id')}?q=kripik")
    buyer.follow(PRODUCT)
    buyer.open(address("map", language="id"))
    buyer.open(address("maker", maker.slug, language="en").replace("/en/", "/"))
    assert DayCount.objects.count() == 0
