"""An exhibition from its empty hall to its sums: the officer, a participant on a phone, everybody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sentra.kernel import clock
from sentra.people.tests.people import owner
from sentra.programmes.models import Call, CallState, Candidate
from sentra.programmes.services.taking_part import outcome_tell
from sentra.programmes.tests.making import applied, business, chosen, closed, judged, manager, own_business, published
from sentra.programmes.tests.making_stands import product, whose
from tests.browser.conftest import DESKTOP, PHONE, Arrive, aside
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HALL = "A1 A2 . A3\n\nB1 . B2"
TOLD = {"visitors": ["200"], "sales": ["2.500.000"], "orders": ["0"], "contacts": ["3"]}


def to_begin() -> Call:
    """An exhibition of today: the owner of the tests was chosen as the last of three."""
    with clock.travel(clock.now() - timedelta(days=40)):
        day = clock.today() + timedelta(days=40)
        days = {"begins_on": day, "ends_on": day, "title": "Pameran Surabaya", "place": "Grand City"}
        call = published("pameran", conditions=frozenset(), quota=3, **days)
        mine = own_business()
        product(mine)
        others = [applied(call, business(place)) for place in (1, 2)]
        own = applied(call, mine)
        call = closed(call)
        judged(call, {others[0]: 0, others[1]: 0, own: 1})
        return chosen(call)


def lay_and_give(lilik: Visitor, call: Call, own: Candidate) -> None:
    """Type the plan, the first time with a stand that stands there twice; give one stand, then the others by rank."""
    lilik.open(reverse("programmes:call", args=[call.pk]))
    lilik.follow("Stands")
    lilik.reads("There is no plan yet.")
    lilik.fill(text=f"{HALL} B1")
    lilik.press("Save the plan")
    expect(lilik.page.locator(".field.wrong .error")).to_contain_text("B1")
    lilik.fill(text=HALL)
    lilik.press("Save the plan")
    expect(lilik.page.locator("table.plan td.free")).to_have_count(5)
    lilik.fill(stand="B2", candidate=str(own.pk))
    lilik.press("Give this stand")
    lilik.press("Give the free stands out by rank")
    expect(lilik.page.locator("table.plan td.taken")).to_have_count(3)
    assert whose(call) == {"A1": "Sambel 1", "A2": "Sambel 2", "B2": own.business.name}
    lilik.look(PHONE)
    lilik.page.set_viewport_size(DESKTOP)


def bring(siti: Visitor, own: Candidate) -> None:
    """See the stand, and say what comes along; the first try forgets how many."""
    siti.open(reverse("programmes:own", args=[own.pk]))
    siti.reads("Your stand: %(stand)s", stand="B2")
    siti.follow("Say what you bring")
    sambel = own.business.products.get(name="Sambel pecel")
    siti.page.locator(f"[name='on-{sambel.pk}']").check()
    siti.fill(**{f"price-{sambel.pk}": "15000", "name-other-0": "Gantungan kunci", "many-other-0": "20"})
    siti.fill(**{"price-other-0": "5000"})
    siti.press("Save")
    expect(siti.page.locator(".field.wrong")).to_have_count(1)
    expect(siti.page.locator("[name=name-other-0]")).to_have_value("Gantungan kunci")
    siti.fill(**{f"many-{sambel.pk}": "40"})
    siti.press("Save")
    siti.reads("Saved. What is new or changed is looked at by the office.")
    expect(siti.page.locator(".badge", has_text=siti.says("to look at"))).to_have_count(2)


def look_at_it(lilik: Visitor, own: Candidate) -> None:
    """Accept the one, and the other only with a reason."""
    lilik.open(reverse("programmes:candidate", args=[own.pk]))
    _press_at(lilik, "Sambel pecel", "yes")
    _press_at(lilik, "Gantungan kunci", "no")
    lilik.reads("Please write this in a sentence.")
    lilik.page.locator("[id^=brought-]", has_text="Gantungan kunci").locator("textarea").fill(
        "Ini bukan buatan sendiri."
    )
    _press_at(lilik, "Gantungan kunci", "no")


def _press_at(lilik: Visitor, name: str, value: str) -> None:
    with lilik.page.expect_navigation():
        lilik.page.locator("[id^=brought-]", has_text=name).locator(f"button[value={value}]").click()
    lilik.look()


def tell(siti: Visitor, own: Candidate) -> None:
    """Tell what came of it; the first try has words where a number belongs."""
    siti.open(reverse("programmes:own", args=[own.pk]))
    siti.follow("Tell it")
    siti.fill(visitors="120", sales="1500000", orders="500000", contacts="beberapa")
    siti.press("Keep")
    expect(siti.page.get_by_role("alert")).to_be_visible()
    expect(siti.page.locator("[name=sales]")).to_have_value("1.500.000")
    siti.fill(contacts="4", words="Apakah tahan sebulan?")
    siti.press("Keep")
    siti.reads("Kept. Thank you.")
    siti.reads("Apakah tahan sebulan?")


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_exhibition_runs_to_its_sums(arrive: Arrive, language: str) -> None:
    call = aside(to_begin)
    own = call.candidates.select_related("business").get(business__owner__user=owner())
    lilik, siti = arrive(manager(), screen=DESKTOP, language=language), arrive(owner(), language=language)
    lay_and_give(lilik, call, own)
    bring(siti, own)
    look_at_it(lilik, own)

    siti.open(reverse("programmes:own", args=[own.pk]))
    siti.reads("Ini bukan buatan sendiri.")
    everybody = arrive(language=language)
    everybody.open(reverse("programmes:public", args=[call.number]))
    there = everybody.page.locator("#stand-B2")
    expect(there).to_contain_text(own.business.name)
    expect(there).to_contain_text("Sambel pecel")
    expect(there).not_to_contain_text("Gantungan")
    lilik.open(reverse("programmes:brought", args=[call.pk]))
    lilik.reads("Gantungan kunci")

    lilik.open(reverse("programmes:call", args=[call.pk]))
    lilik.press("Begin")
    assert Call.objects.get().state == CallState.RUNNING
    tell(siti, own)
    other = call.candidates.get(business__name="Sambel 1")
    outcome_tell(actor=manager(), candidate_id=other.pk, months=0, given=TOLD, own=False)
    lilik.open(reverse("programmes:call", args=[call.pk]))
    lilik.follow("What came of it")
    lilik.reads("%(many)s of %(all)s have told", many=2, all=3)
    sums = lilik.page.locator("section[aria-labelledby=time-0] dl.facts")
    for amount in ("4.000.000", "500.000", "320", "7"):
        expect(sums).to_contain_text(amount)
    everybody.page.reload()
    everybody.look()
    expect(everybody.page.locator("main")).not_to_contain_text("1.500.000")
