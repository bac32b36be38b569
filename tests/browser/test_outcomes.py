"""What came of a training: a participant is asked at its end and months later, and answers on a phone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sentra.kernel import clock
from sentra.people.tests.people import owner
from sentra.programmes.models import Call, Candidate, Outcome
from sentra.programmes.services.automatic import outcomes_ask
from sentra.programmes.services.calls import call_begin
from sentra.programmes.tests.making import applied, business, chosen, closed, fresh, manager, own_business, published
from sentra.registry.models import Business, Figures
from tests.browser.conftest import DESKTOP, PHONE, Arrive, aside
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAN, CHANGED = "Kemasan baru untuk sambel.", "Pesanan dari luar kota bertambah."


def over() -> Call:
    """A training that ended four months ago; the owner of the tests took part, another one wasn't chosen."""
    mine, other = own_business(), business(1)
    now = clock.now()
    with clock.travel(now - timedelta(days=160)):
        day = clock.today() + timedelta(days=35)
        call = published("pelatihan", conditions=frozenset(), quota=1, title="Pelatihan kemasan", begins_on=day)
        for one in (mine, other):
            applied(call, one)
        call = chosen(closed(call))
    with clock.travel(now - timedelta(days=125)):
        call = call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)
    figures(call, mine, 40_000_000, 72_000_000)
    figures(call, other, 40_000_000, 44_000_000)
    return call


def figures(call: Call, of: Business, before: int, after: int) -> None:
    """The accepted figures of the year before a call and of the year of its end."""
    for year, value in ((call.begins_on.year - 1, before), (call.ends_on.year, after)):
        Figures.objects.update_or_create(business=of, year=year, defaults={"production_value": value})


def answer(siti: Visitor, own: Candidate) -> None:
    """Follow the notice, and answer both times of asking; the first try leaves a choice out."""
    siti.open(reverse("outbox:notices"))
    siti.page.locator("ul.notices button").first.click()
    siti.page.wait_for_url(f"**{reverse('programmes:own', args=[own.pk])}")
    siti.look()
    siti.follow("Tell it")
    siti.fill(plan=PLAN)
    siti.press("Keep")
    expect(siti.page.get_by_role("alert")).to_be_visible()
    expect(siti.page.locator("[name=plan]")).to_have_value(PLAN)
    siti.page.locator("[name=useful][value=very]").check()
    siti.press("Keep")
    siti.reads(PLAN)
    siti.reads("How is it after %(months)s months?", months=3)
    siti.follow("Tell it")
    siti.fill(applied="yes", sales="9000000", workers="4", words=CHANGED)
    siti.press("Keep")
    siti.reads(CHANGED)
    expect(siti.link("Tell it")).to_have_count(0)


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_came_of_it_is_asked_told_and_compared(arrive: Arrive, language: str) -> None:
    call = aside(over)
    assert aside(outcomes_ask) == 2
    own = Candidate.objects.get(business__owner__user=owner())
    siti, lilik = arrive(owner(), language=language), arrive(manager(), screen=DESKTOP, language=language)
    answer(siti, own)
    assert list(Outcome.objects.exclude(told_at=None).values_list("months", flat=True)) == [0, 3]
    assert aside(outcomes_ask) == 0

    lilik.open(reverse("programmes:call", args=[call.pk]))
    lilik.press("Finish")
    lilik.reads("Finished. What was received stands on the register now.")
    lilik.follow("What came of it")
    lilik.reads("After %(months)s months", months=3)
    expect(lilik.page.locator("section[aria-labelledby=time-3] dl.facts")).to_contain_text("Rp9.000.000")
    expect(lilik.page.locator("section[aria-labelledby=time-3] table")).to_contain_text(CHANGED)
    lilik.follow("All calls of this kind together")
    took_part, others = lilik.page.locator("tbody tr").all()
    expect(took_part).to_contain_text("Rp40.000.000 → Rp72.000.000")
    expect(took_part).to_contain_text("80")
    expect(others).to_contain_text("10")
    lilik.reads("Pelatihan kemasan")
    lilik.look(PHONE)
