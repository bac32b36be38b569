"""Visits to businesses of the register and to villages: planned, made, reported; what they find, to its end."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sentra.documents.checking import check_pdf
from sentra.documents.jobs import render_document
from sentra.files.services import file_read, file_store
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound, SentraError
from sentra.outbox.models import Notice
from sentra.people.models import Role, User
from sentra.people.policy import GRANTS, Permission
from sentra.people.tests.people import officer, owner, stranger
from sentra.registry.models import Business, RecordedFrom
from sentra.registry.tests.making import registered
from sentra.surveys import supervision
from sentra.surveys.findings import seen_history
from sentra.surveys.models import CensusRecord, Finding, Report, ReportDraft, Visit, VisitState
from sentra.surveys.queries import asks_of_visit
from sentra.surveys.rules import Followed, Signed
from sentra.surveys.services.census import met_record
from sentra.surveys.services.findings import finding_close, finding_note
from sentra.surveys.services.hand_in import visit_hand_in
from sentra.surveys.services.objection import report_object
from sentra.surveys.services.plan import Planned, visit_cancel, visit_move, visits_plan
from sentra.surveys.supervision import due_now, proposed, route_of
from sentra.surveys.tests.making import photograph, signed_in, told
from sentra.surveys.tests.visiting import business_visit, census_visit, supervised, visited
from tests.making import granted, sent_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def business() -> Business:
    """A business that a permit put on the register."""
    return granted(sent_in(owner())).business


def test_a_supervision_tells_the_register_and_signs_its_report(business: Business) -> None:
    surveyor = officer(Role.SURVEYOR)
    visit = business_visit(business)
    drawn = file_store(actor=surveyor, upload=photograph("#000000", "ttd.png"), name="ttd.png", field="sign")
    signatures = [Signed("owner", "Siti Aminah", str(drawn.pk)), Signed("team", surveyor.name)]
    trouble = {"production": "halting", "production_reason": "Bahan mahal."}
    report = visited(visit, answers={"waste": "no"}, signatures=signatures, **trouble)
    business.refresh_from_db()
    visit.refresh_from_db()
    assert (business.production, business.production_seen_on, visit.state) == (
        "halting",
        clock.today(),
        VisitState.DONE,
    )
    assert business.figures.get().workers_women == 4
    assert (report.quality, report.readiness) == (100, 100)
    assert (report.latitude, report.accuracy) == (-8.0954, 12)
    render_document(document_id=str(report.document_id))
    report.document.refresh_from_db()
    assert report.document.file
    assert check_pdf(file_read(report.document.file)).genuine
    assert [(one.role, one.name, bool(one.picture)) for one in report.signatures.all()] == [
        ("owner", "Siti Aminah", True),
        ("team", surveyor.name, False),
    ]
    data = report.document.data
    assert [one["label"] for one in data["found"]] == ["Limbah ditangani"]
    assert data["business_number"] == business.register_number
    assert any(data["captions"])


def test_the_same_report_sent_again_is_the_first_and_another_is_refused(business: Business) -> None:
    visit, key = business_visit(business), uuid4()
    seen = told(visit.surveyor, asks_of_visit(visit), recommendation="")
    first = visit_hand_in(actor=visit.surveyor, visit_id=visit.pk, key=key, told=seen)
    assert visit_hand_in(actor=visit.surveyor, visit_id=visit.pk, key=key, told=seen) == first
    with pytest.raises(Conflict):
        visit_hand_in(actor=visit.surveyor, visit_id=visit.pk, key=uuid4(), told=seen)
    other = business_visit(business)
    with pytest.raises(InvalidInput) as refused:
        visit_hand_in(actor=visit.surveyor, visit_id=other.pk, key=key, told=seen)
    assert "key" in {one.field for one in refused.value.problems}
    assert Report.objects.filter(visit__application=None).count() == 1


def test_a_report_names_no_file_of_somebody_else(business: Business) -> None:
    visit = business_visit(business)
    asks = asks_of_visit(visit)
    strange = file_store(actor=stranger(), upload=photograph("#333333"), name="x.jpg", field="photo")
    for wrong in (str(strange.pk), str(uuid4()), "../../etc/passwd"):
        answers = {**told(visit.surveyor, asks).answers, "photo_front": [wrong]}
        seen = told(visit.surveyor, asks, recommendation="", answers=answers)
        with pytest.raises(InvalidInput) as refused:
            visit_hand_in(actor=visit.surveyor, visit_id=visit.pk, key=uuid4(), told=seen)
        assert [one.field for one in refused.value.problems] == ["q-photo_front"]


def test_a_visit_keeps_the_checklist_that_it_was_planned_with(business: Business) -> None:
    visit = business_visit(business)
    assert visit.revision
    assert visit.revision.code == "pembinaan"
    assert business_visit_code(business, visit) == "tindak_lanjut"


def business_visit_code(business: Business, planned: Visit) -> str:
    """Cancel a visit and plan a follow-up; gives its checklist's code."""
    visit_cancel(actor=officer(Role.HEAD), visit_id=planned.pk, reason="Pemilik sedang haji.")
    follow = business_visit(business, "follow_up")
    return follow.revision.code if follow.revision else ""


