"""A permit that follows another: which one may, until when it is valid, what it prints, what the register keeps."""

from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from sentra.audit.models import Entry
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed
from sentra.licensing.lists import lists_of
from sentra.licensing.models import Application, Permit, PermitStatus, Status
from sentra.licensing.permit_paper import last_day
from sentra.licensing.rules import follow_problem
from sentra.licensing.services.decide import application_grant
from sentra.licensing.services.draft import draft_start, page_save
from sentra.licensing.services.papers import paper_add
from sentra.licensing.services.permits import permit_govern
from sentra.licensing.services.submit import application_submit
from sentra.licensing.services.verify import papers_good, papers_pass
from sentra.licensing.tests.making import add_papers, filled_draft, picture, publish
from sentra.licensing.workflow import PERMIT, PermitFacts
from sentra.people.models import Role, User
from sentra.people.policy import GRANTS, Permission
from sentra.people.tests.people import officer, owner, stranger
from sentra.reference.loading import current_pack
from sentra.registry.models import Business, LegalPaper, PaperStanding
from sentra.surveys.models import Report
from tests.making import granted, sent_in, surveyed

pytestmark = pytest.mark.django_db

RENEWAL = current_pack().service("perpanjangan")
AMENDMENT = current_pack().service("perubahan_data")
EXPANSION = current_pack().service("perluasan")
CHANGES = {
    "amendment": {"changes": ["brand_change"], "new_brand": ["Mbok Siti Asli"], "change_reason": ["Merek baru."]},
    "renewal": {"still_producing": ["yes"]},
    "expansion": {"new_capacity": ["900 kg"], "new_investment": ["5000000"], "expansion_reason": ["Pesanan naik."]},
    "workers": {"workers_men": ["2"], "workers_women": ["5"], "investment": ["30.000.000"]},
}


def follow(actor: User, service: str, number: str) -> Application:
    """A filled draft that follows a permit."""
    publish()
    draft = draft_start(actor=actor, service=service)
    for page in draft.revision.content.pages:
        given = {"permit": [number]} if page.code == "previous" else CHANGES[page.code]
        _saved, problems = page_save(actor=actor, application_id=draft.pk, page=page.code, given=given)
        if problems:
            raise InvalidInput(problems)
    add_papers(actor, draft.pk)
    return Application.objects.get(pk=draft.pk)


def through(draft: Application) -> Permit:
    """Bring a draft to its permit."""
    application = application_submit(actor=owner(), application_id=draft.pk)
    assert not application.flags.exists()
    codes = set(application.papers.order_by().values_list("code", flat=True))
    if codes:
        papers_good(actor=officer(Role.VERIFIER), application_id=application.pk, codes=codes)
    application.refresh_from_db()
    application = papers_pass(actor=officer(Role.VERIFIER), application_id=application.pk, version=application.version)
    if application.status == Status.SURVEY:
        surveyed(application)
        application.refresh_from_db()
    return application_grant(actor=officer(Role.HEAD), application_id=application.pk, version=application.version)


def years(day: date, count: int) -> date:
    """The same day, years later."""
    return day.replace(year=day.year + count)


def test_an_amendment_takes_the_place_of_the_permit_and_prints_all() -> None:
    first = granted(sent_in(owner()))
    second = through(follow(owner(), "perubahan_data", first.number))
    first.refresh_from_db()
    assert (first.status, first.status_reason) == (PermitStatus.SUPERSEDED, second.number)
    assert second.supersedes == first
    assert second.valid_until == first.valid_until
    assert second.origin == "tdi"
    data = second.document.data
    assert data["holder"] == "Siti Aminah"
    assert data["business"] == "Sambel Pecel Mbok Siti"
    assert data["brand"] == "Mbok Siti Asli"
    assert data["address"] == "Jalan Melati 3"
    assert data["capacity"] == "500 kg per bulan"
    assert data["products"] == ["Sambel pecel pedas"]
    assert data["replaces"] == first.number
    assert data["title"]["id"].endswith(": Tanda Daftar Industri")
    assert Business.objects.count() == 1
    papers = dict(LegalPaper.objects.values_list("number", "status"))
    assert papers == {first.number: PaperStanding.SUPERSEDED, second.number: PaperStanding.ACTIVE}
    assert Entry.objects.filter(act="permit.supersede", record_id=str(first.application_id)).count() == 1


