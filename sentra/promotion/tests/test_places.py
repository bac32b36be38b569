"""Near makers, the walk through a sentra, meetings, figures of districts and goods."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some

from sentra.kernel import clock
from sentra.programmes.models import Call
from sentra.programmes.tests.making import applied, chosen, closed
from sentra.programmes.tests.making import published as call_published
from sentra.promotion.addresses import address
from sentra.promotion.figures import listed_figures
from sentra.promotion.filters import district_slug
from sentra.promotion.models import Maker
from sentra.promotion.near import distance, near_makers, walk
from sentra.promotion.sentras import map_of_way, sentras_listed, slug_of_sentra, trade_of, way_through
from sentra.promotion.services.derived import showings_refresh
from sentra.promotion.tests.making import published
from sentra.promotion.tests.shop import curator, named, shop
from sentra.reference.loading import current_pack
from sentra.registry.models import Business, Group, Membership, Product


def maker_district(maker: Maker) -> str:
    """What the district of a maker is called."""
    return current_pack().district_names[maker.business.district]


DEGREES = some.tuples(some.floats(-8.4, -7.9), some.floats(111.9, 112.5))


@pytest.fixture
def maker() -> Maker:
    """A maker on every surface."""
    caches["pages"].clear()
    return shop()


def another(place: int, name: str, **changes: object) -> Maker:
    """Another maker of the same district, with a pin that it shows where one is given."""
    made = published(named(place, name, f"Produk {place}", **changes), curator(), curator())
    Maker.objects.filter(pk=made.pk).update(shows_pin="latitude" in changes)
    return Maker.objects.select_related("business").get(pk=made.pk)


@pytest.mark.django_db
def test_near_are_those_of_the_village_then_the_nearest_of_the_district(maker: Maker) -> None:
    village = maker.business.village
    Business.objects.exclude(pk=maker.business_id).update(village="")
    far = another(3, "Jauh", latitude=-8.3, longitude=112.4, village="x")
    near = another(4, "Dekat", latitude=-8.11, longitude=112.21, village="x")
    beside = another(5, "Sedesa", village=village)
    another(6, "Luar", district="35.05.01", village="")
    assert [card.name for card in near_makers(maker)] == ["Sedesa", "Dekat", "Jauh"]
    Maker.objects.filter(pk=near.pk).update(shows_pin=False)
    assert [card.name for card in near_makers(maker)] == ["Sedesa", "Jauh", "Dekat"]
    assert {far.pk, beside.pk}


@given(points=some.lists(DEGREES, min_size=1, max_size=12, unique=True))
def test_a_walk_visits_everybody_once_and_goes_on_to_the_nearest(points: list[tuple[float, float]]) -> None:
    makers = [
        Maker(pk=place, shows_pin=True, business=Business(latitude=north, longitude=east))
        for place, (north, east) in enumerate(points)
    ]
    way = walk(makers)
    assert sorted(one.pk for one in way) == list(range(len(points)))
    left = [points[one.pk] for one in way]
    for place in range(len(left) - 1):
        nearest = min(distance(left[place], other) for other in left[place + 1 :])
        assert distance(left[place], left[place + 1]) == pytest.approx(nearest)


@pytest.mark.django_db
def test_the_way_through_a_sentra_holds_listed_members_alone(client: Client, maker: Maker) -> None:
    group = maker.business.memberships.get().group
    second = another(3, "Anggota Dua", latitude=-8.2, longitude=112.3)
    hidden = another(4, "Sudah Keluar", latitude=-8.2, longitude=112.3)
    for one, until in ((second, None), (hidden, clock.today())):
        Membership.objects.create(group=group, business=one.business, until=until)
    stops = way_through(group)
    assert [one.maker.pk for one in stops] == [maker.pk, second.pk]
    assert map_of_way(stops).endswith("-8.10000,112.20000/-8.20000,112.30000")
    assert map_of_way(stops[:1]) == ""
    path = address("sentra_one", slug_of_sentra(group))
    assert client.get(path).status_code == 200
    Maker.objects.filter(pk=second.pk).update(state="hidden")
    assert client.get(path)["Location"] == address("maker", maker.slug)
    assert not sentras_listed().exists()
    for odd in ("sentra-uji", "sentra-uji-00000000", "x-zzzzzzzz", f"lain-{group.pk.hex[:8]}"):
        assert client.get(address("sentra_one", odd)).status_code == 404


@pytest.mark.parametrize(
    ("name", "trade", "told"),
    [
        ("Sentra Gula Kelapa", "gula kelapa", ""),
        ("Kampung Batik Sumber", "Batik tulis", "Batik tulis"),
        ("Sentra Tahu", "Tah", "Tah"),
        ("Sentra Uji", "", ""),
    ],
)
def test_a_trade_that_the_name_of_a_sentra_says_is_not_said_again(name: str, trade: str, told: str) -> None:
    assert trade_of(Group(name=name, trade=trade)) == told


@pytest.mark.django_db
def test_a_page_says_where_the_maker_is_met(client: Client, maker: Maker) -> None:
    call = call_published("bazar", conditions=frozenset(), title="Bazar Uji Coba")
    applied(call, maker.business)
    path = address("maker", maker.slug)
    assert call.title not in client.get(path).content.decode()
    chosen(closed(call))
    assert call.title in client.get(path).content.decode()
    Call.objects.update(ends_on=clock.today() - timedelta(days=1), begins_on=clock.today() - timedelta(days=2))
    assert call.title not in client.get(path).content.decode()


@pytest.mark.django_db
def test_figures_follow_what_is_listed_at_once(client: Client, maker: Maker) -> None:
    path = address("catalogue")
    assert client.get(path).context["listed"].makers == 1
    other = another(3, "Yang Kedua")
    assert client.get(path).context["listed"].by_district == {maker.business.district: 2}
    Maker.objects.filter(pk=other.pk).update(state="hidden")
    assert client.get(path).context["listed"].makers == 1
    page = client.get(address("commodity", "sambel_pecel")).context["page"]
    assert (page.makers, page.products, page.registered) == (1, 1, None)
    assert [(name, many) for name, _url, many in page.parts] == [(maker_district(maker), 1)]


@pytest.mark.django_db
def test_all_pages_count_together_and_exactly(client: Client, maker: Maker) -> None:
    """By district and kind, each maker once for each kind that it makes."""
    second = another(3, "Dua Macam")
    Product.objects.create(business=second.business, name="Batik pesisir", commodity="batik_tulis")
    Product.objects.create(business=second.business, name="Batik gunung", commodity="batik_tulis")
    showings_refresh([second.pk])
    listed = listed_figures()
    where = maker.business.district
    assert listed.of_commodity("batik_tulis") == {where: (2, 1)}
    assert listed.in_district(where) == {"batik_tulis": (2, 1), "sambel_pecel": (2, 2)}
    assert (listed.makers, listed.products) == (2, 4)
    client.get(address("catalogue"))
    with CaptureQueriesContext(connection) as asked:
        for path in (address("commodity", "batik_tulis"), address("district", district_slug(where))):
            assert client.get(path).context["page"].makers
    assert not [one for one in asked.captured_queries if "COUNT(DISTINCT" in one["sql"]]


@pytest.mark.django_db
def test_pages_of_what_is_not_there(client: Client, maker: Maker) -> None:
    assert client.get(address("district", "tidak-ada")).status_code == 404
    assert client.get(address("commodity", "tidak_ada")).status_code == 404
