"""The report's form: saved whenever one likes, nothing lost, handed in once."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sentra.kernel import clock
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.surveys.models import Report, ReportDraft
from sentra.surveys.queries import draft_files
from sentra.surveys.tests.making import ASKED, page, photograph, signed_in, typed
from sentra.surveys.tests.test_report import to_survey

pytestmark = pytest.mark.django_db


def test_a_report_posted_twice_stays_one() -> None:
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    given = typed()
    first = client.post(page("report", application), {**given, "photos": photograph(), "hand_in": "1"})
    again = client.post(page("report", application), {**given, "photos": photograph(), "hand_in": "1"})
    assert first["Location"] == again["Location"] == reverse("licensing:case", args=[application.pk])
    assert Report.objects.get().photos.count() == 1 + ASKED
    assert not ReportDraft.objects.exists()


def test_another_report_on_the_same_application_is_refused_in_words() -> None:
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    client.post(page("report", application), typed(hand_in="1"))
    late = client.post(page("report", application), typed(hand_in="1"))
    assert late.status_code == 409
    assert "can&#x27;t be done any more" in late.content.decode()
    assert client.get(page("report", application)).status_code == 409


def test_a_half_filled_report_is_saved_and_taken_up_on_another_device() -> None:
    application, surveyor = to_survey(), officer(Role.SURVEYOR)
    phone, desk = signed_in(surveyor), signed_in(surveyor)
    key = str(uuid4())
    half = {"key": key, "q-ready": "no", "n-ready": "Tungku retak", "workers_men": "dua", "later": "1"}
    saved = phone.post(page("report", application), {**half, "photos": photograph()})
    assert saved["Location"] == reverse("surveys:visits")
    assert "Go on with the report" in desk.get(reverse("surveys:visits")).content.decode()
    form = desk.get(page("report", application)).content.decode()
    assert key in form
    assert "Tungku retak" in form
    assert 'value="dua"' in form
    photo = ReportDraft.objects.get().photos.get()
    assert reverse("surveys:photo", args=[photo.pk]) in form
    assert Report.objects.count() == 0


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost() -> None:
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    given = typed(
        **{"q-ready": "no", "n-ready": "", "q-waste": "", "visited_on": "kemarin", "workers_men": "-1"},
        findings="Mesin ada dua.",
        production="halting",
        photos=photograph(),
        hand_in="1",
    )
    refused = client.post(page("report", application), given)
    body = refused.content.decode()
    assert refused.status_code == 422
    wrong = ("n-ready", "q-waste", "visited_on", "workers_men", "production_reason", "recommendation")
    for field in wrong:
        assert f'href="#id_{field}"' in body
        assert f'id="id_{field}"' in body
    for kept in ("Mesin ada dua.", "kemarin", "Bambang", given["key"]):
        assert kept in body
    assert ReportDraft.objects.get().photos.count() == 1 + ASKED
    mended = typed(key=given["key"], hand_in="1")
    assert client.post(page("report", application), mended).status_code == 302
    assert Report.objects.get().photos.count() == 1 + ASKED


def test_photographs_are_added_and_taken_away_while_writing() -> None:
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    given = {**typed(), "photos": [photograph("#101010"), photograph("#e0e0e0")], "add": "1"}
    added = client.post(page("report", application), given)
    assert added["Location"] == f"{page('report', application)}#photographs"
    draft = ReportDraft.objects.get()
    gone, kept = draft_files(draft)[""]
    client.post(page("report", application), typed(key=given["key"], remove=str(gone.pk)))
    draft.refresh_from_db()
    assert draft_files(draft)[""] == [kept]


def test_the_enter_key_saves_and_takes_no_photograph_away() -> None:
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    given = typed()
    client.post(page("report", application), {**given, "photos": photograph(), "add": "1"})
    form = client.get(page("report", application)).content.decode()
    body = form[form.index('name="key"') :]
    assert 'name="keep"' in body[: body.index("</button>")]
    kept = client.post(page("report", application), {**given, "keep": "1"})
    assert kept["Location"] == f"{page('report', application)}#production"
    assert ReportDraft.objects.get().photos.count() == 1 + ASKED


def test_a_pdf_is_no_photograph_and_the_others_are_kept() -> None:
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    pdf = SimpleUploadedFile("surat.pdf", b"%PDF-1.7 nothing", "application/pdf")
    answer = client.post(page("report", application), typed(photos=[pdf, photograph()], add="1"))
    assert answer.status_code == 422
    assert "surat.pdf: This is a PDF" in answer.content.decode()
    assert ReportDraft.objects.get().photos.count() == 1 + ASKED


def test_too_many_photographs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sentra.surveys.services.draft.MOST_PHOTOS", 1)
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    both = [photograph("#101010"), photograph("#e0e0e0")]
    assert client.post(page("report", application), typed(photos=both, add="1")).status_code == 422
    assert ReportDraft.objects.get().photos.count() == 1 + ASKED


def test_a_visit_lies_between_the_application_and_today() -> None:
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    for day in ("2006-01-01", (clock.today() + timedelta(days=1)).isoformat()):
        refused = client.post(page("report", application), typed(visited_on=day, hand_in="1"))
        assert refused.status_code == 422
        assert 'href="#id_visited_on"' in refused.content.decode()


def test_a_form_without_its_key_is_refused() -> None:
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    assert client.post(page("report", application), typed(key="x")).status_code == 422
    assert not ReportDraft.objects.exists()


def test_a_key_of_another_report_does_not_get_in_the_way() -> None:
    first, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    given = typed(hand_in="1")
    client.post(page("report", first), given)
    second = to_survey()
    assert client.post(page("report", second), given).status_code == 302
    assert Report.objects.count() == 2


def test_the_report_form_asks_the_database_little(django_assert_max_num_queries: Any) -> None:
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    client.get(page("report", application))
    with django_assert_max_num_queries(10):
        client.get(page("report", application))
