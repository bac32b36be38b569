"""Products, machines, raw materials and photographs: added, changed, taken away, each told."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sentra.audit.models import Entry
from sentra.files.tests.making import picture
from sentra.kernel.errors import Conflict, InvalidInput, NotFound
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner, stranger
from sentra.registry.models import Machine, Product, ProductPhoto
from sentra.registry.services import items
from sentra.registry.tests.making import registered, trade_officer

pytestmark = pytest.mark.django_db
SAMBEL = {"product_name": ["Sambel pedas"], "price_from": ["12.000"], "price_to": ["15.000"], "unit": ["bungkus"]}


def test_a_product_is_added_changed_and_taken_away() -> None:
    business = registered()
    asked: dict[str, Any] = {"actor": owner(), "business_id": business.pk, "kind": "product"}
    items.item_save(**asked, item_id=None, given=SAMBEL)
    product = Product.objects.get(name="Sambel pedas")
    assert (product.price_from, product.price_to) == (12000, 15000)
    business.refresh_from_db()
    assert "pedas" in business.search_text
    items.item_save(**asked, item_id=product.pk, given={**SAMBEL, "price_to": ["20.000"]})
    changed = Entry.objects.filter(act="register.item_changed").get()
    assert (changed.before["product_price_to"], changed.after["product_price_to"]) == (15000, 20000)
    items.item_remove(**asked, item_id=product.pk)
    with pytest.raises(NotFound):
        items.item_remove(**asked, item_id=product.pk)
    business.refresh_from_db()
    assert "pedas" not in business.search_text


def test_the_prices_and_names_of_products_fit() -> None:
    business = registered()
    asked: dict[str, Any] = {"actor": owner(), "business_id": business.pk, "kind": "product", "item_id": None}
    with pytest.raises(InvalidInput) as refused:
        items.item_save(**asked, given={**SAMBEL, "price_to": ["1.000"]})
    assert refused.value.problems[0].field == "price_to"
    with pytest.raises(InvalidInput) as refused:
        items.item_save(**asked, given={"product_name": ["Sambel"]})
    assert refused.value.problems[0].field == "product_name"


def test_another_s_item_is_not_found() -> None:
    business = registered()
    items.item_save(
        actor=trade_officer(),
        business_id=business.pk,
        kind="machine",
        item_id=None,
        given={"machine_name": ["Oven"], "machine_count": ["2"]},
    )
    oven = Machine.objects.get()
    with pytest.raises(NotFound):
        items.item_remove(actor=stranger(), business_id=business.pk, kind="machine", item_id=oven.pk)
    with pytest.raises(NotFound):
        items.item_remove(actor=owner(), business_id=business.pk, kind="rocket", item_id=oven.pk)


def test_there_is_a_most_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    business = registered()
    monkeypatch.setattr(items, "MOST_ITEMS", 1)
    with pytest.raises(Conflict):
        items.item_save(actor=owner(), business_id=business.pk, kind="product", item_id=None, given=SAMBEL)


def test_a_photograph_is_a_picture_and_seen_by_who_sees_the_business(client: Client) -> None:
    business = registered()
    product = Product.objects.get(business=business)
    address = reverse("registry:photos", args=[business.register_number, product.pk])
    client.force_login(owner())
    assert client.post(address, {"caption": "kosong"}).status_code == 422
    bad = SimpleUploadedFile("a.jpg", b"not a picture", content_type="image/jpeg")
    assert client.post(address, {"photo": bad}).status_code == 422
    assert client.post(address, {"photo": picture(), "caption": "Sambel di stoples"}).status_code == 302
    photo = ProductPhoto.objects.get()
    seen = reverse("registry:photo", args=[photo.pk])
    assert client.get(seen)["Content-Type"].startswith("image/")
    assert "Sambel di stoples" in client.get(address).content.decode()
    for user, status in ((stranger(), 404), (officer(Role.HEAD), 200)):
        client.force_login(user)
        assert client.get(seen).status_code == status
    client.force_login(owner())
    client.post(reverse("registry:photo_remove", args=[business.register_number, photo.pk]))
    assert not ProductPhoto.objects.exists()
