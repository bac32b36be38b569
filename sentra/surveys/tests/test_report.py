"""A survey from its plan to the signed report, and on to the decision."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from sentra.audit.models import Entry
from sentra.documents.checking import check_pdf
from sentra.documents.jobs import render_document
from sentra.files.services import file_read, file_store
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed
from sentra.licensing.models import Application, Status
from sentra.licensing.services.decide import application_grant
from sentra.licensing.services.submit import application_submit
from sentra.licensing.services.verify import paper_check, papers_pass
from sentra.licensing.tests.making import filled_draft, picture
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.registry.models import Business, Production
from sentra.surveys.models import Report
from sentra.surveys.queries import asks_of_application, surveyors_for
from sentra.surveys.services.hand_in import application_hand_in
from sentra.surveys.services.plan import visit_plan
from sentra.surveys.tests.making import reported, told

pytestmark = pytest.mark.django_db


def to_survey() -> Application:
    """An application that waits for its survey."""
    application = application_submit(actor=owner(), application_id=filled_draft(owner()).pk)
    for code in set(application.papers.values_list("code", flat=True)):
        paper_check(actor=officer(Role.VERIFIER), application_id=application.pk, code=code, good=True)
    application.refresh_from_db()
    return papers_pass(actor=officer(Role.VERIFIER), application_id=application.pk, version=application.version)


def test_a_report_brings_the_application_to_its_decision_and_permit() -> None:
    application = to_survey()
    surveyor = officer(Role.SURVEYOR)
    visit_plan(actor=surveyor, application_id=application.pk, surveyor=surveyor, planned_on=clock.today())
    photo = file_store(actor=surveyor, upload=picture(), name="foto.jpg", field="photo")
    seen = told(surveyor, asks_of_application(application))
    key = uuid4()
    report = application_hand_in(actor=surveyor, application_id=application.pk, key=key, told=seen, photos=[photo])
    application.refresh_from_db()
    assert application.status == Status.DECISION
    assert application.surveyed_by == surveyor
    render_document(document_id=str(report.document_id))
    report.document.refresh_from_db()
    assert report.document.file
    assert check_pdf(file_read(report.document.file)).genuine
    permit = application_grant(actor=officer(Role.HEAD), application_id=application.pk, version=application.version)
    assert permit.number.startswith("503/0001/TDI/35.05/")


def test_the_code_on_a_report_tells_everybody_that_it_is_ours_and_nothing_of_what_it_says(client: Client) -> None:
    report = reported(officer(Role.SURVEYOR), to_survey())
    asked = client.get(reverse("licensing:verify"), {"number": report.document.code.lower()})
    answer = client.get(asked["Location"])
    page = answer.content.decode()
    assert (answer.status_code, "verdict good" in page, report.document.number in page) == (200, True, True)
    assert [told for told in (report.findings, report.business_name) if told in page] == []


def test_a_report_is_indonesian_whatever_language_its_surveyor_reads() -> None:
    application = to_survey()
    with translation.override("en"):
        report = reported(officer(Role.SURVEYOR), application)
    assert report.document.data["production"] == "Lancar"
    assert report.document.data["recommendation"] == "Setujui"


def test_a_report_sent_twice_stays_one() -> None:
    application = to_survey()
    key = uuid4()
    first = reported(officer(Role.SURVEYOR), application, key=key)
    again = reported(officer(Role.SURVEYOR), application, key=key)
    assert first == again
    assert Report.objects.count() == 1


def test_another_report_for_the_same_application_is_refused() -> None:
    application = to_survey()
    reported(officer(Role.SURVEYOR), application)
    with pytest.raises(Conflict):
        reported(officer(Role.SURVEYOR), application)


def test_everything_that_is_missing_is_named() -> None:
    application = to_survey()
    with pytest.raises(InvalidInput) as refused:
        reported(
            officer(Role.SURVEYOR),
            application,
            answers={"ready": "no"},
            visited_on=clock.today() + timedelta(days=1),
            findings=" ",
            production="halting",
            workers_men=-1,
            recommendation="",
        )
    fields = {problem.field for problem in refused.value.problems}
    assert {
        "q-address",
        "n-ready",
        "q-photo_front",
        "visited_on",
        "findings",
        "production_reason",
        "workers_men",
        "recommendation",
    } <= fields


def test_a_point_that_must_be_so_forbids_a_plain_grant() -> None:
    application = to_survey()
    surveyor = officer(Role.SURVEYOR)
    fitting = told(surveyor, asks_of_application(application)).answers
    with pytest.raises(InvalidInput) as refused:
        reported(surveyor, application, answers={**fitting, "ready": "no"}, notes={"ready": "Mesin belum ada."})
    assert [problem.code for problem in refused.value.problems] == ["contradiction"]


def test_the_verifier_does_not_survey() -> None:
    application = to_survey()
    with pytest.raises(NotAllowed):
        reported(officer(Role.VERIFIER), application)


def test_a_survey_after_an_instant_grant_tells_the_register() -> None:
    officer(Role.HEAD)
    application = application_submit(actor=owner(), application_id=filled_draft(owner(), "pendaftaran_ikm").pk)
    reported(officer(Role.SURVEYOR), application, production="halting", production_reason="Bahan baku mahal.")
    application.refresh_from_db()
    assert application.status == Status.GRANTED
    assert not application.survey_owed
    assert Business.objects.get().production == Production.HALTING


def test_nobody_is_sent_to_their_own_business() -> None:
    application, surveyor = to_survey(), officer(Role.SURVEYOR)
    officer(Role.SURVEYOR, name=owner().name)
    assert surveyors_for(application) == [surveyor]
    with pytest.raises(InvalidInput):
        visit_plan(actor=surveyor, application_id=application.pk, surveyor=owner(), planned_on=clock.today())


def test_who_entered_an_application_may_survey_it_and_no_rule_gives_way() -> None:
    clerk, application = officer(Role.SURVEYOR), to_survey()
    Application.objects.filter(pk=application.pk).update(entered_by=clerk)
    reported(clerk, application)
    assert "relaxed_own_entry" not in Entry.objects.get(act="application.survey").after
