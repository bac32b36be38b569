"""The register in a browser: an owner tells a year's figures, an officer returns and accepts them; from the field to
the counter; two who write at once."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sentra.kernel import clock
from sentra.licensing.models import Application
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.reference.loading import current_pack
from sentra.registry.models import Business, FiguresState
from sentra.registry.tests.making import DISTRICT, VILLAGE, registered, trade_officer
from tests.browser.conftest import DESKTOP, PHONE, Arrive
from tests.browser.steps import photograph

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_owner_tells_the_year_and_an_officer_reads_it(arrive: Arrive) -> None:
    business = registered()
    business.figures.all().delete()
    year = clock.today().year - 1
    siti = arrive(owner(), screen=PHONE)
    siti.open(reverse("registry:my_businesses"))
    siti.is_at(business.name)
    siti.page.locator("main a.button").first.click()
    siti.look()
    siti.fill(workers_men="1", workers_women="3", investment="7500000")
    siti.press("Send the figures in")
    expect(siti.page.get_by_role("alert")).to_be_focused()
    siti.fill(production_value="90000000", capacity="80 kg per bulan")
    siti.press("Send the figures in")
    siti.reads("Thank you. An officer reads the figures; you are told if something is unclear.")
    dinas = arrive(trade_officer(), screen=DESKTOP)
    dinas.open(reverse("registry:figures_waiting"))
    dinas.follow(business.name)
    figures = dinas.page.locator("section", has=dinas.page.locator("#figures"))
    figures.locator("summary", has_text=dinas.says("Return")).first.click()
    figures.locator("textarea[name=reason]").fill("Nilai produksi belum termasuk bulan puasa.")
    with dinas.page.expect_navigation():
        figures.get_by_role("button", name=dinas.says("Return")).click()
    dinas.reads("Returned. The owner is told why.")
    siti.open(reverse("registry:figures", args=[business.register_number, year]))
    siti.reads("The office returned these figures:")
    siti.fill(production_value="110000000")
    siti.press("Send the figures in")
    dinas.open(reverse("registry:figures_waiting"))
    dinas.press("Accept")
    dinas.reads("All figures are read. Well done!")
    told = business.figures.get()
    assert (told.state, told.production_value) == (FiguresState.ACCEPTED, 110_000_000)


def test_what_is_met_in_the_field_becomes_an_application_at_the_counter(arrive: Arrive) -> None:
    registered()
    surveyor = arrive(officer(Role.SURVEYOR), screen=PHONE)
    surveyor.open(reverse("registry:census"))
    surveyor.press("Record it")
    expect(surveyor.page.get_by_role("alert")).to_be_focused()
    surveyor.fill(
        name="Keripik Bu Sri",
        owner_name="Sri Lestari",
        owner_phone="0812 3456 7890",
        district=DISTRICT,
        village=VILLAGE,
        commodity="keripik_buah",
        product_name="Keripik nanas",
        why_no_permit="tidak_tahu",
    )
    surveyor.press("Record it")
    surveyor.is_at("Keripik Bu Sri")
    business = Business.objects.get(name="Keripik Bu Sri")
    counter = arrive(officer(Role.COUNTER), screen=DESKTOP)
    counter.open(reverse("registry:business", args=[business.register_number]))
    counter.press("Begin the application")
    counter.reads("Begun. What the register knows is filled in: check it page by page.")
    draft = Application.objects.get()
    counter.open(reverse("licensing:page", args=[draft.pk, "business"]))
    expect(counter.page.locator("[name=business_name]")).to_have_value("Keripik Bu Sri")


def test_two_who_write_at_once_see_both_versions(arrive: Arrive) -> None:
    business = registered()
    address = reverse("registry:section", args=[business.register_number, "market"])
    siti, dinas = arrive(owner(), screen=PHONE), arrive(trade_officer(), screen=DESKTOP)
    siti.open(address)
    dinas.open(address)
    siti.fill(markets="pasar Wlingi")
    siti.press("Save")
    dinas.fill(markets="pasar Kesamben")
    dinas.press("Save")
    expect(dinas.page.locator(".versions")).to_contain_text("pasar Kesamben")
    expect(dinas.page.locator(".versions")).to_contain_text("pasar Wlingi")
    dinas.press("Save")
    assert Business.objects.get().markets == "pasar Kesamben"


def test_a_product_with_its_photograph(arrive: Arrive) -> None:
    business = registered()
    siti = arrive(owner(), screen=PHONE)
    siti.open(reverse("registry:item_add", args=[business.register_number, "product"]))
    siti.is_at(current_pack().register_page("product").title)
    siti.fill(product_name="Sambel terasi", price_from="12000", unit="bungkus")
    siti.press("Save")
    siti.reads("Saved.")
    product = business.products.get(name="Sambel terasi")
    siti.open(reverse("registry:photos", args=[business.register_number, product.pk]))
    siti.hand_in(photograph("sambel.jpg"), field="photo")
    siti.reads("The photograph is there.")
    siti.open(reverse("registry:own", args=[business.register_number]))
    expect(siti.page.get_by_role("img", name="Sambel terasi")).to_be_visible()
