"""Readers and issues of the newsletter for tests, by the acts that people use."""

from typing import Any
from uuid import uuid4

from sentra.promotion.models import Issue, Maker, Subscriber
from sentra.promotion.services.issues import IssueTold, issue_choose, issue_send, issue_write
from sentra.promotion.services.subscribers import address_index, subscriber_ask, subscriber_confirm
from sentra.promotion.tests.making_campaign import curator
from sentra.promotion.tokens import CONFIRM, token_of


def asked(address: str, language: str = "id") -> Subscriber:
    """Somebody who asked for the newsletter."""
    subscriber_ask(address=address, language=language)
    return Subscriber.objects.get(address_index=address_index(address))


def subscribed(address: str, language: str = "id") -> Subscriber:
    """Somebody who reads it."""
    subscriber = asked(address, language)
    subscriber_confirm(token=token_of(subscriber.pk, CONFIRM))
    subscriber.refresh_from_db()
    return subscriber


def issue_draft(title: str = "Kabar perajin", **changes: Any) -> Issue:
    """A draft without contents."""
    told = {"title": title, "words": "Salam dari bengkel-bengkel Blitar.\n\nIni yang baru.", **changes}
    return issue_write(actor=curator(), key=uuid4(), told=IssueTold(**told))


def chosen(issue: Issue, *makers: Maker) -> Issue:
    """The same with some makers and the first product of each."""
    showings = [one.showings.order_by("pk")[0].pk for one in makers]
    issue_choose(actor=curator(), issue_id=issue.pk, maker_ids=[one.pk for one in makers], showing_ids=showings)
    issue.refresh_from_db()
    return issue


def sending(*makers: Maker, title: str = "Kabar perajin") -> Issue:
    """An issue whose mails stand ready."""
    issue = chosen(issue_draft(title), *makers)
    return issue_send(actor=curator(), issue_id=issue.pk, version=issue.version)
