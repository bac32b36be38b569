"""Visits for a programme, who did not come, and what came of it: by the acts, in the database."""

from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.licensing.tests.making import publish
from sentra.people.models import Role, User
from sentra.people.tests.people import officer
from sentra.programmes.models import Call, Candidate, CandidateState, Outcome
from sentra.programmes.results import results_of
from sentra.programmes.services import apply, automatic, calls, judge, taking_part, visits
from sentra.programmes.services.part_common import asked_now
from sentra.programmes.tests.making import (
    CHOSEN,
    account,
    applied,
    business,
    chosen,
    closed,
    fresh,
    head,
    judged,
    kinds_told,
    manager,
    published,
    seen,
    states,
)
from sentra.surveys.models import VisitState
from sentra.surveys.services.plan import visit_cancel
from sentra.surveys.tests.making import photograph
from sentra.surveys.tests.visiting import business_visit, visited

pytestmark = pytest.mark.django_db

TOLD = {"visitors": ["120"], "sales": ["1.500.000"], "orders": ["500000"], "contacts": ["4"]}


def papers() -> dict[str, Any]:
    """What machinery aid asks for."""
    return {"proposal": photograph("#112233"), "pact": photograph("#332211")}


def running(many: int = 2, quota: int = 2) -> Call:
    """A market day that runs, with the first so many businesses."""
    call = published(quota=quota)
    for place in range(1, many + 1):
        applied(call, business(place))
    call = chosen(closed(call))
    Call.objects.filter(pk=call.pk).update(object_until=clock.today() - timedelta(days=1))
    return calls.call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)


def after(call: Call, days: int = 1) -> AbstractContextManager[None]:
    """So many days after the end of a call."""
    return clock.travel(clock.now() + (call.ends_on - clock.today()) + timedelta(days=days))


def test_a_visit_looks_at_an_application_with_the_checklist_of_the_programme() -> None:
    publish()
    candidate = applied(published("hibah_mesin", conditions=frozenset()), business(), **papers())
    report = seen(candidate)
    assert report.visit.checklist is not None
    assert report.visit.checklist.code == "verifikasi_bantuan"
    assert list(candidate.visits.all()) == [report.visit]
    assert kinds_told(manager())[-1] == "call_visited"


def test_a_planned_visit_looks_at_it_too_and_no_second_is_planned() -> None:
    call = published()
    candidate = applied(call, business())
    surveyor = officer(Role.SURVEYOR)
    with pytest.raises(Conflict):
        visits.candidate_visit_share(actor=manager(), candidate_id=candidate.pk)
    visit = business_visit(candidate.business)
    with pytest.raises(Conflict):
        visits.candidate_visit_plan(
            actor=manager(), candidate_id=candidate.pk, planned_on=clock.today(), surveyor=surveyor
        )
    visits.candidate_visit_share(actor=manager(), candidate_id=candidate.pk)
    with pytest.raises(Conflict):
        visits.candidate_visit_share(actor=manager(), candidate_id=candidate.pk)
    visited(visit)
    assert candidate.visits.get().state == VisitState.DONE


def test_a_cancelled_visit_is_planned_anew_and_counts_for_nothing() -> None:
    call = published("hibah_mesin", conditions=frozenset())
    candidate = applied(call, business(), **papers())
    call = closed(call)
    judged(call, {candidate: 0})
    for code in papers():
        judge.paper_check(actor=manager(), candidate_id=candidate.pk, code=code, fits=True)
    visit = visits.candidate_visit_plan(
        actor=manager(), candidate_id=candidate.pk, planned_on=clock.today(), surveyor=officer(Role.SURVEYOR)
    )
    visit_cancel(actor=manager(), visit_id=visit.pk, reason="Jembatan putus, belum bisa lewat.")
    with pytest.raises(Conflict, match="dikunjungi"):
        chosen(call)
    assert seen(candidate).visit != visit


def test_a_visit_has_a_day_to_come_and_somebody_who_goes() -> None:
    candidate = applied(published(), business())
    surveyor = officer(Role.SURVEYOR)

    def plan(actor: User, day: date | None, who: User | None) -> None:
        visits.candidate_visit_plan(actor=actor, candidate_id=candidate.pk, planned_on=day, surveyor=who)

    today = clock.today()
    for day, who in ((None, surveyor), (today - timedelta(days=1), surveyor), (today, None)):
        with pytest.raises(InvalidInput):
            plan(manager(), day, who)
    with pytest.raises(NotAllowed):
        plan(head(), today, surveyor)


def test_who_does_not_come_says_why_and_the_first_that_waits_moves_up() -> None:
    call = running(many=2, quota=1)
    gone = call.candidates.get(business__name="Sambel 1")
    with pytest.raises(InvalidInput):
        taking_part.candidate_miss(actor=manager(), candidate_id=gone.pk, reason="")
    taking_part.candidate_miss(actor=manager(), candidate_id=gone.pk, reason="Tidak datang dan tidak memberi kabar.")
    assert states(call) == {"Sambel 1": CandidateState.ABSENT, "Sambel 2": CHOSEN}
    assert kinds_told(account(gone.business))[-1] == "call_missed"
    with pytest.raises(Conflict):
        taking_part.candidate_miss(actor=manager(), candidate_id=gone.pk, reason="Sekali lagi, tidak datang.")


