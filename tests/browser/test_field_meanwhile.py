"""What happens at the office while a surveyor is without signal: nothing is lost or doubled, and people decide."""

from collections import Counter

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from sentra.kernel import clock
from sentra.kernel.text import Text
from sentra.people.models import Role, User
from sentra.people.tests.people import officer
from sentra.reference.checklists import Question
from sentra.reference.loading import current_pack
from sentra.reference.models import ChecklistRevision
from sentra.reference.services import pack_load
from sentra.registry.models import Business
from sentra.registry.tests.making import recorded
from sentra.surveys.models import CensusRecord, PhotoArrival, Report, ReportDraft, Visit
from sentra.surveys.services.plan import visit_cancel, visit_move
from sentra.surveys.tests.visiting import census_visit, visited
from tests.browser.phone import (
    FIELD,
    PATIENCE,
    Phone,
    arrived,
    fill_report,
    hashes,
    record_met,
    signed_in,
    take_along,
    visits_of,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "Ditulis tanpa sinyal."


def out_with_a_report(page: Page, base: str, surveyor: User, visit: Visit) -> Counter[str]:
    """Fill a report in without signal; gives the hashes of its photographs."""
    signed_in(page, base, surveyor)
    take_along(page)
    page.context.set_offline(True)
    page.goto(reverse("surveys:visit_report", args=[visit.pk]))
    fill_report(page, visit.pk, findings=WORDS)
    expect(page.locator("[data-field]").get_by_text("On the phone")).to_have_count(1)
    return hashes(page)


def online(page: Page) -> None:
    """Come back to where there is signal, and let no query of ours stand in the way."""
    connection.close()
    page.context.set_offline(False)


def colleague() -> User:
    """Another surveyor."""
    return officer(Role.SURVEYOR, name="Rekan")


def given_away(visit: Visit) -> None:
    """The office gives a visit to the colleague."""
    visit_move(actor=officer(Role.HEAD), visit_id=visit.pk, surveyor=colleague(), planned_on=clock.today())


def line_of(page: Page, state: str) -> Locator:
    """Give what the page of the field shows of the one report in a state."""
    found = page.locator("[data-field] li", has_text=state)
    expect(found).to_have_count(1, timeout=PATIENCE)
    return found


def test_a_visit_that_was_given_away_is_decided_by_who_was_there(phone: Phone, live_server: LiveServer) -> None:
    surveyor, page = officer(Role.SURVEYOR), phone()
    visit = visits_of(surveyor, 1)[0][0]
    kept = out_with_a_report(page, live_server.url, surveyor, visit)
    given_away(visit)
    online(page)
    line = line_of(page, "Please decide")
    expect(line).to_contain_text("The office gave this visit to Rekan meanwhile.")
    assert not Report.objects.exists()
    line.locator("summary").click()
    expect(line.locator("dl")).to_contain_text(WORDS)
    expect(line.locator("img")).to_have_count(kept.total())
    line.get_by_role("button", name="I was there: hand my report in").click()
    line_of(page, "Sent")
    connection.close()
    report = Report.objects.get()
    assert (report.surveyor, report.findings, report.photos.count()) == (surveyor, WORDS, kept.total())
    assert arrived() == kept


def test_a_report_of_a_visit_that_a_colleague_made_is_kept_until_it_is_thrown_away(
    phone: Phone, live_server: LiveServer
) -> None:
    surveyor, page = officer(Role.SURVEYOR), phone()
    visit = visits_of(surveyor, 1)[0][0]
    kept = out_with_a_report(page, live_server.url, surveyor, visit)
    given_away(visit)
    visit.refresh_from_db()
    first = visited(visit)
    online(page)
    line = line_of(page, "Please decide")
    expect(line).to_contain_text("Rekan handed in the report of this visit")
    assert Report.objects.get() == first
    page.reload()
    line.locator("summary").click()
    expect(line.locator("dl")).to_contain_text(WORDS)
    expect(line.locator("img")).to_have_count(kept.total())
    page.on("dialog", lambda dialog: dialog.accept())
    line.get_by_role("button", name="Throw away").click()
    expect(page.get_by_role("button", name="Throw away")).to_have_count(0)
    assert hashes(page).total() == 0


def test_a_report_of_a_cancelled_visit_says_why_and_can_still_be_read(phone: Phone, live_server: LiveServer) -> None:
    surveyor, page = officer(Role.SURVEYOR), phone()
    visit = visits_of(surveyor, 1)[0][0]
    kept = out_with_a_report(page, live_server.url, surveyor, visit)
    visit_cancel(actor=officer(Role.HEAD), visit_id=visit.pk, reason="Usaha sudah tutup.")
    online(page)
    line = line_of(page, "Please decide")
    expect(line).to_contain_text("The office cancelled this visit: Usaha sudah tutup.")
    page.get_by_role("button", name="Take along").click()
    expect(page.locator("[data-field-status]")).to_contain_text("All forms are on this phone", timeout=PATIENCE)
    line.locator("summary").click()
    expect(line.locator("dl")).to_contain_text(WORDS)
    drawn_anew(page, line)
    expect(line.locator("dl")).to_contain_text(WORDS)
    expect(line.locator("summary")).to_be_focused()
    assert hashes(page) == kept
    connection.close()
    assert not Report.objects.exists()
    assert not ReportDraft.objects.exists()


def drawn_anew(page: Page, line: Locator) -> None:
    """Send what waits once more, as at each sight of signal, which draws each line anew."""
    line.evaluate("row => { row.dataset.old = true }")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-old]")).to_have_count(0, timeout=PATIENCE)


