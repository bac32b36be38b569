"""A case from its report to its end, act by act, in the database."""

from datetime import timedelta
from uuid import uuid4

import pytest

from sentra.audit.models import Entry
from sentra.cases import queries
from sentra.cases.figures import case_figures
from sentra.cases.models import ActionKind, Case, Complaint, PublicNotice, State
from sentra.cases.services import close, examine, measures, triage
from sentra.cases.services.automatic import late_cases_tell
from sentra.cases.services.report import product_report
from sentra.cases.services.terms import case_terms_recount
from sentra.cases.tests.making import (
    asked,
    examining,
    found,
    fresh,
    head,
    identified,
    recorded,
    reported,
    told,
    trade,
    triaged,
)
from sentra.cases.visible import cases_visible
from sentra.kernel import clock
from sentra.kernel.clock import WorkingCalendar
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.licensing.models import Permit, PermitStatus
from sentra.outbox.models import Notice
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner, stranger
from sentra.reference.loading import current_pack
from sentra.reference.queries import working_calendar
from sentra.registry.models import Business
from sentra.surveys.supervision import due_now
from tests.making import granted, sent_in

pytestmark = pytest.mark.django_db

REASON = "Hasil uji laboratorium sudah ada dan jelas."


def kinds_told(user: User) -> list[str]:
    """What somebody was told, by kind."""
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("event__kind", flat=True))


def test_a_report_opens_a_case_with_number_code_and_term() -> None:
    complaint = reported()
    case = complaint.case
    year = clock.today().year
    assert case.number == f"KP-3505-{year}-000001"
    assert case.state == State.REPORTED
    assert len(complaint.code) == 10
    assert case.answer_due == working_calendar().add(clock.today(), current_pack().cases.reporting.first_answer_days)
    assert queries.followed(complaint.code.lower()).pk == complaint.pk
    with pytest.raises(NotFound):
        queries.followed("ABCDEFGHJK")


def test_a_report_sent_twice_stays_one() -> None:
    key = uuid4()
    reported()
    first, again = (product_report(actor=None, key=key, report=told()) for _time in range(2))
    assert first.pk == again.pk
    assert Case.objects.count() == 2


def test_a_report_names_everything_that_is_wrong_at_once() -> None:
    reported()
    empty = told(product_name="", happened="", bought_at="", kind="magic", district="99.99.99")
    with pytest.raises(InvalidInput) as refused:
        product_report(actor=None, key=uuid4(), report=empty)
    assert {one.field for one in refused.value.problems} == {
        "product_name", "happened", "bought_at", "kind", "district"
    }  # fmt: skip


def test_an_officer_without_the_duty_writes_no_report_down() -> None:
    reported()
    with pytest.raises(NotAllowed):
        product_report(actor=officer(Role.VERIFIER), key=uuid4(), report=told())
    complaint = product_report(actor=officer(Role.COUNTER), key=uuid4(), report=told())
    assert complaint.way == Complaint.Way.OFFICER


def test_sorting_starts_the_term_and_counts_as_the_first_answer() -> None:
    case = triaged(gravity="serious")
    assert (case.state, case.assigned_to, case.answered_at is not None) == (State.TRIAGED, trade(), True)
    assert case.close_due == working_calendar().add(clock.today(), 20)
    with pytest.raises(Conflict):
        triage.case_triage(actor=trade(), case_id=case.pk, version=case.version, kind="health", gravity="minor")


def test_a_page_that_is_out_of_date_changes_nothing() -> None:
    case = triaged()
    with pytest.raises(Conflict):
        triage.case_assign(actor=trade(), case_id=case.pk, version=case.version - 1, officer=None)


def test_reports_of_one_problem_join_one_case_and_their_codes_lead_there() -> None:
    case, second = triaged(), reported(product_name="sambel PECEL pedas", batch="")
    assert queries.candidates(trade(), second.case) == [case]
    other = triage.case_join(
        actor=trade(), case_id=second.case.pk, version=second.case.version, into=case.number.lower()
    )
    assert other == case
    assert case.complaints.count() == 2
    assert queries.followed(second.code).case == case
    joined = fresh(second.case)
    assert (joined.state, joined.joined_into) == (State.JOINED, case)
    assert queries.candidates(trade(), case) == []


