"""The end of a case, the maker's objection, and what the reporter hears."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.cases.models import Case, Complaint, Objection, Told
from sentra.cases.services.common import (
    case_lock,
    case_remember,
    case_require,
    first_answer,
    move,
    own_case_lock,
    require_words,
)
from sentra.cases.services.tell import tell_case_officer, tell_maker, tell_officers_of_case
from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.queries import on_duty


@transaction.atomic
def case_close(*, actor: User, case_id: UUID, version: int, result: str) -> Case:
    """Close a case with a result, which the reporter and the maker read; a grave one by somebody else than who found.

    Raises `NotAllowed`, `Conflict`, `InvalidInput`.
    """
    case = case_lock(actor, case_id, version)
    code = "close_grave" if case.is_grave else "close"
    act = case_require(actor, case, code)
    case.result = require_words(result, "result")
    before = case.state
    first_answer(case)
    move(case, act)
    case.closed_at, case.closed_by = clock.now(), actor
    tell_maker(case, "case_closed", result=case.result)
    if code == "close":
        case_remember(actor, case, "close", before={"case_state": before}, after={"case_result": case.result})
    else:
        case_remember(actor, case, "close_grave", before={"case_state": before}, after={"case_result": case.result})
    return case


@transaction.atomic
def reporter_tell(*, actor: User, case_id: UUID, text: str) -> Told:
    """Tell the reporters of a case something; they read it with their codes."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "tell")
    told = Told.objects.create(case=case, text=require_words(text), told_by=actor, told_at=clock.now())
    first_answer(case)
    case_remember(actor, case, "tell", after={"case_told": told.text})
    return told


@transaction.atomic
def reporter_read(*, actor: User, case_id: UUID, complaint_id: UUID) -> Complaint:
    """Give a report with who made it, and record who read that. Raises `Conflict` but for the officer of the case."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "read_reporter")
    complaint = case.complaints.filter(pk=complaint_id, has_reporter=True).first()
    if complaint is None:
        raise NotFound(_("There is no such report, or it is anonymous."))
    record(actor=actor, act="case.read_reporter", record=case, after={"case_complaint": str(complaint)})
    return complaint


@transaction.atomic
def objection_make(*, actor: User, case_id: UUID, text: str) -> Objection:
    """The maker objects to the finding. Raises `Conflict` where the time for it has passed."""
    case = own_case_lock(actor, case_id)
    case_require(actor, case, "object")
    objection = Objection.objects.create(case=case, text=require_words(text), made_by=actor, made_at=clock.now())
    case_remember(actor, case, "object", after={"case_objection": objection.text})
    heads = on_duty(Permission.CASE_CLOSE, case.district or None)
    tell_officers_of_case(case, "case_objection", heads, objection=objection.text)
    return objection


@transaction.atomic
def objection_answer(*, actor: User, case_id: UUID, version: int, uphold: bool, text: str) -> Objection:
    """Answer an objection, by somebody else than who found; one that is upheld opens the examination again."""
    case = case_lock(actor, case_id, version)
    act = case_require(actor, case, "uphold_objection" if uphold else "reject_objection")
    objection = case.objections.get(answered_at=None)
    objection.upheld, objection.answer = uphold, require_words(text)
    objection.answered_by, objection.answered_at = actor, clock.now()
    objection.save(update_fields=["upheld", "answer", "answered_by", "answered_at"])
    before = case.state
    move(case, act)
    if uphold:
        case.closed_at = case.closed_by = None
        case.result = ""
    case.object_until = None
    tell_maker(case, "case_objection_answered", upheld=uphold, answer=objection.answer)
    tell_case_officer(case, "case_objection_settled", upheld=uphold, answer=objection.answer)
    if uphold:
        case_remember(
            actor,
            case,
            "uphold_objection",
            before={"case_state": before},
            after={"case_state": case.state, "case_answer": objection.answer},
        )
    else:
        case_remember(actor, case, "reject_objection", after={"case_answer": objection.answer})
    return objection