def test_a_business_has_one_planned_visit_and_owner_and_surveyor_are_told(business: Business) -> None:
    visit = business_visit(business)
    kinds = set(Notice.objects.values_list("event__kind", flat=True))
    assert {"supervision_planned", "visit_assigned"} <= kinds
    with pytest.raises(Conflict, match="Sambel Pecel Mbok Siti"):
        business_visit(business)
    colleague, later = officer(Role.SURVEYOR, name="Rekan"), clock.today() + timedelta(days=3)
    visit_move(actor=officer(Role.HEAD), visit_id=visit.pk, surveyor=colleague, planned_on=later)
    visit.refresh_from_db()
    assert (visit.surveyor, visit.planned_on) == (colleague, later)


def test_findings_are_followed_until_they_are_closed(business: Business) -> None:
    _visit, report = supervised(business)
    finding = report.found.get()
    assert (finding.gravity, finding.due_on) == ("major", clock.today() + timedelta(days=30))
    follow = business_visit(business, "follow_up")
    asks = asks_of_visit(follow)
    assert asks.open_findings == [str(finding.pk)]
    with pytest.raises(InvalidInput) as refused:
        visited(follow, followed={})
    assert {one.field for one in refused.value.problems} == {f"f-{finding.pk}"}
    visited(follow, followed={str(finding.pk): Followed("done", "Resapan sudah dibuat.")})
    finding.refresh_from_db()
    assert (finding.state, finding.how, finding.in_time) == ("done", "Resapan sudah dibuat.", True)
    history = seen_history(business)
    assert (len(history.open), [one.pk for one in history.closed]) == (0, [finding.pk])
    assert [one.visit.kind for one in history.reports] == ["follow_up", "supervision", "permit"]


def test_a_finding_is_closed_with_words_and_a_photograph(business: Business) -> None:
    finding = supervised(business)[1].found.get()
    surveyor = officer(Role.SURVEYOR)
    finding_note(actor=surveyor, finding_id=finding.pk, words="Bahan sudah dibeli.")
    for words, photo, field in (("", photograph(), "words"), ("Sudah dibuat resapan.", None, "photo")):
        with pytest.raises(InvalidInput) as refused:
            finding_close(actor=surveyor, finding_id=finding.pk, words=words, photo=photo)
        assert refused.value.problems[0].field == field
    finding_close(actor=surveyor, finding_id=finding.pk, words="Sudah dibuat resapan.", photo=photograph())
    finding.refresh_from_db()
    assert finding.proof
    with pytest.raises(Conflict):
        finding_close(actor=surveyor, finding_id=finding.pk, words="Sekali lagi.", lapse=True)


