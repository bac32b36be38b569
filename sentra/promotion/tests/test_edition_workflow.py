"""The table of acts on a print edition: by state, by what is so, by duty."""

from itertools import product

import pytest

from sentra.kernel.errors import Conflict, NotAllowed
from sentra.people.models import Role
from sentra.people.policy import GRANTS, Permission
from sentra.promotion.models import EditionState
from sentra.promotion.workflow_edition import EDITION, EditionFacts

FINE = EditionFacts(published=False, all_listed=True, waiting=False)
OUT = EditionFacts(published=True, all_listed=True)
GONE = EditionFacts(published=False, all_listed=False)
OUT_AND_GONE = EditionFacts(published=True, all_listed=False)
WAITS = EditionFacts(waiting=True)
OUT_AND_WAITS = EditionFacts(published=True, waiting=True)
ASKED, READY, FAILED = EditionState.ASKED, EditionState.READY, EditionState.FAILED

ALLOWED: dict[tuple[str, EditionFacts], set[str]] = {
    (ASKED, FINE): {"again", "drop"},
    (ASKED, WAITS): set(),
    (ASKED, OUT_AND_WAITS): {"take_back"},
    (READY, FINE): {"again", "publish", "drop"},
    (READY, OUT): {"again", "take_back"},
    (READY, GONE): {"again", "drop"},
    (READY, OUT_AND_GONE): {"again", "take_back"},
    (FAILED, FINE): {"again", "drop"},
    (FAILED, OUT): {"again", "take_back"},
}


@pytest.mark.parametrize(("state", "facts"), ALLOWED, ids=str)
def test_what_may_be_done(state: str, facts: EditionFacts) -> None:
    found = {act.code for act in EDITION.allowed(state, facts, lambda _permission: True)}
    assert found == ALLOWED[state, facts]
    for code in EDITION.acts:
        if code not in found:
            with pytest.raises(Conflict):
                EDITION.require(code, state, facts, lambda _permission: True)


@pytest.mark.parametrize(("role", "code"), list(product(Role, EDITION.acts)))
def test_whose_duty_it_is(role: Role, code: str) -> None:
    state, facts = next(key for key, codes in ALLOWED.items() if code in codes)

    def holds(permission: str) -> bool:
        return Permission(permission) in GRANTS[role]

    if role == Role.DISPERINDAG:
        assert EDITION.require(code, state, facts, holds).code == code
    else:
        with pytest.raises(NotAllowed):
            EDITION.require(code, state, facts, holds)


def test_making_anew_leads_back_to_the_worker() -> None:
    assert EDITION.acts["again"].target == ASKED
    assert {act.target for code, act in EDITION.acts.items() if code != "again"} == {None}
