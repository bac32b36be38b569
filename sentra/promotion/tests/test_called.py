"""Makers are found by any word of what they are called, and by nothing that isn't on their page."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sentra.promotion import called as names
from sentra.promotion.addresses import address
from sentra.promotion.found import makers_found
from sentra.promotion.models import Maker
from sentra.promotion.tests.making import published
from sentra.promotion.tests.shop import curator, named
from sentra.reference.loading import current_pack
from sentra.registry.models import Business, Owner
from sentra.registry.services.derived import refresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker() -> Maker:
    """A maker of whose products none says the name of the business."""
    caches["pages"].clear()
    business = named(1, "UD Sumber Rejeki Barokah", "Wajik kletik", nib="9120001234567")
    Owner.objects.filter(pk=business.owner_id).update(name="Suwarni Puspaningtyas")
    maker = published(business, curator(), curator())
    Maker.objects.filter(pk=maker.pk).update(shows_owner=False)
    maker.showings.update(shown=False)
    refresh([business.pk])
    return maker


def found(words: str) -> list[str]:
    return [card.name for card in makers_found(words).cards]


@pytest.mark.parametrize(
    "words",
    ["rejeki", "Barokah", "rejeki barokah", "barokah sumber", "rej", "ud sumber", "sumber rejeki b", "REJEKI, sumber!"],
)
def test_any_word_of_the_name_finds_a_maker(maker: Maker, words: str) -> None:
    assert found(words) == ["UD Sumber Rejeki Barokah"]


def test_a_brand_a_place_and_a_kind_find_a_maker(maker: Maker) -> None:
    Business.objects.filter(pk=maker.business_id).update(brand="Kletik Nyonya Ayu")
    refresh([maker.business_id])
    district = current_pack().district_names[maker.business.district]
    for words in ("nyonya", "ayu", f"rejeki {district}", "rejeki pecel"):
        assert found(words) == ["Kletik Nyonya Ayu"], words


@pytest.mark.parametrize(
    "words", ["suwarni", "puspaningtyas", "rejeki suwarni", "9120001234567", "ejeki", "kletik", "barokah jaya", "."]
)
def test_nothing_else_of_the_register_finds_a_maker(maker: Maker, words: str) -> None:
    """The owner's name, numbers, and products that aren't shown stay nobody's business."""
    assert found(words) == []


def test_an_identifier_of_the_register_finds_nobody(maker: Maker) -> None:
    business = maker.business
    for words in (business.register_number, business.register_number.replace("-", " "), business.owner.phone):
        assert found(words) == [], words


def test_many_of_a_name_are_all_found(monkeypatch: pytest.MonkeyPatch, maker: Maker) -> None:
    for place, name in ((2, "Rejeki Lancar"), (3, "Toko Rejeki")):
        published(named(place, name, f"Produk {place}"), curator(), curator())
        refresh(Business.objects.values_list("pk", flat=True))
    for most in (1, 1_000):
        monkeypatch.setattr(names, "NAMED", most)
        assert found("rejeki") == ["Rejeki Lancar", "Toko Rejeki", "UD Sumber Rejeki Barokah"]
        assert found("lancar") == ["Rejeki Lancar"]


def test_a_maker_who_is_not_listed_is_not_found(maker: Maker) -> None:
    Maker.objects.filter(pk=maker.pk).update(state="hidden")
    assert found("rejeki") == []


def test_the_register_is_asked_by_its_index(maker: Maker) -> None:
    with CaptureQueriesContext(connection) as asked:
        found("rejeki")
    first = next(
        one["sql"] for one in asked.captured_queries if "registry_business" in one["sql"] and "@@" in one["sql"]
    )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN " + next(one["sql"] for one in asked.captured_queries if "~ '(^| )rejeki" in one["sql"])
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert first
    assert "business_search" in plan


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=some.text(max_size=120))
def test_nothing_that_is_typed_breaks_it(maker: Maker, words: str) -> None:
    assert makers_found(words).count >= 0


def test_the_page_of_makers_finds_them(client: Client, maker: Maker) -> None:
    assert "Rejeki" in client.get(address("makers"), {"q": "barokah"}).content.decode()
