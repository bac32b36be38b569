"""Finding products: synonyms, spelling, beginnings, filters, orders and pages; nothing is given away."""

import json
from base64 import urlsafe_b64encode

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sentra.cases.models import Case
from sentra.kernel import clock
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.promotion import found as sought
from sentra.promotion import walking
from sentra.promotion.addresses import address
from sentra.promotion.filters import CatalogueFilter
from sentra.promotion.found import Found, products_found
from sentra.promotion.models import Maker, Showing
from sentra.promotion.services.derived import showings_refresh
from sentra.promotion.services.words import listed_words_learn
from sentra.promotion.tests.making import published
from sentra.promotion.tests.shop import curator, named
from sentra.registry.models import Business, Product

pytestmark = pytest.mark.django_db

NEAR_ASKED = 4
"""So many more are asked once there is anybody near."""
GOODS = (
    ("Keripik Nanas Madu", 12_000),
    ("Gula merah cetak", 18_000),
    ("Sambal pecel pedas", 15_000),
    ("Tembikar hias", 90_000),
    ("Kendang jimbe kecil", 250_000),
)


@pytest.fixture
def maker() -> Maker:
    """A maker of all sorts."""
    caches["pages"].clear()
    business = named(1, "Barokah Jaya", GOODS[0][0])
    for name, price in GOODS[1:]:
        Product.objects.create(business=business, name=name, price_from=price)
    Product.objects.filter(business=business, name=GOODS[0][0]).update(price_from=GOODS[0][1], price_to=None)
    found = published(business, curator(), curator())
    showings_refresh([found.pk])
    listed_words_learn()
    return found


def found(words: str = "", **more: str) -> Found:
    return products_found(CatalogueFilter.read({"q": words, **more}))


def names(result: Found) -> list[str]:
    return [card.name for card in result.cards]


@pytest.mark.parametrize(
    ("words", "product"),
    [
        ("kripik nanas", "Keripik Nanas Madu"),
        ("chips", "Keripik Nanas Madu"),
        ("krip", "Keripik Nanas Madu"),
        ("KERI", "Keripik Nanas Madu"),
        ("pineapple", "Keripik Nanas Madu"),
        ("gula jawa", "Gula merah cetak"),
        ("palm sugar", "Gula merah cetak"),
        ("sambel pecal", "Sambal pecel pedas"),
        ("gerabah", "Tembikar hias"),
        ("djembe", "Kendang jimbe kecil"),
        ("barokah jaya tembikar", "Tembikar hias"),
    ],
)
def test_words_find_what_is_meant(maker: Maker, words: str, product: str) -> None:
    result = found(words)
    assert product in names(result)
    assert not result.corrected


@pytest.mark.parametrize(
    ("words", "meant"), [("kerpik nanas", "keripik"), ("tembicar", "tembikar"), ("nanaz", "nanas")]
)
def test_misspelt_words_are_put_right(maker: Maker, words: str, meant: str) -> None:
    result = found(words)
    assert result.cards
    assert not result.corrected or meant in result.meant


def test_no_word_of_what_is_not_listed_is_suggested(maker: Maker) -> None:
    Showing.objects.filter(name_folded__startswith="tembikar").update(shown=False)
    result = found("tembicar")
    assert not result.cards
    assert result.meant == ""
    listed_words_learn()
    assert found("tembikar").count == 0


