"""Who reported is sealed: only the officer of the case reads it, each reading is recorded, nothing else shows it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from sentra.audit.models import Entry
from sentra.cases.models import Case, Complaint
from sentra.cases.services.automatic import reporters_forget
from sentra.cases.services.close import case_close, reporter_read
from sentra.cases.services.triage import case_assign
from sentra.cases.tests.making import (
    CONTACT,
    HAPPENED,
    NAME,
    asked,
    found,
    fresh,
    head,
    recorded,
    reported,
    trade,
    triaged,
)
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, NotAllowed, NotFound
from sentra.outbox.models import Event
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner
from sentra.reference.loading import current_pack

pytestmark = pytest.mark.django_db


def opened(user: User | None, address: str, *, post: bool = False) -> tuple[int, str]:
    """Open a page as somebody; gives status and text."""
    client = Client()
    if user:
        client.force_login(user)
    response = client.post(address) if post else client.get(address)
    return response.status_code, response.content.decode()


def reporter_address(complaint: Complaint) -> str:
    """Where the officer of the case reads who reported."""
    return reverse("cases:reporter", args=[complaint.case_id, complaint.pk])


def test_the_officer_of_the_case_reads_it_and_that_is_recorded() -> None:
    complaint = triaged().complaints.get()
    status, text = opened(trade(), reporter_address(complaint), post=True)
    assert (status, NAME in text, CONTACT in text) == (200, True, True)
    entry = Entry.objects.get(act="case.read_reporter")
    assert (entry.actor, entry.record_id) == (trade(), str(complaint.case_id))
    assert NAME not in str(entry.after)


def test_colleagues_with_the_same_duty_and_everybody_else_do_not() -> None:
    complaint = triaged().complaints.get()
    colleague = officer(Role.DISPERINDAG, name="Rekan")
    with pytest.raises(Conflict):
        reporter_read(actor=colleague, case_id=complaint.case_id, complaint_id=complaint.pk)
    for role in set(Role) - {Role.DISPERINDAG}:
        with pytest.raises((NotAllowed, NotFound)):
            reporter_read(actor=officer(role), case_id=complaint.case_id, complaint_id=complaint.pk)
        assert opened(officer(role), reporter_address(complaint), post=True)[0] in {403, 404}
    assert opened(owner(), reporter_address(complaint), post=True)[0] == 403
    assert opened(None, reporter_address(complaint), post=True)[0] == 302
    assert not Entry.objects.filter(act="case.read_reporter").exists()


def test_who_loses_the_case_loses_the_reading() -> None:
    case = triaged()
    case_assign(actor=trade(), case_id=case.pk, version=case.version, officer=officer(Role.DISPERINDAG, name="Rekan"))
    with pytest.raises(Conflict):
        reporter_read(actor=trade(), case_id=case.pk, complaint_id=case.complaints.get().pk)


def test_no_page_shows_it_in_passing() -> None:
    case = asked(recorded())
    complaint = case.complaints.get()
    readers = [trade(), head(), officer(Role.SURVEYOR), officer(Role.AUDITOR)]
    pages = [opened(user, reverse("cases:case", args=[case.pk])) for user in readers]
    pages += [opened(user, reverse("cases:cases")) for user in readers]
    assert {status for status, _text in pages} == {200}
    pages.append(opened(owner(), reverse("cases:own", args=[case.pk])))
    client = Client()
    pages.append((200, client.post(reverse("cases:follow"), {"code": complaint.code}).content.decode()))
    assert not [text for _status, text in pages if NAME in text or CONTACT in text]


def test_the_maker_does_not_read_the_report_itself() -> None:
    case = asked(recorded())
    status, text = opened(owner(), reverse("cases:own", args=[case.pk]))
    assert status == 200
    assert HAPPENED not in text
    assert "Pasar Kanigoro" not in text


def test_it_lies_sealed_in_the_database_and_in_no_notice_or_audit() -> None:
    complaint = reported()
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(c)::text FROM cases_complaint c")
        (row,) = cursor.fetchone() or ("",)
    assert not [secret for secret in (NAME, CONTACT, complaint.code) if secret in row]
    told = [str(one) for one in Event.objects.values_list("data", flat=True)]
    told += [str(one) for one in Entry.objects.values_list("before", "after", "reason")]
    assert not [one for one in told if NAME in one or CONTACT in one or complaint.code in one]


def test_who_reported_is_forgotten_long_after_the_end_and_that_is_recorded() -> None:
    kept, ended = triaged().complaints.get(), found()
    case_close(actor=trade(), case_id=ended.pk, version=ended.version, result="Pembuat sudah memperbaiki.")
    days = current_pack().cases.reporting.forget_after_days
    with clock.travel(clock.now() + timedelta(days=days - 1)):
        assert reporters_forget() == 0
    with clock.travel(clock.now() + timedelta(days=days + 1)):
        assert reporters_forget() == 1
        assert reporters_forget() == 0
    gone = ended.complaints.get()
    assert (gone.has_reporter, gone.reporter_name, gone.reporter_contact) == (False, "", "")
    kept.refresh_from_db()
    assert (kept.has_reporter, kept.reporter_name) == (True, NAME)
    assert Entry.objects.get(act="case.forget_reporters").record_id == str(ended.pk)


def test_an_anonymous_report_has_nothing_to_read() -> None:
    complaint = reported(reporter_name="", reporter_contact="")
    case = fresh(complaint.case)
    case_assign(actor=trade(), case_id=case.pk, version=case.version, officer=trade())
    with pytest.raises(NotFound):
        reporter_read(actor=trade(), case_id=case.pk, complaint_id=complaint.pk)
    assert Case.objects.count() == 1
