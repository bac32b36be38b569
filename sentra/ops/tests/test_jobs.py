"""The upkeep: lost work gets a job again, one only; what nobody needs is cleared and still counted."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from sentra.documents import jobs as document_jobs
from sentra.documents.models import Document, Lookup
from sentra.documents.services import lookups_clear, unmade_documents_sweep
from sentra.kernel import clock
from sentra.ops.jobs import clear, sweep
from sentra.outbox.models import Mail, MailStatus
from sentra.outbox.services import emit, waiting_mails_sweep
from sentra.people.tests.people import owner

pytestmark = pytest.mark.django_db


def a_document() -> Document:
    """A document of ten minutes ago that was never made."""
    ago = clock.now() - timedelta(minutes=10)
    return Document.objects.create(
        kind="permit", number="1", code="ABCD", title="Izin", template="permit", data={}, record_type="x",
        record_id="1", signer_name="Kepala", issued_at=ago, created_at=ago,
    )  # fmt: skip


def jobs(task: str) -> int:
    """Count the jobs of a task."""
    return ProcrastinateJob.objects.filter(task_name=task).count()


def forget_jobs() -> None:
    """Lose all jobs, as no accident should."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def test_a_mail_that_lost_its_job_gets_one_again() -> None:
    with clock.travel(clock.now() - timedelta(minutes=5)):
        emit(kind="application_lapsed", record=owner(), to=[owner()], context={})
    assert waiting_mails_sweep() == 0
    forget_jobs()
    assert waiting_mails_sweep() == 1
    assert waiting_mails_sweep() == 0
    assert jobs("outbox.deliver_mail") == 1


def test_a_mail_whose_next_try_is_due_later_waits_for_it() -> None:
    with clock.travel(clock.now() - timedelta(minutes=5)):
        emit(kind="application_lapsed", record=owner(), to=[owner()], context={})
    forget_jobs()
    Mail.objects.update(next_try_at=clock.now() + timedelta(hours=1))
    assert waiting_mails_sweep() == 0


def test_a_document_that_was_never_made_gets_a_job_and_its_fault_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    document = a_document()
    sweep(timestamp=0)
    sweep(timestamp=0)
    assert jobs("documents.render") == 1

    def fail(_document: Document) -> bytes:
        raise OSError("no room for the picture")

    monkeypatch.setattr(document_jobs, "make_pdf", fail)
    with pytest.raises(OSError, match="no room"):
        document_jobs.render_document(document_id=str(document.pk))
    document.refresh_from_db()
    assert document.last_error == "OSError: no room for the picture"
    monkeypatch.setattr(document_jobs, "make_pdf", lambda _document: b"%PDF-1.7 made")
    document_jobs.render_document(document_id=str(document.pk))
    document.refresh_from_db()
    assert (document.last_error, document.file is None) == ("", False)
    forget_jobs()
    assert unmade_documents_sweep() == 0


def test_old_lookups_go_and_their_number_stays() -> None:
    document = a_document()
    now = clock.now()
    for days in (120, 100, 10):
        Lookup.objects.create(document=document, kind="qr", visitor="v", at=now - timedelta(days=days))
    for hours in (30, 1):
        Lookup.objects.create(document=None, kind="track", visitor="v", at=now - timedelta(hours=hours))
    assert lookups_clear() == 3
    assert lookups_clear() == 0
    document.refresh_from_db()
    assert (document.lookups_cleared, document.lookups.count(), Lookup.objects.count()) == (2, 1, 2)


def test_sessions_that_ran_out_are_cleared() -> None:
    Session.objects.create(session_key="old", session_data="", expire_date=clock.now() - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=clock.now() + timedelta(days=1))
    clear(timestamp=0)
    assert [session.session_key for session in Session.objects.all()] == ["new"]


def test_a_mail_that_cannot_even_be_worded_counts_as_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    emit(kind="application_lapsed", record=owner(), to=[owner()], context={})
    mail = Mail.objects.get()

    def fail(_mail: Mail) -> None:
        raise KeyError("number")

    monkeypatch.setattr("sentra.outbox.jobs._send", fail)
    app.tasks["outbox.deliver_mail"](mail_id=str(mail.pk))
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (MailStatus.WAITING, 1)
    assert mail.last_error == "KeyError: 'number'"


def test_the_calendar_and_the_upkeep_are_known_to_the_worker() -> None:
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    periodic = {name for name, _id in app.periodic_registry.periodic_tasks}
    assert periodic == {
        "licensing.corrections_lapse",
        "licensing.corrections_remind",
        "licensing.silence_grants",
        "licensing.permits_expire",
        "licensing.permits_remind",
        "licensing.late_work_tell",
        "registry.doubles_weekly",
        "registry.papers_expire",
        "registry.papers_remind",
        "registry.words_count",
        "registry.words_learn",
        "cases.late_cases_tell",
        "cases.reporters_forget",
        "surveys.arrivals_clear",
        "programmes.calls_close",
        "programmes.calls_tell",
        "programmes.outcomes_ask",
        "promotion.catalogue_mend",
        "promotion.changes_forget",
        "promotion.issues_deliver",
        "promotion.subscribers_forget",
        "promotion.enquiries_forget",
        "promotion.words_learn",
        "promotion.pictures_forget",
        "promotion.pictures_make",
        "transfer.stopped_tell",
        "insights.months_count",
        "insights.months_look_back",
        "insights.reports_due",
        "insights.unknown_count",
        "insights.data_make",
        "insights.skm_invite",
        "insights.skm_tidy",
        "ops.sweep",
        "ops.clear",
        "ops.clear_jobs",
        "outbox.put_back_stalled",
    }
