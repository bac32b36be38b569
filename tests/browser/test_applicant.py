"""An owner takes the whole way on a phone: from the home page to the permit."""

import pytest
from django.urls import reverse
from playwright.sync_api import ViewportSize, expect

from sentra.documents.checking import check_pdf
from sentra.kernel.text import Text
from sentra.licensing.models import Application
from sentra.reference.loading import current_pack
from sentra.reference.schema import Service
from tests.browser.conftest import DESKTOP, PHONE, Arrive, aside
from tests.browser.steps import PASSWORD, fill_every_page, hand_in_papers, photograph
from tests.browser.visitor import Visitor
from tests.making import fresh, granted, printed, returned

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NARROW_AND_WIDE = pytest.mark.parametrize(("screen", "language"), [(PHONE, "id"), (DESKTOP, "en")], ids=["id", "en"])


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
