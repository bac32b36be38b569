"""Two at once on a case: one wins, the other is told; a visit that is reported meanwhile stops nobody."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from sentra.cases.models import Case, CaseFinding, Complaint
from sentra.cases.services import close, visits
from sentra.cases.services.examine import case_find
from sentra.cases.services.report import product_report
from sentra.cases.services.triage import case_join, case_triage
from sentra.cases.tests.making import examining, found, fresh, reported, told, trade
from sentra.kernel import clock
from sentra.licensing.tests.making import publish
from sentra.people.models import Role, User
from sentra.people.tests.people import officer
from sentra.registry.models import Business
from sentra.registry.tests.making import registered
from sentra.surveys.models import Report, Visit
from sentra.surveys.tests.visiting import business_visit, visited
from tests.test_concurrency import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "Sampel diuji, hasilnya sudah jelas."


def made() -> Business:
    """A business on the register whose checklists are published."""
    publish()
    return registered()


def colleagues() -> tuple[User, User]:
    """Two officers who handle cases."""
    return trade(), officer(Role.DISPERINDAG, name="Petugas Kedua")


def test_of_two_officers_who_sort_at_once_one_is_told() -> None:
    case = reported().case
    one, other = colleagues()
    sort = partial(case_triage, case_id=case.pk, version=case.version, kind="health")
    results = at_once(partial(sort, actor=one, gravity="minor"), partial(sort, actor=other, gravity="grave"))
    assert len(refusals(results)) == 1
    assert fresh(case).version == case.version + 1


def test_of_two_officers_who_find_at_once_one_is_told() -> None:
    case = examining()
    one, other = colleagues()
    find = partial(case_find, case_id=case.pk, version=case.version, text=WORDS)
    results = at_once(
        partial(find, actor=one, conclusion="confirmed"), partial(find, actor=other, conclusion="unclear")
    )
    assert len(refusals(results)) == 1
    assert CaseFinding.objects.count() == 1


def test_of_two_officers_who_close_at_once_one_is_told() -> None:
    case = found()
    one, other = colleagues()
    end = partial(close.case_close, case_id=case.pk, version=case.version, result=WORDS)
    assert len(refusals(at_once(partial(end, actor=one), partial(end, actor=other)))) == 1


def test_cases_joined_to_each_other_at_once_make_no_circle() -> None:
    first, second = examining(), examining()
    one, other = colleagues()
    results = at_once(
        partial(case_join, actor=one, case_id=first.pk, version=first.version, into=second.number),
        partial(case_join, actor=other, case_id=second.pk, version=second.version, into=first.number),
    )
    assert len(refusals(results)) == 1
    assert Case.objects.filter(joined_into=None).count() == 1
    assert Complaint.objects.values("case").distinct().count() == 1


def test_a_report_sent_twice_at_once_opens_one_case() -> None:
    reported()
    send = partial(product_report, actor=None, key=uuid4(), report=told())
    first, again = at_once(send, send)
    assert first.pk == again.pk
    assert Case.objects.count() == 2


def test_two_visits_planned_at_once_to_one_maker_are_one() -> None:
    business = made()
    cases = [examining(business), examining(business)]
    plan = partial(
        visits.case_visit_plan,
        actor=trade(),
        planned_on=clock.today() + timedelta(days=1),
        surveyor=officer(Role.SURVEYOR),
    )
    results = at_once(*(partial(plan, case_id=case.pk) for case in cases))
    assert len(refusals(results)) == 1
    assert Visit.objects.count() == 1


def test_a_visit_reported_while_a_case_joins_it_is_reported_and_nobody_waits_for_ever() -> None:
    business = made()
    visit = business_visit(business)
    first, second = examining(business), examining(business)
    visits.case_visit_share(actor=trade(), case_id=first.pk)
    seen = {"problem_product": "Sambel", "problem_happened": "Tutup botol menggembung."}
    results = at_once(
        partial(visited, visit, **seen),
        partial(visits.case_visit_share, actor=trade(), case_id=second.pk),
        partial(close.reporter_tell, actor=trade(), case_id=first.pk, text=WORDS),
    )
    assert len(refusals(results)) <= 1
    assert Report.objects.count() == 1
    assert Case.objects.count() == 3
