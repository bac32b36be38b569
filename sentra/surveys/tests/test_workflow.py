"""Every state, act and role: who may do what with a visit and with a finding, and nothing else."""

from itertools import product

import pytest

from sentra.kernel.errors import Conflict, NotAllowed
from sentra.people.models import Role
from sentra.people.policy import GRANTS
from sentra.surveys.models import FindingState, VisitState
from sentra.surveys.workflow import FINDING, VISIT, VisitFacts

PLANS = {"move", "cancel"}
VISITS: dict[VisitState, dict[Role, set[str]]] = {
    VisitState.PLANNED: {
        Role.SURVEYOR: {*PLANS, "hand_in"},
        Role.HEAD: PLANS,
        Role.DISPERINDAG: PLANS,
    },
}
FINDINGS: dict[FindingState, dict[Role, set[str]]] = {
    FindingState.OPEN: {role: {"note", "close", "lapse"} for role in (Role.SURVEYOR, Role.HEAD)},
}


@pytest.mark.parametrize(("state", "role"), list(product(VisitState, Role)))
def test_a_role_does_with_a_visit_exactly_what_the_table_says(state: VisitState, role: Role) -> None:
    def holds(permission: str) -> bool:
        return permission in GRANTS[role]

    expected = VISITS.get(state, {}).get(role, set())
    assert {act.code for act in VISIT.allowed(state, VisitFacts(), holds)} == expected
    for code in VISIT.acts:
        if code in expected:
            assert VISIT.require(code, state, VisitFacts(), holds).code == code
        else:
            with pytest.raises((Conflict, NotAllowed)):
                VISIT.require(code, state, VisitFacts(), holds)


@pytest.mark.parametrize(
    ("facts", "acts"),
    [
        (VisitFacts(own=True), PLANS),
        (VisitFacts(permit=True), {"hand_in"}),
        (VisitFacts(census=True), {*PLANS, "hand_in", "record"}),
        (VisitFacts(census=True, own=True), {*PLANS, "record"}),
    ],
)
def test_what_a_visit_is_narrows_what_a_surveyor_does(facts: VisitFacts, acts: set[str]) -> None:
    def holds(permission: str) -> bool:
        return permission in GRANTS[Role.SURVEYOR]

    assert {act.code for act in VISIT.allowed(VisitState.PLANNED, facts, holds)} == acts
    assert not VISIT.allowed(VisitState.DONE, facts, holds)


@pytest.mark.parametrize(("state", "role"), list(product(FindingState, Role)))
def test_a_role_does_with_a_finding_exactly_what_the_table_says(state: FindingState, role: Role) -> None:
    def holds(permission: str) -> bool:
        return permission in GRANTS[role]

    expected = FINDINGS.get(state, {}).get(role, set())
    assert {act.code for act in FINDING.allowed(state, None, holds)} == expected
    for code in FINDING.acts:
        if code in expected:
            assert FINDING.require(code, state, None, holds).code == code
        else:
            with pytest.raises((Conflict, NotAllowed)):
                FINDING.require(code, state, None, holds)