def test_an_amended_permit_is_still_what_it_began_as() -> None:
    amended = through(follow(owner(), "perubahan_data", granted(sent_in(owner())).number))
    expanded = through(follow(owner(), "perluasan", amended.number))
    assert expanded.origin == "tdi"
    assert expanded.document.data["capacity"] == "900 kg"


def test_a_renewal_before_the_end_runs_on_from_there() -> None:
    permit = granted(sent_in(owner()))
    assert permit.valid_until
    with clock.travel(clock.now() + timedelta(days=365 * 5 - 100)):
        renewed = through(follow(owner(), "perpanjangan", permit.number))
    assert renewed.valid_until == years(permit.valid_until, 5)


def test_a_renewal_after_the_end_runs_from_its_issue() -> None:
    permit = granted(sent_in(owner()))
    with clock.travel(clock.now() + timedelta(days=365 * 5 + 60)):
        renewed = through(follow(owner(), "perpanjangan", permit.number))
        assert renewed.valid_until == years(clock.today(), 5)
    permit.refresh_from_db()
    assert permit.status == PermitStatus.SUPERSEDED


@pytest.mark.parametrize(
    ("issued", "former", "end"),
    [
        (date(2026, 3, 1), date(2026, 6, 1), date(2031, 6, 1)),
        (date(2026, 3, 1), date(2026, 1, 1), date(2031, 3, 1)),
        (date(2024, 2, 29), None, date(2029, 3, 1)),
        (date(2023, 12, 1), date(2024, 2, 29), date(2029, 3, 1)),
    ],
)
def test_the_last_day_of_a_renewal(issued: date, former: date | None, end: date) -> None:
    assert last_day(RENEWAL, issued, Permit(valid_until=former)) == end


TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("service", "standing", "valid_until", "may"),
    [
        (RENEWAL, PermitStatus.ACTIVE, TODAY + timedelta(days=180), True),
        (RENEWAL, PermitStatus.ACTIVE, TODAY + timedelta(days=181), False),
        (RENEWAL, PermitStatus.EXPIRED, TODAY - timedelta(days=30), True),
        (RENEWAL, PermitStatus.ACTIVE, None, False),
        (RENEWAL, PermitStatus.SUSPENDED, TODAY, False),
        (AMENDMENT, PermitStatus.ACTIVE, None, True),
        (AMENDMENT, PermitStatus.EXPIRED, TODAY - timedelta(days=1), False),
        (AMENDMENT, PermitStatus.SUSPENDED, None, False),
        (EXPANSION, PermitStatus.REVOKED, None, False),
        (EXPANSION, PermitStatus.SUPERSEDED, None, False),
    ],
)
def test_which_permit_may_be_followed(service: Any, standing: str, valid_until: date | None, may: bool) -> None:
    with clock.travel(datetime(2026, 5, 4, 5, tzinfo=clock.local_zone())):
        problem = follow_problem(service, "503/1", standing, valid_until)
    assert (problem is None) is may
    assert problem is None or "503/1" in str(problem)


def test_only_the_own_permits_of_the_services_that_it_follows_are_offered() -> None:
    permit = granted(sent_in(owner()))
    publish()
    assert lists_of(draft_start(actor=owner(), service="perluasan")).permits == {permit.number}
    assert lists_of(draft_start(actor=stranger(), service="perluasan")).permits == frozenset()
    assert lists_of(draft_start(actor=owner(), service="tdi")).permits == frozenset()
    Permit.objects.filter(pk=permit.pk).update(origin="spp_irt")
    assert lists_of(draft_start(actor=owner(), service="perluasan")).permits == frozenset()
    assert lists_of(draft_start(actor=owner(), service="perubahan_data")).permits == {permit.number}


def test_a_suspended_permit_is_told_on_the_form() -> None:
    permit = granted(sent_in(owner()))
    reason = "Tempat produksi tidak ditemukan."
    permit_govern(actor=officer(Role.HEAD), permit_id=permit.pk, act="suspend", reason=reason)
    with pytest.raises(InvalidInput, match=r"dibekukan|suspended"):
        follow(owner(), "perubahan_data", permit.number)


def test_a_permit_that_was_suspended_since_is_told_before_it_is_sent_in() -> None:
    permit = granted(sent_in(owner()))
    draft = follow(owner(), "perubahan_data", permit.number)
    Permit.objects.filter(pk=permit.pk).update(status=PermitStatus.SUSPENDED)
    with pytest.raises(InvalidInput) as refused:
        application_submit(actor=owner(), application_id=draft.pk)
    assert [problem.code for problem in refused.value.problems] == ["not_to_be_followed"]


