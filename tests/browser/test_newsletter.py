"""The newsletter from the first press to the last: a reader, an officer, the worker, and the reader who leaves."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from sentra.promotion.addresses import address
from sentra.promotion.models import Delivery, DeliveryState, Issue, Maker, Subscriber, SubscriberState
from sentra.promotion.services import deliver
from sentra.promotion.tests.making_campaign import curator, makers
from tests.browser.conftest import DESKTOP, Arrive, aside
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def link_in(message: mail.EmailMessage, part: str) -> str:
    """Give the path of a link in a mail."""
    found = re.search(rf"https?://[^/\s]+(/buletin/{part}/\S+)", str(message.body))
    assert found
    return found.group(1)


def ask(budi: Visitor) -> None:
    """Ask for the newsletter; the first try forgets the address."""
    budi.open(address("newsletter", language=budi.language))
    budi.page.wait_for_timeout(5000)
    budi.press("Subscribe")
    budi.reads("Please give your e-mail address, for example nama@contoh.id.")
    budi.fill(address="budi@contoh.id")
    budi.page.wait_for_timeout(5000)
    budi.press("Subscribe")
    budi.reads("Look into your mail")


def write(lilik: Visitor, maker: Maker) -> Issue:
    """Write an issue, choose a maker for it and send it."""
    lilik.open(reverse("promotion:issues"))
    lilik.follow("Write an issue")
    lilik.press("Go on to the products")
    lilik.reads("Please give the issue a title: it is the mail's subject.")
    lilik.fill(title="Kabar perajin Desember", words="Salam dari bengkel-bengkel Blitar.")
    lilik.press("Go on to the products")
    lilik.page.locator(f"#maker-{maker.pk}").check()
    lilik.press("Put them into the issue")
    lilik.press("Send it to all subscribers")
    lilik.reads("The issue is being sent. You can close this page.")
    return Issue.objects.get()


@pytest.mark.parametrize("language", ["id", "en"])
def test_somebody_subscribes_reads_and_leaves(arrive: Arrive, language: str) -> None:
    (maker,) = aside(lambda: makers(1))
    budi = arrive(language=language)
    ask(budi)
    reader = Subscriber.objects.get()
    aside(lambda: deliver.confirm_deliver(reader.pk))
    budi.open(link_in(mail.outbox[-1], "konfirmasi"))
    reader.refresh_from_db()
    assert reader.state == SubscriberState.WAITING
    budi.press("Yes, send me the newsletter")
    budi.reads("You are subscribed")

    issue = write(arrive(curator(), screen=DESKTOP, language=language), maker)
    aside(deliver.issues_deliver)
    assert Delivery.objects.get().state == DeliveryState.SENT
    budi.open(("/en" if language == "en" else "") + reverse("promotion:issue", args=[issue.slug]))
    assert maker.business.name in budi.page.content()

    budi.open(link_in(mail.outbox[-1], "keluar"))
    budi.press("Leave")
    budi.reads("You have left the newsletter")
    reader.refresh_from_db()
    assert (reader.state, reader.address) == (SubscriberState.LEFT, "")
