"""Questions to the applicant, notes among officers, assignment, flags."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.text import tidy
from sentra.licensing.models import Application, Flag, Note, Question, Status
from sentra.licensing.services.common import application_lock, application_require, remember, require_reason
from sentra.licensing.services.tell import tell_applicant, tell_officers
from sentra.people.models import User
from sentra.people.policy import Permission, can

LONGEST = 2000
DUTY_OF = {
    Status.VERIFICATION: Permission.APPLICATION_VERIFY,
    Status.CORRECTION: Permission.APPLICATION_VERIFY,
    Status.SURVEY: Permission.APPLICATION_SURVEY,
    Status.DECISION: Permission.APPLICATION_DECIDE,
}
"""Whose duty an application is, by status: who may be assigned, and in whose queue it stands."""


def _words(text: str, field: str) -> str:
    text = tidy(text)
    if not text:
        raise InvalidInput([Problem(field, "missing", _("Please write something first."))])
    if len(text) > LONGEST:
        raise InvalidInput(
            [Problem(field, "too_long", _("Please use at most %(most)s characters.") % {"most": LONGEST})]
        )
    return text


@transaction.atomic
def question_ask(*, actor: User, application_id: UUID, text: str) -> Question:
    """Ask the applicant something without stopping the work."""
    application = application_lock(actor, application_id)
    application_require(actor, application, "ask")
    question = Question.objects.create(
        application=application, text=_words(text, "text"), asked_by=actor, asked_at=clock.now()
    )
    remember(actor, application, "ask", after={"question": question.text})
    tell_applicant(application, "question_asked", question=question.text)
    return question


@transaction.atomic
def question_answer(*, actor: User, application_id: UUID, question_id: int, answer: str) -> Question:
    """Answer a question, once. Raises `Conflict` where it was answered before."""
    application = application_lock(actor, application_id)
    application_require(actor, application, "answer")
    question = application.questions.filter(pk=question_id).select_related("asked_by").first()
    if question is None:
        raise NotFound(_("There is no such question."))
    if question.answered_at:
        raise Conflict(_("This question was already answered."))
    question.answer, question.answered_by, question.answered_at = _words(answer, "answer"), actor, clock.now()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    remember(actor, application, "answer", after={"question": question.text, "answer": question.answer})
    tell_officers(application, "question_answered", [question.asked_by], question=question.text)
    return question


@transaction.atomic
def note_write(*, actor: User, application_id: UUID, text: str) -> Note:
    """Write a note that only officers read."""
    application = application_lock(actor, application_id)
    application_require(actor, application, "note")
    note = Note.objects.create(application=application, text=_words(text, "text"), author=actor, written_at=clock.now())
    remember(actor, application, "note", after={"note": note.text})
    return note


@transaction.atomic
def application_assign(*, actor: User, application_id: UUID, officer: User | None, version: int) -> Application:
    """Assign an application to an officer whose duty it is (oneself: take over), or to nobody."""
    application = application_lock(actor, application_id, version)
    application_require(actor, application, "assign")
    if officer and not can(officer, DUTY_OF[Status(application.status)], application.district or None):
        raise InvalidInput(
            [Problem("officer", "no_duty", _("This is not among the duties of %(name)s.") % {"name": officer})]
        )
    before = str(application.assigned_to or "")
    application.assigned_to = officer
    remember(actor, application, "assign", before={"assigned_to": before}, after={"assigned_to": str(officer or "")})
    if officer and officer != actor:
        tell_officers(application, "application_assigned", [officer], by=actor.name)
    return application


@transaction.atomic
def flag_raise(*, actor: User, application_id: UUID, reason: str) -> Flag:
    """Raise a flag: no decision until it is lifted."""
    application = application_lock(actor, application_id)
    application_require(actor, application, "flag")
    flag = Flag.objects.create(
        application=application, reason=require_reason(reason)[:500], raised_by=actor, raised_at=clock.now()
    )
    remember(actor, application, "flag", after={"flag": flag.reason}, reason=flag.reason)
    return flag


@transaction.atomic
def flag_lift(*, actor: User, application_id: UUID, flag_id: int, reason: str) -> Flag:
    """Lift a flag, with a reason. Raises `Conflict` where it was lifted before."""
    application = application_lock(actor, application_id)
    application_require(actor, application, "unflag")
    flag = application.flags.filter(pk=flag_id).first()
    if flag is None:
        raise NotFound(_("There is no such flag."))
    if flag.lifted_at:
        raise Conflict(_("This flag was already lifted."))
    flag.lifted_by, flag.lifted_at, flag.lift_reason = actor, clock.now(), require_reason(reason)[:500]
    flag.save(update_fields=["lifted_by", "lifted_at", "lift_reason"])
    remember(actor, application, "unflag", before={"flag": flag.reason}, reason=flag.lift_reason)
    return flag
