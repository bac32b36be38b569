"""The money of a call: what is paid back of a machine's price, what was spent, what was written down wrongly.

Never more than the budget, where the call has one; all of it happens under the call's lock.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from sentra.cases.services.common import require_words
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.locks import hold
from sentra.kernel.money import rupiah
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.programmes.models import Call, Candidate, CandidateState, Spending, Verification
from sentra.programmes.reimbursed import paid_back
from sentra.programmes.rules import LONGEST
from sentra.programmes.services.common import (
    call_lock,
    call_remember,
    candidate_locked,
    candidate_remember,
    holds,
)
from sentra.programmes.services.part_common import part_require
from sentra.programmes.services.tell import tell_candidate
from sentra.programmes.spent import problems_of_amount, problems_of_spending
from sentra.programmes.workflow import MONEY

PAID_BACK = "Penggantian harga mesin"
"""What the money of a reimbursement is for, in the language of the office's books."""


@dataclass(frozen=True, slots=True)
class Spent:
    """A spending as somebody writes it down; `amount` in whole rupiah, `key` that of the form."""

    key: UUID
    on: date | None
    amount: int | None
    what: str
    voucher: str = ""


@transaction.atomic
def reimbursement_verify(
    *, actor: User, candidate_id: UUID, price: int | None, origin: str, words: str = ""
) -> Verification:
    """Settle what is paid back, by price and origin as the visit saw them; the choice counts with this amount.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`.
    """
    candidate = candidate_locked(actor, candidate_id)
    part_require(actor, candidate, "verify")
    terms = candidate.call.terms
    asked = next(one for one in terms.fields if one.code == "origin")
    problems = problems_of_amount(price, "price")
    if origin not in {one.value for one in asked.choices}:
        problems.append(Problem("origin", "unknown", _("Please choose one of the list.")))
    if len(words) > LONGEST:
        problems.append(Problem("words", "too_long", _("Please use at most %(most)s characters.") % {"most": LONGEST}))
    if problems or price is None:
        raise InvalidInput(problems)
    before, candidate.cost = candidate.cost, paid_back(terms, {"price": price, "origin": origin})
    verification, _made = Verification.objects.update_or_create(
        candidate=candidate,
        defaults={
            "price": price,
            "origin": origin,
            "amount": candidate.cost,
            "words": tidy(words),
            "verified_by": actor,
            "verified_at": clock.now(),
        },
    )
    candidate_remember(
        actor, candidate, "verify", before={"candidate_cost": before}, after={"candidate_cost": candidate.cost}
    )
    return verification


@transaction.atomic
def reimbursement_pay(*, actor: User, candidate_id: UUID, on: date | None, voucher: str) -> Spending:
    """Remember that what was promised was paid back; the participant is told.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`, also where the budget doesn't reach.
    """
    candidate = candidate_locked(actor, candidate_id)
    part_require(actor, candidate, "pay")
    if candidate.cost == 0:
        raise Conflict(_("Nothing is paid back here: the amount lies below the floor of the programme."))
    spent = Spent(uuid4(), on, candidate.cost, PAID_BACK, voucher)
    spending = _spend(actor, candidate.call, spent, candidate)
    candidate_remember(actor, candidate, "pay", after={"candidate_cost": spending.amount})
    tell_candidate(candidate, "call_paid", amount=spending.amount)
    return spending


@transaction.atomic
def spending_record(*, actor: User, call_id: UUID, spent: Spent) -> Spending:
    """Write down money that was spent; sent twice, under the same `key`, it is spent once.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`, also where the budget doesn't reach.
    """
    hold(f"spending:{spent.key}")
    before = Spending.objects.filter(key=spent.key).first()
    if before and before.call_id == call_id:
        return before
    if before:
        raise Conflict(_("This form was sent already, for something else. Open it again."))
    call = call_lock(call_id)
    MONEY.require("spend", call.state, None, holds(actor))
    spending = _spend(actor, call, spent, None)
    call_remember(actor, call, "spend", after={"call_spent": spending.amount, "call_spent_for": spending.what})
    return spending


def _spend(actor: User, call: Call, spent: Spent, candidate: Candidate | None) -> Spending:
    since = clock.local_day(call.created_at)
    what, voucher = tidy(spent.what), tidy(spent.voucher)
    problems = problems_of_spending(on=spent.on, amount=spent.amount, since=since, what=what, voucher=voucher)
    left = call.budget - spent_of(call) - (0 if candidate else _owed(call))
    if call.budget and (spent.amount or 0) > left:
        message = _("The budget doesn't reach: %(left)s of %(budget)s is left.")
        told = {"left": rupiah(left), "budget": rupiah(call.budget)}
        problems.append(Problem("amount", "budget", message % told))
    if problems or spent.on is None or spent.amount is None:
        raise InvalidInput(problems)
    return Spending.objects.create(
        call=call,
        candidate=candidate,
        key=spent.key,
        on=spent.on,
        amount=spent.amount,
        what=what,
        voucher=voucher,
        recorded_by=actor,
        recorded_at=clock.now(),
    )


def _owed(call: Call) -> int:
    """Give what of the budget has to stay for those who were chosen and wait for what is paid back to them."""
    if call.terms.reimbursed is None:
        return 0
    paid = call.spendings.filter(taken_back_at=None).exclude(candidate=None).values("candidate")
    waiting = call.candidates.filter(state=CandidateState.CHOSEN).exclude(pk__in=paid)
    return waiting.aggregate(total=Sum("cost"))["total"] or 0


def spent_of(call: Call) -> int:
    """Give what was spent of a call's budget, in whole rupiah."""
    return call.spendings.filter(taken_back_at=None).aggregate(total=Sum("amount"))["total"] or 0


@transaction.atomic
def spending_take_back(*, actor: User, call_id: UUID, spending_id: int, reason: str) -> Spending:
    """Take back what was written down wrongly, for a reason; it stays to be read, and counts no more.

    What was paid to a participant is taken back on its application (`payment_take_back`).

    Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`.
    """
    call = call_lock(call_id)
    MONEY.require("take_back", call.state, None, holds(actor))
    spending = call.spendings.select_for_update().filter(pk=spending_id, candidate=None).first()
    if spending is None:
        raise NotFound(_("There is no such spending."))
    _take_back(actor, spending, reason)
    before = {"call_spent": spending.amount, "call_spent_for": spending.what}
    call_remember(actor, call, "take_back", before=before, reason=spending.taken_back_reason)
    return spending


@transaction.atomic
def payment_take_back(*, actor: User, candidate_id: UUID, reason: str) -> Spending:
    """Take back a payment that was recorded wrongly; the participant is told, and it can be recorded anew.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`.
    """
    candidate = candidate_locked(actor, candidate_id)
    part_require(actor, candidate, "unpay")
    spending = candidate.spendings.select_for_update().get(taken_back_at=None)
    _take_back(actor, spending, reason)
    before = {"candidate_cost": spending.amount}
    candidate_remember(actor, candidate, "unpay", before=before, reason=spending.taken_back_reason)
    tell_candidate(candidate, "call_payment_back", reason=spending.taken_back_reason)
    return spending


def _take_back(actor: User, spending: Spending, reason: str) -> None:
    if spending.taken_back_at:
        raise Conflict(_("This was taken back already."))
    spending.taken_back_reason = require_words(reason, "reason")
    spending.taken_back_by, spending.taken_back_at = actor, clock.now()
    spending.save(update_fields=["taken_back_reason", "taken_back_by", "taken_back_at"])
