"""The surveyor's pages: planning, the report on a phone, and what others see of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sentra.documents.jobs import render_document
from sentra.files.services import file_store
from sentra.kernel import clock
from sentra.licensing.models import Status
from sentra.licensing.services.submit import application_submit
from sentra.licensing.tests.making import filled_draft
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner, stranger
from sentra.reference.queries import working_calendar
from sentra.surveys.models import Report, ReportDraft, Visit
from sentra.surveys.services.plan import visit_plan
from sentra.surveys.tests.making import ASKED, page, photograph, signed_in, typed
from sentra.surveys.tests.test_report import to_survey

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script>\u202e"


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
    assert report.photos.count() == 2 + ASKED
    assert not ReportDraft.objects.exists()


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
    given = typed(**{"q-waste": "no", "n-waste": "Dibuang ke sungai"}, photos=photograph(), hand_in="1")
    given |= {"recommendation": "grant_with_advice", "recommendation_reason": "Buat bak resapan."}
    signed_in(surveyor).post(page("report", application), given)
    report, case = Report.objects.get(), reverse("licensing:case", args=[application.pk])
    body = signed_in(officer(Role.HEAD)).get(case).content.decode()
    for said in ("Dibuang ke sungai", "Grant, with advice", "Buat bak resapan.", "400 kg per bulan", "stated: 4"):
        assert said in body
    checked = body[body.index("What was checked") :]
    assert checked.index("Waste is dealt with") < checked.index("Ready to produce")
    assert reverse("surveys:report_file", args=[report.pk]) in body
    assert reverse("surveys:photo", args=[report.photos.all()[0].pk]) in body
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
    assert client.get(reverse("surveys:photo", args=[report.photos.all()[0].pk])).status_code == 403


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
    given = typed(hand_in="1")
    assert client.post(page("report", application), given).status_code == 302
    application.refresh_from_db()
    assert application.status == Status.GRANTED
    assert client.get(reverse("surveys:visits")).context["to_plan"] == []


def test_files_of_a_report_are_for_those_who_may_see_the_application() -> None:
    application, surveyor = to_survey(), officer(Role.SURVEYOR)
    signed_in(surveyor).post(page("report", application), typed(photos=photograph(), hand_in="1"))
    report = Report.objects.get()
    photo = reverse("surveys:photo", args=[report.photos.all()[0].pk])
    shown = signed_in(officer(Role.HEAD)).get(photo)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    elsewhere = signed_in(officer(Role.HEAD, ["35.05.01"], name="Jauh"))
    assert elsewhere.get(photo).status_code == 404
    assert elsewhere.get(reverse("surveys:report_file", args=[report.pk])).status_code == 404
    assert signed_in(stranger()).get(reverse("surveys:report_file", args=[report.pk])).status_code == 404
    stray = file_store(actor=surveyor, upload=photograph("#010203"), name="lain.jpg", field="photo")
    assert signed_in(officer(Role.HEAD)).get(reverse("surveys:photo", args=[stray.pk])).status_code == 404


def test_the_photographs_of_a_draft_are_its_writers_alone() -> None:
    application, surveyor = to_survey(), officer(Role.SURVEYOR)
    signed_in(surveyor).post(page("report", application), typed(photos=photograph(), add="1"))
    photo = reverse("surveys:photo", args=[ReportDraft.objects.get().photos.all()[0].pk])
    assert signed_in(surveyor).get(photo).status_code == 200
    assert signed_in(officer(Role.SURVEYOR, name="Rekan")).get(photo).status_code == 404


def test_hostile_text_stays_text_everywhere() -> None:
    application, surveyor = to_survey(), officer(Role.SURVEYOR)
    client = signed_in(surveyor)
    visit_plan(
        actor=surveyor, application_id=application.pk, surveyor=surveyor, planned_on=clock.today(), remark=HOSTILE
    )
    given = typed(findings=HOSTILE, team=HOSTILE, capacity=HOSTILE, **{"n-ready": HOSTILE})
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


def test_the_days_visits_cost_the_same_number_of_queries_for_few_and_for_many() -> None:
    surveyor = officer(Role.SURVEYOR)
    client = signed_in(surveyor)

    def queries_with_one_more(ahead: int) -> int:
        day = clock.today() + timedelta(days=ahead)
        visit_plan(actor=surveyor, application_id=to_survey().pk, surveyor=surveyor, planned_on=day)
        to_survey()
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("surveys:visits"))
        return len(queries)

    first, *others = [queries_with_one_more(ahead) for ahead in range(4)]
    assert set(others) == {first}
    assert first <= 8
