"""The strip on other sites: what is public alone, for any site, light, without a cookie."""

import gzip
import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from sentra.kernel import clock
from sentra.promotion.models import Showing, Theme, ThemeMaker
from sentra.promotion.strip import Asked, cards_of
from sentra.promotion.tests.making_campaign import makers
from sentra.promotion.tests.making_print import photographed
from sentra.promotion.tests.unlisting import WAYS, unlist

pytestmark = pytest.mark.django_db
STRIP = "/sematan/strip/"


@pytest.mark.parametrize("way", WAYS)
def test_what_isnt_public_any_more_is_gone_at_once(way: str) -> None:
    maker, other = makers(2)
    client = Client()
    for path in (STRIP, f"/en{STRIP}"):
        assert maker.showings.get().product.name in client.get(path).content.decode()
    gone = unlist(maker, way)
    for path in (STRIP, f"/en{STRIP}", f"{STRIP}?kecamatan={maker.business.district}"):
        page = client.get(path).content.decode()
        assert not [one for one in gone if one in page]
        assert other.showings.get().product.name in page


def test_any_site_may_frame_it_kept_or_not_and_no_other_page() -> None:
    makers(1)
    client = Client()
    for _each in range(2):
        response = client.get(STRIP)
        assert "frame-ancestors *" in response["Content-Security-Policy"]
        assert "X-Frame-Options" not in response
        assert not response.cookies
        assert response["Cache-Control"] == "public, no-cache"
    assert len(client.get(STRIP, headers={"Accept-Encoding": "identity"}).content) < 15_000
    for path in ("/sematan/", "/buletin/", "/"):
        response = client.get(path)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"


def test_it_is_narrowed_and_counted() -> None:
    known = makers(5)
    today = clock.today()
    theme = Theme.objects.create(slug="oleh", title="Oleh-oleh", from_day=today, until_day=today)
    ThemeMaker.objects.create(theme=theme, maker=known[2])
    client = Client()

    def shown(query: str) -> int:
        return client.get(f"{STRIP}?{query}").content.decode().count("<li>")

    assert shown("") == 4
    assert shown("jumlah=2") == 2
    assert shown("jumlah=99") == 5
    assert shown("jumlah=0") == 1
    assert shown("tema=oleh") == 1
    assert shown("tema=lain") == 0
    assert shown("kecamatan=99.99.99") == 4
    assert shown("komoditas=%00&kecamatan='&tema=%00&jumlah=%00") == 4
    Theme.objects.update(until_day=today, from_day=today.replace(year=today.year - 1))
    assert shown("tema=oleh") == 1


def test_what_has_a_photograph_comes_first_however_old_it_is() -> None:
    known = makers(4)
    oldest = known[0].showings.get()
    photographed(known[0].business, oldest.product.name)
    Showing.objects.filter(pk=oldest.pk).update(first_shown_at=clock.now() - timedelta(days=900))
    found = cards_of(Asked(many=3))
    assert [one.showing.pk for one in found] == [oldest.pk, *(one.showings.get().pk for one in (known[3], known[2]))]
    assert all(one.url.startswith("/en/") for one in cards_of(Asked(language="en")))


def test_a_theme_of_which_nobody_is_listed_is_not_offered() -> None:
    maker, today = makers(1)[0], clock.today()
    theme = Theme.objects.create(slug="oleh", title="Oleh-oleh", from_day=today, until_day=today)
    ThemeMaker.objects.create(theme=theme, maker=maker)
    client = Client()
    assert "Oleh-oleh" in client.get("/sematan/").content.decode()
    unlist(maker, "withdrawn")
    assert "Oleh-oleh" not in client.get("/sematan/").content.decode()


def test_a_strip_that_is_kept_asks_the_database_once(django_assert_num_queries: object) -> None:
    makers(3)
    caches["pages"].clear()
    client = Client()
    client.get(STRIP)
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get(STRIP)
    caches["pages"].clear()
    with django_assert_num_queries(7):  # type: ignore[operator]
        client.get(STRIP)


def test_its_language_is_its_address() -> None:
    makers(1)
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.get(STRIP).content.decode().startswith('<!doctype html>\n<html lang="id">')
    assert '<html lang="en">' in client.get(f"/en{STRIP}").content.decode()


def test_the_page_for_other_sites_gives_a_line_to_copy() -> None:
    makers(1)
    page = Client().get("/sematan/?komoditas=sambel_pecel&jumlah=6&bahasa=en").content.decode()
    address = f"{settings.SENTRA_BASE_URL}/en{STRIP}?komoditas=sambel_pecel&amp;amp;jumlah=6"
    assert "&lt;iframe src=" in page
    assert address in page
    hostile = Client().get("/sematan/?" + urlencode({"tema": '"><script>alert(1)</script>', "jumlah": "x"}))
    assert "<script>alert" not in hostile.content.decode()


def test_programs_learn_the_same() -> None:
    client, address = Client(), reverse("promotion:oembed")
    strip = Asked(many=6, language="en").address
    told = json.loads(client.get(address, {"url": strip, "maxwidth": "500"}).content)
    assert (told["type"], told["version"], told["width"]) == ("rich", "1.0", 500)
    assert "<iframe src=" in told["html"]
    assert "/en/sematan/strip/?jumlah=6" in told["html"]
    for wrong in ("", "https://jahat.id/sematan/strip/", f"{settings.SENTRA_BASE_URL}/katalog/", "http://[", "\0"):
        assert client.get(address, {"url": wrong}).status_code == 404
    assert client.get(address, {"url": strip, "format": "xml"}).status_code == 501


def test_it_weighs_little_compressed() -> None:
    makers(5)
    response = Client().get(f"{STRIP}?jumlah=12", headers={"Accept-Encoding": "gzip"})
    assert len(response.content) < 4_000
    assert gzip.decompress(response.content).count(b"<li>") == 5
