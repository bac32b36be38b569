"""The newsletter: double opt-in, one press to leave, each issue once to each reader, only what is public."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.test import Client
from django.urls import reverse

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.people.models import Role
from sentra.people.policy import GRANTS
from sentra.promotion.mailing import issue_body, issue_message
from sentra.promotion.models import (
    Delivery,
    DeliveryState,
    IssueState,
    Subscriber,
    SubscriberState,
    Theme,
    ThemeMaker,
)
from sentra.promotion.services import deliver, issues
from sentra.promotion.services.subscribers import (
    subscriber_ask,
    subscriber_confirm,
    subscriber_leave,
    subscribers_forget,
)
from sentra.promotion.tests.making_campaign import curator, makers
from sentra.promotion.tests.making_newsletter import asked, chosen, issue_draft, sending, subscribed
from sentra.promotion.tests.unlisting import WAYS, unlist
from sentra.promotion.tokens import CONFIRM, LEAVE, token_of, token_read
from sentra.promotion.workflow_issue import ISSUE, IssueFacts

FULL = IssueFacts(shown=3, readers=5)
EXPECTED = {IssueState.DRAFT: {"edit", "choose", "test", "send", "discard"}}


@pytest.mark.parametrize("state", list(IssueState))
@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_do_exactly_what_the_table_says(state: IssueState, role: Role) -> None:
    def holds(permission: str) -> bool:
        return permission in GRANTS[role]

    allowed = {act.code for act in ISSUE.allowed(state, FULL, holds)}
    assert allowed == (EXPECTED.get(state, set()) if role == Role.DISPERINDAG else set())
    for code in ISSUE.acts.keys() - allowed:
        with pytest.raises((Conflict, NotAllowed)):
            ISSUE.require(code, state, FULL, holds)
    for facts in (IssueFacts(readers=5), IssueFacts(shown=5)):
        with pytest.raises((Conflict, NotAllowed)):
            ISSUE.require("send", state, facts, holds)


def html_of(sent: EmailMessage) -> str:
    """Give a mail as a reader sees it who has pictures."""
    assert isinstance(sent, EmailMultiAlternatives)
    return str(sent.alternatives[0][0])


@pytest.mark.django_db
class TestReaders:
    """Nobody reads who didn't follow the link, and who leaves is forgotten."""

    def test_nothing_comes_before_the_link_was_followed(self) -> None:
        reader = asked("Budi@Contoh.id ")
        assert (reader.state, reader.address) == (SubscriberState.WAITING, "Budi@Contoh.id")
        deliver.confirm_deliver(reader.pk)
        deliver.confirm_deliver(reader.pk)
        (sent,) = mail.outbox
        assert sent.to == ["Budi@Contoh.id"]
        assert token_of(reader.pk, CONFIRM) in sent.body
        assert subscriber_confirm(token=token_of(reader.pk, CONFIRM))
        assert not subscriber_confirm(token=token_of(reader.pk, CONFIRM))
        reader.refresh_from_db()
        assert reader.state == SubscriberState.ACTIVE

    def test_an_address_is_one_however_it_is_written_and_not_written_to_again_at_once(self) -> None:
        reader = asked("budi@contoh.id")
        asked(" BUDI@contoh.id")
        assert Subscriber.objects.count() == 1
        with clock.travel(clock.now() + timedelta(hours=2)):
            asked("BUDI@contoh.id", "en")
        reader.refresh_from_db()
        assert reader.language == "en"

    def test_a_reader_who_asks_again_is_told_in_the_own_mail_alone(self) -> None:
        reader = subscribed("budi@contoh.id")
        deliver.confirm_deliver(reader.pk)
        with clock.travel(clock.now() + timedelta(hours=2)):
            asked("budi@contoh.id", "en")
            deliver.confirm_deliver(reader.pk)
        assert reverse("promotion:leave", args=["x"])[:-2] in mail.outbox[-1].body
        reader.refresh_from_db()
        assert (reader.state, reader.language) == (SubscriberState.ACTIVE, "id")

    @pytest.mark.parametrize(
        "address",
        ["", "x", "a@b", "a@contoh.id\nBcc: b@contoh.id", "a@contoh.id\0", "<a@contoh.id>", "a" * 300 + "@x.id"],
    )
    def test_what_is_no_address_is_refused(self, address: str) -> None:
        with pytest.raises(InvalidInput):
            subscriber_ask(address=address, language="id")

    def test_forged_worn_and_foreign_words_open_nothing(self) -> None:
        reader = asked("budi@contoh.id")
        good = token_of(reader.pk, CONFIRM)
        late = clock.now() + timedelta(days=8)
        for wrong in (
            "",
            "x",
            good[:-1],
            good + "x",
            token_of(reader.pk, LEAVE),
            token_of(uuid4(), CONFIRM),
            "é" * 900,
        ):
            with pytest.raises(NotFound):
                subscriber_confirm(token=wrong)
        with clock.travel(late), pytest.raises(NotFound):
            subscriber_confirm(token=good)
        subscriber_confirm(token=good)
        leave = token_of(reader.pk, LEAVE)
        with pytest.raises(NotFound):
            subscriber_leave(token=good)
        with clock.travel(late + timedelta(days=900)):
            subscriber_leave(token=leave)
        subscriber_leave(token=leave)
        with pytest.raises(NotFound):
            subscriber_confirm(token=good)
        assert token_read(good, CONFIRM, days=7) == reader.pk

    def test_who_leaves_is_forgotten_and_may_come_back(self) -> None:
        reader = subscribed("budi@contoh.id")
        subscriber_leave(token=token_of(reader.pk, LEAVE))
        reader.refresh_from_db()
        assert (reader.state, reader.address, reader.address_index) == (SubscriberState.LEFT, "", None)
        assert subscribed("budi@contoh.id").pk != reader.pk

    def test_who_never_confirms_is_forgotten(self) -> None:
        asked("budi@contoh.id")
        kept = subscribed("siti@contoh.id")
        assert subscribers_forget() == 0
        with clock.travel(clock.now() + timedelta(days=8)):
            assert subscribers_forget() == 1
            assert subscribers_forget() == 0
        assert list(Subscriber.objects.all()) == [kept]

    def test_the_address_is_sealed_in_the_database(self) -> None:
        subscribed("budi@contoh.id")
        raw = Subscriber.objects.extra(select={"raw": "address"}).values_list("raw", flat=True)
        assert "budi" not in str(list(raw))


