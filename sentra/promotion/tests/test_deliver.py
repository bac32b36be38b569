"""What goes wrong on our side while an issue is sent costs no reader the mail."""

from datetime import timedelta
from smtplib import SMTPSenderRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from sentra.kernel import clock
from sentra.promotion import mailing
from sentra.promotion.mailing import Body
from sentra.promotion.models import Delivery, DeliveryState, Issue, IssueState, Subscriber
from sentra.promotion.services import deliver
from sentra.promotion.tests.making_campaign import makers
from sentra.promotion.tests.making_newsletter import sending, subscribed

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue() -> Issue:
    """An issue for three readers."""
    for name in "abc":
        subscribed(f"{name}@contoh.id", language="en" if name == "b" else "id")
    issue = sending(*makers(1))
    mail.outbox.clear()
    return issue


def states() -> list[str]:
    """The states of the mails."""
    return sorted(Delivery.objects.values_list("state", flat=True))


def all_sent_later(issue: Issue) -> bool:
    """Go on when all is well again."""
    with clock.travel(clock.now() + timedelta(minutes=30)):
        deliver.issues_deliver()
    issue.refresh_from_db()
    return issue.state == IssueState.SENT


class Dying(BaseEmailBackend):
    """A server that takes a mail, breaks off at the next, and is away from then on."""

    def __init__(self) -> None:
        super().__init__()
        self.opened, self.taken = False, 0

    def open(self) -> bool:
        """Connect, while the server is there."""
        if self.taken > 1:
            raise ConnectionRefusedError
        fresh, self.opened = not self.opened, True
        return fresh

    def close(self) -> None:
        """Hang up."""
        self.opened = False

    def send_messages(self, _messages: Any) -> int:
        """Take one, and break off at the second."""
        self.open()
        self.taken += 1
        if self.taken > 1:
            raise SMTPServerDisconnected("gone")
        return 1


def test_a_server_that_goes_down_leaves_the_others_waiting(issue: Issue, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(deliver, "get_connection", Dying)
        with pytest.raises(ConnectionRefusedError):
            deliver.issue_deliver_some(issue.pk)
        assert states() == [DeliveryState.BEGUN, DeliveryState.SENT, DeliveryState.WAITING]
    assert all_sent_later(issue)
    assert len(mail.outbox) == 1


def test_a_refused_sender_is_not_the_readers_fault(issue: Issue, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> int:
        raise SMTPSenderRefused(550, b"5.7.1 we don't know you", "sentra@sentra.example")

    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", refuse)
        for _again in range(3):
            with pytest.raises(SMTPSenderRefused):
                deliver.issues_deliver()
    assert states() == [DeliveryState.WAITING] * 3
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {0}
    assert not Subscriber.objects.filter(bounces__gt=0).exists()
    assert all_sent_later(issue)
    assert len(mail.outbox) == 3


@pytest.mark.parametrize("good", [0, 2, 3])
def test_an_issue_that_cannot_be_written_takes_no_mail_from_anybody(
    issue: Issue, monkeypatch: pytest.MonkeyPatch, good: int
) -> None:
    """From the first on, or from the moment on when something public changes meanwhile."""
    real, written = mailing.issue_body, []

    def write(*args: Any, **more: Any) -> Body:
        written.append(args)
        if len(written) > good:
            raise KeyError("words")
        return real(*args, **more)

    with monkeypatch.context() as patched:
        patched.setattr(mailing, "issue_body", write)
        patched.setattr(mailing, "version", lambda: str(len(written)))
        with pytest.raises(KeyError):
            deliver.issue_deliver_some(issue.pk)
    assert DeliveryState.BEGUN not in states()
    assert set(Delivery.objects.exclude(state=DeliveryState.SENT).values_list("state", "attempts")) == {("waiting", 0)}
    assert all_sent_later(issue)
    assert len(mail.outbox) == 3


def test_an_issue_that_cannot_be_written_does_not_keep_another(issue: Issue, monkeypatch: pytest.MonkeyPatch) -> None:
    other = sending(*makers(1, first=2), title="Kabar kedua")
    real = mailing.issue_body

    def write(one: Issue, language: str) -> Body:
        if one.pk == issue.pk:
            raise KeyError("words")
        return real(one, language)

    monkeypatch.setattr(mailing, "issue_body", write)
    with pytest.raises(KeyError):
        deliver.issues_deliver()
    other.refresh_from_db()
    assert other.state == IssueState.SENT
