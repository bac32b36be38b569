"""Two at once: one wins, the other is told, and nothing is done twice, lost or skipped."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Event
from time import sleep
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction

from sentra.audit.models import Entry
from sentra.audit.queries import verify_all
from sentra.documents.models import Counter, Document
from sentra.documents.services import number_next
from sentra.files.services import file_store
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, SentraError
from sentra.licensing.models import Application, Permit, Status
from sentra.licensing.services import grant
from sentra.licensing.services.decide import application_grant
from sentra.licensing.services.draft import draft_discard, draft_start
from sentra.licensing.services.permits import permit_govern
from sentra.licensing.services.submit import application_submit
from sentra.licensing.services.talk import note_write
from sentra.licensing.services.verify import application_return, papers_pass
from sentra.licensing.tests.making import filled_draft, picture
from sentra.outbox.models import Mail
from sentra.people.models import Role, User
from sentra.people.services import user_sign_up
from sentra.people.tests.people import officer, owner, person, stranger
from sentra.programmes.tests.making import business
from sentra.registry.facts import BusinessFacts, OwnerFacts
from sentra.registry.facts import Entry as RecordedEntry
from sentra.registry.models import Business, LegalPaper, Merge, Owner, RecordedFrom
from sentra.registry.services.common import business_lock
from sentra.registry.services.doubles import pair_name
from sentra.registry.services.merge import pair_merge
from sentra.registry.services.record import businesses_record
from sentra.surveys.models import Report
from sentra.surveys.queries import asks_of_application
from sentra.surveys.services.hand_in import application_hand_in
from sentra.surveys.tests.making import reported, told
from tests.making import DISTRICT, KTP_UNREADABLE, granted, papers_checked, sent_in, to_decision, to_survey

pytestmark = pytest.mark.django_db(transaction=True)

OTHER = {"owner_nik": ["3505015708900002"], "business_name": ["Batik Joko"], "owner_name": ["Joko Susilo"]}
PASSWORD = "gerabah-di-kanigoro"


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Do the calls in threads that begin together, each with its own connection; gives results or errors."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            barrier.wait(10)
            return call()
        except SentraError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def refusals(results: list[Any]) -> list[SentraError]:
    """Give those who were told."""
    return [one for one in results if isinstance(one, SentraError)]


def test_sent_in_twice_at_once_it_is_one_application() -> None:
    draft = filled_draft(owner())
    results = at_once(*[lambda: application_submit(actor=owner(), application_id=draft.pk)] * 2)
    assert refusals(results) == []
    assert {one.number for one in results} == {Application.objects.get().number}
    assert Mail.objects.count() == 1
    assert Entry.objects.filter(act="application.submit").count() == 1


def test_an_instant_service_sent_in_twice_at_once_gives_one_permit() -> None:
    officer(Role.HEAD)
    draft = filled_draft(owner(), "pendaftaran_ikm")
    results = at_once(*[lambda: application_submit(actor=owner(), application_id=draft.pk)] * 2)
    assert refusals(results) == []
    assert Permit.objects.count() == Business.objects.count() == 1


def test_of_two_heads_who_grant_at_once_one_is_told() -> None:
    application = to_decision(sent_in(owner()))
    heads = [officer(Role.HEAD, name="Kepala"), officer(Role.HEAD, name="Wakil")]
    results = at_once(
        *[
            lambda head=head: application_grant(actor=head, application_id=application.pk, version=application.version)
            for head in heads
        ]
    )
    told = refusals(results)
    assert [type(one) for one in told] == [Conflict]
    assert told[0].status == 409
    assert Permit.objects.count() == Document.objects.filter(kind="permit").count() == 1
    assert Counter.objects.get(series="permit:tdi").last == 1
    assert verify_all().ok


def test_two_grants_at_once_take_two_numbers_that_follow_each_other() -> None:
    first = to_decision(sent_in(owner()))
    second = to_decision(sent_in(stranger(), "tdi", **OTHER))
    head = officer(Role.HEAD)
    results = at_once(
        *[
            lambda one=one: application_grant(actor=head, application_id=one.pk, version=one.version)
            for one in (first, second)
        ]
    )
    assert refusals(results) == []
    assert sorted(Permit.objects.values_list("number", flat=True)) == sorted(
        f"503/000{seq}/TDI/35.05/{clock.today().year}" for seq in (1, 2)
    )
    assert sorted(Business.objects.values_list("register_number", flat=True)) == ["IKM-3505-000001", "IKM-3505-000002"]


def test_a_grant_that_fails_leaves_no_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    application = to_decision(sent_in(owner()))

    def fail(*_: object, **_more: object) -> None:
        raise Conflict("the power went out")

    with monkeypatch.context() as patched:
        patched.setattr(grant, "document_create", fail)
        with pytest.raises(Conflict):
            application_grant(actor=officer(Role.HEAD), application_id=application.pk, version=application.version)
    assert not Counter.objects.filter(series="permit:tdi").exists()
    assert Business.objects.count() == Owner.objects.count() == LegalPaper.objects.count() == 0
    permit = application_grant(actor=officer(Role.HEAD), application_id=application.pk, version=application.version)
    assert permit.number.startswith("503/0001/")


def test_ten_at_once_take_ten_numbers() -> None:
    def take() -> int:
        with transaction.atomic():
            return number_next(series="test", year=2026)

    assert sorted(at_once(*[take] * 10)) == list(range(1, 11))


def test_of_two_verifiers_at_once_one_is_told() -> None:
    application = papers_checked(sent_in(owner()))
    one, other = officer(Role.VERIFIER), officer(Role.VERIFIER, name="Pemeriksa")
    results = at_once(
        lambda: papers_pass(actor=one, application_id=application.pk, version=application.version),
        lambda: application_return(
            actor=other, application_id=application.pk, items=KTP_UNREADABLE, version=application.version
        ),
    )
    assert [type(told) for told in refusals(results)] == [Conflict]
    application.refresh_from_db()
    assert application.spells.filter(ended_at=None).count() == 1


def test_a_stale_page_is_told_what_may_be_done_now() -> None:
    application = papers_checked(sent_in(owner()))
    with pytest.raises(Conflict) as told:
        papers_pass(actor=officer(Role.VERIFIER), application_id=application.pk, version=application.version - 1)
    assert told.value.status == 409
    assert told.value.allowed


def test_two_permits_at_once_for_one_nik_make_one_owner() -> None:
    officer(Role.HEAD)
    first = filled_draft(owner(), "pendaftaran_ikm")
    second = filled_draft(stranger(), "pendaftaran_ikm", business_name=["Batik Siti"], nib=["1234567890124"])
    results = at_once(
        lambda: application_submit(actor=owner(), application_id=first.pk),
        lambda: application_submit(actor=stranger(), application_id=second.pk),
    )
    assert refusals(results) == []
    assert (Owner.objects.count(), Business.objects.count()) == (1, 2)


def test_two_owners_at_once_with_one_nib_make_one_business() -> None:
    officer(Role.HEAD)
    first, second = filled_draft(owner(), "pendaftaran_ikm"), filled_draft(stranger(), "pendaftaran_ikm", **OTHER)
    results = at_once(
        lambda: application_submit(actor=owner(), application_id=first.pk),
        lambda: application_submit(actor=stranger(), application_id=second.pk),
    )
    assert Business.objects.count() == Permit.objects.count() == 1
    other = Application.objects.exclude(status=Status.GRANTED).get()
    assert len(refusals(results)) + other.flags.count() == 1


def test_a_report_sent_twice_at_once_stays_one() -> None:
    application, surveyor, key = to_survey(sent_in(owner())), officer(Role.SURVEYOR), uuid4()
    seen = told(surveyor, asks_of_application(application))
    results = at_once(
        *[lambda: application_hand_in(actor=surveyor, application_id=application.pk, key=key, told=seen)] * 3,
    )
    assert refusals(results) == []
    assert {one.pk for one in results} == {Report.objects.get().pk}
    assert Document.objects.filter(kind="survey_report").count() == 1


def test_of_two_surveyors_at_once_one_is_told() -> None:
    application = to_survey(sent_in(owner()))
    surveyors = [officer(Role.SURVEYOR), officer(Role.SURVEYOR, name="Penyurvei")]
    results = at_once(*[lambda one=one: reported(one, application) for one in surveyors])
    assert [type(told) for told in refusals(results)] == [Conflict]
    assert Report.objects.count() == 1


def test_the_same_sign_up_twice_at_once_opens_one_account() -> None:
    results = at_once(*[lambda: user_sign_up(name="Siti", reached_by="siti@example.id", password=PASSWORD)] * 2)
    assert [type(one) for one in refusals(results)] == [InvalidInput]
    assert User.objects.filter(email="siti@example.id").count() == 1


def test_of_two_heads_who_suspend_at_once_one_is_told() -> None:
    permit, head = granted(sent_in(owner())), officer(Role.HEAD)
    reason = "Tempat produksi tidak ditemukan."
    results = at_once(
        *[lambda: permit_govern(actor=head, permit_id=permit.pk, act="suspend", reason=reason, version=1)] * 2
    )
    assert [type(told) for told in refusals(results)] == [Conflict]
    assert Entry.objects.filter(act="permit.suspend").count() == 1


def test_acts_on_one_record_at_once_stay_one_chain() -> None:
    application, writer = sent_in(owner()), officer(Role.VERIFIER)
    results = at_once(
        *[lambda: note_write(actor=writer, application_id=application.pk, text="Sudah ditelepon.") for _ in range(6)]
    )
    assert refusals(results) == []
    assert application.notes.count() == 6
    assert verify_all().ok


def test_the_same_photograph_at_once_is_kept_once() -> None:
    results = at_once(
        *[lambda: file_store(actor=None, upload=picture(), name="foto.jpg", field="photo") for _ in range(4)]
    )
    assert len({one.sha256 for one in results}) == 1


def test_a_draft_that_is_being_thrown_away_is_not_sent_in() -> None:
    draft = filled_draft(owner())
    results = at_once(
        lambda: application_submit(actor=owner(), application_id=draft.pk),
        lambda: draft_discard(actor=owner(), application_id=draft.pk),
    )
    assert len(refusals(results)) == 1
    assert connection.is_usable()


def test_drafts_are_started_side_by_side() -> None:
    filled_draft(owner())
    people = [person(f"Orang{one}") for one in range(4)]
    results = at_once(*[lambda one=one: draft_start(actor=one, service="tdi") for one in people])
    assert refusals(results) == []


def recorded(name: str) -> Business:
    """Record a business of nobody's NIK, whatever the register has."""
    told = RecordedEntry(OwnerFacts("Siti Aminah"), BusinessFacts(name, DISTRICT, f"{DISTRICT}.2003", "sambel_pecel"))
    entries = [replace(told, surely_new=True)]
    (outcome,) = businesses_record(actor=None, entries=entries, source=RecordedFrom.IMPORT)
    assert outcome.business
    return outcome.business


