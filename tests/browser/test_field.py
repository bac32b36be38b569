"""The field without signal: forms are taken along, filled in with the network really off, and arrive once."""

import io
import logging
import os
import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Error, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.surveys.models import CensusRecord, Report, ReportDraft
from sentra.surveys.tests.visiting import census_visit
from tests.browser.phone import (
    FIELD,
    PATIENCE,
    Phone,
    arrived,
    fill_report,
    hashes,
    picture,
    record_met,
    signed_in,
    take_along,
    visits_of,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

logger = logging.getLogger(__name__)
CUTS = 12
"""So often at most the line breaks in one run."""
MOST_KILLS = 3
RUNS = int(os.environ.get("SENTRA_FIELD_RUNS", "1"))
"""How many runs with cuts; each has a seed, visits and photographs of its own."""


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
    signed_in(page, live_server.url, surveyor)
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


class BadLine:
    """A line that breaks by chance, before the office hears what is sent or before the phone hears the answer."""

    def __init__(self, seed: int) -> None:
        self.dice, self.before, self.after = random.Random(seed), 0, 0
        self.kills = 0.2 * (seed % 3)

    @property
    def cuts(self) -> int:
        """How often it broke."""
        return self.before + self.after

    def watch(self, page: Page) -> None:
        """Let all that is sent go over this line."""
        page.route("**/petugas/lapangan/**", self._perhaps)
        page.route("**/laporan/", self._perhaps)

    def _perhaps(self, route: Route) -> None:
        broken = self.cuts < CUTS and self.dice.random() < 0.5
        if broken and self.dice.random() < 0.5:
            self.before += 1
            return route.abort()
        with suppress(Error):  # the browser may be killed while the office answers
            answer = route.fetch()
            self.after += broken
            return route.abort() if broken else route.fulfill(response=answer)
        return None


@pytest.mark.parametrize("seed", range(RUNS))
def test_a_line_that_breaks_anywhere_loses_and_doubles_nothing(
    phone: Phone, live_server: LiveServer, seed: int
) -> None:
    surveyor = officer(Role.SURVEYOR)
    visits, _business = visits_of(surveyor, 2)
    page, line = phone(), BadLine(seed)
    signed_in(page, live_server.url, surveyor)
    take_along(page)
    page.context.set_offline(True)
    taken = {}
    for place, visit in enumerate(visits):
        page.goto(reverse("surveys:visit_report", args=[visit.pk]))
        taken[visit.pk] = fill_report(page, seed * 1000 + place)
    kept = hashes(page)
    page, kills = send_over(page, line, phone, lambda one: signed_in(one, live_server.url, surveyor), len(visits))
    connection.close()
    assert {one.visit_id: one.photos.count() for one in Report.objects.all()} == taken
    assert arrived() == kept
    assert hashes(page).total() == 0
    told = seed, line.before, line.after, kills, kept.total()
    logger.info("seed %s: %s + %s cuts, %s kills, %s photographs", *told)


def send_over(page: Page, line: BadLine, phone: Phone, sign_in: Callable[[Page], None], many: int) -> tuple[Page, int]:
    """Send until all reports are there, in some runs with a browser that is killed; gives the page and the kills."""
    kills = 0
    line.watch(page)
    page.context.set_offline(False)
    sent = page.locator("[data-field-rest]").get_by_text("Sent")
    for _try in range(CUTS * 3):
        page.get_by_role("button", name="Send now").click()
        page.wait_for_timeout(line.dice.randrange(50, 900))
        if sent.count() == many:
            break
        if kills < MOST_KILLS and line.dice.random() < line.kills:
            kills += 1
            page = phone()
            sign_in(page)
            page.context.set_offline(True)
            page.goto(FIELD)
            line.watch(page)
            page.context.set_offline(False)
            sent = page.locator("[data-field-rest]").get_by_text("Sent")
    expect(sent).to_have_count(many, timeout=PATIENCE)
    return page, kills


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


def test_the_field_can_be_put_on_a_phones_home_screen(phone: Phone, live_server: LiveServer) -> None:
    page = phone()
    signed_in(page, live_server.url, officer(Role.SURVEYOR))
    page.goto(FIELD)
    told = page.context.new_cdp_session(page)
    assert told.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
    icons = page.request.get(reverse("surveys:field_manifest")).json()["icons"]
    sizes = {}
    for icon in icons[1:]:
        drawn = Image.open(io.BytesIO(page.request.get(icon["src"]).body()))
        sizes[icon["src"].rsplit("/", 1)[1]] = (drawn.format, *drawn.size)
    assert sizes == {
        "icon-192.png": ("PNG", 192, 192),
        "icon-512.png": ("PNG", 512, 512),
        "icon-maskable-512.png": ("PNG", 512, 512),
    }
