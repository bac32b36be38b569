"""Every state, act and role of a training: who may do what, and nothing else."""

from itertools import product

import pytest

from sentra.kernel.errors import Conflict, NotAllowed
from sentra.people.models import Role
from sentra.people.policy import GRANTS
from sentra.programmes.models import CallState
from sentra.programmes.workflow import OWN, TRAINING, TrainingFacts

TRADE, HEAD = Role.DISPERINDAG, Role.HEAD
EXPECTED: dict[CallState, dict[Role, set[str]]] = {
    CallState.CHOSEN: {TRADE: {"plan_session", "change_session", "drop_session"}},
    CallState.RUNNING: {
        TRADE: {"plan_session", "change_session", "drop_session", "mark_list", "mark_tests"},
        HEAD: {"certify"},
    },
    CallState.DONE: {TRADE: {"mark_list", "mark_tests"}, HEAD: {"certify"}},
}
ORDINARY = TrainingFacts(come=True, today=True, participant=True, sessions=2)
"""A training whose sessions were held and marked, and a participant without a certificate."""


def changed(**facts: object) -> TrainingFacts:
    """The ordinary training, but for some facts."""
    return TrainingFacts(**{name: getattr(ORDINARY, name) for name in TrainingFacts.__slots__} | facts)


@pytest.mark.parametrize(("state", "role"), list(product(CallState, Role)))
def test_a_role_may_do_exactly_what_the_table_says(state: CallState, role: Role) -> None:
    def holds(permission: str) -> bool:
        return permission in GRANTS[role]

    allowed = {act.code for act in TRAINING.allowed(state, ORDINARY, holds)}
    assert allowed == EXPECTED.get(state, {}).get(role, set())
    for code in TRAINING.acts:
        if code in allowed:
            assert TRAINING.require(code, state, ORDINARY, holds).code == code
        else:
            with pytest.raises((Conflict, NotAllowed)):
                TRAINING.require(code, state, ORDINARY, holds)


@pytest.mark.parametrize("state", list(CallState))
def test_an_owner_says_that_it_is_here_and_does_nothing_else(state: CallState) -> None:
    allowed = {act.code for act in TRAINING.allowed(state, ORDINARY, lambda held: held == OWN)}
    assert allowed == ({"attend"} if state == CallState.RUNNING else set())


REFUSED: list[tuple[str, TrainingFacts]] = [
    *((code, changed(training=False)) for code in TRAINING.acts),
    *((code, changed(own=True)) for code in ("mark_list", "mark_tests", "certify")),
    ("drop_session", changed(attended=True)),
    ("mark_list", changed(come=False)),
    ("attend", changed(participant=False)),
    ("attend", changed(today=False)),
    ("attend", changed(certified=True)),
    ("certify", changed(sessions=0)),
    ("certify", changed(to_come=1)),
    ("certify", changed(unmarked=1)),
]


@pytest.mark.parametrize(("code", "facts"), REFUSED)
def test_a_guard_refuses_and_says_why(code: str, facts: TrainingFacts) -> None:
    with pytest.raises(Conflict) as refused:
        TRAINING.require(code, CallState.RUNNING, facts, lambda _permission: True)
    assert str(refused.value.message)