def test_a_checklist_published_meanwhile_changes_nothing_for_who_is_out(phone: Phone, live_server: LiveServer) -> None:
    surveyor, page = officer(Role.SURVEYOR), phone()
    visit = visits_of(surveyor, 1)[0][0]
    kept = out_with_a_report(page, live_server.url, surveyor, visit)
    published_anew(visit.revision.code if visit.revision else "")
    online(page)
    line_of(page, "Sent")
    connection.close()
    report = Report.objects.get()
    assert report.visit.revision_id == visit.revision_id
    assert visit.checklist
    assert set(report.answers) <= {one.code for one in visit.checklist.questions}
    assert {"present", "days_a_week", "waste"} <= set(report.answers)
    assert "asked_anew" not in report.answers
    assert (report.answers["waste"], report.answers["days_a_week"]) == ("yes", "3")
    assert arrived() == kept


def published_anew(code: str) -> None:
    """The office publishes a checklist with one question for another."""
    pack = current_pack()
    old = next(one for one in pack.checklists if one.code == code)
    asked = Question(code="asked_anew", kind="text", label=Text(id="Baru", en="New"))
    first = old.sections[0].model_copy(update={"questions": (asked, *old.sections[0].questions)})
    last = old.sections[-2].model_copy(update={"questions": old.sections[-2].questions[:1]})
    changed = old.model_copy(update={"sections": (first, *old.sections[1:-2], last, old.sections[-1])})
    others = [one for one in pack.checklists if one.code != code]
    pack_load(pack=pack.model_copy(update={"checklists": (*others, changed)}))
    assert ChecklistRevision.objects.filter(code=code).count() == 2


def test_a_session_that_ended_loses_nothing(phone: Phone, live_server: LiveServer) -> None:
    surveyor, page = officer(Role.SURVEYOR), phone()
    visit = visits_of(surveyor, 1)[0][0]
    kept = out_with_a_report(page, live_server.url, surveyor, visit)
    Session.objects.all().delete()
    online(page)
    expect(page.locator("[data-field-status]")).to_contain_text("Please sign in again", timeout=PATIENCE)
    expect(page.locator("[data-field]").get_by_text("On the phone")).to_have_count(1)
    assert hashes(page) == kept
    signed_in(page, live_server.url, surveyor)
    page.goto(FIELD)
    line_of(page, "Sent")
    connection.close()
    assert Report.objects.get().surveyor == surveyor
    assert arrived() == kept


def test_who_signs_in_on_a_colleagues_phone_sends_nothing_of_theirs(phone: Phone, live_server: LiveServer) -> None:
    surveyor, page = officer(Role.SURVEYOR), phone()
    visits = visits_of(surveyor, 2)[0]
    given_away(visits[1])
    kept = out_with_a_report(page, live_server.url, surveyor, visits[0])
    signed_in(page, live_server.url, colleague())
    online(page)
    page.goto(FIELD)
    expect(page.get_by_text("Reports of a colleague wait on this phone too.")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-field] li")).to_have_count(0)
    page.goto(reverse("surveys:visit_report", args=[visits[1].pk]))
    own = fill_and_send(page, visits[1])
    connection.close()
    report = Report.objects.get()
    assert (report.surveyor, report.visit, report.photos.count()) == (colleague(), visits[1], own)
    assert hashes(page) == kept
    signed_in(page, live_server.url, surveyor)
    page.goto(FIELD)
    line_of(page, "Sent")
    connection.close()
    assert Report.objects.get(visit=visits[0]).surveyor == surveyor
    assert Counter(PhotoArrival.objects.filter(sender=surveyor).values_list("sha256", flat=True)) == kept