@pytest.mark.django_db
class TestSending:
    """Each reader gets an issue once, whatever dies meanwhile."""

    def test_an_issue_goes_to_those_who_read_and_to_nobody_else(self) -> None:
        (maker,) = makers(1)
        one, english, gone = subscribed("a@contoh.id"), subscribed("b@contoh.id", "en"), subscribed("c@contoh.id")
        asked("d@contoh.id")
        issue = sending(maker)
        subscriber_leave(token=token_of(gone.pk, LEAVE))
        assert not deliver.issue_deliver_some(issue.pk)
        assert sorted(sent.to[0] for sent in mail.outbox) == ["a@contoh.id", "b@contoh.id"]
        states = dict(Delivery.objects.values_list("subscriber", "state"))
        sent, left_out = DeliveryState.SENT, DeliveryState.LEFT_OUT
        assert states == {one.pk: sent, english.pk: sent, gone.pk: left_out}
        issue.refresh_from_db()
        assert issue.state == IssueState.SENT
        deliver.issue_deliver_some(issue.pk)
        deliver.issues_deliver()
        assert len(mail.outbox) == 2

    def test_sending_twice_sends_once(self) -> None:
        (maker,) = makers(1)
        subscribed("a@contoh.id")
        issue = sending(maker)
        for version in (issue.version, issue.version - 1):
            with pytest.raises(Conflict):
                issues.issue_send(actor=curator(), issue_id=issue.pk, version=version)
        assert Delivery.objects.count() == 1

    def test_what_died_halfway_goes_on_and_nobody_gets_two(self, monkeypatch: pytest.MonkeyPatch) -> None:
        (maker,) = makers(1)
        for number in range(6):
            subscribed(f"p{number}@contoh.id")
        issue = sending(maker)
        real, seen = EmailMessage.send, []

        def dies(self: EmailMessage, *args: Any, **more: Any) -> int:
            seen.append(self.to[0])
            if len(seen) == 3:
                raise SystemExit
            return real(self, *args, **more)

        monkeypatch.setattr(EmailMessage, "send", dies)
        with pytest.raises(SystemExit):
            deliver.issue_deliver_some(issue.pk)
        assert Delivery.objects.filter(state=DeliveryState.BEGUN).count() == 1
        deliver.issues_deliver()
        assert len(seen) == len(set(seen)) == 6
        assert len(mail.outbox) == 5
        issue.refresh_from_db()
        assert issue.state == IssueState.SENT

    def test_a_mail_in_somebodys_hands_is_left_alone(self) -> None:
        (maker,) = makers(1)
        subscribed("a@contoh.id")
        sending(maker)
        delivery = Delivery.objects.get()
        assert deliver.delivery_begin(delivery.pk)
        assert deliver.delivery_begin(delivery.pk) is None

    def test_a_passing_refusal_is_tried_again_and_one_for_good_counts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        (maker,) = makers(1)
        reader = subscribed("a@contoh.id")
        issue = sending(maker)
        answers: list[Exception] = [
            SMTPRecipientsRefused({"a@contoh.id": (450, b"4.2.1 try later")}),
            SMTPRecipientsRefused({"a@contoh.id": (550, b"5.1.1 no such user")}),
        ]

        def refuse(*_: Any, **__: Any) -> int:
            raise answers.pop(0)

        monkeypatch.setattr(EmailMessage, "send", refuse)
        deliver.issue_deliver_some(issue.pk)
        delivery = Delivery.objects.get()
        assert delivery.state == DeliveryState.WAITING
        assert delivery.next_try_at
        deliver.issues_deliver()
        assert len(answers) == 1
        with clock.travel(clock.now() + timedelta(minutes=5)):
            deliver.issues_deliver()
        delivery.refresh_from_db()
        reader.refresh_from_db()
        assert (delivery.state, reader.bounces, reader.state) == (DeliveryState.REFUSED, 1, SubscriberState.ACTIVE)

    def test_a_refused_content_blames_no_reader_and_a_broken_line_sends_nothing_twice(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (maker,) = makers(1)
        readers = [subscribed("a@contoh.id"), subscribed("b@contoh.id"), subscribed("c@contoh.id")]
        sending(maker)
        answers: list[Exception] = [
            SMTPDataError(554, b"5.7.1 looks like spam"),
            SMTPServerDisconnected("gone"),
            SMTPDataError(550, b"5.1.1 unknown"),
        ]

        def refuse(*_: Any, **__: Any) -> int:
            raise answers.pop(0)

        monkeypatch.setattr(EmailMessage, "send", refuse)
        deliver.issues_deliver()
        states = sorted(Delivery.objects.values_list("state", flat=True))
        assert states == [DeliveryState.BEGUN, DeliveryState.REFUSED, DeliveryState.REFUSED]
        counted = Subscriber.objects.filter(pk__in=[one.pk for one in readers]).values_list("bounces", flat=True)
        assert sorted(counted) == [0, 0, 1]

    def test_the_mail_lets_its_reader_leave_with_one_press(self) -> None:
        (maker,) = makers(1)
        reader = subscribed("a@contoh.id")
        issue = sending(maker, title="Kabar <b>perajin</b> & kawan")
        deliver.issue_deliver_some(issue.pk)
        (sent,) = mail.outbox
        headers = sent.extra_headers
        address = headers["List-Unsubscribe"].strip("<>")
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert address in sent.body
        html = html_of(sent)
        assert address in html
        assert "Kabar &lt;b&gt;perajin&lt;/b&gt; &amp; kawan" in html
        assert sent.subject == "Kabar <b>perajin</b> & kawan"
        assert "leave.invalid" not in html + sent.body
        assert len(html.encode()) < 60_000
        client = Client(enforce_csrf_checks=True)
        path = address[address.index("/buletin/") :]
        assert client.get(path).status_code == 200
        reader.refresh_from_db()
        assert reader.state == SubscriberState.ACTIVE
        pressed = client.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
        assert pressed.status_code == 200
        reader.refresh_from_db()
        assert reader.state == SubscriberState.LEFT

    def test_no_header_can_be_smuggled_in(self) -> None:
        (maker,) = makers(1)
        reader = subscribed("a@contoh.id")
        issue = chosen(issue_draft("Kabar\r\nBcc: korban@contoh.id\n\n<script>"), maker)
        message = issue_message(issue_body(issue, "id"), reader, uuid4()).message()
        assert message["Bcc"] is None
        assert "\n" not in issue.title

    def test_an_english_reader_gets_english_and_else_what_there_is(self) -> None:
        (maker,) = makers(1)
        issue = chosen(issue_draft("Kabar perajin", title_en="News from the makers"), maker)
        body = issue_body(issue, "en")
        assert body.subject == "News from the makers"
        assert "Salam dari bengkel" in body.text
        assert f"/en/katalog/{maker.slug}/" in body.html
        assert f"/en/katalog/{maker.slug}/" not in issue_body(issue, "id").html


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
class TestTheGate:
    """What isn't public any more is in no mail and on no page of an issue."""

    def test_in_the_mail(self, way: str) -> None:
        maker, other = makers(2)
        subscribed("a@contoh.id")
        issue = sending(maker, other)
        gone = unlist(maker, way)
        deliver.issue_deliver_some(issue.pk)
        (sent,) = mail.outbox
        html = html_of(sent)
        for text in (html, str(sent.body)):
            assert not [one for one in gone if one in text]
            assert other.business.name in text

    def test_on_the_page_of_the_issue(self, way: str) -> None:
        maker, other = makers(2)
        subscribed("a@contoh.id")
        issue = sending(maker, other)
        client = Client()
        address = reverse("promotion:issue", args=[issue.slug])
        assert maker.business.name in client.get(address).content.decode()
        gone = unlist(maker, way)
        for path in (address, f"/en{address}"):
            page = client.get(path).content.decode()
            assert not [one for one in gone if one in page]
            assert other.business.name in page

    def test_in_a_theme_and_for_choosing(self, way: str) -> None:
        maker, other = makers(2)
        today = clock.today()
        theme = Theme.objects.create(slug="oleh", title="Oleh-oleh", from_day=today, until_day=today)
        ThemeMaker.objects.create(theme=theme, maker=maker)
        ThemeMaker.objects.create(theme=theme, maker=other)
        issue = issue_draft(theme=theme.pk)
        showing = maker.showings.get()
        gone = unlist(maker, way)
        html = issue_body(issue, "id").html
        if way not in {"recalled", "product_hidden"}:
            assert not [one for one in gone if one in html]
        assert other.business.name in html
        with pytest.raises(InvalidInput):
            issues.issue_choose(actor=curator(), issue_id=issue.pk, showing_ids=[showing.pk])
