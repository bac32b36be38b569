"""Examining a case: questions to the maker, tests, and what came of it; its visits are in `visits`."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.cases.models import Case, CaseFinding, CaseNote, Conclusion, LabTest, Statement
from sentra.cases.services.common import (
    case_lock,
    case_remember,
    case_require,
    move,
    own_case_lock,
    require_words,
)
from sentra.cases.services.tell import tell_case_officer, tell_maker
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, Problem
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.reference.loading import current_pack
from sentra.reference.queries import working_calendar


@transaction.atomic
def case_examine(*, actor: User, case_id: UUID, version: int) -> Case:
    """Begin the examination."""
    case = case_lock(actor, case_id, version)
    act = case_require(actor, case, "examine")
    before = case.state
    move(case, act)
    case_remember(actor, case, "examine", before={"case_state": before}, after={"case_state": case.state})
    return case


@transaction.atomic
def case_examine_again(*, actor: User, case_id: UUID, version: int, reason: str) -> Case:
    """Go back to the examination, with a reason: a measure showed that something is still open."""
    case = case_lock(actor, case_id, version)
    act = case_require(actor, case, "examine_again")
    reason, before = require_words(reason, "reason"), case.state
    move(case, act)
    case_remember(
        actor, case, "examine_again", before={"case_state": before}, after={"case_state": case.state}, reason=reason
    )
    return case


@transaction.atomic
def statement_ask(*, actor: User, case_id: UUID, text: str) -> Statement:
    """Ask the maker for a statement; the maker has the pack's working days for it."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "ask")
    statement = Statement.objects.create(
        case=case,
        question=require_words(text),
        asked_by=actor,
        asked_at=clock.now(),
        due_on=working_calendar().add(clock.today(), current_pack().cases.statement_days),
    )
    tell_maker(case, "case_statement_asked", question=statement.question, due=str(statement.due_on))
    case_remember(actor, case, "ask", after={"case_question": statement.question, "case_due": statement.due_on})
    return statement


@transaction.atomic
def statement_give(*, actor: User, case_id: UUID, text: str) -> Statement:
    """The maker answers; late is better than never, as long as nobody found without it."""
    case = own_case_lock(actor, case_id)
    case_require(actor, case, "answer")
    statement = _answered(case, actor, text)
    case_remember(actor, case, "answer", after={"case_answer": statement.answer})
    tell_case_officer(case, "case_statement_given", answer=statement.answer)
    return statement


@transaction.atomic
def statement_take(*, actor: User, case_id: UUID, text: str) -> Statement:
    """An officer writes down what the maker said, or that no answer came."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "take_statement")
    statement = _answered(case, actor, text)
    case_remember(actor, case, "take_statement", after={"case_answer": statement.answer})
    return statement


def _answered(case: Case, actor: User, text: str) -> Statement:
    statement = case.statements.get(answered_at=None)
    statement.answer, statement.answered_by, statement.answered_at = require_words(text), actor, clock.now()
    statement.save(update_fields=["answer", "answered_by", "answered_at"])
    return statement


@transaction.atomic
def test_note(
    *, actor: User, case_id: UUID, what: str, laboratory: str, tested_on: date | None, verdict: str, result: str
) -> LabTest:
    """Note the result of a test of the product. Raises `InvalidInput`."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "test")
    what, problems = tidy(what)[:200], []
    if not what:
        problems.append(Problem("what", "missing", _("Please say what was tested.")))
    if tested_on is None or tested_on > clock.today():
        problems.append(Problem("tested_on", "day", _("Please give the day of the test; it can't be to come.")))
    if verdict not in LabTest.Verdict.values:
        problems.append(Problem("verdict", "unknown", _("Please choose one of the list.")))
    if problems or tested_on is None:
        raise InvalidInput(problems)
    test = LabTest.objects.create(
        case=case,
        what=what,
        laboratory=tidy(laboratory)[:200],
        tested_on=tested_on,
        verdict=verdict,
        result=require_words(result, "result"),
        noted_by=actor,
        noted_at=clock.now(),
    )
    case_remember(actor, case, "test", after={"case_test": what, "case_verdict": verdict})
    return test


@transaction.atomic
def case_find(*, actor: User, case_id: UUID, version: int, conclusion: str, text: str) -> CaseFinding:
    """Write the finding; the maker reads it and may object within the pack's working days."""
    case = case_lock(actor, case_id, version)
    act = case_require(actor, case, "find")
    if conclusion not in Conclusion.values:
        raise InvalidInput([Problem("conclusion", "unknown", _("Please choose one of the list."))])
    finding = CaseFinding.objects.create(
        case=case, conclusion=conclusion, text=require_words(text), found_by=actor, found_at=clock.now()
    )
    before = case.state
    move(case, act)
    case.found_by = actor
    case.object_until = working_calendar().add(clock.today(), current_pack().cases.objection_days)
    tell_maker(case, "case_found", finding=finding.text, until=str(case.object_until))
    case_remember(
        actor,
        case,
        "find",
        before={"case_state": before},
        after={"case_state": case.state, "case_conclusion": conclusion, "case_finding": finding.text},
    )
    return finding


@transaction.atomic
def note_write(*, actor: User, case_id: UUID, text: str) -> CaseNote:
    """Write a note that only officers read."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "note")
    note = CaseNote.objects.create(case=case, text=require_words(text), author=actor, written_at=clock.now())
    case_remember(actor, case, "note", after={"case_note": note.text})
    return note
