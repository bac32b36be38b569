"""The preview is the page that buyers get: the same template, before they may see it, and nothing on it is pressed."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sentra.people.models import User
from sentra.people.tests.people import owner, stranger
from sentra.promotion.models import DayCount, Maker
from sentra.promotion.services.derived import showings_refresh
from sentra.promotion.tests.making_studio import curator, own_maker, photo_of, showing_of
from sentra.registry.models import Business, Product

pytestmark = pytest.mark.django_db
TOLD = {"tagline": "Pedasnya pas", "story": "Sejak dulu.", "story_en": "Long ago.", "how_to_order": "Pesan 12 botol."}


def page_at(maker: Maker, *product: str, user: User | None = None, query: str = "") -> str:
    """What a preview says."""
    client = Client()
    client.force_login(user or owner())
    name = "studio_preview_product" if product else "studio_preview"
    answer = client.get(reverse(f"promotion:{name}", args=[maker.business.register_number, *product]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def said(page: str, *, after: str = "cat-item") -> list[str]:
    """What the page of a maker or a product says itself, word by word, without addresses."""
    whole = page.split(f'class="{after}"', 1)[1].split("</main>", 1)[0]
    return re.sub(r"<[^>]*>", " ", whole).split()


def told(maker: Maker) -> Maker:
    """A maker with all that a page may say."""
    ways = {"by_whatsapp": True, "by_phone": True, "phone": "+6281234567890"}
    Maker.objects.filter(pk=maker.pk).update(**TOLD, **ways, since=1998, shows_owner=True)
    Product.objects.filter(business=maker.business_id).update(packaging="Botol 250 g", unit="botol")
    maker.refresh_from_db()
    return maker


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_preview_says_what_buyers_read_and_nothing_else(language: str) -> None:
    maker = told(own_maker(public=True))
    photo_of(maker)
    slug = showing_of(maker).slug
    space = {"id": "promotion", "en": "promotion-en"}[language]
    for name, product in (("maker", ()), ("product", (slug,))):
        public = Client().get(reverse(f"{space}:{name}", args=[maker.slug, *product])).content.decode()
        previewed = page_at(maker, *product, query=f"?bahasa={language}")
        assert said(previewed) == said(public)
        assert "Pesan" in said(public)


def test_more_products_ask_no_more_questions() -> None:
    maker, asked = own_maker(public=True), []
    for name in ("Sambel kacang", "Sambel tumpang", "Sambel bajak"):
        with CaptureQueriesContext(connection) as questions:
            page_at(maker)
        asked.append(len(questions))
        Product.objects.create(business=maker.business, name=name, price_from=1000)
        showings_refresh([maker.pk])
    assert maker.showings.count() == 5
    assert asked[1:] == asked[1:2] * 2


def test_before_publication_the_own_photographs_and_products_lead_into_the_studio() -> None:
    maker = told(own_maker())
    photo, showing = photo_of(maker), showing_of(maker)
    page = page_at(maker)
    number = maker.business.register_number
    assert reverse("promotion:studio_picture", args=[number, "p", photo.pk]) in page
    inside = reverse("promotion:studio_preview_product", args=[number, showing.slug])
    assert f'href="{inside}"' in page
    assert reverse("promotion:picture", args=["p", photo.pk, 640, "jpg"]) not in page
    assert "Botol 250 g" in page_at(maker, showing.slug)


def test_no_way_to_reach_the_maker_can_be_pressed_and_no_look_is_counted() -> None:
    maker = told(own_maker(public=True))
    for page in (page_at(maker), page_at(maker, showing_of(maker).slug)):
        assert "wa.me" not in page
        assert "tel:" not in page
        assert "data-seen" not in page
        assert reverse("promotion:report", args=[maker.slug]) not in page
    assert not DayCount.objects.exists()


def test_a_product_that_is_not_shown_is_previewed_for_its_owner_alone() -> None:
    maker = own_maker(public=True)
    showing = showing_of(maker)
    maker.showings.update(shown=False)
    client = Client()
    client.force_login(owner())
    address = reverse("promotion:studio_preview_product", args=[maker.business.register_number, showing.slug])
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.context["listed"]
    assert address not in page_at(maker)
    assert client.get(address.replace(showing.slug, "tidak-ada")).status_code == 404
    client.force_login(stranger())
    assert client.get(address).status_code == 404


def test_no_figure_of_the_register_stands_on_it() -> None:
    maker = own_maker()
    Business.objects.filter(pk=maker.business_id).update(nib="9120001234567", address="Jalan Rahasia 1")
    for user in (owner(), curator()):
        page = page_at(maker, user=user).split("<main", 1)[1].split("</main>", 1)[0]
        for secret in ("9120001234567", "Jalan Rahasia", maker.business.owner.name):
            assert secret not in page
