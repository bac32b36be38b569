"""A business is sold: what its former owner chose to show isn't the new owner's choice."""

import pytest

from sentra.people.tests.people import owner
from sentra.programmes.tests.making import own_business
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import Maker
from sentra.promotion.services.consent import consent_give, consent_withdraw
from sentra.promotion.services.page import Contact, contact_save
from sentra.promotion.tests.making_studio import curator
from sentra.promotion.tests.shop import shop
from sentra.registry.models import Business

pytestmark = pytest.mark.django_db
SWITCHES = ("shows_owner", "shows_pin", "by_whatsapp", "by_phone", "by_mail")


def sold(maker: Maker) -> None:
    """Give the business to the persona."""
    Business.objects.filter(pk=maker.business_id).update(owner=own_business().owner, phone="+6281999888777", email="")


def shown(maker: Maker) -> set[str]:
    """What of it is switched on."""
    maker.refresh_from_db()
    return {name for name in SWITCHES if getattr(maker, name)}


@pytest.mark.parametrize("withdrawn_first", [True, False])
def test_a_new_owner_agrees_to_nothing_that_only_the_former_one_chose(*, withdrawn_first: bool) -> None:
    maker = shop()
    assert shown(maker) == set(SWITCHES)
    if withdrawn_first:
        consent_withdraw(actor=curator(), business_id=maker.business_id)
    sold(maker)
    consent_give(actor=owner(), business_id=maker.business_id, agreed=True)
    assert shown(maker) == set()
    assert maker.by_form
    assert maker.phone == "+6281999888777"
    assert maker.email != "toko@contoh.id"
    assert makers_listed().filter(pk=maker.pk).exists()


def test_the_same_owner_keeps_the_choice() -> None:
    maker = shop()
    consent_withdraw(actor=curator(), business_id=maker.business_id)
    consent_give(actor=curator(), business_id=maker.business_id, agreed=True)
    assert shown(maker) == set(SWITCHES)
    assert maker.email == "toko@contoh.id"


def test_what_the_new_owner_chose_before_agreeing_stays_and_no_old_consent_covers_it() -> None:
    maker = shop()
    former = maker.business.owner
    sold(maker)
    given = Contact(by_phone=True, by_form=True, phone="081999888777")
    saved = contact_save(actor=owner(), business_id=maker.business_id, version=maker.version, given=given)
    Business.objects.filter(pk=maker.business_id).update(owner=former)
    assert not makers_listed().filter(pk=maker.pk).exists()
    Business.objects.filter(pk=maker.business_id).update(owner=own_business().owner)
    consent_give(actor=owner(), business_id=maker.business_id, agreed=True)
    assert shown(saved) == {"by_phone"}
