"""Every state, act and role: who may do what, and nothing else."""

from itertools import product

import pytest

from sentra.kernel.errors import Conflict, NotAllowed
from sentra.licensing.models import Status
from sentra.licensing.workflow import APPLICATION, ApplicationFacts, next_status
from sentra.people.models import Role
from sentra.people.policy import GRANTS

VERIFY, SURVEY, DECIDE = {"check_paper", "pass_papers", "return"}, {"survey"}, {"grant", "refuse", "send_back"}
OFFICE = {"assign", "flag", "unflag"}
EXPECTED: dict[Status, dict[Role, set[str]]] = {
    Status.DRAFT: {},
    Status.VERIFICATION: {
        Role.COUNTER: {"note"},
        Role.VERIFIER: {*VERIFY, *OFFICE, "ask", "note"},
        Role.SURVEYOR: {*OFFICE, "ask", "note"},
        Role.HEAD: {*OFFICE, "ask", "note"},
        Role.DISPERINDAG: {"note"},
    },
    Status.CORRECTION: {
        Role.COUNTER: {"note"},
        Role.VERIFIER: {*OFFICE, "note"},
        Role.SURVEYOR: {*OFFICE, "note"},
        Role.HEAD: {*OFFICE, "note"},
        Role.DISPERINDAG: {"note"},
    },
    Status.SURVEY: {
        Role.COUNTER: {"note"},
        Role.VERIFIER: {*OFFICE, "ask", "note"},
        Role.SURVEYOR: {*SURVEY, *OFFICE, "ask", "note"},
        Role.HEAD: {*OFFICE, "ask", "note"},
        Role.DISPERINDAG: {"note"},
    },
    Status.DECISION: {
        Role.COUNTER: {"note"},
        Role.VERIFIER: {*OFFICE, "ask", "note"},
        Role.SURVEYOR: {*OFFICE, "ask", "note"},
        Role.HEAD: {*DECIDE, *OFFICE, "ask", "note"},
        Role.DISPERINDAG: {"note"},
    },
    **{
        closed: {role: {"note"} for role in (Role.COUNTER, Role.VERIFIER, Role.SURVEYOR, Role.HEAD, Role.DISPERINDAG)}
        for closed in (Status.GRANTED, Status.REFUSED, Status.WITHDRAWN, Status.LAPSED)
    },
}


@pytest.mark.parametrize(("status", "role"), list(product(Status, Role)))
def test_a_role_may_do_exactly_what_the_table_says(status: Status, role: Role) -> None:
    facts = ApplicationFacts(actor=1, applicant=2, entered_by=2)

    def holds(permission: str) -> bool:
        return permission in GRANTS[role]

    allowed = {act.code for act in APPLICATION.allowed(status, facts, holds)}
    assert allowed == EXPECTED[status].get(role, set())
    for code in APPLICATION.acts:
        if code in allowed:
            assert APPLICATION.require(code, status, facts, holds).code == code
        else:
            with pytest.raises((Conflict, NotAllowed)):
                APPLICATION.require(code, status, facts, holds)


@pytest.mark.parametrize(
    ("act", "status", "facts"),
    [
        ("pass_papers", Status.VERIFICATION, ApplicationFacts(actor=1, applicant=2, entered_by=1)),
        ("pass_papers", Status.VERIFICATION, ApplicationFacts(actor=1, applicant=1, entered_by=2)),
        ("pass_papers", Status.VERIFICATION, ApplicationFacts(actor=1, surveyed_by=1)),
        ("pass_papers", Status.VERIFICATION, ApplicationFacts(actor=1, papers_unchecked=1)),
        ("pass_papers", Status.VERIFICATION, ApplicationFacts(actor=1, papers_bad=1)),
        ("survey", Status.SURVEY, ApplicationFacts(actor=1, verified_by=1)),
        ("survey", Status.SURVEY, ApplicationFacts(actor=1, applicant=1, may_verify_own_entry=True)),
        ("survey_later", Status.GRANTED, ApplicationFacts(actor=1, applicant=1, survey_owed=True)),
        ("survey_later", Status.GRANTED, ApplicationFacts(actor=1)),
        ("grant", Status.DECISION, ApplicationFacts(actor=1, entered_by=1)),
        ("grant", Status.DECISION, ApplicationFacts(actor=1, verified_by=1)),
        ("grant", Status.DECISION, ApplicationFacts(actor=1, surveyed_by=1)),
        ("grant", Status.DECISION, ApplicationFacts(actor=1, open_flags=1)),
        ("refuse", Status.DECISION, ApplicationFacts(actor=1, open_flags=1)),
        ("lapse", Status.CORRECTION, ApplicationFacts()),
        ("deem", Status.SURVEY, ApplicationFacts(overdue=True)),
        ("deem", Status.SURVEY, ApplicationFacts(deemed_granted=True)),
        ("deem", Status.SURVEY, ApplicationFacts(deemed_granted=True, overdue=True, open_flags=1)),
    ],
)
def test_a_guard_refuses(act: str, status: Status, facts: ApplicationFacts) -> None:
    with pytest.raises(Conflict):
        APPLICATION.require(act, status, facts, lambda _permission: True)


@pytest.mark.parametrize(
    ("act", "status", "facts"),
    [
        ("pass_papers", Status.VERIFICATION, ApplicationFacts(actor=1, entered_by=1, may_verify_own_entry=True)),
        ("grant", Status.DECISION, ApplicationFacts(actor=1, verified_by=1, may_do_two_stages=True)),
        ("survey", Status.SURVEY, ApplicationFacts(actor=1, applicant=2, entered_by=1)),
        ("survey_later", Status.GRANTED, ApplicationFacts(actor=1, survey_owed=True)),
        ("deem", Status.SURVEY, ApplicationFacts(deemed_granted=True, overdue=True)),
        ("lapse", Status.CORRECTION, ApplicationFacts(lapsed=True)),
    ],
)
def test_what_is_relaxed_or_due_may_be_done(act: str, status: Status, facts: ApplicationFacts) -> None:
    assert APPLICATION.require(act, status, facts, lambda _permission: True).code == act


def test_an_applicant_never_decides_the_own_application_even_where_rules_are_relaxed() -> None:
    facts = ApplicationFacts(actor=1, applicant=1, entered_by=1, may_verify_own_entry=True, may_do_two_stages=True)
    with pytest.raises(Conflict):
        APPLICATION.require("grant", Status.DECISION, facts, lambda _permission: True)


def test_stages_follow_each_other() -> None:
    assert next_status("draft", ("verification", "survey", "decision")) == Status.VERIFICATION
    assert next_status("verification", ("verification", "survey", "decision")) == Status.SURVEY
    assert next_status("verification", ("verification", "decision")) == Status.DECISION
    assert next_status("survey", ("verification", "survey", "decision")) == Status.DECISION
