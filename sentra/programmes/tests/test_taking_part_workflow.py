"""Every state, act and role: who may do what with one participant, and nothing else."""

from itertools import product

import pytest

from sentra.kernel.errors import Conflict, NotAllowed
from sentra.people.models import Role
from sentra.people.policy import GRANTS
from sentra.programmes.models import CallState
from sentra.programmes.workflow import OWN, TAKING_PART, PartFacts

S, TRADE, HEAD = CallState, Role.DISPERINDAG, Role.HEAD
VISITED = PartFacts(candidate="chosen", reimburses=True, visited=True, verified=True, asks=True)
"""A participant whose machine was seen and settled by somebody else, and of whom something is asked."""
EXPECTED: dict[CallState, dict[Role, set[str]]] = {
    S.PUBLISHED: {TRADE: {"plan_visit"}},
    S.CLOSED: {TRADE: {"plan_visit"}},
    S.CHOSEN: {TRADE: {"plan_visit"}},
    S.RUNNING: {TRADE: {"plan_visit", "miss", "enter_result"}, HEAD: {"pay"}},
    S.DONE: {TRADE: {"plan_visit", "enter_result"}, HEAD: {"pay"}},
}


def changed(**facts: object) -> PartFacts:
    """The ordinary participant, but for some facts."""
    return PartFacts(**{name: getattr(VISITED, name) for name in PartFacts.__slots__} | facts)


@pytest.mark.parametrize(("state", "role"), list(product(CallState, Role)))
def test_a_role_may_do_exactly_what_the_table_says(state: CallState, role: Role) -> None:
    def holds(permission: str) -> bool:
        return permission in GRANTS[role]

    allowed = {act.code for act in TAKING_PART.allowed(state, VISITED, holds)}
    assert allowed == EXPECTED.get(state, {}).get(role, set())
    for code in TAKING_PART.acts:
        if code not in allowed:
            with pytest.raises((Conflict, NotAllowed)):
                TAKING_PART.require(code, state, VISITED, holds)


@pytest.mark.parametrize("state", CallState)
def test_the_owner_tells_what_came_of_it_and_does_nothing_else(state: CallState) -> None:
    allowed = {act.code for act in TAKING_PART.allowed(state, VISITED, lambda held: held == OWN)}
    assert allowed == ({"tell"} if state in {S.RUNNING, S.DONE} else set())


REFUSED = [
    ("plan_visit", S.RUNNING, changed(visit_planned=True)),
    ("plan_visit", S.RUNNING, changed(candidate="withdrawn")),
    ("share_visit", S.RUNNING, changed()),
    ("share_visit", S.RUNNING, changed(visit_planned=True, visit_ours=True)),
    ("verify", S.CLOSED, changed()),
    ("verify", S.CLOSED, changed(candidate="applied", visited=False)),
    ("verify", S.CLOSED, changed(candidate="applied", reimburses=False)),
    ("pay", S.RUNNING, changed(verified=False)),
    ("pay", S.RUNNING, changed(verified_it=True)),
    ("pay", S.RUNNING, changed(paid=True)),
    ("pay", S.RUNNING, changed(candidate="absent")),
    ("unpay", S.RUNNING, changed()),
    ("miss", S.RUNNING, changed(received=True)),
    ("miss", S.RUNNING, changed(came=True)),
    ("tell", S.DONE, changed(asks=False)),
    *((act, S.RUNNING, changed(own=True, paid=act == "unpay")) for act in ("plan_visit", "pay", "unpay", "miss")),
]


@pytest.mark.parametrize(("code", "state", "facts"), REFUSED)
def test_a_guard_refuses_and_says_why(code: str, state: CallState, facts: PartFacts) -> None:
    with pytest.raises(Conflict) as refused:
        TAKING_PART.require(code, state, facts, lambda _permission: True)
    assert str(refused.value.message)
