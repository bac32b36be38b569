"""An owner takes the whole way on a phone: from the home page to the permit."""

import io

import pikepdf
import pytest
from django.urls import reverse
from playwright.sync_api import FilePayload, ViewportSize, expect

from sentra.documents.checking import check_pdf
from sentra.kernel.text import Text
from sentra.licensing.models import Application
from sentra.licensing.tests.making import ANSWERS, picture
from sentra.reference.loading import current_pack
from sentra.reference.schema import Service
from tests.browser.conftest import DESKTOP, PHONE, Arrive, aside
from tests.browser.visitor import Visitor
from tests.making import fresh, granted, printed, returned

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "tiga-kata-sambel"
NARROW_AND_WIDE = pytest.mark.parametrize(("screen", "language"), [(PHONE, "id"), (DESKTOP, "en")], ids=["id", "en"])


def photograph(name: str = "ktp.jpg") -> FilePayload:
    """A photograph as a phone hands it in."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture().read()}


def trap() -> FilePayload:
    """A PDF that would run a script."""
    output = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.save(output)
    return {"name": "ktp.pdf", "mimeType": "application/pdf", "buffer": output.getvalue()}


def tdi() -> Service:
    """The service of the journey."""
    return next(one for one in current_pack().services if one.code == "tdi")


def sign_up(visitor: Visitor) -> None:
    """Open an account on the way to a service."""
    visitor.fill(name="Siti Aminah", reached_by="siti@example.id", password=PASSWORD, language=visitor.language)
    visitor.press("Sign up")


def make_a_mistake(visitor: Visitor, title: Text) -> None:
    """The NIK is too short: the summary is focused, leads to the field, and what was typed is kept."""
    visitor.follow(title)
    visitor.fill(owner_name="Siti Aminah", owner_nik="35050157")
    visitor.press("Save and go on")
    summary = visitor.page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(visitor.page.locator("#id_owner_nik")).to_be_focused()
    expect(visitor.page.locator("#id_owner_name")).to_have_value("Siti Aminah")
    expect(visitor.page.locator("#id_owner_nik")).to_have_value("35050157")


def fill_every_page(visitor: Visitor, application: Application) -> None:
    """Answer page after page, from the first one on."""
    for page in application.revision.content.pages:
        if ANSWERS[page.code]:
            visitor.is_at(page.title)
            visitor.fill(**{code: values[0] for code, values in ANSWERS[page.code].items()})
            visitor.press("Save and go on")
    visitor.is_at(application.revision.content.title)


def hand_in_papers(visitor: Visitor, application: Application) -> None:
    """Hand in every paper that must be; the first try is a trap."""
    needed = [paper for paper in application.revision.content.papers if paper.required and not paper.when]
    visitor.follow(needed[0].title)
    visitor.hand_in(trap())
    expect(visitor.page.get_by_role("alert")).to_contain_text("PDF")
    for paper in needed:
        visitor.is_at(paper.title)
        visitor.hand_in(photograph())
        visitor.follow("Go on")
    visitor.is_at(application.revision.content.title)


@NARROW_AND_WIDE
def test_from_the_home_page_to_the_permit(arrive: Arrive, screen: ViewportSize, language: str) -> None:
    siti = arrive(screen=screen, language=language)
    siti.open("/")
    siti.follow("Apply for a permit")
    siti.follow(tdi().title)
    siti.follow("Apply now")
    sign_up(siti)
    siti.press("Apply now")
    application = Application.objects.get()
    make_a_mistake(siti, application.revision.content.pages[0].title)
    fill_every_page(siti, application)
    hand_in_papers(siti, application)
    siti.follow("Check and send in")
    siti.press("Send the application in")
    siti.is_at("Sent in")
    application = fresh(application)
    assert application.number
    track(arrive(screen=screen, language=language), application)
    correct(siti, application)
    download_the_permit(siti, fresh(application))


def track(anybody: Visitor, application: Application) -> None:
    """Whoever holds the receipt sees where it stands."""
    anybody.open(reverse("licensing:track"))
    anybody.fill(number=str(application.number), word=application.tracking_word)
    anybody.press("Look")
    anybody.is_at(str(application.number))
    expect(anybody.page.locator("main")).not_to_contain_text("Siti")


def correct(visitor: Visitor, application: Application) -> None:
    """The office asks for one paper again: that alone is open, and is sent again."""
    returned(application)
    papers = {paper.code: paper.title for paper in application.revision.content.papers}
    visitor.open(reverse("licensing:application", args=[application.pk]))
    expect(visitor.link(papers["statement"])).to_have_count(0)
    expect(visitor.link(application.revision.content.pages[0].title)).to_have_count(0)
    visitor.follow(papers["ktp"])
    visitor.hand_in(photograph("ktp-baru.jpg"))
    visitor.open(reverse("licensing:application", args=[application.pk]))
    visitor.press("Send the correction")
    visitor.reads("Thank you. Your correction is with the office now.")


def download_the_permit(visitor: Visitor, application: Application) -> None:
    """Once granted and printed, the permit is there to be kept, and genuine."""
    permit = granted(application)
    aside(lambda: printed(permit.document))
    visitor.open(reverse("licensing:my_applications"))
    visitor.open(reverse("licensing:application", args=[application.pk]))
    file = visitor.download("Download the permit")
    assert aside(lambda: check_pdf(file)).genuine