def test_of_two_who_merge_at_once_one_is_told() -> None:
    one, other = recorded("Sambel Pecel Bu Siti"), recorded("Sambel Pecel Siti")
    keepers = [officer(Role.DISPERINDAG, [DISTRICT], name=name) for name in ("Penjaga", "Wakil Penjaga")]
    pair = pair_name(actor=keepers[0], numbers=(one.register_number, other.register_number))
    versions = {one.pk: one.version, other.pk: other.version}
    results = at_once(
        *[
            lambda keeper=keeper, kept=kept: pair_merge(
                actor=keeper, pair_id=pair.pk, kept_id=kept.pk, versions=versions
            )
            for keeper, kept in zip(keepers, (one, other), strict=True)
        ]
    )
    assert [type(told) for told in refusals(results)] == [Conflict]
    assert Merge.objects.count() == Business.objects.known().count() == 1
    assert verify_all().ok


def test_two_merges_at_once_that_share_a_record_go_one_after_the_other() -> None:
    first, middle, last = recorded("Batik Sekar"), recorded("Batik Sekar Jati"), recorded("Batik Sekar Jaya")
    keeper = officer(Role.DISPERINDAG, [DISTRICT])
    pairs = [
        pair_name(actor=keeper, numbers=(middle.register_number, beside.register_number)) for beside in (first, last)
    ]
    results = at_once(
        *[
            lambda pair=pair, beside=beside: pair_merge(
                actor=keeper, pair_id=pair.pk, kept_id=middle.pk, versions={middle.pk: 1, beside.pk: 1}
            )
            for pair, beside in zip(pairs, (first, last), strict=True)
        ]
    )
    assert [type(told) for told in refusals(results)] == [Conflict]
    assert Business.objects.known().count() == 2


