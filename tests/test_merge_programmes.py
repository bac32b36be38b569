"""Two records of one business that take part in programmes: what a merge keeps of it, and what its undo gives back."""

from uuid import uuid4

import pytest

from sentra.kernel import clock
from sentra.kernel.errors import Conflict
from sentra.programmes.models import Call, Candidate, CandidateState, Spending
from sentra.programmes.services.assets import asset_give_back
from sentra.programmes.services.stands import stand_give
from sentra.programmes.tests.making import business, manager
from sentra.programmes.tests.making_machines import accepted, agreed, given_to, handed, machine
from sentra.programmes.tests.making_stands import laid, prepared, whose
from sentra.registry.models import Merge
from sentra.registry.services.merge import merge_undo
from tests.test_merge import keeper, merged, pair_of

pytestmark = pytest.mark.django_db


def became_one(kept: Candidate, gone: Candidate) -> Merge:
    """The businesses of two applicants were found to be one, and the first one's record stays."""
    return merged(pair_of(kept.business, gone.business), kept.business)


def stood(call: Call, candidate: Candidate) -> None:
    """Somebody has the stand A1."""
    stand_give(actor=manager(), call_id=call.pk, stand="A1", candidate_id=candidate.pk)


def test_an_undo_is_refused_where_somebody_else_has_the_stand_by_now() -> None:
    call, (kept, gone, other) = prepared()
    laid(call)
    stood(call, gone)
    merge = became_one(kept, gone)
    stood(call, other)
    with pytest.raises(Conflict):
        merge_undo(actor=keeper(), merge_id=merge.pk)
    merge.refresh_from_db()
    assert merge.undone_at is None
    assert whose(call) == {"A1": other.business.name}


def test_an_undo_is_refused_where_the_stand_is_no_more() -> None:
    call, (kept, gone, _other) = prepared()
    laid(call)
    stood(call, gone)
    merge = became_one(kept, gone)
    laid(call, "B1 B2")
    with pytest.raises(Conflict):
        merge_undo(actor=keeper(), merge_id=merge.pk)
    assert call.candidates.count() == 2


def test_an_undo_gives_the_stand_back() -> None:
    call, (kept, gone, _other) = prepared()
    laid(call)
    stood(call, gone)
    merge_undo(actor=keeper(), merge_id=became_one(kept, gone).pk)
    assert whose(call) == {"A1": gone.business.name}


def paid(candidate: Candidate) -> Spending:
    """A participant was paid."""
    told = {"on": clock.today(), "amount": 1_000_000, "what": "Mesin", "recorded_by": manager()}
    return Spending.objects.create(call=candidate.call, candidate=candidate, key=uuid4(), **told)


def test_no_machine_is_merged_away_but_its_holder_may_stay() -> None:
    _call, (one, other) = given_to(business(1), business(2))
    accepted(one)
    held = handed(one).assets.get()
    Candidate.objects.filter(pk=other.pk).update(state=CandidateState.WAITING)
    with pytest.raises(Conflict) as refused:
        became_one(other, one)
    assert one.call.number in str(refused.value)
    assert one.business.register_number in str(refused.value)
    assert not Merge.objects.exists()
    became_one(one, other)
    held.refresh_from_db()
    assert (held.candidate, held.business) == (one, one.business)
    assert list(Candidate.objects.all()) == [one]


def test_two_who_have_something_are_settled_in_the_programme_first() -> None:
    _call, (one, other) = given_to(business(1), business(2))
    accepted(one)
    agreed(other)
    held = handed(one, machine("A")).assets.get()
    for kept, gone in ((one, other), (other, one)):
        with pytest.raises(Conflict, match=one.call.number):
            became_one(kept, gone)
    day = clock.today()
    asset_give_back(actor=manager(), number=held.number, version=held.version, on=day, reason="Milik yang sama.")
    Candidate.objects.filter(pk=one.pk).update(state=CandidateState.WITHDRAWN)
    became_one(one, other)
    assert Candidate.objects.filter(business=one.business).count() == 2


@pytest.mark.parametrize("state", ["chosen", "running", "done"])
def test_no_payment_is_merged_away(state: str) -> None:
    call, (one, other, _third) = prepared()
    paid(one)
    paid(other)
    Call.objects.filter(pk=call.pk).update(state=state)
    with pytest.raises(Conflict, match=call.number):
        became_one(one, other)
    spent = Spending.objects.get(candidate=one)
    spent.taken_back_at, spent.taken_back_by, spent.taken_back_reason = clock.now(), manager(), "Usaha yang sama."
    spent.save()
    with pytest.raises(Conflict, match=other.business.register_number):
        became_one(one, other)
    became_one(other, one)
    assert Spending.objects.get(taken_back_at=None).candidate == other
    assert Spending.objects.count() == 2


@pytest.mark.parametrize("state", ["waiting", "not_chosen", "unfit", "absent"])
def test_who_was_chosen_is_not_merged_away(state: str) -> None:
    _call, (chosen, other, _third) = prepared()
    Candidate.objects.filter(pk=other.pk).update(state=state, unfit_reason="x", absent_reason="x")
    with pytest.raises(Conflict, match=chosen.business.register_number):
        became_one(other, chosen)
    became_one(chosen, other)
    assert Candidate.objects.get(business=chosen.business).state == "chosen"
