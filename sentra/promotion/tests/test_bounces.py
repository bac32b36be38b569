"""Mails that come back: read whoever wrote the notice, counted once, and never on anybody's bare word."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentra.promotion.dsn import Returned, messages_in, read_returned
from sentra.promotion.models import Delivery, SubscriberState
from sentra.promotion.services import deliver
from sentra.promotion.services.bounces import Taken, bounces_take
from sentra.promotion.tests.making_campaign import makers
from sentra.promotion.tests.making_newsletter import sending, subscribed

POSTFIX = """\
Return-Path: <>
From: MAILER-DAEMON@mail.contoh.id (Mail Delivery System)
To: sentra@sentra.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B/1"

--B/1
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.contoh.id.

<budi@contoh.id>: host mx.contoh.id said: 550 5.1.1 User unknown

--B/1
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.contoh.id
X-Postfix-Queue-ID: 4F1A

Final-Recipient: rfc822; budi@contoh.id
Original-Recipient: rfc822;budi@contoh.id
Action: {action}
Status: {status}
Remote-MTA: dns; mx.contoh.id
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--B/1
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: sentra@sentra.example
To: budi@contoh.id
Subject: Kabar perajin
Message-ID: <{id}@sentra.example>

Salam.

--B/1--
"""
EXCHANGE = """\
From: postmaster@contoh.onmicrosoft.com
To: sentra@sentra.example
Subject: Undeliverable: Kabar perajin
In-Reply-To: <{id}@sentra.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="_E_"

--_E_
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

PGh0bWw+PC9odG1sPg==

--_E_
Content-Type: message/delivery-status

Reporting-MTA: dns;X.PROD.OUTLOOK.COM

Final-Recipient: rfc822;budi@contoh.id
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound

--_E_
Content-Type: text/rfc822-headers

Subject: Kabar perajin

--_E_--
"""
HEADERS_ONLY = """\
From: Mail Delivery Subsystem <mailer-daemon@contoh.id>
Subject: Delivery Status Notification (Failure)
MIME-Version: 1.0
Content-Type: multipart/report; boundary=zz; report-type=delivery-status

--zz
Content-Type: message/delivery-status

Reporting-MTA: dns; contoh.id

Action: FAILED
Status: 5.2.2 (mailbox full)
Final-Recipient: rfc822; budi@contoh.id

--zz
Content-Type: text/rfc822-headers

Message-ID: <{id}@sentra.example>
Subject: Kabar

--zz--
"""
ORDINARY = (
    "From: budi@contoh.id\nTo: sentra@sentra.example\nSubject: Halo\nIn-Reply-To: <{id}@x>\n\n5.1.1 Terima kasih!\n"
)
ID = "11111111-2222-3333-4444-555555555555"


def notice(form: str, mail: object = ID, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """A notice as a mail server sends it."""
    return form.replace("{id}", str(mail)).replace("{action}", action).replace("{status}", status).encode()


@pytest.mark.parametrize("form", [POSTFIX, EXCHANGE, HEADERS_ONLY])
def test_notices_of_several_servers_are_read(form: str) -> None:
    assert read_returned(notice(form)) == Returned(frozenset({UUID(ID)}), for_good=True)
    windows = notice(form).replace(b"\n", b"\r\n")
    assert read_returned(windows) == Returned(frozenset({UUID(ID)}), for_good=True)


@pytest.mark.parametrize(
    ("action", "status"), [("delayed", "4.4.1"), ("failed", "4.2.2"), ("delivered", "2.0.0"), ("relayed", "5.1.1")]
)
def test_a_passing_trouble_is_none_for_good(action: str, status: str) -> None:
    found = read_returned(notice(POSTFIX, action=action, status=status))
    assert found
    assert not found.for_good


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\xff\xfe" * 100,
        b"x" * (3 * 1024 * 1024),
        ORDINARY.encode(),
        b"Content-Type: multipart/report; boundary=\n\n--\n",
        b"Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(3000)),
        b"Content-Type: " + b"message/rfc822\n\nContent-Type: " * 3000,
        b"Content-Type: multipart/report; charset=klingon; boundary=a\n\n--a\nContent-Type: text/rfc822-headers\n\n",
    ],
)
def test_hostile_messages_are_no_notice_and_break_nothing(data: bytes) -> None:
    found = read_returned(data)
    assert found is None or not found.mails


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_whatever_is_read_breaks_nothing(data: bytes) -> None:
    read_returned(data)
    read_returned(notice(POSTFIX)[:200] + data)
    assert isinstance(list(messages_in(data)), list)


def test_a_mailbox_file_is_parted_into_its_messages() -> None:
    mailbox = b"From MAILER-DAEMON Mon Jan  5 10:00:00 2026\n" + notice(POSTFIX)
    mailbox += b"\nFrom x Mon Jan  5 10:00:00 2026\n" + ORDINARY.encode() + b">From here on\n"
    assert len(list(messages_in(mailbox))) == 2
    assert list(messages_in(b"\n")) == []
    assert list(messages_in(notice(EXCHANGE))) == [notice(EXCHANGE)]


@pytest.mark.django_db
class TestCounting:
    """Who is left alone, and who isn't."""

    def test_a_mail_counts_once_and_after_three_nobody_writes(self) -> None:
        (maker,) = makers(1)
        reader = subscribed("budi@contoh.id")
        for round_ in range(1, 4):
            issue = sending(maker, title=f"Kabar perajin {round_}")
            deliver.issue_deliver_some(issue.pk)
            delivery = Delivery.objects.get(issue=issue)
            form = (POSTFIX, EXCHANGE, HEADERS_ONLY)[round_ - 1]
            assert bounces_take([notice(form, delivery.pk)]) == Taken(counted=1)
            assert bounces_take([notice(form, delivery.pk)]) == Taken(before=1)
            reader.refresh_from_db()
            assert reader.bounces == round_
        assert reader.state == SubscriberState.SUSPENDED
        other = subscribed("siti@contoh.id")
        issue = sending(maker, title="Kabar keempat")
        assert list(issue.deliveries.values_list("subscriber", flat=True)) == [other.pk]

    def test_nobody_is_stopped_by_a_made_up_notice(self) -> None:
        (maker,) = makers(1)
        reader = subscribed("budi@contoh.id")
        deliver.issue_deliver_some(sending(maker).pk)
        assert bounces_take([notice(POSTFIX, uuid4()), ORDINARY.encode()]) == Taken(unknown=1, no_notice=1)
        delayed = notice(POSTFIX, Delivery.objects.get().pk, action="delayed", status="4.4.1")
        assert bounces_take([delayed]) == Taken(passing=1)
        reader.refresh_from_db()
        assert reader.bounces == 0

    def test_one_who_was_suspended_may_ask_and_confirm_again(self) -> None:
        reader = subscribed("budi@contoh.id")
        reader.state, reader.bounces = SubscriberState.SUSPENDED, 3
        reader.save()
        again = subscribed("budi@contoh.id")
        assert (again.pk, again.state, again.bounces) == (reader.pk, SubscriberState.ACTIVE, 0)
