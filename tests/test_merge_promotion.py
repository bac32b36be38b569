"""Two records of one business become one: what was public may stay so, and nothing else becomes it."""

import pytest
from django.test import Client

from sentra.kernel import clock
from sentra.programmes.tests.making import account, business
from sentra.promotion.addresses import address
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import DayCount, Enquiry, FormerSlug, Maker, MakerState, Showing, Theme, ThemeMaker
from sentra.promotion.services.consent import consent_give, consent_withdraw, slug_taken
from sentra.promotion.tests.making import opened, published
from sentra.promotion.tests.making_studio import curator
from sentra.registry.models import Business, Product
from sentra.registry.services.merge import merge_undo
from tests.test_merge import keeper, merged, pair_of

pytestmark = pytest.mark.django_db


def pair(*, kept: str, gone: str) -> tuple[Business, Business]:
    """Two businesses of two owners, each with a product of its own: without a page, begun (`agreed`), or public."""
    found = []
    for place, how in enumerate((kept, gone), 1):
        made = business(place)
        Product.objects.create(business=made, name=f"Keripik {place}")
        if how == "public":
            published(made, account(made), curator())
        elif how == "agreed":
            opened(made, account(made))
        elif how == "open":
            opened(made, account(made))
            Maker.objects.filter(business=made).update(consented_at=None, consented_by=None, consent_owner=None)
        found.append(made)
    return found[0], found[1]


def public() -> set[str]:
    """The names of what is public."""
    return set(showings_listed().values_list("product__name", flat=True))


@pytest.mark.parametrize("kept", ["none", "open", "agreed", "public"])
@pytest.mark.parametrize("gone", ["none", "open", "agreed", "public"])
def test_a_merge_makes_nothing_public_that_was_not(kept: str, gone: str) -> None:
    one, other = pair(kept=kept, gone=gone)
    before = public()
    merge = merged(pair_of(one, other), one)
    assert public() <= before
    if kept == "public":
        assert {name for name in before if name.endswith("1")} <= public()
    Maker.objects.exclude(state=MakerState.DRAFT).update(state=MakerState.PUBLISHED, first_published_at=clock.now())
    assert public() <= before, "nor does a later publication of what was agreed to"
    merge_undo(actor=keeper(), merge_id=merge.pk)
    assert public() <= before
    assert {name for name in before if name.endswith("1")} <= public()


def test_the_undo_gives_both_pages_back_as_they_were() -> None:
    one, other = pair(kept="public", gone="public")
    before = public()
    merge_undo(actor=keeper(), merge_id=merged(pair_of(one, other), one).pk)
    assert public() == before
    assert Maker.objects.count() == 2
    assert {maker.business_id for maker in makers_listed()} == {one.pk, other.pk}


def test_what_came_of_both_pages_stands_on_the_one_that_stays() -> None:
    one, other = pair(kept="public", gone="public")
    day = clock.today()
    theme = Theme.objects.create(slug="tema-x", title="Tema", from_day=day, until_day=day)
    for maker in Maker.objects.all():
        DayCount.objects.create(maker=maker, day=day, way="view", count=3)
        DayCount.objects.create(maker=maker, showing=maker.showings.first(), day=day, way="view", count=2)
        Enquiry.objects.create(maker=maker, name="Rina", message="Halo")
        ThemeMaker.objects.create(theme=theme, maker=maker)
    merge = merged(pair_of(one, other), one)
    kept = Maker.objects.get()
    assert kept.enquiries.count() == 2
    assert theme.places.count() == 1
    assert set(kept.showings.values_list("product", flat=True)) == set(one.products.values_list("pk", flat=True))
    merge_undo(actor=keeper(), merge_id=merge.pk)
    assert DayCount.objects.count() == 4
    assert [maker.enquiries.count() for maker in Maker.objects.order_by("pk")] == [1, 1]


def test_products_of_one_address_keep_apart() -> None:
    one, other = pair(kept="public", gone="public")
    Product.objects.create(business=other, name="KERIPIK 1")
    taken = Showing.objects.get(product__business=one, product__name="Keripik 1").slug
    maker = Maker.objects.get(business=other)
    hidden = Product.objects.get(business=other, name="KERIPIK 1")
    Showing.objects.create(product=hidden, maker=maker, slug=taken, shown=False)
    merged(pair_of(one, other), one)
    assert not Showing.objects.get(product=hidden).shown


def test_the_address_of_the_page_that_went_leads_on_while_there_is_something_to_see(client: Client) -> None:
    one, other = pair(kept="public", gone="public")
    stays, went = Maker.objects.get(business=one), Maker.objects.get(business=other)
    showing = Showing.objects.get(product__business=other, product__name="Keripik 2")
    old, product = address("maker", went.slug), address("product", went.slug, showing.slug)
    merge = merged(pair_of(one, other), one)
    for language in ("id", "en"):
        answer = client.get(address("maker", went.slug, language=language))
        assert (answer.status_code, answer["Location"]) == (301, address("maker", stays.slug, language=language))
    assert client.get(product)["Location"] == address("product", stays.slug, showing.slug)
    assert client.get(address("product", went.slug, "tidak-ada"))["Location"] == address("maker", stays.slug)
    assert slug_taken(went.slug)
    consent_withdraw(actor=curator(), business_id=one.pk)
    assert client.get(old).status_code == 404
    assert client.get(product).status_code == 404
    consent_give(actor=curator(), business_id=one.pk, agreed=True)
    assert client.get(old).status_code == 301
    merge_undo(actor=keeper(), merge_id=merge.pk)
    assert client.get(old).status_code == 200
    assert client.get(product).status_code == 200
    assert not FormerSlug.objects.exists()


def test_what_led_on_to_a_page_that_goes_leads_on_to_where_it_went() -> None:
    one, other = pair(kept="public", gone="public")
    went = Maker.objects.get(business=other)
    FormerSlug.objects.create(slug="dulu-sekali", maker=went)
    merge = merged(pair_of(one, other), one)
    kept = Maker.objects.get()
    assert set(kept.former_slugs.values_list("slug", flat=True)) == {"dulu-sekali", went.slug}
    merge_undo(actor=keeper(), merge_id=merge.pk)
    assert FormerSlug.objects.get().maker_id == went.pk
