"""Every state, act and role: who may do what with a call and its applicants, and nothing else."""

from itertools import product

import pytest

from sentra.kernel.errors import Conflict, NotAllowed
from sentra.people.models import Role
from sentra.people.policy import GRANTS
from sentra.programmes.models import CallState
from sentra.programmes.workflow import CALL, MONEY, OWN, CallFacts

TRADE, HEAD, SURVEYOR = Role.DISPERINDAG, Role.HEAD, Role.SURVEYOR
JUDGED = {"name_assessor", "check_paper", "refuse", "lift", "cancel"}
EXPECTED: dict[CallState, dict[Role, set[str]]] = {
    CallState.DRAFT: {TRADE: {"edit", "publish", "cancel"}},
    CallState.PUBLISHED: {TRADE: {*JUDGED, "prolong", "close"}},
    CallState.CLOSED: {
        TRADE: {*JUDGED, "assess", "hand_in"},
        HEAD: {"assess", "hand_in", "choose"},
        SURVEYOR: {"assess", "hand_in"},
    },
    CallState.CHOSEN: {TRADE: {"begin", "cancel"}},
    CallState.RUNNING: {TRADE: {"finish", "cancel"}},
}
ORDINARY = CallFacts(assessor=True, scored=True, runs=3, assessors=2, assessors_needed=2, candidate="applied")
"""A call with applicants whom everybody has judged, seen by one of the assessors."""


def changed(**facts: object) -> CallFacts:
    """The ordinary call, but for some facts."""
    return CallFacts(**{name: getattr(ORDINARY, name) for name in CallFacts.__slots__} | facts)


@pytest.mark.parametrize(("state", "role"), list(product(CallState, Role)))
def test_a_role_may_do_exactly_what_the_table_says(state: CallState, role: Role) -> None:
    def holds(permission: str) -> bool:
        return permission in GRANTS[role]

    allowed = {act.code for act in CALL.allowed(state, ORDINARY, holds)}
    assert allowed == EXPECTED.get(state, {}).get(role, set())
    for code in CALL.acts:
        if code in allowed:
            assert CALL.require(code, state, ORDINARY, holds).code == code
        else:
            with pytest.raises((Conflict, NotAllowed)):
                CALL.require(code, state, ORDINARY, holds)


@pytest.mark.parametrize(("state", "candidate"), list(product(CallState, ("applied", "chosen", "waiting", "unfit"))))
def test_an_owner_withdraws_and_objects_and_does_nothing_else(state: CallState, candidate: str) -> None:
    facts = changed(candidate=candidate, may_object=candidate != "chosen")
    allowed = {act.code for act in CALL.allowed(state, facts, lambda held: held == OWN)}
    running = state in {CallState.PUBLISHED, CallState.CLOSED, CallState.CHOSEN, CallState.RUNNING}
    withdraws = {"withdraw"} if running and candidate != "unfit" else set()
    objects = {"object"} if state == CallState.CHOSEN and candidate != "chosen" else set()
    assert allowed == withdraws | objects


REFUSED: list[tuple[str, CallState, CallFacts]] = [
    ("publish", CallState.DRAFT, changed(open_until_past=True)),
    *((act, CallState.CLOSED, changed(own=True)) for act in ("check_paper", "refuse", "lift", "assess", "choose")),
    ("assess", CallState.CLOSED, changed(assessor=False)),
    ("assess", CallState.CLOSED, changed(handed_in=True)),
    ("assess", CallState.CLOSED, changed(scored=False)),
    ("name_assessor", CallState.CLOSED, changed(scored=False)),
    ("refuse", CallState.CLOSED, changed(candidate="unfit")),
    ("readmit", CallState.CLOSED, changed()),
    ("choose", CallState.CLOSED, changed(made_it=True)),
    ("choose", CallState.CLOSED, changed(runs=0)),
    ("choose", CallState.CLOSED, changed(assessors=1)),
    ("choose", CallState.CLOSED, changed(papers_left=1)),
    ("choose", CallState.CLOSED, changed(unjudged=1)),
    ("reject_objection", CallState.CHOSEN, changed()),
    ("begin", CallState.CHOSEN, changed(objections=1)),
    ("begin", CallState.CHOSEN, changed(period_over=False)),
    ("object", CallState.CHOSEN, changed()),
    ("withdraw", CallState.CHOSEN, changed(candidate="withdrawn")),
]


@pytest.mark.parametrize(("code", "state", "facts"), REFUSED)
def test_a_guard_refuses_and_says_why(code: str, state: CallState, facts: CallFacts) -> None:
    with pytest.raises(Conflict) as refused:
        CALL.require(code, state, facts, lambda _permission: True)
    assert str(refused.value.message)


def test_an_objection_is_decided_by_the_head() -> None:
    facts = changed(objections=1)
    acts = {act.code for act in CALL.allowed(CallState.CHOSEN, facts, lambda held: held in GRANTS[HEAD])}
    assert acts == {"reject_objection", "uphold_objection"}


@pytest.mark.parametrize(("state", "role"), list(product(CallState, Role)))
def test_money_is_written_down_by_who_manages_once_the_result_is_out(state: CallState, role: Role) -> None:
    allowed = {act.code for act in MONEY.allowed(state, None, lambda held: held in GRANTS[role])}
    spends = role == TRADE and state in {CallState.CHOSEN, CallState.RUNNING, CallState.DONE}
    assert allowed == ({"spend", "take_back"} if spends else set())
