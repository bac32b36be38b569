"""A complaint runs to its end: a buyer on a phone, the officer, the maker, the head, and the public that is told."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sentra.cases.models import Case, Complaint, PublicNotice, State
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from tests.browser.conftest import DESKTOP, Arrive, aside
from tests.browser.steps import photograph
from tests.browser.visitor import Visitor
from tests.making import granted, sent_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def report(buyer: Visitor, number: str) -> Complaint:
    """Report a product by the link of its maker; the first try is too fast and says too little."""
    buyer.open(f"{reverse('cases:report')}?ikm={number}")
    buyer.press("Send the report")
    expect(buyer.page.get_by_role("alert")).to_be_focused()
    buyer.fill(
        product_name="Sambel pecel pedas",
        happened="Botolnya menggembung, dan sesudah makan kami mual.",
        bought_at="Pasar Kanigoro",
        kind="health",
        reporter_contact="081277778888",
    )
    buyer.page.locator("main [name=photos]").set_input_files([photograph("sambel.jpg")])
    buyer.page.wait_for_timeout(4000)
    buyer.press("Send the report")
    buyer.is_at("Thank you for telling us")
    return Complaint.objects.get()


def follow(buyer: Visitor, code: str) -> None:
    """Look how far the report is."""
    buyer.open(reverse("cases:follow"))
    buyer.fill(code=code.lower())
    buyer.press("Look")


def do(person: Visitor, summary: str, button: str, **fields: str) -> None:
    """Open an act that is folded away, fill it in and press."""
    person.unfold(summary)
    fold = person.page.locator("details[open]", has=person.page.locator("summary", has_text=person.says(summary))).last
    for name, value in fields.items():
        field = fold.locator(f"[name='{name}']")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    with person.page.expect_navigation():
        fold.get_by_role("button", name=person.says(button), exact=True).first.click()
    person.look()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_grave_complaint_runs_to_its_end(arrive: Arrive, language: str) -> None:
    business = aside(lambda: granted(sent_in(owner()))).business
    head, trade = officer(Role.HEAD), officer(Role.DISPERINDAG)
    buyer = arrive(language=language)
    complaint = report(buyer, business.register_number)
    case = complaint.case

    lilik = arrive(trade, screen=DESKTOP, language=language)
    lilik.open(reverse("cases:cases"))
    lilik.follow(case.number)
    lilik.press("Sort and take on")
    lilik.press("Begin the examination")
    lilik.press("Read; it is recorded")
    lilik.reads("081277778888")
    lilik.follow("Back to the case")
    do(lilik, "Ask the maker", "Ask", text="Kapan sambel ini dibuat?")

    siti = arrive(owner(), language=language)
    siti.open(reverse("cases:own", args=[case.pk]))
    siti.fill(text="Dibuat tanggal 3, botolnya dari pemasok baru.")
    siti.press("Send the answer")

    lilik.open(reverse("cases:case", args=[case.pk]))
    do(lilik, "Write the finding", "Write the finding", conclusion="confirmed", text="Dua botol tercemar bakteri.")
    do(
        lilik,
        "Tell the public",
        "Publish at once",
        kind="recall",
        danger="Sebagian botol tercemar.",
        advice="Jangan dimakan; kembalikan.",
    )
    notice = PublicNotice.objects.get()

    hari = arrive(head, screen=DESKTOP, language=language)
    hari.open(reverse("cases:case", args=[case.pk]))
    do(hari, "Close the grave case", "Close the grave case", result="Batch ditarik, pembuat sudah memperbaiki caranya.")
    assert Case.objects.get().state == State.CLOSED

    follow(buyer, complaint.code)
    buyer.reads("Batch ditarik, pembuat sudah memperbaiki caranya.")
    buyer.open(reverse("cases:notices"))
    buyer.follow(notice.product)
    buyer.reads("Jangan dimakan; kembalikan.")
