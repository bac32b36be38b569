"""Every state, act and role: who may do what with a case, and nothing else."""

from itertools import product

import pytest

from sentra.cases.models import State
from sentra.cases.workflow import CASE, OWN, CaseFacts
from sentra.kernel.errors import Conflict, NotAllowed
from sentra.people.models import Role
from sentra.people.policy import GRANTS

ALWAYS = {"note", "read_reporter"}
SORTED = {"identify", "assign", "ask", "plan_visit", "publish", "stop_listing", "hand_over", "tell", *ALWAYS}
EXPECTED: dict[State, dict[Role, set[str]]] = {
    State.REPORTED: {Role.DISPERINDAG: {"triage", "identify", "assign", "join", "dismiss", "tell", *ALWAYS}},
    State.TRIAGED: {Role.DISPERINDAG: {"identify", "assign", "join", "dismiss", "examine", "tell", *ALWAYS}},
    State.EXAMINING: {Role.DISPERINDAG: {*SORTED, "join", "test", "find"}},
    State.ACTING: {
        Role.DISPERINDAG: {*SORTED, "examine_again", "guide", "warn", "fulfil", "propose_suspension", "close"},
        Role.HEAD: {"suspend"},
    },
    State.CLOSED: {Role.DISPERINDAG: {"fulfil", "tell", *ALWAYS}},
    State.JOINED: {Role.DISPERINDAG: ALWAYS},
    State.DISMISSED: {Role.DISPERINDAG: {"tell", *ALWAYS}},
}
ORDINARY = CaseFacts(
    actor=1,
    officer=1,
    maker=9,
    maker_known=True,
    maker_registered=True,
    found_by=1,
    confirmed=True,
    permit_active=True,
    may_object=True,
)
"""A case of somebody on the register whose officer is the actor."""


def changed(**facts: object) -> CaseFacts:
    """The ordinary case, but for some facts."""
    return CaseFacts(**{name: getattr(ORDINARY, name) for name in CaseFacts.__slots__} | facts)


@pytest.mark.parametrize(("state", "role"), list(product(State, Role)))
def test_a_role_may_do_exactly_what_the_table_says(state: State, role: Role) -> None:
    def holds(permission: str) -> bool:
        return permission in GRANTS[role]

    allowed = {act.code for act in CASE.allowed(state, ORDINARY, holds)}
    assert allowed == EXPECTED[state].get(role, set())
    for code in CASE.acts:
        if code in allowed:
            assert CASE.require(code, state, ORDINARY, holds).code == code
        else:
            with pytest.raises((Conflict, NotAllowed)):
                CASE.require(code, state, ORDINARY, holds)


@pytest.mark.parametrize(("state", "waits"), list(product(State, (True, False))))
def test_the_maker_answers_and_objects_and_does_nothing_else(state: State, waits: bool) -> None:
    allowed = {act.code for act in CASE.allowed(state, changed(statement_waits=waits), lambda held: held == OWN)}
    answers = {"answer"} if waits and state in {State.EXAMINING, State.ACTING} else set()
    objects = {"object"} if state in {State.ACTING, State.CLOSED} else set()
    assert allowed == answers | objects


REFUSED: list[tuple[str, State, CaseFacts]] = [
    *((act, State.ACTING, changed(maker=1)) for act in ("identify", "warn", "close", "tell", "suspend")),
    ("examine", State.TRIAGED, changed(officer=None)),
    ("read_reporter", State.ACTING, changed(officer=2)),
    ("invite", State.TRIAGED, changed()),
    ("invite", State.TRIAGED, changed(maker_known=False, maker_registered=False)),
    ("ask", State.EXAMINING, changed(maker_known=False)),
    ("ask", State.EXAMINING, changed(statement_waits=True)),
    ("plan_visit", State.EXAMINING, changed(maker_known=False)),
    ("plan_visit", State.EXAMINING, changed(visit_planned=True)),
    ("share_visit", State.EXAMINING, changed()),
    ("share_visit", State.EXAMINING, changed(visit_planned=True, visit_ours=True)),
    ("take_statement", State.EXAMINING, changed()),
    ("find", State.EXAMINING, changed(statement_waits=True)),
    ("guide", State.ACTING, changed(confirmed=False)),
    ("warn", State.ACTING, changed(maker_known=False)),
    ("stop_listing", State.ACTING, changed(listing_stopped=True)),
    ("resume_listing", State.ACTING, changed()),
    ("publish", State.ACTING, changed(notice_open=True)),
    ("end_notice", State.ACTING, changed()),
    ("propose_suspension", State.ACTING, changed(permit_active=False)),
    ("suspend", State.ACTING, changed(permit_active=False)),
    ("suspend", State.ACTING, changed(confirmed=False)),
    ("close", State.ACTING, changed(grave=True)),
    ("close", State.ACTING, changed(objection_waits=True)),
    ("close_grave", State.ACTING, changed()),
    ("close_grave", State.ACTING, changed(grave=True, found_by=1)),
    ("close_grave", State.ACTING, changed(grave=True, found_by=2, objection_waits=True)),
    ("examine_again", State.ACTING, changed(objection_waits=True)),
    ("object", State.ACTING, changed(may_object=False)),
    ("object", State.ACTING, changed(objection_waits=True)),
    ("reject_objection", State.ACTING, changed(objection_waits=True, found_by=1)),
    ("uphold_objection", State.ACTING, changed(found_by=2)),
]


@pytest.mark.parametrize(("act", "state", "facts"), REFUSED)
def test_a_guard_refuses(act: str, state: State, facts: CaseFacts) -> None:
    with pytest.raises(Conflict):
        CASE.require(act, state, facts, lambda _permission: True)


@pytest.mark.parametrize(
    ("act", "state", "facts"),
    [
        ("close_grave", State.ACTING, changed(grave=True, found_by=2)),
        ("uphold_objection", State.CLOSED, changed(objection_waits=True, found_by=2)),
        ("reject_objection", State.ACTING, changed(objection_waits=True, found_by=2)),
        ("invite", State.REPORTED, changed(maker_registered=False)),
        ("resume_listing", State.CLOSED, changed(listing_stopped=True)),
        ("end_notice", State.CLOSED, changed(notice_open=True)),
    ],
)
def test_what_is_due_may_be_done(act: str, state: State, facts: CaseFacts) -> None:
    assert CASE.require(act, state, facts, lambda _permission: True).code == act
