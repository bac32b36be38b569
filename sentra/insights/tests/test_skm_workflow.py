"""Every state, act and role: who may do what about a comment."""

from itertools import product

import pytest

from sentra.insights.models import SkmState
from sentra.insights.skm_workflow import COMMENT, CommentFacts
from sentra.kernel.errors import Conflict, NotAllowed
from sentra.people.models import Role
from sentra.people.policy import GRANTS

EXPECTED: dict[SkmState, set[str]] = {
    SkmState.NONE: set(),
    SkmState.WAITING: {"publish", "withhold", "done"},
    SkmState.PUBLISHED: {"withhold", "done"},
    SkmState.WITHHELD: {"publish", "done"},
}
MANAGERS = {Role.HEAD, Role.DISPERINDAG}


@pytest.mark.parametrize(("state", "role"), list(product(SkmState, Role)))
def test_a_role_may_do_exactly_what_the_table_says(state: SkmState, role: Role) -> None:
    expected = EXPECTED[state] if role in MANAGERS else set()

    def holds(permission: str) -> bool:
        return permission in GRANTS[role]

    assert {act.code for act in COMMENT.allowed(state, CommentFacts(), holds)} == expected
    for code in COMMENT.acts:
        if code in expected:
            assert COMMENT.require(code, state, CommentFacts(), holds).code == code
        else:
            with pytest.raises(Conflict if role in MANAGERS else NotAllowed):
                COMMENT.require(code, state, CommentFacts(), holds)


def test_words_that_were_forgotten_are_not_published() -> None:
    forgotten = CommentFacts(has_words=False)
    assert {act.code for act in COMMENT.allowed(SkmState.WITHHELD, forgotten, lambda _permission: True)} == {"done"}
