"""Who finds nothing is offered what is near; misspelt words are put right into what was meant, and right ones left."""

import pytest
from django.core.cache import caches
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some

from sentra.promotion.addresses import address
from sentra.promotion.filters import CatalogueFilter
from sentra.promotion.found import newest_for_all, products_found
from sentra.promotion.models import ListedWord, Maker
from sentra.promotion.offers import Offered, offered
from sentra.promotion.search import meant
from sentra.promotion.services.derived import showings_refresh
from sentra.promotion.services.words import listed_words_learn
from sentra.promotion.strip import Asked, cards_of
from sentra.promotion.tests.shop import NAME, shop
from sentra.registry.models import Product, SearchWord
from sentra.registry.services.derived import refresh
from sentra.registry.wordbook import Vocabulary

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker() -> Maker:
    """A maker of many things, on every surface."""
    caches["pages"].clear()
    maker = shop()
    for name, kind in (("Wajik kletik", "makanan_khas"), ("Kain pesisir", "batik_tulis"), ("Laras", "senapan_angin")):
        Product.objects.create(business=maker.business, name=name, commodity=kind)
    showings_refresh([maker.pk])
    refresh([maker.business_id])
    listed_words_learn()
    return maker


def offer(words: str, **more: str) -> Offered:
    chosen = CatalogueFilter.read({"q": words, **more})
    assert not products_found(chosen).cards
    return offered(chosen)


def ways(found: Offered) -> list[str]:
    return [way.url for way in found.ways]


@pytest.mark.parametrize("words", ["oleh-oleh", "souvenir", "cenderamata khas"])
def test_an_occasion_leads_to_the_kinds_that_suit_it(maker: Maker, words: str) -> None:
    assert ways(offer(words))[:2] == [address("commodity", "makanan_khas"), address("commodity", "sambel_pecel")]


def test_each_way_says_how_much_waits_there(client: Client, maker: Maker) -> None:
    found = offer("oleh-oleh")
    assert [way.many for way in found.ways] == [1, 1, 1]
    page = client.get(address("products"), {"q": "oleh-oleh"}).content.decode()
    for way in (*found.ways, *found.kinds):
        assert f'href="{way.url}"' in page


def test_a_certificate_leads_to_all_that_have_it(client: Client, maker: Maker) -> None:
    found = offer("halal")
    assert ways(found)[0] == f"{address('products')}?sertifikat=halal"
    assert client.get(ways(found)[0]).context["found"].count == 4
    assert ways(offer("wajik halal"))[0] == f"{address('products')}?q=wajik&sertifikat=halal"
    assert ways(offer("rendang halal"))[0] == f"{address('products')}?sertifikat=halal"


def test_a_theme_and_a_maker_are_offered_by_their_names(maker: Maker) -> None:
    maker.showings.update(shown=False)
    assert address("theme", "lebaran") in ways(offer("lebaran"))
    assert [card.name for card in offer("barokah").makers] == [NAME]


def test_what_narrows_too_much_is_told(maker: Maker) -> None:
    assert ways(offer("wajik", harga_dari="9.000.000"))[0] == f"{address('products')}?q=wajik"


def test_all_kinds_are_always_offered_and_none_that_is_empty(maker: Maker) -> None:
    assert {way.url for way in offer("zzzz").kinds} == {
        address("commodity", code) for code in ("makanan_khas", "batik_tulis", "senapan_angin", "sambel_pecel")
    }
    assert not offer("zzzz").ways


def test_the_spelling_of_a_toy_is_no_matter(maker: Maker) -> None:
    Product.objects.create(business=maker.business, name="Yoyo mahoni", commodity="bubut_kayu")
    showings_refresh([maker.pk])
    for words in ("yo-yo", "yoyo", "yo yo kayu"):
        found = products_found(CatalogueFilter.read({"q": words}))
        assert [card.name for card in found.cards] == ["Yoyo mahoni"], words


def test_a_word_that_is_known_is_left_as_it_is(maker: Maker) -> None:
    ListedWord.objects.create(
        word="lempar", lexeme="lempar", products=90, learned_at=ListedWord.objects.all()[0].learned_at
    )
    for word in ("tahu", "tofu", "tempe"):
        assert meant(word) == ""
    assert meant("lemper") == "lempar"
    SearchWord.objects.create(word="lemper", lexeme="lemper", businesses=2)
    assert meant("lemper") == "lempar"
    SearchWord.objects.filter(word="lemper").update(businesses=3)
    assert meant("lemper") == ""


def test_what_a_kind_is_called_is_meant_rather_than_what_is_listed_more(maker: Maker) -> None:
    learned = ListedWord.objects.all()[0].learned_at
    ListedWord.objects.filter(word__in=["batik", "batok"]).delete()
    for word, products in (("batok", 50), ("batik", 5)):
        ListedWord.objects.create(word=word, lexeme=word, products=products, learned_at=learned)
    assert meant("batk") == "batik"
    assert meant("batki") == "batik"


def vocabulary(*words: str) -> Vocabulary:
    return Vocabulary(None, dict.fromkeys(words, 1), words, tuple(sorted(words)))


@pytest.mark.parametrize(
    ("typed", "by_use", "nearest"),
    [
        ("tahu", ("tamu",), ""),
        ("batk", ("batok", "batik"), "batok"),
        ("kerpik", ("keripik", "kerdil"), "keripik"),
        ("kopir", ("kopiah", "kopi"), "kopi"),
        ("sabmel", ("sabuel", "sambel"), "sambel"),
        ("nanaz", ("nanas",), "nanas"),
        ("abtik", ("antik", "batik"), "batik"),
        ("kan", ("kain",), ""),
    ],
)
def test_letters_left_out_or_changed_over_come_before_other_letters(
    typed: str, by_use: tuple[str, ...], nearest: str
) -> None:
    assert vocabulary(*by_use).nearest(typed) == nearest


@given(word=some.text("abk", min_size=4, max_size=8), words=some.lists(some.text("abk", min_size=3), max_size=9))
def test_a_word_is_put_right_into_a_word_that_there_is(word: str, words: list[str]) -> None:
    assert vocabulary(*words).nearest(word) in {"", *words}
    assert vocabulary(word, *words).nearest(word) == word


def test_police_goods_stand_before_nobody_unasked(client: Client, maker: Maker) -> None:
    assert "Laras" not in [card.name for card in newest_for_all(9, with_photo=False)]
    for path in ("/", address("catalogue"), f"{address('products')}?q=zzzz"):
        assert ">Laras<" not in client.get(path).content.decode(), path
    assert "Laras" not in [card.name for card in cards_of(Asked())]
    assert "Laras" in [card.name for card in cards_of(Asked(commodity="senapan_angin"))]
    assert ">Laras<" in client.get(address("commodity", "senapan_angin")).content.decode()
    assert "Laras" in [card.name for card in products_found(CatalogueFilter()).cards]
