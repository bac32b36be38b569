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
    for good in visitor.page.locator("main [name^=q-][value=yes], main [name=q-machine_state][value=good]").all():
        good.check()
    visitor.page.locator("[id=id_q-photo_front-camera]").set_input_files(photograph("depan.jpg"))
    visitor.page.locator("[id=id_q-photo_production-camera]").set_input_files(photograph("alat.jpg"))
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


def test_from_the_queue_to_a_permit_that_anybody_checks(arrive: Arrive) -> None:
    application = sent_in(owner())
    check_papers(arrive(officer(Role.VERIFIER), screen=DESKTOP), application)
    plan_and_visit(arrive(officer(Role.SURVEYOR), screen=PHONE), application)
    assert fresh(application).status == Status.DECISION
    head = arrive(officer(Role.HEAD), screen=DESKTOP)
    open_case(head, "decision", application)
    head.unfold("Grant")
    head.press("Grant and sign")
    permit = Permit.objects.get()
    head.follow(permit.number)
    file = aside(lambda: printed(permit.document)).file
    assert file
    head.open(reverse("licensing:permit", args=[permit.pk]))
    pdf = head.download("Download the permit")
    anybody_checks(arrive(screen=PHONE), permit, pdf)
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


def test_a_verifier_returns_what_is_wrong(arrive: Arrive) -> None:
    application = sent_in(owner())
    verifier = arrive(officer(Role.VERIFIER), screen=DESKTOP)
    verifier.open(reverse("licensing:case", args=[application.pk]))
    verifier.page.locator("#paper-ktp summary").first.click()
    verifier.page.locator("#paper_check-ktp-remark").fill("Foto KTP tidak terbaca.")
    with verifier.page.expect_response(re.compile("/berkas/")):
        verifier.page.locator("#paper-ktp button[value=bad]").click()
    expect(verifier.page.locator("#paper-ktp.bad")).to_have_count(1)
    verifier.follow("Return for correction")
    expect(verifier.page.locator("[id='paper:ktp']")).to_be_checked()
    verifier.page.locator("[id='reason-paper:ktp']").fill("Kabur.")
    verifier.press("Return to the applicant")
    expect(verifier.page.get_by_role("alert")).to_be_focused()
    verifier.page.locator("[id='reason-paper:ktp']").fill("Foto KTP tidak terbaca, mohon foto ulang.")
    verifier.press("Return to the applicant")
    verifier.reads("Returned. The applicant was told what to correct; the clock stands still.")
    assert fresh(application).status == Status.CORRECTION


def test_a_queue_narrows_while_one_types_and_is_walked_by_keys(arrive: Arrive) -> None:
    for name in ("Batik Mawar", "Keripik Rasa", "Batik Melati"):
        sent_in(owner(), business_name=[name])
    verifier = arrive(officer(Role.VERIFIER), screen=DESKTOP)
    verifier.open(reverse("licensing:queue", args=["verification"]))
    verifier.page.keyboard.press("/")
    verifier.page.keyboard.type("batik")
    rows = verifier.page.locator("table.queue tbody tr")
    expect(rows).to_have_count(2)
    assert "q=batik" in verifier.page.url
    verifier.look()
    verifier.page.keyboard.press("Escape")
    rows.first.locator("a").focus()
    verifier.page.keyboard.press("j")
    expect(rows.last.locator("a")).to_be_focused()
    with verifier.page.expect_navigation():
        verifier.page.keyboard.press("Enter")
    verifier.is_at("Batik Melati")


def test_the_counter_helps_in_english_and_hands_over(arrive: Arrive) -> None:
    counter = arrive(officer(Role.COUNTER), screen=DESKTOP, language="en")
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
