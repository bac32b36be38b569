"""A page in the catalogue in a browser: an owner on a small phone makes it and sends it in, an officer publishes it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.programmes.tests.making import own_business
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import Maker, MakerState
from tests.browser.conftest import DESKTOP, PHONE, Arrive, aside
from tests.browser.steps import photograph

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False])
def test_an_owner_makes_a_page_and_an_officer_publishes_it(arrive: Arrive, *, scripts: bool) -> None:
    business = own_business()
    siti = arrive(owner(), screen=PHONE, scripts=scripts)
    siti.open(reverse("registry:own", args=[business.register_number]))
    siti.follow("Open the studio")
    siti.press("Begin my page")
    siti.press("I agree")
    siti.reads("Tick the box if you agree. Without it nothing is shown.")
    siti.page.locator("main #agreed").check()
    siti.press("I agree")
    siti.reads("Thank you. Your consent is noted with today's date.")
    siti.open(reverse("promotion:studio_product_new", args=[business.register_number]))
    siti.fill(product_name="Sambel bawang", price_from="15000", description="Pedas, tahan tiga bulan.")
    siti.page.locator("main #photo").set_input_files(photograph())
    siti.press("Save")
    siti.is_at(siti.says("Improve the photograph"))
    siti.fill(crop="square", light="bit")
    siti.press("Try it")
    expect(siti.page.locator(".studio-compare img")).to_have_count(2)
    siti.press("Keep it so")
    siti.reads("The photograph is kept.")
    siti.open(reverse("promotion:studio_words", args=[business.register_number]))
    siti.fill(tagline="Pedasnya pas", story="Resep ibu, sejak dulu.", since="98")
    siti.press("Save")
    siti.reads("Please write the year with four digits, for example 1998.")
    siti.fill(since="1998")
    siti.press("Save")
    siti.open(reverse("promotion:studio_contact", args=[business.register_number]))
    siti.fill(by_whatsapp="1", phone="0812 3456 7890")
    siti.press("Save")
    siti.follow("Preview")
    siti.open(reverse("promotion:studio", args=[business.register_number]))
    siti.press("Send it to the office")
    siti.reads("Sent. The office looks at it, and you are told here and by mail.")
    dinas = arrive(officer(Role.DISPERINDAG), screen=DESKTOP, scripts=scripts)
    dinas.open(reverse("promotion:curating"))
    dinas.follow(business.name)
    dinas.press("Publish")
    dinas.reads("Published. The owner was told.")
    assert aside(lambda: makers_listed().count()) == 1
    siti.open(reverse("promotion:studio", args=[business.register_number]))
    siti.press("Withdraw the consent")
    siti.reads("Withdrawn. From now on nothing of your page is shown anywhere in Sentra. You can agree again any time.")
    maker = aside(Maker.objects.get)
    assert (maker.state, maker.consented_at) == (MakerState.PUBLISHED, None)
    assert aside(lambda: makers_listed().count()) == 0