def test_a_case_is_not_joined_to_itself_nor_to_one_that_ended() -> None:
    case, ended = triaged(), reported().case
    triage.case_dismiss(actor=trade(), case_id=ended.pk, version=ended.version, reason="Bukan produk IKM daerah ini.")
    for number, error in ((case.number, InvalidInput), (ended.number, Conflict), ("KP-1", InvalidInput)):
        with pytest.raises(error):
            triage.case_join(actor=trade(), case_id=case.pk, version=case.version, into=number)


def test_reports_long_ago_are_no_candidates() -> None:
    with clock.travel(clock.now() - timedelta(days=200)):
        reported()
    assert queries.candidates(trade(), reported().case) == []


def test_the_maker_is_asked_answers_and_reads_nothing_of_the_reporter() -> None:
    case = asked(recorded())
    assert kinds_told(owner()) == ["case_statement_asked"]
    examine.statement_give(actor=owner(), case_id=case.pk, text="Dibuat tanggal 3, cabai dari Srengat.")
    assert "case_statement_given" in kinds_told(trade())
    with pytest.raises(NotFound):
        examine.statement_give(actor=stranger(), case_id=case.pk, text="Saya bukan pembuatnya.")
    with pytest.raises(Conflict):
        examine.statement_give(actor=owner(), case_id=case.pk, text="Sekali lagi jawaban saya.")


def test_a_maker_who_was_not_told_sees_no_case() -> None:
    case = triaged(recorded())
    with pytest.raises(NotFound):
        queries.own_case(owner(), case.pk)


def test_without_the_answer_nobody_finds_but_an_officer_may_write_it_down() -> None:
    case = asked(recorded())
    with pytest.raises(Conflict):
        examine.case_find(actor=trade(), case_id=case.pk, version=case.version, conclusion="confirmed", text=REASON)
    examine.statement_take(actor=trade(), case_id=case.pk, text="Ditelepon dua kali, tidak ada jawaban.")
    case = fresh(case)
    examine.case_find(actor=trade(), case_id=case.pk, version=case.version, conclusion="unclear", text=REASON)
    assert fresh(case).object_until == working_calendar().add(clock.today(), 10)


def test_tests_are_noted() -> None:
    case = examining()
    test = examine.test_note(
        actor=trade(),
        case_id=case.pk,
        what="Angka kapang",
        laboratory="Labkesda",
        tested_on=clock.today(),
        verdict="unfit",
        result="Melebihi batas.",
    )
    assert test.laboratory == "Labkesda"


def test_the_officer_closes_an_ordinary_case_and_the_head_a_grave_one() -> None:
    leader = head()
    ordinary, grave = found(), found(gravity="grave")
    with pytest.raises(NotAllowed):
        close.case_close(actor=head(), case_id=ordinary.pk, version=ordinary.version, result=REASON)
    closed = close.case_close(actor=trade(), case_id=ordinary.pk, version=ordinary.version, result=REASON)
    assert (closed.state, closed.closed_by) == (State.CLOSED, trade())
    with pytest.raises(NotAllowed):
        close.case_close(actor=trade(), case_id=grave.pk, version=grave.version, result=REASON)
    closed = close.case_close(actor=leader, case_id=grave.pk, version=grave.version, result=REASON)
    assert closed.closed_by == leader
    assert "case_grave" in kinds_told(leader)


def test_one_person_with_both_duties_does_not_close_what_they_found() -> None:
    grave = found(gravity="grave")
    officer(Role.HEAD, name=trade().name)
    both = User.objects.get(pk=trade().pk)
    with pytest.raises(Conflict, match=r"."):
        close.case_close(actor=both, case_id=grave.pk, version=grave.version, result=REASON)


def test_an_objection_is_answered_by_somebody_else_and_opens_the_case_again() -> None:
    case = found(recorded())
    close.objection_make(actor=owner(), case_id=case.pk, text="Sampelnya bukan dari batch kami.")
    case = fresh(case)
    with pytest.raises(Conflict):
        close.case_close(actor=trade(), case_id=case.pk, version=case.version, result=REASON)
    with pytest.raises(NotAllowed):
        close.objection_answer(actor=trade(), case_id=case.pk, version=case.version, uphold=False, text=REASON)
    close.objection_answer(actor=head(), case_id=case.pk, version=case.version, uphold=True, text="Benar, uji ulang.")
    assert fresh(case).state == State.EXAMINING
    assert kinds_told(owner())[-1] == "case_objection_answered"


