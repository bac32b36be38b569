"""What happens by the calendar: done once, made up for when a day was missed, and never stopped by one that fails."""

from contextlib import AbstractContextManager
from datetime import datetime, time, timedelta

import pytest

from sentra.audit.models import Entry
from sentra.kernel import clock
from sentra.kernel.errors import Conflict
from sentra.licensing.models import Application, Correction, Permit, PermitStatus, Status
from sentra.licensing.services import automatic
from sentra.licensing.services.decide import application_grant
from sentra.licensing.services.draft import page_save, questions_open
from sentra.licensing.services.papers import paper_add, papers_open
from sentra.licensing.services.submit import application_resubmit, application_submit, application_withdraw
from sentra.licensing.services.talk import flag_lift
from sentra.licensing.services.tell import tell_applicant
from sentra.licensing.services.verify import application_return
from sentra.licensing.tests.making import filled_draft, picture, publish
from sentra.outbox.models import Event
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner, stranger
from sentra.reference.loading import current_pack
from sentra.reference.queries import working_calendar
from sentra.reference.services import holiday_cancel, holiday_save
from sentra.registry.models import Business, LegalPaper
from tests.making import granted, papers_checked, returned, sent_in, to_decision, to_survey, walk_in_draft

pytestmark = pytest.mark.django_db

LAPSE = current_pack().regency.lapse
OTHER = {"owner_nik": ["3505015708900002"], "business_name": ["Batik Joko"], "owner_name": ["Joko Susilo"]}


def later(days: int) -> AbstractContextManager[None]:
    """Travel so many days on."""
    return clock.travel(clock.now() + timedelta(days=days))


def told(kind: str) -> int:
    """Count the events of a kind."""
    return Event.objects.filter(kind=kind).count()


def test_an_unanswered_correction_lapses_once() -> None:
    application = returned(sent_in(owner()))
    with later(LAPSE.days):
        assert automatic.corrections_lapse() == 0
    with later(LAPSE.days + 1):
        assert automatic.corrections_lapse() == 1
        assert automatic.corrections_lapse() == 0
    application.refresh_from_db()
    assert application.status == Status.LAPSED
    assert told("application_lapsed") == 1


def test_a_withdrawn_correction_neither_lapses_nor_is_reminded_of_and_stops_nothing() -> None:
    withdrawn = returned(sent_in(owner()))
    application_withdraw(actor=owner(), application_id=withdrawn.pk, reason="Saya pindah ke luar kota.")
    returned(sent_in(stranger(), "tdi", **OTHER))
    with later(LAPSE.days - 1):
        assert automatic.corrections_remind() == 1
    with later(LAPSE.days + 1):
        assert automatic.corrections_lapse() == 1
    withdrawn.refresh_from_db()
    assert withdrawn.status == Status.WITHDRAWN


def test_reminders_of_a_correction_make_up_for_a_missed_day_once() -> None:
    returned(sent_in(owner()))
    counts = []
    for day in (10, 17, 18, 25, 25, 28, 29, 30):
        with later(day):
            counts.append(automatic.corrections_remind())
    assert counts == [0, 1, 0, 1, 0, 1, 0, 0]


def test_one_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = returned(sent_in(owner())), returned(sent_in(stranger(), "tdi", **OTHER))

    def fail(application: Application, kind: str, **words: object) -> None:
        if application.pk == first.pk:
            raise OSError("the disk is full")
        tell_applicant(application, kind, **words)

    monkeypatch.setattr(automatic, "tell_applicant", fail)
    with later(LAPSE.days + 1):
        assert automatic.corrections_lapse() == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (Status.CORRECTION, Status.LAPSED)


def test_silence_grants_what_the_service_says_and_a_survey_is_owed() -> None:
    officer(Role.HEAD)
    application = sent_in(owner())
    with later(60):
        assert automatic.silence_grants() == 1
        assert automatic.silence_grants() == 0
        application.refresh_from_db()
        assert application.stage_due
        assert application.stage_due > clock.today()
    assert (application.status, application.deemed, application.survey_owed) == (Status.GRANTED, True, True)
    assert Permit.objects.get().deemed
    assert Permit.objects.get().signer is None
    assert (told("application_granted"), told("application_deemed")) == (1, 1)
    assert Entry.objects.get(act="application.deem").actor_name == "Sistem"


