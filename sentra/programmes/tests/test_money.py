"""The money of programmes: what is paid back, what is spent, and that no budget is ever exceeded."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.programmes.models import Call, Candidate
from sentra.programmes.results import budgets, money_by_kind
from sentra.programmes.services import calls, judge, money
from sentra.programmes.services.money import Spent, spent_of
from sentra.programmes.tests.making import (
    account,
    applied,
    business,
    chosen,
    closed,
    fresh,
    head,
    kinds_told,
    manager,
    published,
    seen,
)
from sentra.registry.models import Support
from sentra.surveys.tests.making import photograph

pytestmark = pytest.mark.django_db

MONEY: dict[str, Any] = {"budget": 60_000_000, "budget_source": "APBD", "budget_year": 2026}


def spent(amount: int | None, **changes: Any) -> Spent:
    """Money spent today."""
    told: dict[str, Any] = {"key": uuid4(), "on": clock.today(), "what": "Sewa tenda", "voucher": "KW-12"}
    return Spent(amount=amount, **{**told, **changes})


def decided(**changes: Any) -> Call:
    """A market day with money whose result is out."""
    call = published(quota=1, **{**MONEY, **changes})
    applied(call, business())
    return chosen(closed(call))


def restructured(papers_fit: bool = True) -> tuple[Call, Candidate]:
    """A machine restructuring that is being judged, with one applicant whose papers fit."""
    call = published("restrukturisasi", conditions=frozenset(), **MONEY)
    papers: dict[str, Any] = {"invoice": photograph("#112233"), "payment": photograph("#332211")}
    candidate = applied(call, business(), **papers)
    call = closed(call)
    for code in papers:
        judge.paper_check(actor=manager(), candidate_id=candidate.pk, code=code, fits=papers_fit, note="Cocok.")
    return call, candidate


def test_what_is_paid_back_is_settled_after_the_visit_and_paid_by_somebody_else() -> None:
    call, candidate = restructured()
    assert candidate.cost == 30_000_000
    settle: dict[str, Any] = {
        "actor": manager(),
        "candidate_id": candidate.pk,
        "price": 80_000_000,
        "origin": "imported",
    }
    with pytest.raises(Conflict):
        money.reimbursement_verify(**settle)
    seen(candidate)
    with pytest.raises(Conflict):
        chosen(call)
    with pytest.raises(InvalidInput) as wrong:
        money.reimbursement_verify(actor=manager(), candidate_id=candidate.pk, price=None, origin="bulan")
    assert {one.field for one in wrong.value.problems} == {"price", "origin"}
    money.reimbursement_verify(**settle)
    assert Candidate.objects.get(pk=candidate.pk).cost == 20_000_000
    call = chosen(call)
    Call.objects.filter(pk=call.pk).update(object_until=clock.today() - timedelta(days=1))
    call = calls.call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)
    with pytest.raises(Conflict):
        calls.call_finish(actor=manager(), call_id=call.pk, version=call.version)
    with pytest.raises(NotAllowed):
        money.reimbursement_pay(actor=manager(), candidate_id=candidate.pk, on=clock.today(), voucher="SP2D 1")
    money.reimbursement_pay(actor=head(), candidate_id=candidate.pk, on=clock.today(), voucher="SP2D 1")
    assert kinds_told(account(candidate.business))[-1] == "call_paid"
    with pytest.raises(Conflict):
        money.reimbursement_pay(actor=head(), candidate_id=candidate.pk, on=clock.today(), voucher="SP2D 1")
    assert spent_of(call) == 20_000_000
    calls.call_finish(actor=manager(), call_id=call.pk, version=fresh(call).version)


def paid_back(price: int = 80_000_000) -> tuple[Call, Candidate]:
    """A restructuring that runs, with one whose machine of such a price was seen."""
    call, candidate = restructured()
    seen(candidate)
    money.reimbursement_verify(actor=manager(), candidate_id=candidate.pk, price=price, origin="imported")
    call = chosen(call)
    Call.objects.filter(pk=call.pk).update(object_until=clock.today() - timedelta(days=1))
    return calls.call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version), candidate


def test_what_was_promised_is_not_spent_on_something_else() -> None:
    call, candidate = paid_back()
    with pytest.raises(InvalidInput):
        money.spending_record(actor=manager(), call_id=call.pk, spent=spent(40_000_001))
    money.spending_record(actor=manager(), call_id=call.pk, spent=spent(40_000_000))
    money.reimbursement_pay(actor=head(), candidate_id=candidate.pk, on=clock.today(), voucher="SP2D 1")
    assert spent_of(call) == call.budget


def test_a_payment_is_taken_back_and_recorded_anew_even_after_the_end() -> None:
    call, candidate = paid_back()
    payment = money.reimbursement_pay(actor=head(), candidate_id=candidate.pk, on=clock.today(), voucher="SP2D 1")
    calls.call_finish(actor=manager(), call_id=call.pk, version=fresh(call).version)
    with pytest.raises(NotFound):
        money.spending_take_back(actor=manager(), call_id=call.pk, spending_id=payment.pk, reason="Nomor SP2D salah.")
    with pytest.raises(NotAllowed):
        money.payment_take_back(actor=manager(), candidate_id=candidate.pk, reason="Nomor SP2D salah.")
    money.payment_take_back(actor=head(), candidate_id=candidate.pk, reason="Nomor SP2D salah.")
    assert kinds_told(account(candidate.business))[-1] == "call_payment_back"
    assert spent_of(call) == 0
    money.reimbursement_pay(actor=head(), candidate_id=candidate.pk, on=clock.today(), voucher="SP2D 2")
    assert spent_of(call) == 20_000_000


def test_below_the_floor_nothing_is_paid_back_and_nobody_counts_as_helped() -> None:
    call, candidate = paid_back(price=10_000_000)
    with pytest.raises(Conflict):
        money.reimbursement_pay(actor=head(), candidate_id=candidate.pk, on=clock.today(), voucher="SP2D 1")
    calls.call_finish(actor=manager(), call_id=call.pk, version=fresh(call).version)
    assert not Support.objects.filter(business=candidate.business).exists()


def test_spending_is_written_down_once_and_taken_back_for_a_reason() -> None:
    call = decided()
    told = spent(15_000_000)
    first = money.spending_record(actor=manager(), call_id=call.pk, spent=told)
    assert money.spending_record(actor=manager(), call_id=call.pk, spent=told) == first
    assert spent_of(call) == 15_000_000
    with pytest.raises(InvalidInput):
        money.spending_take_back(actor=manager(), call_id=call.pk, spending_id=first.pk, reason="")
    money.spending_take_back(actor=manager(), call_id=call.pk, spending_id=first.pk, reason="Salah ketik jumlahnya.")
    assert spent_of(call) == 0
    with pytest.raises(Conflict):
        money.spending_take_back(actor=manager(), call_id=call.pk, spending_id=first.pk, reason="Sekali lagi salah.")


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        (spent(None), {"amount"}),
        (spent(0), {"amount"}),
        (spent(10**15), {"amount"}),
        (spent(60_000_001), {"amount"}),
        (spent(1_000_000, on=None), {"on"}),
        (spent(1_000_000, on=date(2999, 1, 1)), {"on"}),
        (spent(1_000_000, what=""), {"what"}),
        (spent(1_000_000, what="x" * 300, voucher="y" * 200), {"what", "voucher"}),
    ],
)
def test_a_spending_says_everything_that_is_wrong(told: Spent, fields: set[str]) -> None:
    call = decided()
    with pytest.raises(InvalidInput) as wrong:
        money.spending_record(actor=manager(), call_id=call.pk, spent=told)
    assert {one.field for one in wrong.value.problems} == fields


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(1, 40_000_000), st.booleans()), min_size=1, max_size=8))
def test_the_budget_is_never_exceeded_in_whatever_order_money_comes_and_goes(steps: list[tuple[int, bool]]) -> None:
    call = decided()
    kept: list[tuple[int, int]] = []
    for amount, take_back in steps:
        if take_back and kept:
            spending, _amount = kept.pop(0)
            money.spending_take_back(actor=manager(), call_id=call.pk, spending_id=spending, reason="Salah catat tadi.")
        left = call.budget - sum(each for _id, each in kept)
        if amount > left:
            with pytest.raises(InvalidInput):
                money.spending_record(actor=manager(), call_id=call.pk, spent=spent(amount))
        else:
            made = money.spending_record(actor=manager(), call_id=call.pk, spent=spent(amount))
            kept.append((made.pk, amount))
        assert spent_of(call) == sum(each for _id, each in kept) <= call.budget


def test_budgets_stand_beside_what_was_promised_and_spent() -> None:
    call = decided(value_each=10_000_000)
    money.spending_record(actor=manager(), call_id=call.pk, spent=spent(4_000_000))
    money.spending_record(actor=manager(), call_id=call.pk, spent=spent(1_000_000))
    (kind,) = money_by_kind(budgets(manager(), 2026))
    assert (kind.kind, kind.budget, kind.promised, kind.spent, kind.left) == (
        "bazar",
        60_000_000,
        10_000_000,
        5_000_000,
        55_000_000,
    )
    assert money_by_kind(budgets(manager(), 2025)) == []
    assert money_by_kind(budgets(account(business()), 2026)) == []
