"""What isn't public stands nowhere: each reason alone, on every surface, at the next request, also of kept pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client

from sentra.kernel import clock
from sentra.promotion.addresses import address
from sentra.promotion.filters import district_slug
from sentra.promotion.models import Maker, Showing, Theme
from sentra.promotion.sentras import sentras_listed, slug_of_sentra
from sentra.promotion.services.consent import consent_give, consent_withdraw
from sentra.promotion.services.curation import maker_hide
from sentra.promotion.tests.making import published
from sentra.promotion.tests.shop import PRODUCT, curator, named, photo_of, shop, showing_of
from sentra.promotion.tests.test_listed import _case
from sentra.registry.models import Business, Group, Membership, Standing

pytestmark = pytest.mark.django_db


def surfaces(maker: Maker, neighbour: Maker) -> list[str]:
    """Give the address of everything on which a maker stands."""
    showing, other = showing_of(maker), showing_of(neighbour)
    group = Group.objects.get(name="Sentra Uji")
    found = [
        address(name, *parts, language=language)
        for language in ("id", "en")
        for name, parts in (
            ("catalogue", ()),
            ("products", ()),
            ("makers", ()),
            ("map", ()),
            ("feed", ()),
            ("maker", (maker.slug,)),
            ("product", (maker.slug, showing.slug)),
            ("product", (neighbour.slug, other.slug)),
            ("maker", (neighbour.slug,)),
            ("commodity", (showing.commodity,)),
            ("district", (district_slug(maker.business.district),)),
            ("theme", ("lebaran",)),
            ("sentra_one", (slug_of_sentra(group),)),
            ("contact", (maker.slug,)),
            ("report", (maker.slug,)),
        )
    ]
    products, pins = address("products"), address("pins")
    searched = ("zwakala", "sambel zwak", "zwakalla", "sambel&urut=murah", "&sertifikat=halal&harga_dari=1000")
    return [
        *found,
        *(f"{products}?q={words}" for words in searched),
        f"{address('makers')}?q=zwakala",
        f"{pins}?box=112,-9,113,-8&zoom=9",
        "/sitemap-perajin-1.xml",
        "/sitemap-produk-1.xml",
        "/",
    ]


def shows(client: Client, path: str) -> bool:
    """Tell whether a page names the maker or its product, as words or in an address."""
    said = client.get(path).content.decode().lower()
    # What the visitor typed stands in the search box; only what the catalogue says counts.
    return "barokah" in said or "zwakala-barokah" in said or "sambel-zwakala" in said or f">{PRODUCT.lower()}" in said


def permit_ended(maker: Maker) -> None:
    Business.objects.filter(pk=maker.business_id).update(licensed_until=clock.today() - timedelta(days=1))


def withdrawn(maker: Maker) -> None:
    consent_withdraw(actor=curator(), business_id=maker.business_id)


def hidden(maker: Maker) -> None:
    maker_hide(actor=curator(), business_id=maker.business_id, reason="Foto orang lain")


def stopped(maker: Maker) -> None:
    Business.objects.filter(pk=maker.business_id).update(standing=Standing.STOPPED)


OF_MAKERS: list[Callable[[Maker], None]] = [withdrawn, hidden, permit_ended, stopped]


def recalled(maker: Maker) -> None:
    _case(maker.business, showing_of(maker).product)


def taken_out(maker: Maker) -> None:
    Showing.objects.filter(maker=maker).update(shown=False)


def product_hidden(maker: Maker) -> None:
    Showing.objects.filter(maker=maker).update(hidden_at=clock.now(), hidden_reason="Bukan buatannya")


OF_PRODUCTS: list[Callable[[Maker], None]] = [recalled, taken_out, product_hidden]


@pytest.fixture
def makers() -> tuple[Maker, Maker]:
    """The maker whom everything is about, and a neighbour who stays."""
    caches["pages"].clear()
    maker = shop()
    other = published(named(2, "Tetangga Asri", "Keripik Tetangga"), curator(), curator())
    assert other.business.district == maker.business.district
    Membership.objects.create(group=Group.objects.get(name="Sentra Uji"), business=other.business)
    return maker, Maker.objects.get(pk=other.pk)


@pytest.mark.parametrize("ending", OF_MAKERS, ids=lambda one: one.__name__)
def test_a_maker_who_is_not_public_stands_nowhere(
    client: Client, makers: tuple[Maker, Maker], ending: Callable[[Maker], None]
) -> None:
    maker, neighbour = makers
    paths = surfaces(maker, neighbour)
    unseen = [path for path in paths if not shows(client, path)]
    assert unseen == []
    for path in paths:
        client.get(path)
    ending(maker)
    still = [path for path in paths if shows(client, path)]
    assert still == []
    assert client.get(address("maker", maker.slug)).status_code == 404
    assert client.get(f"/katalog/gambar/p/{photo_of(maker).pk}/640.webp").status_code == 404
    assert not sentras_listed().exists()
    assert client.post(address("seen"), {"maker": maker.slug, "way": "view"}).status_code == 204
    assert not maker.counts.exists()


@pytest.mark.parametrize("ending", OF_PRODUCTS, ids=lambda one: one.__name__)
def test_a_product_that_is_not_public_stands_nowhere(
    client: Client, makers: tuple[Maker, Maker], ending: Callable[[Maker], None]
) -> None:
    maker, neighbour = makers
    paths = surfaces(maker, neighbour)
    for path in paths:
        client.get(path)
    ending(maker)
    for path in paths:
        said = client.get(path).content.decode().lower()
        assert "sambel-zwakala" not in said, path
        assert f">{PRODUCT.lower()}" not in said, path
    assert client.get(address("product", maker.slug, "sambel-zwakala")).status_code == 404
    assert client.get(address("maker", maker.slug)).status_code == 200


def test_it_is_back_at_once_with_a_new_consent(client: Client, makers: tuple[Maker, Maker]) -> None:
    maker, neighbour = makers
    paths = surfaces(maker, neighbour)
    withdrawn(maker)
    assert not any(shows(client, path) for path in paths)
    consent_give(actor=curator(), business_id=maker.business_id, agreed=True)
    assert [path for path in paths if not shows(client, path)] == []


def test_kept_pages_answer_without_being_made_again(client: Client, makers: tuple[Maker, Maker]) -> None:
    path = address("maker", makers[0].slug)
    first, second = client.get(path), client.get(path)
    assert first["ETag"] == second["ETag"]
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    withdrawn(makers[0])
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 404


def test_owner_and_pin_are_shown_only_where_the_owner_agreed(client: Client, makers: tuple[Maker, Maker]) -> None:
    maker, path = makers[0], address("maker", makers[0].slug)
    said = client.get(path).content.decode()
    assert maker.business.owner.name in said
    assert "112.20000" in said
    assert '"latitude": -8.1' in said
    Maker.objects.filter(pk=maker.pk).update(shows_owner=False, shows_pin=False)
    said = client.get(path).content.decode()
    assert maker.business.owner.name not in said
    assert "112.2" not in said
    assert client.get(f"{address('pins')}?box=112,-9,113,-8&zoom=9").json()["pins"] == []


def test_only_the_chosen_ways_are_shown_and_nothing_of_the_register(
    client: Client, makers: tuple[Maker, Maker]
) -> None:
    maker, path = makers[0], address("maker", makers[0].slug)
    Maker.objects.filter(pk=maker.pk).update(by_whatsapp=False, by_phone=False, by_mail=False)
    said = client.get(path).content.decode()
    owner = maker.business.owner
    for secret in ("wa.me", "tel:", "mailto:toko", maker.phone, maker.email, owner.phone[1:], maker.business.address):
        assert not secret or secret not in said, secret
    assert address("contact", maker.slug) in said


@pytest.mark.parametrize(("from_day", "until_day", "status"), [(-9, -1, 404), (1, 9, 404), (0, 0, 200)])
def test_a_theme_is_shown_from_its_first_to_its_last_day(
    client: Client, makers: tuple[Maker, Maker], from_day: int, until_day: int, status: int
) -> None:
    today = clock.today()
    Theme.objects.update(from_day=today + timedelta(days=from_day), until_day=today + timedelta(days=until_day))
    assert client.get(address("theme", "lebaran")).status_code == status
    assert ("Lebaran" in client.get(address("catalogue")).content.decode()) == (status == 200)


def test_a_certificate_is_shown_while_it_holds_and_counts(client: Client, makers: tuple[Maker, Maker]) -> None:
    maker = makers[0]
    path = address("product", maker.slug, showing_of(maker).slug)
    paper = maker.business.papers.get(kind="halal")
    assert paper.number in client.get(path).content.decode()
    maker.business.papers.filter(kind="halal").update(valid_until=clock.today() - timedelta(days=1))
    assert paper.number not in client.get(path).content.decode()
    maker.business.papers.filter(kind="halal").update(valid_until=None, source="declared", checked_at=None)
    assert paper.number not in client.get(path).content.decode()
    assert client.get(f"{address('products')}?sertifikat=halal").context["found"].count == 0
