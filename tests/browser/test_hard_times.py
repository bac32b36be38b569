"""When things go wrong, or are not as expected: no scripts, no mouse, no net, no session, two clicks, two officers."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from sentra.licensing.models import Application, Permit
from sentra.licensing.tests.making import ANSWERS, filled_draft
from sentra.people.models import Role
from sentra.people.services import user_sign_up
from sentra.people.tests.people import officer, owner
from tests.browser.conftest import DESKTOP, Arrive
from tests.browser.steps import PASSWORD, photograph
from tests.browser.visitor import Visitor
from tests.making import fresh, sent_in, to_decision

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOCUS = """() => {
    const style = getComputedStyle(document.activeElement);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
}"""


def test_an_owner_applies_without_scripts(arrive: Arrive) -> None:
    draft = filled_draft(owner())
    first, papers = draft.revision.content.pages[0], draft.revision.content.papers
    siti = arrive(owner(), scripts=False)
    siti.open(reverse("licensing:application", args=[draft.pk]))
    siti.follow(first.title)
    siti.fill(owner_name="Siti Aminah Lestari")
    siti.press("Save and go on later")
    siti.follow(papers[0].title)
    siti.hand_in(photograph())
    siti.open(reverse("licensing:check", args=[draft.pk]))
    siti.reads("Siti Aminah Lestari")
    siti.press("Send the application in")
    siti.is_at("Sent in")


def test_an_officer_works_without_scripts(arrive: Arrive) -> None:
    application = sent_in(owner())
    verifier = arrive(officer(Role.VERIFIER), screen=DESKTOP, scripts=False)
    verifier.open(reverse("licensing:queue", args=["verification"]))
    verifier.fill(q="tidak ada yang bernama begini")
    verifier.press("Show")
    verifier.reads("Nothing like that here.")
    verifier.fill(q="sambel pecel")
    verifier.press("Show")
    verifier.follow(str(application.number))
    with verifier.page.expect_navigation():
        verifier.page.locator("#paper-ktp button[value=good]").click()
    verifier.look()
    expect(verifier.page.locator("#paper-ktp.good")).to_have_count(1)


def test_signing_in_and_filling_a_page_by_keyboard_alone(arrive: Arrive) -> None:
    siti = user_sign_up(name="Siti", reached_by="siti@example.id", password=PASSWORD)
    draft = filled_draft(siti)
    visitor = arrive(screen=DESKTOP)
    keyboard = visitor.page.keyboard
    visitor.open(reverse("licensing:page", args=[draft.pk, "contact"]))
    visitor.is_at("Sign in")
    keyboard.press("Tab")
    expect(visitor.link("Skip to the content")).to_be_focused()
    keyboard.press("Enter")
    expect(visitor.page.locator("main")).to_be_focused()
    write(visitor, "login", "siti@example.id")
    write(visitor, "password", PASSWORD)
    with visitor.page.expect_navigation():
        keyboard.press("Enter")
    visitor.look()
    write(visitor, "owner_address", "Dusun Krajan RT 5")
    with visitor.page.expect_navigation():
        keyboard.press("Enter")
    assert fresh(draft).answers["owner_address"] == "Dusun Krajan RT 5"


def write(visitor: Visitor, field: str, text: str) -> None:
    """Walk to a field by the tabulator, seeing where one is, and write."""
    wanted = visitor.page.locator(f"main [name={field}]")
    for _step in range(40):
        visitor.page.keyboard.press("Tab")
        assert visitor.page.evaluate(FOCUS), "one can't see where the focus is"
        if wanted.evaluate("field => field === document.activeElement"):
            visitor.page.keyboard.press("ControlOrMeta+a")
            visitor.page.keyboard.type(text)
            return
    pytest.fail(f"the tabulator doesn't lead to {field}")


def test_the_tabulator_goes_round_and_is_never_caught(arrive: Arrive) -> None:
    application = to_decision(sent_in(owner()))
    head = arrive(officer(Role.HEAD), screen=DESKTOP)
    head.open(reverse("licensing:case", args=[application.pk]))
    begin, rounds = head.link("Skip to the content"), 0
    for _step in range(300):
        head.page.keyboard.press("Tab")
        rounds += begin.evaluate("link => link === document.activeElement")
        if rounds == 2:
            return
    pytest.fail("three hundred steps, and not once around the page")


def test_two_clicks_send_one_application_and_back_shows_where_it_stands(arrive: Arrive) -> None:
    draft = filled_draft(owner())
    siti = arrive(owner())
    siti.open(reverse("licensing:application", args=[draft.pk]))
    siti.follow("Check and send in")
    with siti.page.expect_navigation():
        siti.button("Send the application in").dblclick()
    siti.look()
    siti.is_at("Sent in")
    assert Application.objects.exclude(number=None).count() == 1
    siti.page.go_back()
    siti.look()
    expect(siti.button("Send the application in")).to_have_count(0)
    siti.reads(str(fresh(draft).number))


def test_of_two_officers_the_second_is_told_in_words(arrive: Arrive) -> None:
    application = to_decision(sent_in(owner()))
    heads = [arrive(officer(Role.HEAD, name=name), screen=DESKTOP) for name in ("Ratna", "Bambang")]
    for head in heads:
        head.open(reverse("licensing:case", args=[application.pk]))
    for head in heads:
        head.unfold("Grant")
        head.press("Grant and sign")
    heads[0].reads("Granted: permit %(number)s.", number=Permit.objects.get().number)
    expect(heads[1].page.get_by_role("alert")).to_be_focused()
    heads[1].reads("This has changed meanwhile")


def test_a_session_that_ended_leads_back_to_the_page_and_loses_no_word(arrive: Arrive) -> None:
    siti = user_sign_up(name="Siti", reached_by="0812 3456 7890", password=PASSWORD)
    draft = filled_draft(siti)
    visitor = arrive(siti)
    address = reverse("licensing:page", args=[draft.pk, "business"])
    visitor.open(address)
    visitor.fill(business_name="Batik Siti Baru")
    Session.objects.all().delete()
    visitor.press("Save and go on")
    visitor.is_at("Sign in")
    visitor.fill(login="0812-3456-7890", password=PASSWORD)
    visitor.press("Sign in")
    assert visitor.page.url.endswith(address)
    expect(visitor.page.locator("#id_business_name")).to_have_value("Batik Siti Baru")
    visitor.press("Save and go on")
    assert fresh(draft).business_name == "Batik Siti Baru"


def test_what_was_saved_outlives_a_lost_net(arrive: Arrive) -> None:
    draft = filled_draft(owner())
    siti = arrive(owner())
    siti.open(reverse("licensing:page", args=[draft.pk, "product"]))
    siti.context.set_offline(True)
    with siti.page.expect_event("requestfailed"):
        siti.button("Save and go on").click()
    siti.context.set_offline(False)
    siti.open(reverse("licensing:page", args=[draft.pk, "product"]))
    expect(siti.page.locator("[name=product_name]")).to_have_value(ANSWERS["product"]["product_name"][0])