def test_after_the_end_nobody_moves_up_for_who_did_not_come() -> None:
    call = running(many=2, quota=1)
    gone = call.candidates.get(business__name="Sambel 1")
    with after(call):
        taking_part.candidate_miss(actor=manager(), candidate_id=gone.pk, reason="Tidak datang tanpa kabar.")
    assert states(call)["Sambel 2"] == "waiting"


def test_participants_are_asked_once_and_tell_once() -> None:
    call = running()
    candidate = call.candidates.get(business__name="Sambel 1")
    owner = account(candidate.business)
    assert automatic.outcomes_ask() == 0
    with pytest.raises(Conflict):
        taking_part.outcome_tell(actor=owner, candidate_id=candidate.pk, months=0, given=TOLD, own=True)
    with after(call):
        assert automatic.outcomes_ask() == 2
        assert automatic.outcomes_ask() == 0
        assert kinds_told(owner)[-1] == "call_tell_us"
        with pytest.raises(InvalidInput) as wrong:
            taking_part.outcome_tell(
                actor=owner, candidate_id=candidate.pk, months=0, given={**TOLD, "sales": ["banyak"]}, own=True
            )
        assert [one.field for one in wrong.value.problems] == ["sales"]
        taking_part.outcome_tell(actor=owner, candidate_id=candidate.pk, months=0, given=TOLD, own=True)
        with pytest.raises(Conflict):
            taking_part.outcome_tell(actor=owner, candidate_id=candidate.pk, months=0, given=TOLD, own=True)
        (told,) = results_of(call, clock.today())
    assert told.many == 1
    assert {one.field.code: one.total for one in told.totals}["sales"] == 1_500_000
    assert Outcome.objects.get(candidate=candidate).told_by == owner


def test_somebody_else_does_not_tell_and_an_officer_may_enter_it() -> None:
    call = running()
    candidate = call.candidates.get(business__name="Sambel 1")
    stranger = account(call.candidates.get(business__name="Sambel 2").business)
    with after(call):
        with pytest.raises(NotFound):
            taking_part.outcome_tell(actor=stranger, candidate_id=candidate.pk, months=0, given=TOLD, own=True)
        with pytest.raises(NotFound):
            taking_part.outcome_tell(actor=stranger, candidate_id=candidate.pk, months=0, given=TOLD, own=False)
        with pytest.raises(NotAllowed):
            taking_part.outcome_tell(actor=head(), candidate_id=candidate.pk, months=0, given=TOLD, own=False)
        taking_part.outcome_tell(actor=manager(), candidate_id=candidate.pk, months=0, given=TOLD, own=False)
    assert Outcome.objects.get(candidate=candidate).told_by == manager()


def test_of_several_times_that_have_passed_only_the_newest_is_asked() -> None:
    call = published("pelatihan", quota=1)
    candidate = applied(call, business())
    call = chosen(closed(call))
    Call.objects.filter(pk=call.pk).update(object_until=clock.today() - timedelta(days=1))
    calls.call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)
    candidate = Candidate.objects.select_related("call", "business__owner").get(pk=candidate.pk)
    with after(call, days=100):
        assert [one.months for one in asked_now(candidate)] == [0, 3]
    with after(call, days=200):
        assert [one.months for one in asked_now(candidate)] == [0, 6]


def test_who_withdrew_is_not_asked() -> None:
    call = running()
    gone = call.candidates.get(business__name="Sambel 1")
    apply.candidate_withdraw(actor=account(gone.business), candidate_id=gone.pk)
    with after(call):
        assert automatic.outcomes_ask() == 1


def test_a_withdrawal_after_the_last_day_gives_nobody_a_seat_of_what_is_over() -> None:
    call = running(many=2, quota=1)
    gone = call.candidates.get(business__name="Sambel 1")
    with after(call):
        apply.candidate_withdraw(actor=account(gone.business), candidate_id=gone.pk)
    assert states(call)["Sambel 2"] == "waiting"


def test_a_visit_for_an_application_that_is_withdrawn_is_not_made() -> None:
    candidate = applied(published(), business())
    surveyor = officer(Role.SURVEYOR)
    visit = visits.candidate_visit_plan(
        actor=manager(), candidate_id=candidate.pk, planned_on=clock.today(), surveyor=surveyor
    )
    apply.candidate_withdraw(actor=account(candidate.business), candidate_id=candidate.pk)
    visit.refresh_from_db()
    assert (visit.state, bool(visit.cancelled_reason)) == (VisitState.CANCELLED, True)
    assert kinds_told(surveyor)[-1] == "visit_let_go"


def test_a_visit_that_was_planned_for_something_else_is_made_all_the_same() -> None:
    candidate = applied(published(), business())
    other = applied(published(), candidate.business)
    visit = business_visit(candidate.business)
    for one in (candidate, other):
        visits.candidate_visit_share(actor=manager(), candidate_id=one.pk)
    apply.candidate_withdraw(actor=account(candidate.business), candidate_id=candidate.pk)
    visit.refresh_from_db()
    assert visit.state == VisitState.PLANNED
