"""The figures: a leader on a phone, an analyst who takes a table along, a citizen who judges and reads."""

from datetime import datetime, time
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sentra.insights.models import FiguresReport, SkmAnswer
from sentra.insights.services.count import months_count
from sentra.insights.services.report_make import report_make
from sentra.insights.tests.living import lives
from sentra.insights.tests.making_skm import ended
from sentra.kernel import clock
from sentra.licensing.models import Application
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.reference.skm import ELEMENTS
from tests.browser.conftest import DESKTOP, Arrive, aside
from tests.browser.visitor import Visitor
from tests.making import granted, sent_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])


def a_summer_passes() -> None:
    """Some businesses are recorded and listed three months ago; all months since then are counted."""
    summer = clock.months_on(clock.today(), -3)
    with clock.travel(datetime.combine(summer, time(9), clock.local_zone())):
        for choice in range(6):
            lives("list", choice)
            lives("record", choice + 20)
            lives("see", choice)
    months_count()


def made() -> None:
    """The worker makes the report that is asked for."""
    report_make(report_id=FiguresReport.objects.get().pk)


def explores(analyst: Visitor) -> None:
    """Ask for one table, then for another, keep it and take it along."""
    analyst.open(reverse("insights:explore"))
    analyst.page.locator("[name=baris]").select_option("district")
    analyst.press("Show")
    expect(analyst.page.locator(".explored-table")).to_contain_text("Kanigoro")
    file = analyst.download("CSV").decode("utf-8-sig")
    assert "Kanigoro" in file
    assert file.count("\n") > 20
    analyst.page.go_back()
    analyst.look()
    analyst.unfold("Keep this table under a name")
    analyst.fill(name="Per kecamatan")
    analyst.press("Keep")
    analyst.follow("Per kecamatan")
    expect(analyst.page.locator(".explored-table")).to_contain_text("Kanigoro")


@LANGUAGES
def test_a_leader_sees_the_regency_and_has_a_report_made(arrive: Arrive, language: str) -> None:
    aside(a_summer_passes)
    bupati = arrive(officer(Role.LEADER), language=language)
    bupati.open(reverse("insights:leader"))
    bupati.look_in_the_dark()
    bupati.page.locator(".fig-pick a").nth(1).click()
    bupati.look()
    bupati.page.locator("#districts summary").click()
    bupati.follow("Kanigoro")
    bupati.is_at("Kanigoro")
    bupati.page.go_back()
    bupati.look()
    with bupati.page.expect_navigation():
        bupati.page.locator(".fig-behind a").first.click()
    bupati.look()

    analyst = arrive(officer(Role.LEADER, name="Bagian Perekonomian"), screen=DESKTOP, language=language)
    explores(analyst)

    bupati.open(reverse("insights:reports"))
    bupati.press("Have it made")
    aside(made)
    bupati.open(reverse("insights:reports"))
    address = bupati.link("(PDF)").get_attribute("href")
    with pikepdf.open(BytesIO(bupati.context.request.get(f"{bupati.base}{address}").body())) as report:
        assert len(report.pages) > 6


@LANGUAGES
def test_a_citizen_judges_a_service_once_and_finds_the_open_data(arrive: Arrive, language: str) -> None:
    application: Application = aside(lambda: granted(sent_in(owner())).application)
    link = reverse("insights:skm_form", args=[ended(application).link.word])
    siti = arrive(language=language)
    siti.open(link)
    siti.press("Send my answer")
    for element in ELEMENTS[1:]:
        siti.page.locator(f"[name={element}][value='4']").check(force=True)
    siti.press("Send my answer")
    assert not SkmAnswer.objects.exists()
    siti.page.locator(f"[name={ELEMENTS[0]}][value='3']").check(force=True)
    siti.fill(comment="Petugasnya ramah.")
    siti.press("Send my answer")
    siti.is_at("Thank you")
    siti.open(link)
    assert SkmAnswer.objects.count() == 1
    siti.follow("What others said")
    siti.open(reverse("insights:public"))
    siti.open(reverse("insights:data"))
    with siti.page.expect_navigation():
        siti.page.locator("main article h2 a").first.click()
    siti.look()