def fill_and_send(page: Page, visit: Visit) -> int:
    """Fill a report in where there is signal; gives how many photographs were taken."""
    taken = fill_report(page, visit.pk, then="**/petugas/kunjungan/*/")
    expect(page.locator("h1")).not_to_contain_text("Survey report")
    return taken


def test_a_signature_drawn_without_signal_arrives_as_a_picture(phone: Phone, live_server: LiveServer) -> None:
    surveyor, page = officer(Role.SURVEYOR), phone()
    visit = visits_of(surveyor, 1)[0][0]
    signed_in(page, live_server.url, surveyor)
    take_along(page)
    page.context.set_offline(True)
    address = reverse("surveys:visit_report", args=[visit.pk])
    page.goto(address)
    draw_signature(page, 40)
    page.goto(address)
    expect(page.locator(".signature .kept-photo img")).to_have_count(1)
    draw_signature(page, 90)
    expect(page.locator(".signature .kept-photo img")).to_have_count(0)
    page.locator("input[type=text][name=sign-owner]").fill("Siti Aminah")
    fill_report(page, visit.pk)
    kept = hashes(page)
    online(page)
    line_of(page, "Sent")
    connection.close()
    signature = Report.objects.get().signatures.get()
    assert (signature.role, signature.name) == ("owner", "Siti Aminah")
    assert signature.picture
    assert signature.picture.is_image
    assert arrived() == kept


def draw_signature(page: Page, height: int) -> None:
    """Draw two strokes with the pointer, and wait until they are kept."""
    pad = page.locator("[data-signature=sign-owner] canvas")
    pad.scroll_into_view_if_needed()
    before = hashes(page)
    for shift in (0, 30):
        box = pad.bounding_box()
        assert box
        page.mouse.move(box["x"] + 20 + shift, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + 80 + shift, box["y"] + height, steps=5)
        page.mouse.up()
        page.wait_for_timeout(300)
    page.wait_for_function("() => document.querySelector('.pad.drawn')")
    assert hashes(page).total() == 1
    assert hashes(page) != before


def met_twice(page: Page, base: str, owner_name: str) -> Business:
    """Record a business without signal that the office has since, by the same number; gives the office's."""
    surveyor = officer(Role.SURVEYOR)
    _visits, business = visits_of(surveyor, 1)
    census = census_visit(business)
    signed_in(page, base, surveyor)
    take_along(page)
    page.context.set_offline(True)
    record_met(page, reverse("surveys:visit_met", args=[census.pk]), "Keripik Bu Sri")
    known = recorded(owner_name=[owner_name])
    online(page)
    return known


@pytest.mark.parametrize("same", [True, False])
def test_a_business_that_the_office_recorded_meanwhile_is_decided_on_and_recorded_once(
    phone: Phone, live_server: LiveServer, *, same: bool
) -> None:
    page = phone()
    known = met_twice(page, live_server.url, "Budi Santoso")
    line = line_of(page, "Please decide")
    expect(line).to_contain_text("The register has something like it.")
    expect(line.locator("dl")).to_contain_text("Fruit crisps")
    before = Business.objects.count()
    assert not CensusRecord.objects.exists()
    words = known.name if same else "None of these: it is another business"
    page.context.set_offline(True)
    line.get_by_role("button", name=words).click()
    expect(page.locator("[data-field]").get_by_text("On the phone")).to_have_count(1)
    online(page)
    line_of(page, "Sent")
    page.get_by_role("button", name="Send now").click()
    page.wait_for_timeout(500)
    connection.close()
    record = CensusRecord.objects.get()
    assert (record.business == known, Business.objects.count()) == (same, before + (not same))


def test_a_business_that_is_surely_the_same_is_recorded_once_without_asking(
    phone: Phone, live_server: LiveServer
) -> None:
    page = phone()
    known = met_twice(page, live_server.url, "Sri Lestari")
    line_of(page, "Sent")
    connection.close()
    record = CensusRecord.objects.get()
    assert (record.business, record.is_new) == (known, False)