@pytest.mark.parametrize("order", ["", "baru", "nama"])
def test_what_is_listed_is_found_behind_many_that_are_not(
    maker: Maker, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    ended = named(2, "Barokah Dua", "Keripik 0")
    for number in range(1, 8):
        Product.objects.create(business=ended, name=f"Keripik {number}", price_from=1000)
    Product.objects.create(business=maker.business, name="Keripik Salak", price_from=1000)
    showings_refresh([published(ended, curator(), curator()).pk, maker.pk])
    listed_words_learn()
    Business.objects.filter(pk=ended.pk).update(licensed_until="2001-01-01")
    for module in (walking, sought):
        monkeypatch.setattr(module, "MOST_COUNTED", 4)
    monkeypatch.setattr(walking, "ENOUGH", 6)
    monkeypatch.setattr(sought, "FEW", 4)
    result = found("keripik", urut=order)
    assert sorted(names(result)) == ["Keripik Nanas Madu", "Keripik Salak"]
    assert (result.count, result.more) == (2, False)


def test_orders_and_prices(maker: Maker) -> None:
    cheap = [name for name, _price in sorted(GOODS, key=lambda one: one[1])]
    assert names(found(urut="murah")) == cheap
    assert names(found(urut="mahal")) == cheap[::-1]
    assert names(found(urut="nama")) == sorted(cheap)
    assert names(found(harga_dari="16.000", harga_sampai="Rp 100.000", urut="murah")) == cheap[2:4]
    assert names(found("gula merah"))[0] == "Gula merah cetak"


def test_goods_under_police_rules_give_no_price_away(client: Client, maker: Maker) -> None:
    Product.objects.filter(name="Tembikar hias").update(commodity="senapan_angin", name="Senapan angin uji")
    showings_refresh([maker.pk])
    Maker.objects.filter(pk=maker.pk).update(by_whatsapp=True, phone="+6281234567890", how_to_order="Kirim uang muka")
    assert "Senapan angin uji" in names(found("senapan"))
    assert "Senapan angin uji" not in names(found(urut="murah"))
    assert "Senapan angin uji" not in names(found(harga_dari="1000"))
    slug = Showing.objects.get(commodity="senapan_angin").slug
    said = client.get(address("product", maker.slug, slug)).content.decode()
    assert "90.000" not in said
    assert "?text=" not in said
    assert "uang muka" not in said
    assert "AggregateOffer" not in said
    assert "Kepolisian" in said


def test_pages_go_through_everything_once(maker: Maker) -> None:
    business = maker.business
    Product.objects.bulk_create(
        Product(business=business, name=f"Barang {place}", price_from=place // 3 + 1) for place in range(60)
    )
    showings_refresh([maker.pk])
    for order in ("baru", "murah", "mahal", "nama"):
        chosen, cursor, seen = CatalogueFilter(sort=order), "", []
        for _page in range(9):
            result = products_found(chosen, cursor)
            seen += names(result)
            cursor = result.next
            if not cursor:
                break
        assert len(seen) == len(set(seen)) == 65, order
        before = names(result)
        while result.previous:
            result = products_found(chosen, result.previous)
            before = names(result) + before
        assert before == seen, order


def test_pages_are_full_however_few_of_many_are_listed(maker: Maker) -> None:
    business = maker.business
    Product.objects.bulk_create(Product(business=business, name=f"Barang {place}") for place in range(300))
    showings_refresh([maker.pk])
    listed = Showing.objects.filter(name_folded__startswith="barang").order_by("pk")[7:300:10]
    stopped = Product.objects.exclude(showing__in=list(listed))
    Case.objects.bulk_create(_stopping(business, product, place) for place, product in enumerate(stopped))
    first = products_found(CatalogueFilter(sort="nama"))
    second = products_found(CatalogueFilter(sort="nama"), first.next)
    assert (len(first.cards), len(second.cards), second.next) == (24, 6, "")
    assert names(products_found(CatalogueFilter(sort="nama"), second.previous)) == names(first)
    assert first.count == 30


def _stopping(business: Business, product: Product, place: int) -> Case:
    return Case(
        number=f"PB-2026-{place:04d}",
        kind="health",
        gravity="grave",
        state="examining",
        business=business,
        product=product,
        product_name="x",
        product_folded="x",
        answer_due=clock.today(),
        listing_stopped=True,
    )


def test_a_page_of_products_asks_few_questions_however_long_it_is(client: Client, maker: Maker) -> None:
    def asked(path: str) -> int:
        client.get(path)
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as context:
            assert client.get(path).status_code == 200
        return len(context)

    slug = Showing.objects.filter(maker=maker).order_by("pk")[0].slug
    paths = {
        address("products"): 8,
        f"{address('products')}?q=keripik": 9,
        address("catalogue"): 18,
        address("makers"): 9,
        address("maker", maker.slug): 15,
        address("product", maker.slug, slug): 16,
        address("commodity", "sambel_pecel"): 18,
        address("feed"): 6,
    }
    few = {path: asked(path) for path in paths}
    Product.objects.bulk_create(Product(business=maker.business, name=f"Keripik {place}") for place in range(60))
    for place in range(3, 12):
        published(named(place, f"Perajin {place}", f"Keripik Buah {place}"), curator(), curator())
    showings_refresh([maker.pk])
    many = {path: asked(path) for path in paths}
    assert {path: count for path, count in many.items() if count > few[path] + NEAR_ASKED} == {}
    assert {path: count for path, count in many.items() if count > paths[path]} == {}
    client.get(address("products"))
    with CaptureQueriesContext(connection) as context:
        client.get(address("products"))
    assert len(context) == 1


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=some.text(max_size=120), other=some.text(max_size=40), cursor=some.text(max_size=60))
def test_nothing_that_is_typed_breaks_the_search(maker: Maker, words: str, other: str, cursor: str) -> None:
    query = {
        "q": words,
        "komoditas": other,
        "kecamatan": other,
        "sertifikat": other,
        "harga_dari": other,
        "urut": other,
    }
    assert products_found(CatalogueFilter.read(query), cursor).count >= 0
    assert products_found(CatalogueFilter.read({"q": words}), cursor).count >= 0


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=" + "a" * 5000, "dari=%3Eabc", "harga_dari=" + "9" * 60, "q=%E2%80%AE", "urut=x&q=(|&!:*", "q='\\"],
)
def test_hostile_addresses_are_answered(client: Client, maker: Maker, query: str) -> None:
    for name in ("products", "makers", "catalogue", "pins"):
        assert client.get(f"{address(name)}?{query}").status_code in {200, 404}


def test_a_merged_record_of_a_business_is_not_listed(maker: Maker) -> None:
    other = published(named(2, "Yang Tinggal", "Wajik"), curator(), curator())
    Business.objects.filter(pk=maker.business_id).update(merged_into=other.business)
    assert names(found("tembikar")) == []


@pytest.mark.parametrize(
    ("order", "values"),
    [
        ("nama", ["\ud800", "1"]),
        ("baru", ["0001-01-01T00:00:00+23:00", "1"]),
        ("baru", ["2026-01-01T00:00:00", "1"]),
        ("murah", ["9" * 400, "1"]),
    ],
)
def test_a_cursor_out_of_thin_air_begins_the_list(client: Client, order: str, values: list[str]) -> None:
    cursor = ">" + urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
    assert client.get("/katalog/produk/", {"urut": order, "dari": cursor}).status_code == 200
    assert client.get("/katalog/perajin/", {"dari": cursor}).status_code == 200


def test_the_makers_list_keeps_what_was_asked_from_page_to_page(client: Client) -> None:
    page = client.get("/katalog/perajin/", {"q": "a & b", "komoditas": "gerabah_seni"})
    assert page.context["query"] == "q=a+%26+b&komoditas=gerabah_seni"


@pytest.mark.parametrize("path", ["usaha/%00/cetak/", "usaha/%00/etalase/", "petugas/promosi/perajin/%00/"])
def test_no_number_holds_a_sign_that_cannot_be_stored(client: Client, path: str) -> None:
    client.force_login(officer(Role.DISPERINDAG))
    assert client.get(f"/{path}").status_code == 404


def test_a_common_word_finds_every_maker_of_such_a_product(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where one maker alone has more of them than are named at once."""
    for place, name in ((1, "Barokah"), (2, "Zaitun"), (3, "Makmur")):
        business = named(place, name, "Keripik singkong")
        for taste in ("asin", "manis", "pedas", "gurih") if place == 1 else ():
            Product.objects.create(business=business, name=f"Keripik {taste}")
        published(business, curator(), curator())
    for few in (2, 500):
        monkeypatch.setattr(sought, "FEW", few)
        result = sought.makers_found("keripik")
        assert ([card.name for card in result.cards], result.count) == (["Barokah", "Makmur", "Zaitun"], 3)
    assert not sought.makers_found("tembikar").count