def test_silence_does_not_grant_what_waits_for_the_applicant_or_is_flagged_or_says_no() -> None:
    returned(sent_in(owner()))
    sent_in(stranger(), "iui", **OTHER)
    flagged = sent_in(owner(), business_name=["Batik Tulis Lain"])
    flagged.flags.create(reason="Alamat meragukan.")
    with later(60):
        assert automatic.silence_grants() == 0
    assert not Permit.objects.exists()


def test_silence_does_not_grant_what_the_register_doubts_by_now() -> None:
    late = sent_in(owner())
    officer(Role.HEAD)
    application_submit(actor=stranger(), application_id=filled_draft(stranger(), "pendaftaran_ikm", **OTHER).pk)
    Application.objects.filter(pk=late.pk).update(answers={**late.answers, "nib": "1234567890123", "has_nib": True})
    with later(60):
        assert automatic.silence_grants() == 0
    assert late.flags.get().doubt == "nib_of_another"


def test_a_permit_expires_once_and_the_register_follows() -> None:
    permit = granted(sent_in(owner()))
    assert permit.valid_until
    with clock.travel(clock.now() + timedelta(days=365 * 5 + 5)):
        assert automatic.permits_expire() == 1
        assert automatic.permits_expire() == 0
    assert LegalPaper.objects.get().status == PermitStatus.EXPIRED


def test_holders_are_reminded_before_the_end_and_a_missed_day_is_made_up_for() -> None:
    permit = granted(sent_in(owner()))
    assert permit.valid_until
    counts = []
    for left in (91, 88, 60, 30, 29, 5, 4, 0):
        with clock.travel(clock.now() + (permit.valid_until - clock.today()) - timedelta(days=left)):
            counts.append(automatic.permits_remind())
    assert counts == [0, 1, 0, 1, 0, 1, 0, 0]


def test_heads_are_told_of_late_work_once_a_day_in_their_districts() -> None:
    officer(Role.HEAD, ["35.05.10"], name="Kepala")
    officer(Role.HEAD, ["35.05.01"], name="Jauh")
    sent_in(owner())
    sent_in(stranger(), "tdi", **OTHER)
    assert automatic.late_work_tell() == 0
    with later(30):
        assert automatic.late_work_tell() == 1
        assert automatic.late_work_tell() == 0
        assert Event.objects.get(kind="late_work").data["count"] == 2
    with later(31):
        assert automatic.late_work_tell() == 1


def test_the_clock_stands_still_during_a_correction_and_runs_on_from_there() -> None:
    calendar = working_calendar()
    application = sent_in(owner())
    due, stage_due = application.due, application.stage_due
    assert due
    assert stage_due
    with later(1):
        left = calendar.between(clock.today(), stage_due)
        returned(application)
    with later(15):
        paused_since = Application.objects.get().paused_since
        assert paused_since
        stood_still = calendar.between(clock.local_day(paused_since), clock.today())
        application = application_resubmit(actor=owner(), application_id=application.pk)
        assert application.due == calendar.add(due, stood_still)
        assert application.stage_due == calendar.add(clock.today(), max(left, 1))
    assert application.stage_left is None


def test_the_terms_that_run_follow_the_days_off() -> None:
    chief, application = officer(Role.ADMINISTRATOR), sent_in(owner())
    was = (application.due, application.stage_due)
    assert was[0]
    assert was[1]
    off = working_calendar().add(clock.today(), 1)
    holiday_save(actor=chief, day=off, name="Libur", kind="local")
    application.refresh_from_db()
    calendar = working_calendar()
    assert (application.due, application.stage_due) == (calendar.add(was[0], 1), calendar.add(was[1], 1))
    assert Entry.objects.filter(act="application.recount", record_id=str(application.pk), actor=chief).count() == 1
    returned(application)
    holiday_cancel(actor=chief, day=off)
    application.refresh_from_db()
    assert (application.due, application.stage_due) == (was[0], None)


def test_a_day_off_that_comes_too_late_gives_no_time_back() -> None:
    application = sent_in(owner())
    assert application.due
    late, day = application.due + timedelta(days=1), working_calendar().add(clock.today(), 1)
    with clock.travel(datetime.combine(late, time(9), clock.local_zone())):
        holiday_save(actor=officer(Role.ADMINISTRATOR), day=day, name="Libur", kind="local")
    assert Application.objects.get().due == application.due