def test_an_objection_may_come_after_the_end_until_its_last_day() -> None:
    case = found(recorded())
    case = close.case_close(actor=trade(), case_id=case.pk, version=case.version, result=REASON)
    with clock.travel(clock.now() + timedelta(days=60)), pytest.raises(Conflict):
        close.objection_make(actor=owner(), case_id=case.pk, text="Saya keberatan sekarang.")
    close.objection_make(actor=owner(), case_id=case.pk, text="Saya keberatan sekarang.")
    close.objection_answer(
        actor=head(), case_id=case.pk, version=fresh(case).version, uphold=False, text="Bukti sudah cukup."
    )
    assert fresh(case).state == State.CLOSED


def test_measures_are_taken_told_and_carried_out() -> None:
    case = found(recorded())
    due = clock.today() + timedelta(days=14)
    plan = measures.plan_agree(actor=trade(), case_id=case.pk, text="Perbaiki sterilisasi botol.", due_on=due)
    measures.maker_warn(actor=trade(), case_id=case.pk, text="Jangan menjual batch B-12.")
    measures.case_hand_over(actor=trade(), case_id=case.pk, authority="dinkes", text="Surat 440/12, uji ulang sarana.")
    done = measures.measure_fulfil(actor=trade(), case_id=case.pk, action_id=plan.pk, text="Dilihat di tempat usaha.")
    assert done.done_by == trade()
    with pytest.raises(Conflict):
        measures.measure_fulfil(actor=trade(), case_id=case.pk, action_id=plan.pk, text="Dilihat sekali lagi.")
    assert kinds_told(owner())[-2:] == ["case_plan", "case_warned"]
    with pytest.raises(InvalidInput):
        measures.case_hand_over(actor=trade(), case_id=case.pk, authority="nasa", text=REASON)


def recall(case: Case) -> PublicNotice:
    """Recall the product of a case."""
    return measures.notice_publish(
        actor=trade(),
        case_id=case.pk,
        kind="recall",
        batch="B-12",
        danger="Tercemar bakteri.",
        advice="Jangan dimakan; kembalikan ke penjual.",
    )


def test_a_recall_is_public_and_stops_the_offer_at_once() -> None:
    business = recorded()
    case = found(business)
    assert queries.stopped_products() == []
    notice = recall(case)
    stopped = queries.stopped_products([business.pk])
    assert [(one.business, one.name, one.notice) for one in stopped] == [
        (business.pk, "Sambel pecel pedas", notice.number)
    ]
    with pytest.raises(Conflict):
        recall(case)
    measures.notice_end(actor=trade(), case_id=case.pk, reason="Semua botol sudah kembali.")
    assert [one.notice for one in queries.stopped_products()] == [""]
    measures.listing_resume(actor=trade(), case_id=case.pk, reason="Produksi baru sudah lulus uji.")
    assert queries.stopped_products() == []
    assert not case.actions.filter(kind=ActionKind.RECALL, done_at=None).exists()


def test_a_permit_is_suspended_by_the_rules_of_licensing_and_only_by_the_head() -> None:
    permit: Permit = granted(sent_in(owner()))
    case = found(Business.objects.get(pk=permit.business_id))
    with pytest.raises(NotAllowed):
        measures.permit_suspend(actor=trade(), case_id=case.pk, permit_id=permit.pk, reason=REASON)
    leader = head()
    measures.suspension_propose(actor=trade(), case_id=case.pk, text="Sudah dua kali diperingatkan.")
    assert "case_suspension_proposed" in kinds_told(leader)
    with pytest.raises(NotFound):
        measures.permit_suspend(actor=leader, case_id=case.pk, permit_id=uuid4(), reason=REASON)
    action = measures.permit_suspend(actor=head(), case_id=case.pk, permit_id=permit.pk, reason=REASON)
    permit.refresh_from_db()
    assert (permit.status, action.permit) == (PermitStatus.SUSPENDED, permit)
    assert {"permit_suspend", "case_found"} <= set(kinds_told(owner()))
    with pytest.raises(Conflict):
        measures.permit_suspend(actor=head(), case_id=case.pk, permit_id=permit.pk, reason=REASON)


