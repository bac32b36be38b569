"""What is rolled back is never sent; what fails is tried again, with pauses, and then shown."""

from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail as outgoing
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.template import TemplateDoesNotExist
from procrastinate.contrib.django.models import ProcrastinateJob

from sentra.kernel import clock
from sentra.kernel.errors import NotAllowed, NotFound
from sentra.outbox import jobs
from sentra.outbox.models import Event, Mail, MailStatus, Notice
from sentra.outbox.queries import told_today, undelivered, unread_count
from sentra.outbox.services import emit, mail_retry, notice_read, notices_read, waiting_mails_sweep
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner, stranger

CONTEXT = {"number": "P-2026-000001", "business": "Batik", "service_id": "TDI", "service_en": "TDI"}


def say(*people: User, mail: bool = True) -> Event:
    """Tell people something."""
    with transaction.atomic():
        return emit(
            kind="application_lapsed", record=owner(), to=people, context=CONTEXT, url="/permohonan/1/", mail=mail
        )


@pytest.fixture
def no_mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mail server hangs up."""

    def fail(self: EmailMessage, *_: object) -> int:
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr(EmailMessage, "send", fail)


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_never_sent() -> None:
    def undone() -> None:
        with transaction.atomic():
            emit(kind="application_lapsed", record=owner(), to=[owner()], context=CONTEXT)
            raise KeyboardInterrupt

    jobs_before = ProcrastinateJob.objects.count()
    with pytest.raises(KeyboardInterrupt):
        undone()
    assert not Event.objects.exists()
    assert not Mail.objects.exists()
    assert ProcrastinateJob.objects.count() == jobs_before


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_of_an_act_is_refused() -> None:
    with pytest.raises(RuntimeError):
        emit(kind="application_lapsed", record=owner(), to=[owner()], context=CONTEXT)


@pytest.mark.django_db
def test_a_kind_without_words_is_refused_at_once() -> None:
    with pytest.raises(TemplateDoesNotExist):
        emit(kind="unheard_of", record=owner(), to=[owner()], context={})


@pytest.mark.django_db
def test_each_person_is_told_once_and_only_who_has_an_address_by_mail() -> None:
    by_phone = User.objects.create(name="Wagiman", phone="+6281299990000")
    gone = User.objects.create(name="Pergi", email="pergi@example.id", is_active=False)
    say(owner(), owner(), by_phone, gone)
    assert set(Notice.objects.values_list("user__name", flat=True)) == {"Siti", "Wagiman"}
    assert list(Mail.objects.values_list("address", flat=True)) == ["siti@example.id"]
    say(owner(), mail=False)
    assert Mail.objects.count() == 1


@pytest.mark.django_db
def test_a_mail_is_sent_once_with_a_lasting_id() -> None:
    say(owner())
    one = Mail.objects.get()
    for _again in range(2):
        jobs.deliver_mail(mail_id=str(one.pk))
    sent: Sequence[EmailMessage] = outgoing.outbox
    assert len(sent) == 1
    assert str(one.pk) in sent[0].extra_headers["Message-ID"]
    one.refresh_from_db()
    assert (one.status, one.attempts, one.last_error) == (MailStatus.SENT, 1, "")


@pytest.mark.django_db
def test_what_fails_is_tried_again_with_growing_pauses_then_given_up_and_shown(no_mail_server: None) -> None:
    say(owner())
    one = Mail.objects.get()
    pauses = []
    for _attempt in range(jobs.MOST_ATTEMPTS):
        now = clock.now()
        with clock.travel(now):
            jobs.deliver_mail(mail_id=str(one.pk))
        one.refresh_from_db()
        pauses.append(one.next_try_at - now if one.next_try_at else None)
    assert pauses[:3] == [timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=8)]
    assert pauses[-2:] == [timedelta(hours=6), None]
    assert (one.status, one.attempts) == (MailStatus.FAILED, 8)
    assert "gone" in one.last_error
    assert list(undelivered()) == [one]
    assert ProcrastinateJob.objects.filter(args__mail_id=str(one.pk)).count() == 8
    jobs.deliver_mail(mail_id=str(one.pk))
    one.refresh_from_db()
    assert one.attempts == 8


@pytest.mark.django_db
def test_a_mail_keeps_its_id_from_try_to_try(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def fail(self: EmailMessage, *_: object) -> int:
        seen.append(self.extra_headers["Message-ID"])
        raise OSError("no route")

    monkeypatch.setattr(EmailMessage, "send", fail)
    say(owner())
    for _again in range(3):
        jobs.deliver_mail(mail_id=str(Mail.objects.get().pk))
    assert len(seen) == 3
    assert len(set(seen)) == 1


@pytest.mark.django_db
def test_the_administrator_has_a_mail_sent_again(no_mail_server: None) -> None:
    say(owner())
    Mail.objects.update(status=MailStatus.FAILED, attempts=8)
    one = Mail.objects.get()
    with pytest.raises(NotAllowed):
        mail_retry(actor=officer(Role.HEAD), mail_id=one.pk)
    mail_retry(actor=officer(Role.ADMINISTRATOR), mail_id=one.pk)
    one.refresh_from_db()
    assert (one.status, one.attempts) == (MailStatus.WAITING, 0)
    Mail.objects.update(status=MailStatus.SENT)
    with pytest.raises(NotFound):
        mail_retry(actor=officer(Role.ADMINISTRATOR), mail_id=one.pk)


@pytest.mark.django_db
def test_a_mail_whose_job_was_lost_gets_another_once() -> None:
    say(owner())
    with clock.travel(clock.now() + timedelta(minutes=3)):
        assert waiting_mails_sweep() == 0
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")
        assert [waiting_mails_sweep(), waiting_mails_sweep()] == [1, 0]


@pytest.mark.django_db
def test_notices_are_read_by_whom_they_are_for() -> None:
    say(owner(), stranger())
    mine = Notice.objects.get(user=owner())
    assert told_today(owner(), "application_lapsed")
    with pytest.raises(NotFound):
        notice_read(actor=stranger(), notice_id=mine.pk)
    notice_read(actor=owner(), notice_id=mine.pk)
    assert (unread_count(owner()), unread_count(stranger())) == (0, 1)
    assert notices_read(actor=stranger()) == 1
    with clock.travel(clock.now() + timedelta(days=1)):
        assert not told_today(owner(), "application_lapsed")
