"""A training from its plan to its certificate: the officer, a participant on a phone, the head, everybody."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sentra.kernel import clock
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.programmes.models import Call, Certificate, Session
from sentra.programmes.presence import token_of
from sentra.programmes.tests.making import business, manager, own_business
from sentra.programmes.tests.making_training import people, seated, training_begun
from tests.browser.conftest import DESKTOP, PHONE, Arrive, aside
from tests.browser.visitor import Visitor
from tests.making import printed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def running() -> Call:
    """A training that begins today, with a seat for the owner of the tests and for another one."""
    with clock.travel(clock.now() - timedelta(days=40)):
        call = seated(0, others=[own_business(), business(2)], begins_on=clock.today() + timedelta(days=40))
    return training_begun(call)


def plan(lilik: Visitor, call: Call) -> Session:
    """Plan a session of today; the first try ends before it begins."""
    lilik.open(reverse("programmes:call", args=[call.pk]))
    lilik.follow("Plan a session")
    lilik.fill(topic="Label yang benar", begins="00:01", ends="00:00")
    lilik.press("Plan the session")
    lilik.reads("It has to end later than it begins, on the same day.")
    lilik.fill(begins="00:00", ends="00:01")
    lilik.press("Plan the session")
    lilik.reads("Planned. Whoever has a seat is told.")
    return Session.objects.get()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_training_runs_to_its_certificates(arrive: Arrive, language: str) -> None:
    call = aside(running)
    lilik = arrive(manager(), screen=DESKTOP, language=language)
    session = plan(lilik, call)
    lilik.follow("Label yang benar")
    lilik.follow("Show the QR code")
    lilik.page.wait_for_function("() => document.querySelector('main img.qr').naturalWidth > 300")
    lilik.look(PHONE)

    siti = arrive(owner(), language=language)
    mine, other = people(call)
    siti.open(reverse("programmes:attend", args=[token_of(session.pk)]))
    siti.press("I am here")
    siti.reads("came")
    siti.open(reverse("programmes:attend", args=[token_of(session.pk)]))
    siti.reads("is written down as here")

    lilik.open(reverse("programmes:session", args=[call.pk, session.pk]))
    lilik.page.locator(f"[name='here-{other.pk}']").check()
    lilik.press("Save the list")
    lilik.open(reverse("programmes:tests", args=[call.pk]))
    lilik.fill(**{f"after-{mine.pk}": "85", f"after-{other.pk}": "banyak"})
    lilik.press("Save the tests")
    lilik.fill(**{f"after-{other.pk}": "40"})
    lilik.press("Save the tests")

    hari = arrive(officer(Role.HEAD), screen=DESKTOP, language=language)
    hari.open(reverse("programmes:certificates", args=[call.pk]))
    hari.page.locator("main form button").click()
    hari.page.wait_for_load_state()
    hari.look(PHONE)
    certificate = Certificate.objects.select_related("document").get()
    assert certificate.candidate_id == mine.pk
    aside(lambda: printed(certificate.document))
    siti.open(reverse("programmes:own", args=[mine.pk]))
    assert siti.download("Certificate (PDF)").startswith(b"%PDF-")
    siti.follow("As others check it")
    siti.reads("Issued by this office")
