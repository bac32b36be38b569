"""The surveyor's pages: planning, the report on a phone, and what others see of it."""

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from sentra.documents.jobs import render_document
from sentra.kernel import clock
from sentra.licensing.models import Application, Status
from sentra.licensing.services.submit import application_submit
from sentra.licensing.tests.making import filled_draft
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner, stranger
from sentra.reference.queries import working_calendar
from sentra.surveys.models import Report, ReportDraft, Visit
from sentra.surveys.services.plan import visit_plan
from sentra.surveys.tests.test_report import ITEMS, to_survey

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script>\u202e"


def signed_in(user: User) -> Client:
    """A browser in which a user is signed in, in English."""
    client = Client()
    client.force_login(user)
    client.cookies["bahasa"] = "en"
    return client


def photograph(colour: str = "#123456", name: str = "mesin.jpg") -> SimpleUploadedFile:
    """A small photograph of one colour."""
    output = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(output, "JPEG")
    return SimpleUploadedFile(name, output.getvalue(), "image/jpeg")


def typed(**changes: Any) -> dict[str, Any]:
    """What a surveyor types who saw nothing wrong."""
    given: dict[str, Any] = {
        "key": str(uuid4()),
        "visited_on": clock.today().isoformat(),
        "team": "Bambang\nSri",
        "findings": "Produksi berjalan setiap hari.",
        "production": "smooth",
        "workers_men": "1",
        "workers_women": "3",
        "capacity": "400 kg per bulan",
        "recommendation": "grant",
        **{f"item-{code}": "ok" for code in ITEMS},
    }
    return {**given, **changes}


def page(name: str, application: Application) -> str:
    """Give the address of a page about an application."""
    return reverse(f"surveys:{name}", args=[application.pk])


def test_the_whole_journey_from_the_plan_to_the_decision() -> None:
    application, surveyor = to_survey(), officer(Role.SURVEYOR)
    client = signed_in(surveyor)
    day = working_calendar().add(clock.today(), 0)
    chosen = {"day": day.isoformat(), "surveyor": str(surveyor.pk), "remark": "Rumah bercat hijau"}
    assert client.post(page("plan", application), chosen).status_code == 302
    visit = Visit.objects.get()
    assert (visit.planned_on, visit.surveyor, visit.remark) == (day, surveyor, "Rumah bercat hijau")
    home = client.get(reverse("surveys:visits")).content.decode()
    assert "Sambel Pecel Mbok Siti" in home
    assert "Rumah bercat hijau" in home
    assert 'href="tel:+6281234567890"' in home
    assert 'href="https://wa.me/6281234567890"' in home
    form = client.get(page("report", application)).content.decode()
    assert "The application states: 4" in form
    given = {**typed(), "photos": [photograph("#111111"), photograph("#eeeeee")], "hand_in": "1"}
    sent = client.post(page("report", application), given)
    assert sent.status_code == 302
    assert sent["Location"] == reverse("licensing:case", args=[application.pk])
    application.refresh_from_db()
    report = Report.objects.get()
    assert application.status == Status.DECISION
    assert report.team == ["Bambang", "Sri"]
    assert report.photos.count() == 2
    assert not ReportDraft.objects.exists()


def test_a_report_posted_twice_stays_one() -> None:
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    given = typed()
    first = client.post(page("report", application), {**given, "photos": photograph(), "hand_in": "1"})
    again = client.post(page("report", application), {**given, "photos": photograph(), "hand_in": "1"})
    assert first["Location"] == again["Location"] == reverse("licensing:case", args=[application.pk])
    assert Report.objects.get().photos.count() == 1
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
    half = {"key": key, "item-ready": "not_ok", "note-ready": "Tungku retak", "workers_men": "dua", "later": "1"}
    saved = phone.post(page("report", application), {**half, "photos": photograph()})
    assert saved["Location"] == reverse("surveys:visits")
    assert "Go on with the report" in desk.get(reverse("surveys:visits")).content.decode()
    form = desk.get(page("report", application)).content.decode()
    assert key in form
    assert "Tungku retak" in form
    assert 'value="dua"' in form
    photo = ReportDraft.objects.get().photos.get()
    assert reverse("surveys:photo", args=[application.pk, photo.pk]) in form
    assert Report.objects.count() == 0


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost() -> None:
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    given = typed(
        **{"item-ready": "not_ok", "note-ready": "", "item-waste": "", "visited_on": "kemarin", "workers_men": "-1"},
        findings="Mesin ada dua.",
        production="halting",
        photos=photograph(),
        hand_in="1",
    )
    refused = client.post(page("report", application), given)
    body = refused.content.decode()
    assert refused.status_code == 422
    wrong = ("note-ready", "item-waste", "visited_on", "workers_men", "production_reason", "recommendation")
    for field in wrong:
        assert f'href="#id_{field}"' in body
        assert f'id="id_{field}"' in body
    for kept in ("Mesin ada dua.", "kemarin", "Bambang", given["key"]):
        assert kept in body
    assert ReportDraft.objects.get().photos.count() == 1
    mended = typed(key=given["key"], hand_in="1")
    assert client.post(page("report", application), mended).status_code == 302
    assert Report.objects.get().photos.count() == 1


