"""What hangs on a business at all: looked up once for its page, and told of each kind of rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sentra.people.models import Role
from sentra.registry.hung import look_up_hung, may_have
from sentra.registry.models import Business, Machine, Ownership, Product, RawMaterial
from sentra.registry.tests.register import known, of, text

pytestmark = pytest.mark.django_db


def test_all_may_hang_on_a_business_that_nobody_looked_up() -> None:
    assert may_have(known("Batik Sekar"), Product)


def test_what_hangs_on_a_business_is_told_by_kind() -> None:
    known("Mebel Jati", products=["Kursi"]).machines.create(name="Bor")
    batik = known("Batik Sekar", products=["Batik tulis"])
    look_up_hung(batik)
    assert batik.hung == frozenset({Product})
    assert may_have(batik, Machine, Product)
    assert not may_have(batik, Machine, RawMaterial)


def test_the_page_shows_whatever_hangs_on_a_business() -> None:
    batik = known("Batik Sekar", products=["Batik tulis"])
    batik.machines.create(name="Canting listrik")
    batik.materials.create(name="Malam", origin="Pekalongan")
    batik.supports.create(year=2025, kind="training", title="Pelatihan pewarnaan alami")
    Ownership.objects.create(business=batik, owner=batik.owner)
    page = text(of(Role.DISPERINDAG).get(reverse("registry:business", args=[batik.register_number])))
    for words in ("Batik tulis", "Canting listrik", "Pekalongan", "Pelatihan pewarnaan alami"):
        assert words in page


def test_the_page_of_a_business_with_nothing_asks_little() -> None:
    batik = known("Batik Sekar")
    client, address = of(Role.DISPERINDAG), reverse("registry:business", args=[batik.register_number])
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) <= 9, [query["sql"] for query in asked]
    assert Business.objects.get().hung is None
