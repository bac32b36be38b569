"""The field without signal: forms are taken along, filled in with the network really off, and arrive once."""

import io
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from sentra.licensing.tests.making import publish
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner, stranger
from sentra.registry.models import Business
from sentra.registry.tests.making import MET, registered
from sentra.surveys.models import CensusRecord, PhotoArrival, Report, ReportDraft, Visit
from sentra.surveys.tests.visiting import business_visit, census_visit
from tests.browser.conftest import ARGUMENTS, PHONE, SECONDS, chromium
from tests.making import session_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIELD = reverse("surveys:field")
PLACE = "-8.0954, 112.1683"
PATIENCE = 60_000
CUTS = 12
"""So often the line breaks while reports are sent; the closing note tells of a longer run."""
Phone = Callable[[], Page]


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer, tmp_path: Path) -> Iterator[Phone]:
    """A phone whose browser can be killed and started again: what it keeps lies on its disk."""
    publish()
    opened: list[BrowserContext] = []

    def start() -> Page:
        for context in opened:
            context.close()
        opened.clear()
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "phone", executable_path=chromium(), args=ARGUMENTS, viewport=PHONE, base_url=live_server.url
        )
        context.set_default_timeout(SECONDS)
        opened.append(context)
        page = context.pages[0]
        page.on("pageerror", lambda error: pytest.fail(f"script: {error}"))
        return page

    yield start
    for context in opened:
        context.close()


def signed_in(page: Page, base: str, user: User) -> None:
    """Sign a surveyor in on the phone."""
    kept = {settings.SESSION_COOKIE_NAME: session_of(user), settings.LANGUAGE_COOKIE_NAME: "en"}
    until = time.time() + 86_400
    page.context.add_cookies(
        [{"name": name, "value": value, "url": base, "expires": until} for name, value in kept.items()]
    )


def take_along(page: Page) -> None:
    """Take the forms along, and wait until they are there."""
    page.goto(FIELD)
    page.get_by_role("button", name="Take along").click()
    expect(page.locator("[data-field-status]")).to_contain_text("All forms are on this phone", timeout=PATIENCE)
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller")


def picture(seed: int) -> FilePayload:
    """A photograph that no other is like, large enough to be made small."""
    noise = random.Random(seed)
    image = Image.frombytes("RGB", (40, 30), noise.randbytes(3600)).resize((2000, 1500))
    output = io.BytesIO()
    image.save(output, "JPEG", quality=90)
    return FilePayload(name=f"foto{seed}.jpg", mimeType="image/jpeg", buffer=output.getvalue())


def fill_empty(page: Page, fields: str, words: str) -> None:
    """Fill in what stands empty."""
    for field in page.locator(fields).all():
        if field.is_visible() and not field.input_value():
            field.fill(words)


def fill_report(page: Page, seed: int, **changes: str) -> int:
    """Fill in whatever a report asks, and hand it in; gives how many photographs were taken."""
    cameras = page.locator("form.report input[type=file][capture]")
    taken = cameras.count()
    for place in range(taken):
        cameras.nth(place).set_input_files([picture(seed * 10 + place)])
        expect(page.locator(".kept-photo")).to_have_count(place + 1)
    for group in page.locator("form.report fieldset").all():
        options = group.locator("input[type=radio]")
        if options.count() and group.is_visible():
            options.first.check(force=True)
    for pin in page.locator("form.report input[data-pin]").all():
        pin.fill(PLACE)
    fill_empty(page, "form.report input[inputmode=numeric], form.report input[inputmode=decimal]", "3")
    fill_empty(page, "form.report textarea, form.report input[type=text]", "Dilihat di tempat.")
    for name, words in changes.items():
        page.locator(f"form.report [name={name}]").fill(words)
    page.locator("form.report button[name=hand_in]").click()
    page.wait_for_url(f"**{FIELD}")
    return taken


