"""Money paid back for a machine: the owner on a phone, the officer who settles it, the head who pays, the budget."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sentra.kernel import clock
from sentra.people.tests.people import owner
from sentra.programmes.models import Call, Candidate
from sentra.programmes.services.calls import call_begin
from sentra.programmes.tests.making import chosen, fresh, head, manager, own_business, published, seen
from tests.browser.conftest import DESKTOP, Arrive, aside
from tests.browser.steps import photograph
from tests.browser.test_cases import do
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MONEY = {"budget": 60_000_000, "budget_source": "APBD", "value_each": 0}


def offered() -> Call:
    """A call that pays back what machines cost, with money of this year, and a business that may apply."""
    own_business()
    days = {"title": "Restrukturisasi mesin", "budget_year": clock.today().year}
    return published("restrukturisasi", conditions=frozenset(), **MONEY, **days)


def begun(call: Call) -> Call:
    """The head decided, and nobody may object any more."""
    call = chosen(call)
    Call.objects.filter(pk=call.pk).update(object_until=clock.today() - timedelta(days=1))
    return call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)


def apply(siti: Visitor, call: Call) -> Candidate:
    """Apply with the invoice and the proof of payment; the first try has no price, and the files are kept."""
    siti.open(reverse("programmes:public", args=[call.number]))
    siti.page.locator("main section.card a.button").click()
    siti.fill(machine="Oven dua dek", origin="imported")
    for code in ("invoice", "payment"):
        siti.page.locator(f"[name=paper-{code}]").set_input_files([photograph(f"{code}.jpg")])
    with siti.page.expect_navigation():
        siti.page.locator("main form button").last.click()
    siti.look()
    siti.reads("%(name)s is kept. Choose another file only to change it.", name="invoice.jpg")
    siti.fill(price="100000000")
    siti.page.locator("main form button").last.click()
    siti.reads("You have applied. You hear from us once it is decided.")
    siti.look()
    return Candidate.objects.select_related("business", "call").get()


def check(lilik: Visitor, candidate: Candidate) -> None:
    """Close the call, and find both papers good."""
    lilik.open(reverse("programmes:call", args=[candidate.call_id]))
    lilik.press("Close for applications")
    lilik.open(reverse("programmes:candidate", args=[candidate.pk]))
    lilik.reads("not settled yet")
    lilik.reads("Somebody has to look before the choice.")
    expect(lilik.page.locator("[name=origin]")).to_have_count(0)
    for code in ("invoice", "payment"):
        with lilik.page.expect_navigation():
            lilik.page.locator(f"form[action$='/{code}/'] button[value=yes]").click()
        lilik.look()
    expect(lilik.page.locator("main .badge.good", has_text=lilik.says("fits"))).to_have_count(2)


def settle(lilik: Visitor, candidate: Candidate) -> None:
    """Settle after the visit what is paid back: the machine cost less than was told. The first try gives no price."""
    lilik.page.reload()
    label = "Settle what is paid back"
    lilik.fill(price="murah", origin="imported")
    lilik.press(label)
    expect(lilik.page.locator(".field.wrong")).to_have_count(1)
    lilik.fill(price="80.000.000")
    lilik.press(label)
    lilik.reads("Settled. The choice counts with this amount.")
    lilik.reads("Rp20.000.000")


def pay(hari: Visitor, voucher: str) -> None:
    """Record the payment of today."""
    label = "Record that it was paid back"
    do(hari, label, label, on=clock.today().isoformat(), voucher=voucher)
    hari.reads("Recorded. The owner was told.")
    hari.page.get_by_text(voucher).first.wait_for()


@pytest.mark.parametrize("language", ["id", "en"])
def test_money_is_settled_by_one_and_paid_by_another(arrive: Arrive, language: str) -> None:
    call = aside(offered)
    siti = arrive(owner(), language=language)
    lilik, hari = (arrive(one, screen=DESKTOP, language=language) for one in (manager(), head()))
    candidate = apply(siti, call)
    check(lilik, candidate)
    aside(lambda: seen(candidate))
    settle(lilik, candidate)
    aside(lambda: begun(call))

    page = reverse("programmes:candidate", args=[candidate.pk])
    lilik.open(page)
    expect(lilik.button("Record that it was paid back")).to_have_count(0)
    hari.open(page)
    pay(hari, "SP2D 17")
    own = reverse("programmes:own", args=[candidate.pk])
    siti.open(own)
    siti.reads("Paid on")
    expect(siti.page.locator("main")).to_contain_text("SP2D 17")
    do(hari, "Take the payment back", "Take the payment back", reason="Nomor SP2D salah ketik.")
    siti.page.reload()
    expect(siti.page.locator("main")).not_to_contain_text("SP2D 17")
    pay(hari, "SP2D 71")
    siti.page.reload()
    expect(siti.page.locator("main")).to_contain_text("SP2D 71")

    lilik.open(reverse("programmes:call", args=[call.pk]))
    money = lilik.page.locator("section[aria-labelledby=money]")
    expect(money.locator("tbody tr")).to_have_count(2)
    expect(money).to_contain_text("Nomor SP2D salah ketik.")
    lilik.open(reverse("programmes:budget"))
    lilik.reads("Restrukturisasi mesin")
    row = lilik.page.locator("tbody tr")
    for place, amount in enumerate(("60.000.000", "20.000.000", "20.000.000", "40.000.000"), start=2):
        expect(row.locator("td").nth(place)).to_contain_text(amount)
    lilik.fill(tahun=str(clock.today().year - 1))
    lilik.press("Show")
    lilik.reads("No programme with money in this year.")