def test_photographs_are_added_and_taken_away_while_writing() -> None:
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    given = {**typed(), "photos": [photograph("#101010"), photograph("#e0e0e0")], "add": "1"}
    added = client.post(page("report", application), given)
    assert added["Location"] == f"{page('report', application)}#photographs"
    draft = ReportDraft.objects.get()
    gone, kept = draft.photos.order_by("uploaded_at")
    client.post(page("report", application), typed(key=given["key"], remove=str(gone.pk)))
    assert list(draft.photos.all()) == [kept]


def test_a_pdf_is_no_photograph_and_the_others_are_kept() -> None:
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    pdf = SimpleUploadedFile("surat.pdf", b"%PDF-1.7 nothing", "application/pdf")
    answer = client.post(page("report", application), typed(photos=[pdf, photograph()], add="1"))
    assert answer.status_code == 422
    assert "surat.pdf: This is a PDF" in answer.content.decode()
    assert ReportDraft.objects.get().photos.count() == 1


def test_too_many_photographs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sentra.surveys.services.draft.MOST_PHOTOS", 1)
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    both = [photograph("#101010"), photograph("#e0e0e0")]
    assert client.post(page("report", application), typed(photos=both, add="1")).status_code == 422
    assert ReportDraft.objects.get().photos.count() == 1


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


@pytest.mark.parametrize("name", ["plan", "report"])
def test_who_verified_is_refused_in_words(name: str) -> None:
    application, both = to_survey(), officer(Role.VERIFIER)
    officer(Role.SURVEYOR, name=both.name)
    for refused in (
        signed_in(both).get(page(name, application)),
        signed_in(both).post(page(name, application), typed()),
    ):
        assert refused.status_code == 409
        assert "A colleague has to do this" in refused.content.decode()
    home = signed_in(both).get(reverse("surveys:visits")).content.decode()
    assert "A colleague has to visit" in home


@pytest.mark.parametrize("name", ["plan", "report"])
def test_only_surveyors_of_the_district_come_in(name: str) -> None:
    application = to_survey()
    elsewhere = officer(Role.SURVEYOR, ["35.05.01"], name="Jauh")
    assert signed_in(elsewhere).get(page(name, application)).status_code == 404
    assert signed_in(elsewhere).post(page(name, application), typed()).status_code == 404
    for other in (officer(Role.HEAD), owner(), stranger()):
        assert signed_in(other).get(page(name, application)).status_code == 403
    assert Client().get(page(name, application)).status_code == 302


def test_planning_asks_for_a_day_to_come_and_a_surveyor_on_duty() -> None:
    application, surveyor = to_survey(), officer(Role.SURVEYOR)
    client = signed_in(surveyor)
    past = {"day": "another", "other_day": "2020-01-01", "surveyor": str(surveyor.pk)}
    answer = client.post(page("plan", application), past)
    assert answer.status_code == 422
    assert 'href="#id_other_day"' in answer.content.decode()
    verifier = officer(Role.VERIFIER)
    for wrong in ({}, {**past, "other_day": ""}, {**past, "surveyor": str(verifier.pk)}):
        assert client.post(page("plan", application), wrong).status_code == 422
    assert not Visit.objects.exists()


def test_a_visit_is_planned_within_half_a_year() -> None:
    application, surveyor = to_survey(), officer(Role.SURVEYOR)
    typed_wrong = {"day": "another", "other_day": "2066-01-01", "surveyor": str(surveyor.pk)}
    answer = signed_in(surveyor).post(page("plan", application), typed_wrong)
    assert answer.status_code == 422
    assert "within half a year" in answer.content.decode()