def record_met(page: Page, address: str, name: str) -> None:
    """Record a business that the census met."""
    page.goto(address)
    for field, values in {**MET, "name": [name]}.items():
        place = page.locator(f"[name={field}]").first
        if place.evaluate("field => field.tagName") == "SELECT":
            place.select_option(values[0])
        elif place.get_attribute("type") == "radio":
            page.locator(f"[name={field}][value={values[0]}]").check(force=True)
        else:
            place.fill(values[0])
    page.locator("main form button").last.click()
    page.wait_for_url(f"**{FIELD}")


def hashes(page: Page) -> Counter[str]:
    """Give the hashes of the photographs that the phone keeps."""
    told = page.evaluate(
        """async () => {
            const opened = await new Promise((done) => {
                const asked = indexedDB.open("sentra-field");
                asked.onsuccess = () => done(asked.result);
            });
            return new Promise((done) => {
                const rows = opened.transaction("items").objectStore("items").getAll();
                rows.onsuccess = () => done(rows.result.filter((one) => one.kind === "photo").map((one) => one.sha256));
            });
        }"""
    )
    return Counter(told)


def arrived() -> Counter[str]:
    """Give the hashes of the photographs that the office has."""
    return Counter(PhotoArrival.objects.exclude(file=None).values_list("sha256", flat=True))


def visits_of(surveyor: User, many: int) -> tuple[list[Visit], Business]:
    """Plan visits to as many businesses."""
    kinds = ("supervision", "follow_up")
    businesses = [
        registered(owner() if place == 0 else stranger(), name=f"Sambel Pecel {place}") for place in range(many)
    ]
    visits = [business_visit(one, kinds[place % 2], surveyor=surveyor) for place, one in enumerate(businesses)]
    return visits, businesses[0]


def test_three_visits_and_a_record_survive_a_killed_browser_and_arrive_once(
    phone: Phone, live_server: LiveServer
) -> None:
    surveyor = officer(Role.SURVEYOR)
    visits, business = visits_of(surveyor, 3)
    census = census_visit(business)
    page = phone()
    signed_in(page, live_server.url, surveyor)
    take_along(page)
    page.context.set_offline(True)
    taken = 0
    for place, visit in enumerate(visits):
        page.goto(reverse("surveys:visit_report", args=[visit.pk]))
        taken += fill_report(page, place)
    record_met(page, reverse("surveys:visit_met", args=[census.pk]), "Keripik Bu Sri")
    kept = hashes(page)
    assert kept.total() == taken >= 3
    assert not Report.objects.exists()

    page = phone()
    page.context.set_offline(True)
    page.goto(FIELD)
    expect(page.locator("[data-field]").get_by_text("On the phone")).to_have_count(4)
    page.context.set_offline(False)
    expect(page.locator("[data-field-rest]").get_by_text("Sent")).to_have_count(4, timeout=PATIENCE)

    connection.close()
    assert Report.objects.count() == len(visits)
    assert CensusRecord.objects.get().business.name == "Keripik Bu Sri"
    assert arrived() == kept
    assert hashes(page).total() == 0
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("[data-field-rest]").get_by_text("Sent")).to_have_count(4)
    assert (Report.objects.count(), CensusRecord.objects.count()) == (3, 1)


def test_a_line_that_breaks_anywhere_loses_and_doubles_nothing(phone: Phone, live_server: LiveServer) -> None:
    surveyor = officer(Role.SURVEYOR)
    visits, _business = visits_of(surveyor, 2)
    page = phone()
    signed_in(page, live_server.url, surveyor)
    take_along(page)
    page.context.set_offline(True)
    for place, visit in enumerate(visits):
        page.goto(reverse("surveys:visit_report", args=[visit.pk]))
        fill_report(page, place)
    kept, dice, cuts = hashes(page), random.Random(4), iter(range(CUTS))

    def perhaps(route: Route) -> None:
        """Break the line before the office hears it, or before the phone hears the answer."""
        broken = dice.random() < 0.6 and next(cuts, None) is not None
        if broken and dice.random() < 0.5:
            return route.abort()
        answer = route.fetch()
        return route.abort() if broken else route.fulfill(response=answer)

    page.context.set_offline(False)
    page.route("**/petugas/lapangan/**", perhaps)
    page.route("**/laporan/", perhaps)
    send = page.get_by_role("button", name="Send now")
    sent = page.locator("[data-field-rest]").get_by_text("Sent")
    for _try in range(CUTS * 2):
        if sent.count() == len(visits):
            break
        send.click()
        page.wait_for_timeout(400)
    expect(sent).to_have_count(len(visits), timeout=PATIENCE)
    connection.close()
    assert Report.objects.count() == len(visits)
    assert arrived() == kept