def test_a_maker_who_is_not_on_the_register_is_found_and_invited() -> None:
    case = triaged()
    with pytest.raises(Conflict):
        triage.maker_invite(actor=trade(), case_id=case.pk)
    case = identified(case, recorded())
    assert case.maker == "Sambel Mbok Siti"
    triage.maker_invite(actor=trade(), case_id=case.pk)
    assert kinds_told(owner()) == ["case_invited"]
    assert queries.own_case(owner(), case.pk) == case
    with pytest.raises(InvalidInput):
        triage.case_identify(
            actor=trade(),
            case_id=case.pk,
            version=fresh(case).version,
            given={"number": "IKM-3505-999999", "product": "Sambel"},
        )


def test_the_maker_stays_once_told() -> None:
    case = asked(recorded())
    with pytest.raises(Conflict):
        triage.case_identify(
            actor=trade(), case_id=case.pk, version=case.version, given={"number": "", "product": "Sambel"}
        )


def test_nobody_handles_a_case_about_the_own_product() -> None:
    business = recorded()
    officer(Role.DISPERINDAG, name=owner().name)
    case = reported(business).case
    with pytest.raises(Conflict):
        triage.case_triage(actor=owner(), case_id=case.pk, version=case.version, kind="health", gravity="minor")
    case = triaged(business)
    with pytest.raises(InvalidInput):
        triage.case_assign(actor=trade(), case_id=case.pk, version=case.version, officer=owner())


def test_a_case_without_a_place_is_seen_by_officers_of_any_district() -> None:
    somewhere, nowhere = reported(product_name="Keripik"), reported(product_name="Kecap", district="")
    elsewhere = officer(Role.DISPERINDAG, ["35.05.01"], name="Rekan")
    assert set(cases_visible(elsewhere)) == {nowhere.case}
    assert set(cases_visible(trade())) == {somewhere.case, nowhere.case}
    assert not cases_visible(officer(Role.VERIFIER))
    case = nowhere.case
    triage.case_triage(actor=elsewhere, case_id=case.pk, version=case.version, kind="label", gravity="minor")
    assert queries.case_counts(elsewhere) == (1, 0)


def test_terms_follow_the_days_off() -> None:
    case = triaged()
    before = working_calendar()
    assert case.close_due
    day_off = before.add(clock.today(), 1)
    after = WorkingCalendar(before.holidays | {day_off})
    assert case_terms_recount(actor=None, before=before, after=after) == 1
    assert fresh(case).close_due == after.add(clock.today(), 20)
    assert Entry.objects.filter(act="case.recount").count() == 1


def test_what_is_late_is_told_once_a_day_to_whom_it_concerns() -> None:
    colleague = officer(Role.DISPERINDAG, name="Rekan")
    triaged()
    reported()
    assert late_cases_tell() == 0
    with clock.travel(clock.now() + timedelta(days=60)):
        assert late_cases_tell() == 2
        assert late_cases_tell() == 0
    mine, theirs = (Notice.objects.get(user=user, event__kind="case_late").event for user in (trade(), colleague))
    assert (mine.data["count"], theirs.data["count"]) == (2, 1)


def test_figures_count_by_kind_and_measure_the_time() -> None:
    case = found()
    close.case_close(actor=trade(), case_id=case.pk, version=case.version, result=REASON)
    reported()
    figures = case_figures(officer(Role.LEADER))
    assert (figures.reported, figures.open, figures.closed, figures.in_time) == (2, 1, 1, 1)
    health = next(kind for kind in figures.kinds if kind.reported and kind.close_days is not None)
    assert (health.reported, health.answer_days, health.close_days) == (1, 0, 0)
    assert case_figures(officer(Role.LEADER, ["35.05.01"], name="Lain")).reported == 0


def test_who_is_complained_of_is_due_a_visit() -> None:
    business = recorded()
    assert [due for due in due_now(head()) if due.known.business_id == business.pk] == []
    reported(business)
    (due,) = [due for due in due_now(head()) if due.known.business_id == business.pk]
    assert (due.kind, due.reasons, due.known.complaints) == ("follow_up", ("complaint",), 1)
