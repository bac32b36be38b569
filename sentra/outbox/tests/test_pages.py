"""One's own notices, and the page of what couldn't be delivered."""

from http import HTTPStatus

import pytest
from django.db import transaction
from django.test import Client

from sentra.kernel import clock
from sentra.outbox.models import Mail, MailStatus, Notice
from sentra.outbox.services import emit
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner, stranger

pytestmark = pytest.mark.django_db

CONTEXT = {
    "number": "P-2026-000001",
    "service": "Tanda Daftar Industri",
    "business": "<b>Sambel</b>",
    "due": "2026-12-04",
}


def told(user: User) -> Notice:
    """Tell a user something."""
    with transaction.atomic():
        event = emit(kind="application_received", record=user, to=[user], context=CONTEXT, url="/permohonan/")
    return Notice.objects.get(event=event, user=user)


def test_a_notice_is_read_and_leads_on(client: Client) -> None:
    notice = told(owner())
    client.force_login(owner())
    page = client.get("/pemberitahuan/").content.decode()
    assert "P-2026-000001" in page
    assert "<b>Sambel" not in page
    assert client.post(f"/pemberitahuan/{notice.pk}/")["Location"] == "/permohonan/"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_all_are_marked_as_read(client: Client) -> None:
    told(owner())
    told(owner())
    client.force_login(owner())
    client.post("/pemberitahuan/dibaca/")
    assert not Notice.objects.filter(user=owner(), read_at=None).exists()


def test_a_notice_of_another_isnt_found_nor_shown(client: Client) -> None:
    notice = told(owner())
    client.force_login(stranger())
    assert "P-2026-000001" not in client.get("/pemberitahuan/").content.decode()
    assert client.post(f"/pemberitahuan/{notice.pk}/").status_code == HTTPStatus.NOT_FOUND


def test_a_mail_that_was_given_up_is_shown_with_its_reason_and_tried_again(client: Client) -> None:
    told(owner())
    mail = Mail.objects.get(user=owner())
    Mail.objects.filter(pk=mail.pk).update(status=MailStatus.FAILED, attempts=8, last_error="550 <unknown>")
    client.force_login(officer(Role.ADMINISTRATOR))
    page = client.get("/petugas/pengiriman/").content.decode()
    assert "550 &lt;unknown&gt;" in page
    client.post(f"/petugas/pengiriman/{mail.pk}/ulangi/")
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (MailStatus.WAITING, 0)
    assert mail.address not in client.get("/petugas/pengiriman/").content.decode()


def test_a_mail_that_is_sent_isnt_sent_again(client: Client) -> None:
    told(owner())
    mail = Mail.objects.get(user=owner())
    Mail.objects.filter(pk=mail.pk).update(status=MailStatus.SENT, sent_at=clock.now())
    client.force_login(officer(Role.ADMINISTRATOR))
    assert client.post(f"/petugas/pengiriman/{mail.pk}/ulangi/").status_code == HTTPStatus.NOT_FOUND


def test_others_are_refused(client: Client) -> None:
    assert client.get("/pemberitahuan/")["Location"] == "/akun/masuk/?next=/pemberitahuan/"
    assert client.get("/petugas/pengiriman/")["Location"] == "/akun/masuk/?next=/petugas/pengiriman/"
    client.force_login(officer(Role.HEAD))
    assert client.get("/petugas/pengiriman/").status_code == HTTPStatus.FORBIDDEN
