"""Every state, act and role: who may do what with a maker's page, and nothing else."""

from itertools import product

import pytest

from sentra.kernel.errors import Conflict, NotAllowed
from sentra.people.models import Role
from sentra.people.policy import GRANTS
from sentra.promotion.models import MakerState
from sentra.promotion.workflow import MAKER, OWN, MakerFacts

READY = MakerFacts(consented=True, presentable=True, has_product=True)
"""A page to whose publication nothing is missing."""
ALWAYS = {"hide_product", "show_product", "settle"}
OFFICE: dict[MakerState, set[str]] = {
    MakerState.WAITING: {"publish", "return"},
    MakerState.PUBLISHED: {"hide", "feature"},
    MakerState.HIDDEN: {"show"},
}
OWNER: dict[MakerState, set[str]] = {MakerState.DRAFT: {"send"}, MakerState.RETURNED: {"send"}}


@pytest.mark.parametrize(("state", "role"), list(product(MakerState, Role)))
def test_a_role_may_do_exactly_what_the_table_says(state: MakerState, role: Role) -> None:
    def holds(permission: str) -> bool:
        return permission in GRANTS[role]

    expected = OFFICE.get(state, set()) | ALWAYS if role == Role.DISPERINDAG else set()
    allowed = {act.code for act in MAKER.allowed(state, READY, holds)}
    assert allowed == expected
    for code in set(MAKER.acts) - allowed:
        with pytest.raises((Conflict, NotAllowed)):
            MAKER.require(code, state, READY, holds)


@pytest.mark.parametrize("state", MakerState)
def test_an_owner_agrees_withdraws_edits_and_sends_and_does_nothing_else(state: MakerState) -> None:
    def own(permission: str) -> bool:
        return permission == OWN

    assert {act.code for act in MAKER.allowed(state, READY, own)} == {"withdraw", "edit"} | OWNER.get(state, set())
    blank = MakerFacts()
    assert {act.code for act in MAKER.allowed(state, blank, own)} == {"consent", "edit"}


REFUSED = [
    ("consent", MakerState.DRAFT, READY),
    ("withdraw", MakerState.PUBLISHED, MakerFacts()),
    ("send", MakerState.DRAFT, MakerFacts(presentable=True, has_product=True)),
    ("send", MakerState.DRAFT, MakerFacts(consented=True, has_product=True)),
    ("send", MakerState.DRAFT, MakerFacts(consented=True, presentable=True)),
    ("publish", MakerState.WAITING, MakerFacts(consented=True)),
    ("publish", MakerState.WAITING, MakerFacts(has_product=True)),
    *(
        (act, state, MakerFacts(own=True, consented=True, presentable=True, has_product=True))
        for act, state in (
            ("publish", MakerState.WAITING),
            ("show", MakerState.HIDDEN),
            ("feature", MakerState.PUBLISHED),
            ("show_product", MakerState.PUBLISHED),
            ("settle", MakerState.PUBLISHED),
        )
    ),
]


@pytest.mark.parametrize(("code", "state", "facts"), REFUSED)
def test_a_guard_refuses_and_says_why(code: str, state: MakerState, facts: MakerFacts) -> None:
    with pytest.raises(Conflict) as refused:
        MAKER.require(code, state, facts, lambda _permission: True)
    assert str(refused.value.message)
