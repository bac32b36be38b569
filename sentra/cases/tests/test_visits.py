"""A case is looked into on a visit of the supervision, and a visit opens a case: in the database and on the pages."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sentra.cases.models import Case, Complaint, State
from sentra.cases.queries import complaints_by_business
from sentra.cases.services import triage, visits
from sentra.cases.tests.making import examining, fresh, recorded, trade, triaged
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed
from sentra.licensing.tests.making import publish
from sentra.outbox.models import Notice
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner
from sentra.registry.models import Business
from sentra.registry.tests.making import registered
from sentra.surveys.models import Report, Visit, VisitKind
from sentra.surveys.services.plan import visit_cancel
from sentra.surveys.tests.making import signed_in, typed
from sentra.surveys.tests.visiting import business_visit, visited
from tests.making import sent_in, to_survey

pytestmark = pytest.mark.django_db

TOMORROW = timedelta(days=1)
SEEN = {"problem_product": "Sambel pecel pedas", "problem_happened": "Tutup botol tidak disegel, sebagian menggembung."}


def made() -> Business:
    """A business on the register whose checklists are published."""
    publish()
    return registered()


def planned_for(case: Case) -> Visit:
    """A visit that looks into a case, tomorrow."""
    return visits.case_visit_plan(
        actor=trade(),
        case_id=case.pk,
        planned_on=clock.today() + TOMORROW,
        surveyor=officer(Role.SURVEYOR),
        remark="Minta contoh batch B-12",
    )


def told_kinds(user: User) -> list[str]:
    """What somebody was told, by kind, in order."""
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("event__kind", flat=True))


def test_a_visit_planned_from_a_case_is_one_of_the_supervision() -> None:
    business = made()
    case = examining(business)
    visit = planned_for(case)
    assert (visit.kind, visit.business, visit.reasons) == (VisitKind.FOLLOW_UP, business, ["complaint"])
    assert visit.revision is not None
    assert list(fresh(case).visits.all()) == [visit]
    assert told_kinds(officer(Role.SURVEYOR))[-1:] == ["visit_assigned"]
    assert told_kinds(owner())[-1:] == ["supervision_planned"]


def test_a_visit_that_is_planned_already_looks_into_the_case_too_once() -> None:
    business = made()
    visit, case = business_visit(business), examining(business)
    with pytest.raises(Conflict):
        planned_for(case)
    assert visits.case_visit_share(actor=trade(), case_id=case.pk) == visit
    assert told_kinds(officer(Role.SURVEYOR))[-1:] == ["case_visit"]
    with pytest.raises(Conflict):
        visits.case_visit_share(actor=trade(), case_id=case.pk)
    visit_cancel(actor=officer(Role.HEAD), visit_id=visit.pk, reason="Pemilik sedang di luar kota.")
    assert planned_for(case) != visit
    assert case.visits.count() == 2


def test_a_visit_needs_a_known_maker_a_day_and_somebody_on_duty() -> None:
    publish()
    unknown = examining()
    with pytest.raises(Conflict):
        planned_for(unknown)
    case = examining(recorded())
    today, surveyor = clock.today(), officer(Role.SURVEYOR)
    for wrong, day, who in (
        ("planned_on", None, surveyor),
        ("surveyor", today, None),
        ("planned_on", today - TOMORROW, surveyor),
        ("surveyor", today, officer(Role.COUNTER)),
    ):
        with pytest.raises(InvalidInput) as refused:
            visits.case_visit_plan(actor=trade(), case_id=case.pk, planned_on=day, surveyor=who)
        assert {one.field for one in refused.value.problems} == {wrong}
    with pytest.raises(NotAllowed):
        visits.case_visit_plan(
            actor=officer(Role.SURVEYOR), case_id=case.pk, planned_on=clock.today(), surveyor=officer(Role.SURVEYOR)
        )
    assert not Visit.objects.exists()


def test_whoever_visits_reads_what_to_look_into_and_the_case_hears_of_the_report() -> None:
    case = examining(made())
    visit = planned_for(case)
    surveyor = signed_in(officer(Role.SURVEYOR))
    for page in ("surveys:visit", "surveys:visit_report"):
        shown = surveyor.get(reverse(page, args=[visit.pk])).content.decode()
        assert case.number in shown
        assert "dua orang di rumah kami sakit perut" in shown
        assert "Kartini" not in shown
    assert complaints_by_business() == {case.business_id: 1}
    report = visited(visit)
    assert complaints_by_business() == {}
    assert told_kinds(trade())[-1:] == ["case_visited"]
    seen = signed_in(trade()).get(reverse("cases:case", args=[case.pk])).content.decode()
    assert report.document.number in seen
    assert report.findings in seen


def test_joining_brings_the_visits_along() -> None:
    business = made()
    first, second = examining(business), examining(business)
    visit = planned_for(second)
    triage.case_join(actor=trade(), case_id=second.pk, version=fresh(second).version, into=first.number)
    assert list(first.visits.all()) == [visit]


def test_a_product_that_a_surveyor_saw_opens_a_case() -> None:
    business = made()
    handles = trade()
    report = visited(business_visit(business), **SEEN)
    complaint = Complaint.objects.get()
    case = complaint.case
    assert (case.state, case.business, case.district) == (State.REPORTED, business, business.district)
    assert (complaint.seen_in, complaint.entered_by) == (report, officer(Role.SURVEYOR))
    assert report.document.number in complaint.bought_at
    assert "case_reported" in told_kinds(handles)
    assert SEEN["problem_happened"] not in str(report.document.data)
    page = signed_in(trade()).get(reverse("cases:case", args=[case.pk])).content.decode()
    assert reverse("surveys:visit", args=[report.visit_id]) in page
    visit_page = signed_in(officer(Role.SURVEYOR)).get(reverse("surveys:visit", args=[report.visit_id]))
    assert SEEN["problem_happened"] in visit_page.content.decode()


def test_a_survey_of_an_application_opens_one_too_and_names_the_maker() -> None:
    application = to_survey(sent_in(owner()))
    client = signed_in(officer(Role.SURVEYOR))
    sent = typed(hand_in="1", **SEEN)
    response = client.post(reverse("surveys:report", args=[application.pk]), sent)
    assert response.status_code == 302
    case = Case.objects.get()
    assert (case.business, case.maker_name) == (None, application.business_name)
    assert case.product_name == SEEN["problem_product"]
    again = client.post(reverse("surveys:report", args=[application.pk]), sent)
    assert (again.status_code, Case.objects.count()) == (302, 1)


def test_half_of_a_problem_is_asked_for_and_nothing_is_lost() -> None:
    application = to_survey(sent_in(owner()))
    client = signed_in(officer(Role.SURVEYOR))
    for missing, words in (("problem_happened", "what is wrong"), ("problem_product", "which product")):
        response = client.post(
            reverse("surveys:report", args=[application.pk]), typed(hand_in="1", **{**SEEN, missing: ""})
        )
        assert response.status_code == 422
        assert words in response.content.decode()
    assert not Report.objects.exists()
    assert not Case.objects.exists()


def test_what_was_not_seen_opens_nothing() -> None:
    visited(business_visit(made()))
    assert not Case.objects.exists()


def test_pages_plan_and_share() -> None:
    business = made()
    case, client = examining(business), signed_in(trade())
    page = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "Plan a visit" in page
    given = {"planned_on": (clock.today() + TOMORROW).isoformat(), "surveyor": str(officer(Role.SURVEYOR).pk)}
    empty = client.post(reverse("cases:plan_visit", args=[case.pk]), {**given, "planned_on": ""})
    assert empty.status_code == 422
    assert "Please give the day." in empty.content.decode()
    assert client.post(reverse("cases:plan_visit", args=[case.pk]), given).status_code == 302
    other = triaged(business)
    triage.case_join(actor=trade(), case_id=other.pk, version=other.version, into=case.number)
    second = examining(business)
    assert (
        "Let the planned visit look into this" in client.get(reverse("cases:case", args=[second.pk])).content.decode()
    )
    assert client.post(reverse("cases:share_visit", args=[second.pk])).status_code == 302
    assert second.visits.get() == case.visits.get()


def test_the_owner_of_a_product_surveys_no_visit_to_it() -> None:
    business = made()
    case = examining(business)
    officer(Role.SURVEYOR, name=owner().name)
    both = User.objects.get(pk=owner().pk)
    with pytest.raises(InvalidInput):
        visits.case_visit_plan(actor=trade(), case_id=case.pk, planned_on=clock.today(), surveyor=both)
    assert str(both.pk) not in {
        str(one.pk) for one in signed_in(trade()).get(reverse("cases:case", args=[case.pk])).context["surveyors"]
    }
