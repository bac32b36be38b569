"""Officers at their desks: from the queue to the permit that anybody checks; and the counter with a walk-in."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import FilePayload, expect

from sentra.licensing.models import Application, Permit, Status
from sentra.licensing.tests.making import ANSWERS
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.registry.models import Business
from tests.browser.conftest import DESKTOP, PHONE, Arrive, aside
from tests.browser.steps import PASSWORD, fill_every_page, hand_in_papers, photograph
from tests.browser.visitor import Visitor
from tests.making import fresh, printed, sent_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])


def open_case(visitor: Visitor, queue: str, application: Application) -> None:
    """Go from the workspace through a queue to a case."""
    visitor.open(reverse("web:office"))
    visitor.open(reverse("licensing:queue", args=[queue]))
    visitor.follow(str(application.number))


def check_papers(visitor: Visitor, application: Application) -> None:
    """Look at each paper and find it good; each word is kept without the page being loaded anew."""
    open_case(visitor, "verification", application)
    codes = list(application.papers.order_by("code").values_list("code", flat=True))
    for done, code in enumerate(codes, start=1):
        with visitor.page.expect_response(re.compile("/berkas/")):
            visitor.page.locator(f"#paper-{code} button[value=good]").click()
        expect(visitor.page.locator(".paper-check.good")).to_have_count(done)
    visitor.look()
    visitor.press("Papers are complete")
    visitor.reads("The papers are complete; the application went on.")


def plan_and_visit(visitor: Visitor, application: Application) -> None:
    """Plan the visit for the first day offered, then report from there, with photographs."""
    visitor.open(reverse("surveys:visits"))
    visitor.follow("Plan a visit")
    visitor.page.locator("main [name=day]").first.check()
    visitor.press("Plan the visit")
    visitor.open(reverse("surveys:report", args=[application.pk]))
    visitor.press("Hand in")
    expect(visitor.page.get_by_role("alert")).to_be_focused()
    for good in visitor.page.locator("main [name^=item-][value=ok]").all():
        good.check()
    visitor.fill(
        production="smooth",
        workers_men="1",
        workers_women="4",
        capacity="500 kg per bulan",
        findings="Produksi berjalan setiap hari.",
        recommendation="grant",
    )
    visitor.hand_in(photograph("mesin.jpg"), field="photos", button="Add and go on")
    visitor.press("Hand in")
    visitor.reads("Thank you. Your report is handed in; the signed PDF follows in a moment.")


@LANGUAGES
def test_from_the_queue_to_a_permit_that_anybody_checks(arrive: Arrive, language: str) -> None:
    application = sent_in(owner())
    check_papers(arrive(officer(Role.VERIFIER), screen=DESKTOP, language=language), application)
    plan_and_visit(arrive(officer(Role.SURVEYOR), screen=PHONE, language=language), application)
    assert fresh(application).status == Status.DECISION
    head = arrive(officer(Role.HEAD), screen=DESKTOP, language=language)
    open_case(head, "decision", application)
    head.press("Grant")
    permit = Permit.objects.get()
    head.follow(permit.number)
    file = aside(lambda: printed(permit.document)).file
    assert file
    head.open(reverse("licensing:permit", args=[permit.pk]))
    pdf = head.download("Download the permit")
    anybody_checks(arrive(screen=PHONE, language=language), permit, pdf)
    assert Business.objects.get().name == ANSWERS["business"]["business_name"][0]


def anybody_checks(anybody: Visitor, permit: Permit, pdf: bytes) -> None:
    """By the address of the QR code, by the number, and by handing the PDF in; a changed one is found out."""
    anybody.open(reverse("licensing:verified", args=[permit.document.code]))
    anybody.is_at("Valid")
    anybody.open(reverse("licensing:verify"))
    anybody.fill(number=permit.number)
    anybody.press("Check")
    anybody.is_at("Valid")
    for content, verdict in ((pdf, "Genuine and untouched"), (pdf.replace(b"Sentra", b"Santra", 1), "Not genuine")):
        anybody.open(reverse("licensing:verify"))
        given: FilePayload = {"name": "izin.pdf", "mimeType": "application/pdf", "buffer": content}
        anybody.hand_in(given, field="pdf", button="Check the PDF")
        anybody.is_at(verdict)


@LANGUAGES
def test_the_counter_helps_and_hands_over(arrive: Arrive, language: str) -> None:
    counter = arrive(officer(Role.COUNTER), screen=DESKTOP, language=language)
    counter.open(reverse("licensing:walk_in"))
    counter.fill(name="Siti Aminah", reached_by="0812 3456 7890", service="tdi")
    counter.press("Start the application")
    application = Application.objects.get()
    counter.follow(application.revision.content.pages[0].title)
    fill_every_page(counter, application)
    hand_in_papers(counter, application)
    counter.follow("Check and send in")
    counter.press("Send the application in")
    counter.is_at("Sent in")
    counter.open(reverse("licensing:case", args=[application.pk]))
    counter.press("Slip to hand the account over")
    code = counter.page.locator(".word").inner_text()
    siti = arrive(screen=PHONE)
    siti.open(reverse("people:take_over"))
    siti.fill(code=code, password=PASSWORD)
    siti.press("Take it over")
    siti.is_at("My applications")
    siti.follow(application.revision.content.title)
    siti.reads(str(fresh(application).number))