def test_the_same_list_recorded_twice_at_once_makes_each_business_once() -> None:
    entry = RecordedEntry(
        OwnerFacts("Siti Aminah", nik="3505015708900001"),
        BusinessFacts("Sambel Pecel Bu Siti", DISTRICT, f"{DISTRICT}.2003", "sambel_pecel", nib="9123456789012"),
    )
    results = at_once(*[lambda: businesses_record(actor=None, entries=[entry], source=RecordedFrom.IMPORT)] * 3)
    assert refusals(results) == []
    assert Business.objects.count() == Owner.objects.count() == 1


def test_who_waits_for_a_business_finds_it_under_its_new_owner() -> None:
    """Locked together with the owner it would be gone: its new row and the old owner don't belong together."""
    mine = business(1)
    new = Owner.objects.create(name="Pemilik Baru", name_folded="pemilik baru")
    waiting = Event()

    def hand_on() -> None:
        with transaction.atomic():
            Business.objects.select_for_update().get(pk=mine.pk)
            waiting.set()
            _until_somebody_waits()
            Business.objects.filter(pk=mine.pk).update(owner=new)

    @transaction.atomic
    def look() -> Business:
        waiting.wait(10)
        return business_lock(officer(Role.DISPERINDAG), mine.pk)

    results = at_once(hand_on, look)
    assert refusals(results) == []
    assert results[1].owner == new


def _until_somebody_waits() -> None:
    for _each in range(1000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        sleep(0.01)
