"""Pages that are kept ready: never older than the last change, never somebody's, in the language of their address."""

import gzip
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language

from sentra.kernel import clock
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.programmes.tests.making import own_business
from sentra.promotion.cached import catalogue_page, version
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import CatalogueChange, Maker
from sentra.promotion.services.consent import consent_withdraw
from sentra.promotion.services.upkeep import changes_forget
from sentra.promotion.tests.making import published
from sentra.registry.models import Business, Product

pytestmark = pytest.mark.django_db
made: list[str] = []


@catalogue_page
def page(request: HttpRequest) -> HttpResponse:
    """A page that names every maker, and tells that it was made."""
    made.append(request.get_full_path())
    names = " ".join(makers_listed().values_list("slug", flat=True))
    return HttpResponse(f"{get_language()} {names}")


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Begin and end with nothing kept."""
    made.clear()
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def maker() -> Maker:
    """A maker in the catalogue."""
    business = own_business()
    Product.objects.get_or_create(business=business, name="Sambel pecel pedas")
    return published(business, owner(), officer(Role.DISPERINDAG))


def asked(address: str = "/katalog/", **headers: str) -> HttpResponse:
    """Ask for the page as a visitor does."""
    return page(RequestFactory().get(address, headers=headers))


def test_a_page_is_made_once(maker: Maker) -> None:
    assert asked().content == asked().content == f"id {maker.slug}".encode()
    assert made == ["/katalog/"]


def test_the_very_next_request_sees_a_withdrawn_consent(maker: Maker) -> None:
    assert maker.slug in asked().content.decode()
    consent_withdraw(actor=owner(), business_id=maker.business_id)
    assert maker.slug not in asked().content.decode()


def test_whoever_changes_a_row_by_hand_is_noticed_too(maker: Maker) -> None:
    assert maker.slug in asked().content.decode()
    Business.objects.filter(pk=maker.business_id).update(licensed=False, licensed_until=None)
    assert maker.slug not in asked().content.decode()


def test_a_permit_that_ends_with_the_day_takes_the_page_along(maker: Maker) -> None:
    Business.objects.filter(pk=maker.business_id).update(licensed_until=clock.today())
    assert maker.slug in asked().content.decode()
    with clock.travel(clock.now() + timedelta(days=1)):
        assert maker.slug not in asked().content.decode()


def test_the_address_says_the_language() -> None:
    assert asked("/en/katalog/").content.startswith(b"en")
    assert asked("/en/katalog/")["Content-Language"] == "en"
    assert asked("/katalog/").content.startswith(b"id")


def test_a_browser_that_has_the_page_is_only_told_so(maker: Maker) -> None:
    tag = asked()["ETag"]
    again = asked(**{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    consent_withdraw(actor=owner(), business_id=maker.business_id)
    assert asked(**{"If-None-Match": tag}).status_code == 200


def test_it_is_sent_compressed_to_who_understands_that(maker: Maker) -> None:
    found = asked(**{"Accept-Encoding": "gzip, br"})
    assert found["Content-Encoding"] == "gzip"
    assert gzip.decompress(found.content) == asked().content


def test_a_page_of_somebody_with_an_account_is_never_kept(maker: Maker) -> None:
    request = RequestFactory().get("/katalog/")
    request.COOKIES["sessionid"] = "anything"
    page(request)
    page(request)
    assert len(made) == 2
    assert "ETag" not in page(request)
    asked()
    assert len(made) == 4


def test_what_is_no_page_is_not_kept() -> None:
    @catalogue_page
    def gone(_request: HttpRequest) -> HttpResponse:
        made.append("gone")
        return HttpResponse(status=404)

    request = RequestFactory().get("/katalog/nowhere/")
    assert [gone(request).status_code, gone(request).status_code] == [404, 404]
    assert made == ["gone", "gone"]


def test_old_changes_are_forgotten_but_the_newest(maker: Maker) -> None:
    before = version()
    CatalogueChange.objects.update(at=clock.now() - timedelta(days=1))
    newest = CatalogueChange.objects.latest("pk").pk
    assert changes_forget() > 0
    assert list(CatalogueChange.objects.values_list("pk", flat=True)) == [newest]
    assert changes_forget() == 0
    assert version() != before


def test_a_change_that_is_seen_late_never_brings_an_old_version_back() -> None:
    CatalogueChange.objects.all().delete()
    old = clock.now() - timedelta(days=1)
    CatalogueChange.objects.bulk_create([CatalogueChange(pk=10**9, at=old), CatalogueChange(pk=10**9 + 6, at=old)])
    before = version()
    CatalogueChange.objects.create(pk=10**9 + 5, at=clock.now() - timedelta(hours=1))
    CatalogueChange.objects.filter(pk=10**9).delete()
    assert version() != before
