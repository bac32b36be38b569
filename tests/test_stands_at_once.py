"""Two at once about the stands of an exhibition: nobody gets two, no stand is two people's, nothing is lost."""

from functools import partial

import pytest

from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.programmes.models import Candidate
from sentra.programmes.services.apply import candidate_withdraw
from sentra.programmes.services.bring import brought_curate, products_bring
from sentra.programmes.services.stands import plan_lay, stand_give, stands_give_out
from sentra.programmes.tests.making import account, fresh, manager
from sentra.programmes.tests.making_stands import bring, laid, line, prepared, whose
from tests.test_concurrency import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_give_out_at_once_one_is_told() -> None:
    call, _candidates = prepared(3)
    laid(call)
    managers = (manager(), officer(Role.DISPERINDAG, name="Rekan"))
    give_out = partial(stands_give_out, call_id=call.pk)
    assert len(refusals(at_once(*(partial(give_out, actor=one) for one in managers)))) == 1
    assert whose(call) == {"A1": "Sambel 1", "A2": "Sambel 2", "A3": "Sambel 3"}


def test_of_two_who_give_one_stand_to_two_at_once_one_is_told() -> None:
    call, candidates = prepared(2)
    laid(call)
    give = partial(stand_give, actor=manager(), call_id=call.pk, stand="A1")
    assert len(refusals(at_once(*(partial(give, candidate_id=one.pk) for one in candidates)))) == 1
    assert len(whose(call)) == 1


def test_a_stand_that_is_given_while_the_plan_is_typed_anew_is_not_lost() -> None:
    call, (first, _second) = prepared(2)
    version = laid(call).version
    results = at_once(
        partial(plan_lay, actor=manager(), call_id=call.pk, version=version, text="B1 B2"),
        partial(stand_give, actor=manager(), call_id=call.pk, stand="A1", candidate_id=first.pk),
    )
    assert len(refusals(results)) == 1
    assert call.stands.count() == (5 if whose(call) else 2)


def test_who_withdraws_while_stands_are_given_out_has_none() -> None:
    call, (first, second) = prepared(2)
    laid(call)
    results = at_once(
        partial(stands_give_out, actor=manager(), call_id=call.pk),
        partial(candidate_withdraw, actor=account(first.business), candidate_id=first.pk),
    )
    assert refusals(results) == []
    assert list(whose(call).values()) == [second.business.name]
    assert fresh(call).version > call.version


def test_what_is_changed_while_it_is_accepted_is_not_accepted_unseen() -> None:
    _call, (first, _second) = prepared(2)
    (one,) = bring(first, line("Kaus bordir"))
    version = Candidate.objects.values_list("version", flat=True).get(pk=first.pk)
    change, accept = at_once(
        partial(
            products_bring,
            actor=account(first.business),
            candidate_id=first.pk,
            version=version,
            lines=[line("Kaus bordir", 41)],
        ),
        partial(brought_curate, actor=manager(), candidate_id=first.pk, brought_id=one.pk, version=1, accepted=True),
    )
    assert len(refusals([change, accept])) == 1
    one.refresh_from_db()
    assert (one.many, one.accepted) in {(40, True), (41, None)}