def test_what_the_office_cant_take_holds_nothing_back_and_is_put_right(phone: Phone, live_server: LiveServer) -> None:
    surveyor = officer(Role.SURVEYOR)
    visits, _business = visits_of(surveyor, 3)
    page = phone()
    signed_in(page, live_server.url, surveyor)
    take_along(page)
    addresses = [reverse("surveys:visit_report", args=[visit.pk]) for visit in visits]
    page.context.set_offline(True)
    for place, address in enumerate(addresses):
        page.goto(address)
        fill_report(page, place, **({"findings": ""} if place == 1 else {}))
    page.route(f"**{addresses[0]}", lambda route: route.fulfill(status=500, body="<h1>Error</h1>"))
    page.context.set_offline(False)
    taken, field = page.locator("[data-field-pages]"), page.locator("[data-field]")
    expect(page.locator("[data-field-rest]").get_by_text("Sent")).to_have_count(1, timeout=PATIENCE)
    expect(taken.get_by_text("On the phone")).to_have_count(1)
    page.unroute(f"**{addresses[0]}")
    page.locator("[data-field-pages] li", has_text="Refused").locator("a").click()
    expect(page.locator("[data-field-status]")).to_contain_text("Please write what you saw.")
    page.locator("textarea[name=findings]").fill("Dilihat lagi.")
    page.locator("button[name=hand_in]").click()
    page.wait_for_url(lambda address: "/laporan/" not in address)
    page.goto(FIELD)
    expect(field.locator("[data-field-rest]").get_by_text("Sent")).to_have_count(3, timeout=PATIENCE)
    connection.close()
    assert Report.objects.count() == 3


def test_what_is_only_saved_stays_on_the_phone_and_reaches_the_office(phone: Phone, live_server: LiveServer) -> None:
    surveyor = officer(Role.SURVEYOR)
    visits, _business = visits_of(surveyor, 1)
    page = phone()
    signed_in(page, live_server.url, surveyor)
    take_along(page)
    page.goto(reverse("surveys:visit_report", args=[visits[0].pk]))
    page.locator("form.report input[type=file][capture]").first.set_input_files([picture(7)])
    expect(page.locator(".kept-photo")).to_have_count(1)
    page.locator("textarea[name=findings]").fill("Belum selesai.")
    page.locator("textarea[name=team]").press("Tab")
    page.locator("button[name=later]").click()
    page.wait_for_url(f"**{FIELD}")
    connection.close()
    draft = ReportDraft.objects.get()
    assert (draft.data["findings"], draft.photos.count()) == ("Belum selesai.", 1)
    assert not Report.objects.exists()
    page.locator("[data-field-pages] a").first.click()
    expect(page.locator("textarea[name=findings]")).to_have_value("Belum selesai.")


def test_signing_out_wipes_the_phone_and_asks_first(phone: Phone, live_server: LiveServer) -> None:
    surveyor = officer(Role.SURVEYOR)
    visits, _business = visits_of(surveyor, 1)
    page = phone()
    signed_in(page, live_server.url, surveyor)
    take_along(page)
    page.context.set_offline(True)
    page.goto(reverse("surveys:visit_report", args=[visits[0].pk]))
    fill_report(page, 1)
    page.route("**/petugas/lapangan/siap/", lambda route: route.abort())
    page.context.set_offline(False)
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.message)
        dialog.dismiss() if len(asked) == 1 else dialog.accept()

    page.on("dialog", answer)
    page.goto(reverse("surveys:visits"))
    for _twice in range(2):
        page.locator("form[data-unsent] button").first.evaluate("button => button.click()")
        page.wait_for_timeout(500)
    assert len(asked) == 2
    assert "1 report" in asked[0]
    page.goto("/")
    assert page.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))") == []
