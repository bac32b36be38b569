"""What is public follows by itself: consent, the office's look, the register, permits and cases, each alone decides."""

from datetime import timedelta

import pytest

from sentra.cases.models import Case
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner, person
from sentra.programmes.tests.making import own_business
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import Maker, MakerState, Showing
from sentra.promotion.services.consent import consent_give, consent_withdraw, maker_open
from sentra.promotion.services.curation import maker_hide, maker_publish, maker_return, maker_send, maker_show
from sentra.promotion.tests.making import opened, published
from sentra.registry.models import Business, Product, Standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def business() -> Business:
    """A business on the register that makes something, of the persona."""
    found = own_business()
    Product.objects.get_or_create(business=found, name="Sambel pecel pedas", defaults={"price_from": 15_000})
    return found


@pytest.fixture
def maker(business: Business) -> Maker:
    """The same in the catalogue."""
    return published(business, owner(), officer(Role.DISPERINDAG))


def public() -> tuple[int, int]:
    """Count what is public: makers, products."""
    return makers_listed().count(), showings_listed().count()


def test_a_published_maker_is_public_with_its_products(maker: Maker, business: Business) -> None:
    assert public() == (1, business.products.count())
    assert showings_listed().first()


def test_nothing_is_public_before_the_office_has_looked(business: Business) -> None:
    opened(business, owner())
    assert public() == (0, 0)
    maker_send(actor=owner(), business_id=business.pk)
    assert public() == (0, 0)


def test_a_withdrawn_consent_ends_it_and_a_new_one_brings_it_back(maker: Maker) -> None:
    consent_withdraw(actor=owner(), business_id=maker.business_id)
    assert public() == (0, 0)
    consent_give(actor=owner(), business_id=maker.business_id, agreed=True)
    assert public()[0] == 1


def test_the_consent_of_a_former_owner_counts_for_nothing(maker: Maker, business: Business) -> None:
    other = type(business.owner).objects.create(name="Orang lain", name_folded="orang lain")
    Business.objects.filter(pk=business.pk).update(owner=other)
    assert public() == (0, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"licensed": False, "licensed_until": None},
        {"licensed": True, "licensed_until": clock.today() - timedelta(days=1)},
        {"standing": Standing.CLOSED},
        {"standing": Standing.STOPPED},
        {"registered_at": None},
    ],
)
def test_the_register_decides_too(maker: Maker, change: dict[str, object]) -> None:
    Business.objects.filter(pk=maker.business_id).update(**change)
    assert public() == (0, 0)


def test_a_permit_counts_up_to_its_last_day(maker: Maker) -> None:
    Business.objects.filter(pk=maker.business_id).update(licensed_until=clock.today())
    assert public()[0] == 1
    with clock.travel(clock.now() + timedelta(days=1)):
        assert public() == (0, 0)


def test_a_stopped_product_is_gone_and_the_others_stay(maker: Maker, business: Business) -> None:
    product = Product.objects.create(business=business, name="Sambel goreng")
    Showing.objects.create(product=product, maker=maker, slug="sambel-goreng")
    before = showings_listed().count()
    _case(business, product)
    assert showings_listed().count() == before - 1
    assert product.pk not in set(showings_listed().values_list("product", flat=True))


def test_a_case_that_names_no_product_stops_all_of_them(maker: Maker, business: Business) -> None:
    _case(business, None)
    assert public() == (1, 0)


def _case(business: Business, product: Product | None) -> Case:
    return Case.objects.create(
        number="PB-2026-0001",
        kind="health",
        gravity="grave",
        state="examining",
        business=business,
        product=product,
        product_name="Sambel",
        product_folded="sambel",
        answer_due=clock.today(),
        listing_stopped=True,
    )


def test_hiding_needs_a_reason_and_works_at_once(maker: Maker) -> None:
    with pytest.raises(InvalidInput):
        maker_hide(actor=officer(Role.DISPERINDAG), business_id=maker.business_id, reason=" ")
    maker_hide(actor=officer(Role.DISPERINDAG), business_id=maker.business_id, reason="Foto orang lain")
    assert public() == (0, 0)
    maker_show(actor=officer(Role.DISPERINDAG), business_id=maker.business_id)
    assert public()[0] == 1


def test_who_may_do_what(business: Business) -> None:
    with pytest.raises(NotFound):
        maker_open(actor=person("stranger@contoh.id"), business_id=business.pk)
    opened(business, owner())
    maker_send(actor=owner(), business_id=business.pk)
    with pytest.raises(NotAllowed):
        maker_publish(actor=owner(), business_id=business.pk)
    with pytest.raises(NotFound):
        maker_publish(actor=officer(Role.VERIFIER), business_id=business.pk)
    back = maker_return(actor=officer(Role.DISPERINDAG), business_id=business.pk, reason="Fotonya buram")
    assert (back.state, back.reason) == (MakerState.RETURNED, "Fotonya buram")
    with pytest.raises(Conflict):
        maker_publish(actor=officer(Role.DISPERINDAG), business_id=business.pk)


def test_consent_wants_a_yes(business: Business) -> None:
    maker_open(actor=owner(), business_id=business.pk)
    with pytest.raises(InvalidInput):
        consent_give(actor=owner(), business_id=business.pk, agreed=False)
    with pytest.raises(Conflict):
        maker_send(actor=owner(), business_id=business.pk)


def test_showings_follow_the_register(maker: Maker, business: Business) -> None:
    product = business.products.first()
    assert product
    showing = Showing.objects.get(product=product)
    assert "sambel" in showing.search_text
    assert showing.district == business.district


def test_opening_twice_gives_the_same_page(business: Business) -> None:
    first = maker_open(actor=owner(), business_id=business.pk)
    assert maker_open(actor=owner(), business_id=business.pk).pk == first.pk