def test_a_correction_opens_what_its_answers_bring_along() -> None:
    application = papers_checked(sent_in(owner()))
    reason = "Produk ini bukan pangan, mohon pilih yang benar."
    verifier = officer(Role.VERIFIER)
    application_return(
        actor=verifier,
        application_id=application.pk,
        items={("field", "commodity"): reason, ("field", "district"): reason},
        version=application.version,
    )
    application.refresh_from_db()
    place = [question.code for question in questions_open(owner(), application, "place")]
    assert place == ["district", "village"]
    with pytest.raises(Conflict):
        questions_open(owner(), application, "workers")
    page_save(actor=owner(), application_id=application.pk, page="product", given={"commodity": ["senapan_angin"]})
    application.refresh_from_db()
    assert {question.code for question in questions_open(owner(), application, "air_rifle")} == {
        "storage",
        "storage_keeper",
        "serial_numbers",
    }
    assert papers_open(application) == {"police_letter", "storage_photo"}
    given = {"storage": ["Gudang terkunci."], "storage_keeper": ["Siti"], "serial_numbers": ["yes"]}
    page_save(actor=owner(), application_id=application.pk, page="air_rifle", given=given)
    for code in ("police_letter", "storage_photo"):
        paper_add(actor=owner(), application_id=application.pk, code=code, upload=picture())
    assert application_resubmit(actor=owner(), application_id=application.pk).status == Status.VERIFICATION
    told = Entry.objects.filter(act="application.correct").first()
    assert told
    assert "Jenis produk: Senapan angin" in told.after["answers"]


def test_a_corrected_nik_is_never_told_in_full() -> None:
    application = sent_in(owner())
    application_return(
        actor=officer(Role.VERIFIER),
        application_id=application.pk,
        items={("field", "owner_nik"): "NIK berbeda dengan KTP."},
        version=application.version,
    )
    given = {"owner_nik": ["3505015708900009"]}
    page_save(actor=owner(), application_id=application.pk, page="owner", given=given)
    entry = Entry.objects.get(act="application.correct")
    assert "3505015708900009" not in str([entry.before, entry.after])
    assert "0009" in str(entry.after)


def test_what_a_changed_answer_closes_is_forgotten() -> None:
    draft = filled_draft(owner())
    page_save(actor=owner(), application_id=draft.pk, page="product", given={"commodity": ["senapan_angin"]})
    page_save(actor=owner(), application_id=draft.pk, page="air_rifle", given={"storage_keeper": ["Siti"]})
    page_save(actor=owner(), application_id=draft.pk, page="product", given={"commodity": ["garmen"]})
    draft.refresh_from_db()
    assert "storage_keeper" not in draft.answers


def test_the_counter_keeps_what_it_entered_wherever_it_lies() -> None:
    publish()
    counter = officer(Role.COUNTER, ["35.05.01"], name="Loket")
    draft = walk_in_draft(counter)
    assert draft.district == "35.05.10"
    application = application_submit(actor=counter, application_id=draft.pk)
    assert application.status == Status.VERIFICATION


def test_a_doubt_that_arises_before_the_grant_becomes_a_flag_and_can_be_settled() -> None:
    head = officer(Role.HEAD)
    waiting = to_decision(sent_in(owner()))
    other = filled_draft(stranger(), "pendaftaran_ikm", owner_nik=["3505015708900003"], owner_name=["Joko"])
    application_submit(actor=stranger(), application_id=other.pk)
    with pytest.raises(Conflict):
        application_grant(actor=head, application_id=waiting.pk, version=waiting.version)
    flag = waiting.flags.get()
    assert flag.doubt == "same_name"
    flag_lift(actor=head, application_id=waiting.pk, flag_id=flag.pk, reason="Dua usaha yang berbeda, sudah dilihat.")
    waiting.refresh_from_db()
    assert application_grant(actor=head, application_id=waiting.pk, version=waiting.version).number
    assert Business.objects.count() == 2


def test_a_correction_is_kept_for_the_one_who_asked() -> None:
    application = returned(sent_in(owner()))
    assert Correction.objects.get(application=application).answered_at is None
    back = application_resubmit(actor=owner(), application_id=application.pk)
    assert back.assigned_to == officer(Role.VERIFIER)
    assert to_survey(back).status == Status.SURVEY