def test_the_days_say_where_one_is_already() -> None:
    application, surveyor = to_survey(), officer(Role.SURVEYOR)
    day = working_calendar().add(clock.today(), 1)
    visit_plan(actor=surveyor, application_id=application.pk, surveyor=surveyor, planned_on=day)
    body = signed_in(surveyor).get(page("plan", application)).content.decode()
    assert "you have visits in" in body
    assert "Planned so far" in body


def test_visits_stand_by_day_and_the_overdue_ones_first() -> None:
    surveyor, colleague = officer(Role.SURVEYOR), officer(Role.SURVEYOR, name="Rekan")
    today = clock.today()
    with clock.travel(clock.now() - timedelta(days=3)):
        overdue, moved, other = to_survey(), to_survey(), to_survey()
        for application in (overdue, moved, other):
            visit_plan(actor=surveyor, application_id=application.pk, surveyor=surveyor, planned_on=clock.today())
    visit_plan(actor=surveyor, application_id=moved.pk, surveyor=surveyor, planned_on=today + timedelta(days=1))
    visit_plan(actor=surveyor, application_id=other.pk, surveyor=colleague, planned_on=today)
    unplanned = to_survey()
    context = signed_in(surveyor).get(reverse("surveys:visits")).context
    assert [stop.application for stop in context["overdue"]] == [overdue]
    assert context["today"] == []
    assert [stop.application for stop in context["tomorrow"]] == [moved]
    assert [stop.application for stop in context["to_plan"]] == [unplanned]
    assert [stop.application for stop in signed_in(colleague).get(reverse("surveys:visits")).context["today"]] == [
        other
    ]


def test_officers_read_the_report_on_the_case_what_does_not_fit_first() -> None:
    application, surveyor = to_survey(), officer(Role.SURVEYOR)
    given = typed(**{"item-waste": "not_ok", "note-waste": "Dibuang ke sungai"}, photos=photograph(), hand_in="1")
    given |= {"recommendation": "grant_with_advice", "recommendation_reason": "Buat bak resapan."}
    signed_in(surveyor).post(page("report", application), given)
    report, case = Report.objects.get(), reverse("licensing:case", args=[application.pk])
    body = signed_in(officer(Role.HEAD)).get(case).content.decode()
    for said in ("Dibuang ke sungai", "Grant, with advice", "Buat bak resapan.", "400 kg per bulan", "stated: 4"):
        assert said in body
    checked = body[body.index("What was checked") :]
    assert checked.index("Waste is dealt with") < checked.index("Ready to produce")
    assert reverse("surveys:report_file", args=[report.pk]) in body
    assert reverse("surveys:photo", args=[application.pk, report.photos.get().pk]) in body
    assert page("plan", application) not in body


def test_the_case_offers_plan_and_report_to_surveyors_only() -> None:
    application = to_survey()
    case = reverse("licensing:case", args=[application.pk])
    assert page("plan", application) in signed_in(officer(Role.SURVEYOR)).get(case).content.decode()
    assert page("plan", application) not in signed_in(officer(Role.HEAD)).get(case).content.decode()


def test_the_applicant_sees_the_day_then_the_signed_report_but_no_photograph() -> None:
    application, surveyor = to_survey(), officer(Role.SURVEYOR)
    own = reverse("licensing:application", args=[application.pk])
    client = signed_in(owner())
    assert "Visit to your workplace" not in client.get(own).content.decode()
    remark = "Hati-hati anjing"
    visit_plan(
        actor=surveyor, application_id=application.pk, surveyor=surveyor, planned_on=clock.today(), remark=remark
    )
    body = client.get(own).content.decode()
    assert "Visit to your workplace" in body
    assert surveyor.name in body
    assert remark not in body
    signed_in(surveyor).post(page("report", application), typed(photos=photograph(), hand_in="1"))
    report = Report.objects.get()
    address = reverse("surveys:report_file", args=[report.pk])
    assert address in client.get(own).content.decode()
    assert client.get(address).status_code == 202
    render_document(document_id=str(report.document_id))
    pdf = client.get(address)
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")
    assert client.get(reverse("surveys:photo", args=[application.pk, report.photos.get().pk])).status_code == 403


