"""Every state, act and role: who may do what about stands, products and photographs, and nothing else."""

from itertools import product

import pytest

from sentra.kernel.errors import Conflict, NotAllowed
from sentra.people.models import Role
from sentra.people.policy import GRANTS
from sentra.programmes.models import CallState
from sentra.programmes.workflow import OWN, STANDS, StandFacts

STAND_ACTS = {"lay_plan", "give_stand", "give_out", "bring_for", "curate"}
PHOTO_ACTS = {"add_photo", "drop_photo"}
EXPECTED = {CallState.CHOSEN: STAND_ACTS, CallState.RUNNING: STAND_ACTS | PHOTO_ACTS, CallState.DONE: PHOTO_ACTS}
ORDINARY = StandFacts(stands=True, free=1, without=1)


def changed(**facts: object) -> StandFacts:
    """An ordinary exhibition, but for some facts."""
    return StandFacts(**{name: getattr(ORDINARY, name) for name in StandFacts.__slots__} | facts)


@pytest.mark.parametrize(("state", "role"), list(product(CallState, Role)))
def test_a_role_may_do_exactly_what_the_table_says(state: CallState, role: Role) -> None:
    def holds(permission: str) -> bool:
        return permission in GRANTS[role]

    allowed = {act.code for act in STANDS.allowed(state, ORDINARY, holds)}
    assert allowed == (EXPECTED.get(state, set()) if role == Role.DISPERINDAG else set())
    for code in STANDS.acts:
        if code in allowed:
            assert STANDS.require(code, state, ORDINARY, holds).code == code
        else:
            with pytest.raises((Conflict, NotAllowed)):
                STANDS.require(code, state, ORDINARY, holds)


@pytest.mark.parametrize("state", list(CallState))
def test_an_owner_says_what_is_brought_and_does_nothing_else(state: CallState) -> None:
    allowed = {act.code for act in STANDS.allowed(state, ORDINARY, lambda held: held == OWN)}
    assert allowed == ({"bring"} if state in {CallState.CHOSEN, CallState.RUNNING} else set())


REFUSED: list[tuple[str, StandFacts]] = [
    *((act, changed(stands=False)) for act in sorted({*STAND_ACTS, "bring"})),
    *((act, changed(takes_part=False)) for act in ("give_stand", "bring", "bring_for", "curate")),
    *((act, changed(own=True)) for act in ("give_stand", "give_out", "bring_for", "curate")),
    ("give_out", changed(free=0)),
    ("give_out", changed(without=0)),
]


@pytest.mark.parametrize(("code", "facts"), REFUSED)
def test_a_guard_refuses_and_says_why(code: str, facts: StandFacts) -> None:
    with pytest.raises(Conflict) as refused:
        STANDS.require(code, CallState.RUNNING, facts, lambda _permission: True)
    assert str(refused.value.message)
