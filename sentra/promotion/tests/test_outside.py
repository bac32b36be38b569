"""What machines read: canonical addresses, languages, schema.org, previews, feed, map; hostile texts in all."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client

from sentra.programmes.tests.making_stands import prepared
from sentra.promotion.addresses import address
from sentra.promotion.models import Maker, Showing
from sentra.promotion.services.derived import showings_refresh
from sentra.promotion.sharing import data_block
from sentra.promotion.tests.shop import NAME, photo_of, shop, showing_of
from sentra.registry.models import Business, Product

pytestmark = pytest.mark.django_db

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOSTILE = '</script><script>alert(1)</script> & "quoted" \u202egnp.exe \u2028 '


@pytest.fixture
def maker() -> Maker:
    """A maker on every surface."""
    caches["pages"].clear()
    return shop()


def blocks(said: str) -> dict[str, dict[str, object]]:
    """Read the data of schema.org on a page, by its type."""
    found = [json.loads(text) for text in BLOCK.findall(said)]
    return {one["@type"]: one for one in found}


def test_a_page_names_itself_and_its_other_language(client: Client, maker: Maker) -> None:
    base = settings.SENTRA_BASE_URL.rstrip("/")
    for language in ("id", "en"):
        path = address("maker", maker.slug, language=language)
        response = client.get(path)
        said = response.content.decode()
        assert response["Content-Language"] == language
        assert f'<html lang="{language}">' in said
        assert f'<link rel="canonical" href="{base}{path}">' in said
        assert f'hreflang="id" href="{base}/katalog/{maker.slug}/"' in said
        assert f'hreflang="en" href="{base}/en/katalog/{maker.slug}/"' in said
        assert f'hreflang="x-default" href="{base}/katalog/{maker.slug}/"' in said
        other = address("maker", maker.slug, language="en" if language == "id" else "id")
        assert f'<a href="{other}"' in said
        assert "csrfmiddlewaretoken" not in said
        assert not response.cookies


@pytest.mark.parametrize("page", ["products", "makers"])
def test_what_is_looked_for_is_the_whole_list_to_search_machines(client: Client, maker: Maker, page: str) -> None:
    path = address(page, language="id")
    for looked_for in ("", "?q=pecel", "?komoditas=sambel_pecel&dari=x", "?q=tidakada"):
        said = client.get(f"{path}{looked_for}").content.decode()
        assert f'<link rel="canonical" href="{settings.SENTRA_BASE_URL.rstrip("/")}{path}">' in said
        assert "noindex" not in said


def test_the_cookie_leads_links_and_never_the_page(client: Client, maker: Maker) -> None:
    client.cookies["bahasa"] = "en"
    assert '<html lang="id">' in client.get(address("catalogue", language="id")).content.decode()
    assert 'href="/en/katalog/"' in client.get("/").content.decode()
    client.cookies["bahasa"] = "id"
    assert '<html lang="en">' in client.get(address("catalogue", language="en")).content.decode()


def test_an_unknown_english_page_is_refused_in_english(client: Client) -> None:
    response = client.get("/en/katalog/tidak-ada/")
    assert (response.status_code, response["Content-Language"]) == (404, "en")


def test_previews_and_data_say_what_the_page_says(client: Client, maker: Maker) -> None:
    base = settings.SENTRA_BASE_URL.rstrip("/")
    said = client.get(address("product", maker.slug, showing_of(maker).slug)).content.decode()
    image = f"{base}/katalog/gambar/p/{photo_of(maker).pk}/1200.jpg"
    shared = f"{base}/katalog/{maker.slug}/{showing_of(maker).slug}/bagikan.jpg"
    assert f'<meta property="og:image" content="{shared}">' in said
    data = blocks(said)
    product = data["Product"]
    assert product["name"] == "Sambel Zwakala"
    assert product["image"] == [image]
    offers = product["offers"]
    assert isinstance(offers, dict)
    assert (offers["lowPrice"], offers["highPrice"], offers["priceCurrency"]) == (15_000, 20_000, "IDR")
    assert data["BreadcrumbList"]
    of_maker = blocks(client.get(address("maker", maker.slug)).content.decode())["LocalBusiness"]
    assert of_maker["name"] == NAME
    assert of_maker["telephone"] == "+6281234567890"


def test_hostile_texts_stay_texts(client: Client, maker: Maker) -> None:
    Business.objects.filter(pk=maker.business_id).update(brand=HOSTILE)
    Product.objects.filter(business=maker.business).update(
        name=HOSTILE, description="A" * 10_000 + HOSTILE, unit=HOSTILE[:50]
    )
    Maker.objects.filter(pk=maker.pk).update(story=HOSTILE * 200, tagline=HOSTILE, how_to_order=HOSTILE)
    showings_refresh([maker.pk])
    slug = Showing.objects.get(maker=maker).slug
    group = maker.business.memberships.get().group
    group.name = HOSTILE
    group.save()
    for path in (
        address("product", maker.slug, slug),
        address("maker", maker.slug),
        address("catalogue"),
        address("products"),
        address("makers"),
        address("feed"),
        address("sentra"),
        f"{address('contact', maker.slug)}?produk={slug}",
        "/",
    ):
        said = client.get(path).content.decode()
        assert "<script>alert(1)" not in said, path
        assert "\u202e" not in said or path in {address("sentra"), f"{address('contact', maker.slug)}?produk={slug}"}, (
            path
        )
    assert blocks(client.get(address("product", maker.slug, slug)).content.decode())["Product"]


def test_a_data_block_cannot_be_left() -> None:
    written = data_block({"name": "</script><!-- & \u2028"})
    assert not set("<>&\u2028") & set(written)
    assert json.loads(written)["name"] == "</script><!-- & \u2028"


def test_the_feed_tells_of_new_products(client: Client, maker: Maker) -> None:
    response = client.get(address("feed", language="id"))
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [one.text or "" for one in feed.findall(f"{atom}entry/{atom}title")]
    assert titles == [f"Sambel Zwakala – {NAME}"]


def test_the_map_of_the_site_leads_to_all_that_is_listed(client: Client, maker: Maker) -> None:
    base = settings.SENTRA_BASE_URL.rstrip("/")
    robots = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {base}/sitemap.xml" in robots
    assert "Disallow: /petugas/" in robots
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [one.text or "" for one in index.iter() if one.tag.endswith("loc")]
    addresses = []
    for part in parts:
        response = client.get(part.removeprefix(base))
        assert response.status_code == 200
        addresses += [one.text for one in ElementTree.fromstring(response.content).iter() if one.tag.endswith("}loc")]
    for language in ("id", "en"):
        assert base + address("maker", maker.slug, language=language) in addresses
        assert base + address("product", maker.slug, showing_of(maker).slug, language=language) in addresses
    answers = {client.get(str(one).removeprefix(base)).status_code for one in addresses}
    assert answers == {200}
    assert client.get("/sitemap-produk-99999999999999999999.xml").status_code == 404
    assert client.get("/sitemap-halaman-2.xml").status_code == 404


def test_the_map_of_the_site_has_exhibitions_and_no_commodity_that_the_pack_forgot(
    client: Client, maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    call, _candidates = prepared(1)
    showing = showing_of(maker)
    Showing.objects.filter(pk=showing.pk).update(commodity="dulu_ada")
    said = client.get("/sitemap-halaman-1.xml").content.decode()
    assert f"{address('exhibition', call.number.lower())}<" in said
    assert f"{address('exhibitions')}<" in said
    assert "dulu_ada" not in said
