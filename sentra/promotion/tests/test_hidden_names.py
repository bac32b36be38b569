"""What the office hid stays hidden, however often its owner makes it anew."""

import pytest

from sentra.promotion.listed import showings_listed
from sentra.promotion.models import HiddenName, Maker, Showing
from sentra.promotion.services.derived import all_refresh
from sentra.promotion.services.showings import showing_hide, showing_show
from sentra.promotion.tests.making_studio import curator, own_maker, showing_of
from sentra.registry.following import businesses_followed
from sentra.registry.models import Product
from sentra.registry.services.items import item_remove

pytestmark = pytest.mark.django_db
REASON = "Foto orang lain"


def hidden(maker: Maker) -> Showing:
    """Let the office hide its product."""
    return showing_hide(
        actor=curator(), business_id=maker.business_id, product_id=showing_of(maker).product_id, reason=REASON
    )


def renamed(product: Product, name: str) -> None:
    """Call a product otherwise."""
    product.name = name
    product.save()
    businesses_followed([product.business_id])


def removed(product: Product) -> None:
    """Take it away."""
    item_remove(actor=curator(), business_id=product.business_id, kind="product", item_id=product.pk)


def added(maker: Maker, name: str) -> Showing:
    """Add one of a name."""
    product = Product.objects.create(business=maker.business, name=name, price_from=9_000)
    businesses_followed([maker.business_id])
    return Showing.objects.get(product=product)


def test_taken_away_and_added_again_it_is_hidden_from_the_start() -> None:
    maker = own_maker(public=True)
    name = hidden(maker).product.name
    removed(showing_of(maker).product)
    again = added(maker, f"  {name.upper()}")
    assert (again.hidden_reason, again.hidden_by) == (REASON, curator())
    assert not showings_listed().filter(pk=again.pk).exists()
    assert showings_listed().filter(pk=added(maker, "Sambel lain").pk).exists()
    showing_show(actor=curator(), business_id=maker.business_id, product_id=again.product_id)
    assert showings_listed().filter(pk=again.pk).exists()
    assert not HiddenName.objects.exists()
    all_refresh()
    assert showings_listed().filter(pk=again.pk).exists()


def test_under_another_name_too() -> None:
    maker = own_maker(public=True)
    first = hidden(maker)
    name = first.product.name
    renamed(first.product, "Sambel baru")
    removed(first.product)
    assert added(maker, "Sambel baru").hidden_at
    other = added(maker, "Sambel lain")
    assert not other.hidden_at
    renamed(other.product, name)
    other.refresh_from_db()
    assert (other.hidden_at is not None, other.hidden_reason) == (True, REASON)


def test_shown_again_it_is_free_of_all_the_names_that_it_had() -> None:
    maker = own_maker(public=True)
    first = hidden(maker)
    name = first.product.name
    renamed(first.product, "Sambel baru")
    showing_show(actor=curator(), business_id=maker.business_id, product_id=first.product_id)
    renamed(Product.objects.get(pk=first.product_id), name)
    assert showings_listed().filter(pk=first.pk).exists()


def test_a_product_that_is_shown_stays_so_beside_a_hidden_one_of_nearly_the_same_name() -> None:
    maker = own_maker(public=True)
    name = showing_of(maker).product.name
    twin = added(maker, name.upper())
    hidden(maker)
    all_refresh()
    twin.refresh_from_db()
    assert twin.hidden_at is None
