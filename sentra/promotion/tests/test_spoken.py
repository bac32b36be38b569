"""Pages in English say which of their words are Indonesian, so that screen readers say these as they are said."""

import re

import pytest
from django.core.cache import caches
from django.test import Client

from sentra.promotion.addresses import address
from sentra.promotion.models import Maker
from sentra.promotion.sentras import slug_of_sentra
from sentra.promotion.tests.making import published
from sentra.promotion.tests.shop import NAME, PRODUCT, curator, named, shop, showing_of
from sentra.registry.models import Group, Membership, Product

pytestmark = pytest.mark.django_db
THEIRS = ("Zwakala", "Kisah", "Pedas manis", "Beli sepuluh", "Dari kacang", "botol", "Lebaran", "Sentra Uji")


@pytest.fixture
def maker() -> Maker:
    """A maker whose page has words of every kind."""
    caches["pages"].clear()
    maker = shop()
    Maker.objects.filter(pk=maker.pk).update(how_to_order="Beli sepuluh dulu")
    Product.objects.filter(name=PRODUCT).update(description="Dari kacang pilihan", packaging="botol kaca")
    other = published(named(3, "Tetangga", "Wajik"), curator(), curator())
    Membership.objects.create(group=Group.objects.get(name="Sentra Uji"), business=other.business)
    return maker


def paths(maker: Maker, language: str) -> list[str]:
    names = [
        ("catalogue", ()),
        ("products", ()),
        ("makers", ()),
        ("map", ()),
        ("maker", (maker.slug,)),
        ("product", (maker.slug, showing_of(maker).slug)),
        ("commodity", ("sambel_pecel",)),
        ("theme", ("lebaran",)),
        ("sentra", ()),
        ("sentra_one", (slug_of_sentra(Group.objects.get(name="Sentra Uji")),)),
        ("strip", ()),
    ]
    return [address(name, *parts, language=language) for name, parts in names]


def test_what_owners_wrote_is_marked_as_indonesian(client: Client, maker: Maker) -> None:
    seen: set[str] = set()
    for path in paths(maker, "en"):
        page = client.get(path).content.decode()
        for mark, words in re.findall(r"<(?:h[1-3]|a|p|div|dd|span|strong|small)\b([^>]*)>((?:<p>)?[^<]+)", page):
            for one in THEIRS:
                if one in words and not words.startswith(("Ask", "More from", "Rp")):
                    seen.add(one)
                    assert 'lang="id"' in mark, (path, words)
    assert seen == set(THEIRS)


def test_a_page_in_indonesian_marks_nothing(client: Client, maker: Maker) -> None:
    for path in paths(maker, "id"):
        page = client.get(path).content.decode()
        marked = [one for one in re.findall(r"<(?!html)[^>]* lang=.id.[^>]*>", page) if "hreflang" not in one]
        assert marked == [], path


def test_a_story_told_in_english_is_english(client: Client, maker: Maker) -> None:
    Maker.objects.filter(pk=maker.pk).update(story_en="We began small.")
    page = client.get(address("maker", maker.slug, language="en")).content.decode()
    assert '<div class="cat-text cat-story"><p>We began small.' in page
    assert f'<h1 lang="id">{NAME}' in page


def test_a_price_stays_together_and_its_unit_is_said_small(client: Client, maker: Maker) -> None:
    page = client.get(address("products")).content.decode()
    said = '<span class="cat-amount">Rp15.000–</span><wbr><span class="cat-amount">20.000</span><wbr>'
    assert f'{said} <span class="cat-unit">/ botol</span>' in page
    page = client.get(address("product", maker.slug, showing_of(maker).slug)).content.decode()
    assert "Rp15.000 – Rp20.000 / botol" in page