def test_a_permit_that_is_followed_already_is_not_offered_again() -> None:
    permit = granted(sent_in(owner()))
    application_submit(actor=owner(), application_id=follow(owner(), "perubahan_data", permit.number).pk)
    with pytest.raises(InvalidInput, match="P-"):
        follow(owner(), "perubahan_data", permit.number)


def test_a_permit_that_was_revoked_since_can_not_be_followed() -> None:
    permit = granted(sent_in(owner()))
    application = application_submit(actor=owner(), application_id=follow(owner(), "perubahan_data", permit.number).pk)
    Permit.objects.filter(pk=permit.pk).update(status=PermitStatus.REVOKED)
    Application.objects.filter(pk=application.pk).update(status=Status.DECISION)
    with pytest.raises(Conflict, match=permit.number):
        application_grant(actor=officer(Role.HEAD), application_id=application.pk, version=application.version)


def test_what_the_survey_saw_comes_to_the_register_with_the_grant() -> None:
    permit = granted(sent_in(owner()))
    business = Business.objects.get()
    report = Report.objects.get()
    assert (business.production, business.production_seen_on) == ("smooth", report.visited_on)
    figures = business.figures.get()
    assert (figures.workers_men, figures.workers_women, figures.investment) == (1, 4, 25_000_000)
    assert permit.document.data["register_number"] == business.register_number


def test_a_maker_of_air_rifles_keeps_the_conditions_when_following() -> None:
    permit = granted(sent_in(owner()))
    Business.objects.update(commodity="senapan_angin")
    Application.objects.update(commodity="senapan_angin")
    publish()
    draft = follow(owner(), "perluasan", permit.number)
    with pytest.raises(InvalidInput) as refused:
        application_submit(actor=owner(), application_id=draft.pk)
    assert {problem.field for problem in refused.value.problems} == {"police_letter", "storage_photo"}
    assert "commodity" not in draft.answers


def test_a_maker_of_air_rifles_is_not_registered_at_once() -> None:
    officer(Role.HEAD)
    draft = filled_draft(owner(), "pendaftaran_ikm")
    answers = {**draft.answers, "commodity": "senapan_angin", "storage": "Gudang", "storage_keeper": "Siti"}
    Application.objects.filter(pk=draft.pk).update(
        answers={**answers, "serial_numbers": True}, commodity="senapan_angin"
    )
    for code in ("police_letter", "storage_photo"):
        paper_add(actor=owner(), application_id=draft.pk, code=code, upload=picture())
    assert application_submit(actor=owner(), application_id=draft.pk).status == Status.VERIFICATION


@pytest.mark.parametrize(("status", "role"), list(product(PermitStatus, Role)))
def test_a_role_may_do_to_a_permit_exactly_what_the_table_says(status: PermitStatus, role: Role) -> None:
    governs = {PermitStatus.ACTIVE: {"suspend", "revoke"}, PermitStatus.SUSPENDED: {"lift", "revoke"}}
    expected = governs.get(status, set()) if role == Role.HEAD else set()
    allowed = {act.code for act in PERMIT.allowed(status, PermitFacts(past_its_end=True), GRANTS[role].__contains__)}
    assert allowed == expected
    for code in set(PERMIT.acts) - allowed:
        with pytest.raises((Conflict, NotAllowed)):
            PERMIT.require(code, status, PermitFacts(past_its_end=True), GRANTS[role].__contains__)


@pytest.mark.parametrize(
    ("act", "status", "past_its_end", "may"),
    [
        ("expire", PermitStatus.ACTIVE, True, True),
        ("expire", PermitStatus.SUSPENDED, True, True),
        ("expire", PermitStatus.ACTIVE, False, False),
        ("expire", PermitStatus.REVOKED, True, False),
        ("expire", PermitStatus.SUPERSEDED, True, False),
        ("supersede", PermitStatus.ACTIVE, False, True),
        ("supersede", PermitStatus.EXPIRED, True, True),
        ("supersede", PermitStatus.SUSPENDED, False, False),
        ("supersede", PermitStatus.REVOKED, False, False),
    ],
)
def test_what_the_system_may_do_to_a_permit(act: str, status: PermitStatus, past_its_end: bool, may: bool) -> None:
    held = Permission.APPLICATION_AUTOMATIC.__eq__
    allowed = {one.code for one in PERMIT.allowed(status, PermitFacts(past_its_end=past_its_end), held)}
    assert (act in allowed) is may