def test_the_owner_objects_once_and_the_head_is_told(business: Business) -> None:
    _visit, report = supervised(business)
    with pytest.raises(NotAllowed):
        report_object(actor=officer(Role.HEAD), report_id=report.pk, reason="Bukan begitu keadaannya.")
    with pytest.raises(NotFound):
        report_object(actor=stranger(), report_id=report.pk, reason="Bukan begitu keadaannya.")
    client = signed_in(owner())
    own = client.get(reverse("registry:own", args=[business.register_number])).content.decode()
    assert reverse("surveys:report_page", args=[report.pk]) in own
    address = reverse("surveys:report_object", args=[report.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Limbah kami ada penampungnya."}).status_code == 302
    assert client.post(address, {"reason": "Sekali lagi saya keberatan."}).status_code == 409
    assert Notice.objects.filter(event__kind="report_objected", user=officer(Role.HEAD)).exists()
    seen = signed_in(officer(Role.HEAD)).get(reverse("surveys:figures")).content.decode()
    assert "Limbah kami ada penampungnya." in seen


def test_an_objection_has_its_time(business: Business) -> None:
    _visit, report = supervised(business)
    with clock.travel(clock.now() + timedelta(days=15)), pytest.raises(Conflict):
        report_object(actor=owner(), report_id=report.pk, reason="Bukan begitu keadaannya.")


MET = {
    "name": ["Keripik Bu Sri"],
    "owner_name": ["Sri Wahyuni"],
    "commodity": ["keripik_buah"],
    "product_name": ["Keripik pisang"],
    "why_no_permit": ["tidak_tahu"],
}


def test_a_census_records_businesses_once_and_its_report_names_them(business: Business) -> None:
    visit, key = census_visit(business), uuid4()
    given = {**MET, "district": [visit.district], "village": [visit.village]}
    first = met_record(actor=visit.surveyor, visit_id=visit.pk, key=key, given=given)
    again = met_record(actor=visit.surveyor, visit_id=visit.pk, key=key, given=given)
    assert first.business
    assert again.business == first.business
    assert first.business.recorded_from == RecordedFrom.CENSUS
    assert CensusRecord.objects.count() == 1
    with pytest.raises(Conflict):
        visit_cancel(actor=officer(Role.HEAD), visit_id=visit.pk, reason="Salah desa.")
    report = visited(visit)
    assert report.production == ""
    assert [one["name"] for one in report.document.data["met"]] == ["Keripik Bu Sri"]
    render_document(document_id=str(report.document_id))
    with pytest.raises(Conflict):
        met_record(actor=visit.surveyor, visit_id=visit.pk, key=uuid4(), given=given)


def typed_on_the_phone(finding: Finding) -> dict[str, object]:
    """What a surveyor types on a supervision who saw nothing wrong, but for an earlier finding."""
    return {
        "key": str(uuid4()),
        "visited_on": clock.today().isoformat(),
        "visited_time": "09:30",
        "findings": "Berjalan baik.",
        "production": "smooth",
        "workers_men": "1",
        "workers_women": "3",
        "capacity": "400 kg",
        "q-present": "owner",
        "q-photo_front": photograph(),
        "q-location": "-8.0954, 112.1683",
        "q-location-accuracy": "9",
        "q-days_a_week": "6",
        "q-machine_state": "good",
        "q-materials_weeks": "2,5",
        "q-materials": "yes",
        "q-troubles": ["capital", "market"],
        "q-product_quality": "good",
        "q-checked": "yes",
        "q-clean": "yes",
        "q-label": "yes",
        "q-safety": "yes",
        "q-waste": "yes",
        f"f-{finding.pk}": "open",
        "sign-owner": ["Siti Aminah", ""],
        "sign-owner-tick": "on",
        "sign-team": photograph("#111111", "ttd.png"),
    }


def test_a_visit_is_reported_on_a_phone_page_by_page(business: Business) -> None:
    supervised(business)
    visit = business_visit(business)
    client = signed_in(visit.surveyor)
    address = reverse("surveys:visit_report", args=[visit.pk])
    form = client.get(address).content.decode()
    assert "Last time: 4" in form
    assert 'data-when="q-present=owner|family|worker"' in form
    given = typed_on_the_phone(Finding.objects.get(state="open"))
    assert client.post(address, {**given, "later": "1"}).status_code == 302
    assert ReportDraft.objects.get().data["q-troubles"] == ["capital", "market"]
    assert client.post(address, {**given, "q-materials_weeks": "dua", "hand_in": "1"}).status_code == 422
    unnamed = client.post(address, {**given, "hand_in": "1"})
    assert unnamed.status_code == 422
    assert 'href="#id_sign-team"' in unnamed.content.decode()
    sent = client.post(address, {**given, "sign-team": visit.surveyor.name, "hand_in": "1"})
    assert sent["Location"] == reverse("surveys:visit", args=[visit.pk])
    report = Report.objects.get(visit=visit)
    assert (report.answers["materials_weeks"], report.answers["troubles"]) == ("2.5", ["capital", "market"])
    assert (str(report.visited_time), report.accuracy) == ("09:30:00", 9)
    assert {one.role: bool(one.picture) for one in report.signatures.all()} == {"owner": False, "team": True}
    page = client.get(sent["Location"]).content.decode()
    assert "Capital, Selling" in page


VISIT_ACTS = {
    "move": (Permission.VISIT_PLAN, {VisitState.PLANNED}),
    "cancel": (Permission.VISIT_PLAN, {VisitState.PLANNED}),
    "hand_in": (Permission.APPLICATION_SURVEY, {VisitState.PLANNED}),
}


def act_on(act: str, actor: User, visit: Visit) -> None:
    """Do an act on a visit as somebody."""
    if act == "move":
        visit_move(actor=actor, visit_id=visit.pk, surveyor=visit.surveyor, planned_on=clock.today())
    elif act == "cancel":
        visit_cancel(actor=actor, visit_id=visit.pk, reason="Pemilik sedang pergi.")
    else:
        seen = told(actor, asks_of_visit(visit), recommendation="")
        visit_hand_in(actor=actor, visit_id=visit.pk, key=uuid4(), told=seen)


@pytest.mark.parametrize("act", VISIT_ACTS)
@pytest.mark.parametrize("state", list(VisitState))
def test_state_by_act_by_role(act: str, state: VisitState, business: Business) -> None:
    permission, states = VISIT_ACTS[act]
    for role in Role:
        visit = business_visit(business)
        Visit.objects.filter(pk=visit.pk).update(state=state)
        actor, outcome = officer(role, name=f"Petugas {role}"), "done"
        try:
            act_on(act, actor, visit)
        except SentraError as error:
            outcome = type(error).__name__
        if Permission.REGISTER_READ not in GRANTS[role]:
            expected = "NotFound"
        elif permission not in GRANTS[role]:
            expected = "NotAllowed"
        else:
            expected = "done" if state in states else "Conflict"
        assert outcome == expected, (role, state, act)
        Visit.objects.filter(pk=visit.pk).update(state=VisitState.DONE)


def test_nobody_visits_the_own_business(business: Business) -> None:
    officer(Role.SURVEYOR, name=owner().name)
    planned = Planned(business.pk, "supervision", owner(), clock.today())
    with pytest.raises(InvalidInput, match="Siti"):
        visits_plan(actor=officer(Role.HEAD), planned=[planned])


def test_more_surveyors_ask_no_more_questions(business: Business) -> None:
    head, asked = officer(Role.HEAD), []
    for name in ("Agus", "Bayu", "Citra"):
        officer(Role.SURVEYOR, name=name)
        with CaptureQueriesContext(connection) as questions:
            proposed(head)
        asked.append(len(questions))
    assert asked[1:] == asked[1:2] * 2


def test_who_is_due_is_proposed_shared_out_and_planned(business: Business) -> None:
    head, surveyor = officer(Role.HEAD), officer(Role.SURVEYOR)
    assert due_now(head) == []
    Business.objects.filter(pk=business.pk).update(production_seen_on=clock.today() - timedelta(days=400))
    Business.objects.filter(pk=business.pk).update(registered_at=clock.now() - timedelta(days=500))
    found, number = proposed(head)
    assert (number, found[0].business, found[0].surveyor) == (1, business, surveyor)
    client, address = signed_in(head), reverse("surveys:due")
    page = client.get(address).content.decode()
    assert "Not visited for long" in page
    assert client.post(address, {}).status_code == 422
    told_so = {"only": str(business.pk), f"to-{business.pk}": f"{surveyor.pk}:{found[0].day}"}
    assert client.post(address, told_so).status_code == 302
    visit = Visit.objects.get(business=business)
    assert (visit.reasons, visit.planned_on, visit.surveyor) == (["long_ago"], found[0].day, surveyor)
    assert due_now(head) == []


def test_a_late_finding_makes_a_follow_up_due(business: Business) -> None:
    supervised(business)
    with clock.travel(clock.now() + timedelta(days=31)):
        due = due_now(officer(Role.HEAD))
    assert [(one.kind, one.reasons) for one in due] == [("follow_up", ("finding_late",))]


def test_a_complaint_is_due_however_many_others_were_not_visited_for_long(
    business: Business, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only so many are looked at; whom something is known of comes first, also where it was visited of late."""
    monkeypatch.setattr(supervision, "MOST_LOOKED_AT", 1)
    monkeypatch.setattr(supervision, "_complained", [lambda: {business.pk: 1}])
    long_ago = clock.now() - timedelta(days=900)
    Business.objects.filter(pk=registered(stranger()).pk).update(registered_at=long_ago)
    Business.objects.filter(pk=business.pk).update(production_seen_on=clock.today())
    assert [one.known.business_id for one in due_now(officer(Role.HEAD))] == [business.pk]


def test_the_route_of_a_day_shows_all_its_stops(business: Business) -> None:
    Business.objects.filter(pk=business.pk).update(latitude=-8.1, longitude=112.2)
    visit, village = business_visit(business), census_visit(business)
    way = route_of(visit.surveyor, clock.today()).way
    assert [one.visit for one in way.stops] == [visit]
    assert [one.visit for one in way.unpinned] == [village]
    page = signed_in(visit.surveyor).get(reverse("surveys:route")).content.decode()
    assert 'data-latitude="-8.1"' in page


def test_the_plan_against_done_is_counted(business: Business) -> None:
    supervised(business)
    business_visit(business, "follow_up")
    page = signed_in(officer(Role.LEADER)).get(reverse("surveys:figures"))
    total = page.context["figures"].total
    assert (total.planned, total.done) == (3, 2)
    assert [one.name for one in page.context["figures"].findings] == ["Major"]


def test_lists_cost_the_same_for_few_and_many(business: Business, django_assert_max_num_queries: object) -> None:
    supervised(business)
    for address, role in (("findings", Role.HEAD), ("figures", Role.HEAD), ("due", Role.HEAD)):
        client = signed_in(officer(role))
        client.get(reverse(f"surveys:{address}"))
        with django_assert_max_num_queries(16):  # type: ignore[operator]
            assert client.get(reverse(f"surveys:{address}")).status_code == 200
    assert Client().get(reverse("surveys:findings")).status_code == 302
