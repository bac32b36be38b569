"""A programme from its call to its result: the officer, an owner on a phone, two assessors, the head, everybody."""

import pytest
from django.urls import reverse

from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.programmes.models import Call, CallState, Candidate
from sentra.programmes.tests.making import business, manager, own_business
from sentra.reference.loading import current_pack
from tests.browser.conftest import DESKTOP, Arrive, aside
from tests.browser.test_cases import do
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def publish(lilik: Visitor) -> Call:
    """Write a call of an exhibition and publish it; the first try says too little."""
    lilik.open(reverse("programmes:calls"))
    lilik.follow("Write a call")
    lilik.follow(next(one.title for one in current_pack().programmes if one.code == "pameran"))
    lilik.press("Write the draft")
    lilik.reads("Please give the call a title that says what it is.")
    lilik.fill(title="Pameran di Surabaya", place="Grand City", quota="1")
    for place in range(1, 5):
        lilik.page.locator(f"[name=conditions][value='{place}']").uncheck(force=True)
    lilik.press("Write the draft")
    lilik.press("Publish")
    lilik.reads("Published. Owners whose business fits are told within minutes.")
    return Call.objects.get()


def apply(siti: Visitor, call: Call, number: str) -> None:
    """See that it fits, and apply; the first try forgets the answers."""
    siti.open(reverse("programmes:offers", args=[number]))
    siti.page.locator("main a.button").first.click()
    siti.reads("What the register knows needn't be typed again.")
    siti.page.locator("main form button").last.click()
    siti.look()
    siti.fill(products="Sambel pecel, 40 botol", attendant="Bu Siti")
    siti.page.locator("main form button").last.click()
    siti.reads("You have applied. You hear from us once it is decided.")
    siti.look()


def judge(assessor: Visitor, call: Call) -> None:
    """Give every applicant the best level of each criterion, and hand in."""
    assessor.open(reverse("programmes:assess", args=[call.pk]))
    for _each in range(call.candidates.count()):
        assessor.page.locator("li", has=assessor.page.locator(".badge.wait")).locator("a").first.click()
        for group in assessor.page.locator("main fieldset").all():
            group.locator("input[type=radio]").first.check(force=True)
        assessor.press("Keep")
    assessor.press("Hand the points in")
    assessor.reads("Handed in. Thank you.")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_call_runs_to_its_result(arrive: Arrive, language: str) -> None:
    judges = [officer(Role.SURVEYOR, name=f"Penilai {letter}") for letter in "AB"]
    mine, _other = aside(lambda: (own_business(), business(2)))
    lilik = arrive(manager(), screen=DESKTOP, language=language)
    call = publish(lilik)
    siti = arrive(owner(), language=language)
    apply(siti, call, mine.register_number)

    lilik.open(reverse("programmes:fitting", args=[call.pk]))
    lilik.reads("Who fits")
    lilik.open(reverse("programmes:call", args=[call.pk]))
    lilik.press("Close for applications")
    for one in judges:
        lilik.page.locator("[name=assessor]").select_option(label=one.name)
        lilik.press("Name")
    for one in judges:
        judge(arrive(one, screen=DESKTOP, language=language), call)
    lilik.open(reverse("programmes:ranking", args=[call.pk]))
    lilik.look()

    hari = arrive(officer(Role.HEAD), screen=DESKTOP, language=language)
    hari.open(reverse("programmes:call", args=[call.pk]))
    hari.press("Decide who is chosen")
    assert Call.objects.get().state == CallState.CHOSEN

    siti.open(reverse("programmes:own", args=[Candidate.objects.get().pk]))
    siti.reads("You are chosen. Congratulations!")
    everybody = arrive(language=language)
    everybody.open(reverse("programmes:public", args=[call.number]))
    everybody.reads(mine.name)
    do(siti, "Withdraw the application", "Withdraw the application", reason="Ada pesanan besar.")
    siti.reads("Withdrawn. Thank you for telling us in time.")