def test_a_survey_owed_after_an_instant_grant_goes_the_same_way() -> None:
    officer(Role.HEAD)
    application = application_submit(actor=owner(), application_id=filled_draft(owner(), "pendaftaran_ikm").pk)
    surveyor = officer(Role.SURVEYOR)
    client, own = signed_in(surveyor), reverse("licensing:application", args=[application.pk])
    assert [stop.application for stop in client.get(reverse("surveys:visits")).context["to_plan"]] == [application]
    visit_plan(actor=surveyor, application_id=application.pk, surveyor=surveyor, planned_on=clock.today())
    assert "Visit to your workplace" in signed_in(owner()).get(own).content.decode()
    with clock.travel(clock.now() + timedelta(days=1)):
        assert "If nobody came, tell the office" in signed_in(owner()).get(own).content.decode()
    form = client.get(page("report", application)).context["form"]
    given = typed(**{check.result.name: "ok" for check in form.checks()}, hand_in="1")
    assert client.post(page("report", application), given).status_code == 302
    application.refresh_from_db()
    assert application.status == Status.GRANTED
    assert client.get(reverse("surveys:visits")).context["to_plan"] == []


def test_files_of_a_report_are_for_those_who_may_see_the_application() -> None:
    application, surveyor = to_survey(), officer(Role.SURVEYOR)
    signed_in(surveyor).post(page("report", application), typed(photos=photograph(), hand_in="1"))
    report = Report.objects.get()
    photo = reverse("surveys:photo", args=[application.pk, report.photos.get().pk])
    shown = signed_in(officer(Role.HEAD)).get(photo)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    elsewhere = signed_in(officer(Role.HEAD, ["35.05.01"], name="Jauh"))
    assert elsewhere.get(photo).status_code == 404
    assert elsewhere.get(reverse("surveys:report_file", args=[report.pk])).status_code == 404
    assert signed_in(stranger()).get(reverse("surveys:report_file", args=[report.pk])).status_code == 404
    another = to_survey()
    swapped = reverse("surveys:photo", args=[another.pk, report.photos.get().pk])
    assert signed_in(officer(Role.HEAD)).get(swapped).status_code == 404


def test_the_photographs_of_a_draft_are_its_writers_alone() -> None:
    application, surveyor = to_survey(), officer(Role.SURVEYOR)
    signed_in(surveyor).post(page("report", application), typed(photos=photograph(), add="1"))
    photo = reverse("surveys:photo", args=[application.pk, ReportDraft.objects.get().photos.get().pk])
    assert signed_in(surveyor).get(photo).status_code == 200
    assert signed_in(officer(Role.SURVEYOR, name="Rekan")).get(photo).status_code == 404


def test_hostile_text_stays_text_everywhere() -> None:
    application, surveyor = to_survey(), officer(Role.SURVEYOR)
    client = signed_in(surveyor)
    visit_plan(
        actor=surveyor, application_id=application.pk, surveyor=surveyor, planned_on=clock.today(), remark=HOSTILE
    )
    given = typed(findings=HOSTILE, team=HOSTILE, capacity=HOSTILE, **{"note-ready": HOSTILE})
    given |= {"recommendation": "grant_with_advice", "recommendation_reason": HOSTILE}
    client.post(page("report", application), {**given, "later": "1"})
    pages = [client.get(reverse("surveys:visits")), client.get(page("report", application))]
    client.post(page("report", application), {**given, "hand_in": "1"})
    pages += [client.get(reverse("licensing:case", args=[application.pk]))]
    for shown in pages:
        body = shown.content.decode()
        assert shown.status_code == 200
        assert "&lt;script&gt;alert" in body
        assert "<script>alert" not in body
        assert "\u202e" not in body


def test_the_days_visits_cost_the_same_number_of_queries_for_few_and_for_many(
    django_assert_max_num_queries: Any,
) -> None:
    surveyor = officer(Role.SURVEYOR)
    client = signed_in(surveyor)
    for ahead in range(3):
        visit_plan(
            actor=surveyor,
            application_id=to_survey().pk,
            surveyor=surveyor,
            planned_on=clock.today() + timedelta(days=ahead),
        )
        to_survey()
    client.get(reverse("surveys:visits"))
    with django_assert_max_num_queries(9):
        client.get(reverse("surveys:visits"))


def test_the_report_form_asks_the_database_little(django_assert_max_num_queries: Any) -> None:
    application, client = to_survey(), signed_in(officer(Role.SURVEYOR))
    client.get(page("report", application))
    with django_assert_max_num_queries(10):
        client.get(page("report", application))
