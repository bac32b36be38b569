"""Sending an application in, sending a correction, withdrawing."""

from uuid import UUID

from django.db import transaction

from sentra.documents.services import number_next
from sentra.kernel import clock
from sentra.kernel.crypto import readable_code
from sentra.kernel.errors import InvalidInput, Problem
from sentra.kernel.text import fold
from sentra.licensing.lists import lists_for
from sentra.licensing.models import Application, Flag, Status
from sentra.licensing.register import identity_of
from sentra.licensing.rules import problems_before_submit
from sentra.licensing.services.common import application_lock, application_require, move, remember, require_reason
from sentra.licensing.services.draft import open_correction
from sentra.licensing.services.grant import grant_at_once
from sentra.licensing.services.tell import tell_applicant
from sentra.people.models import User

WORD_LENGTH = 6


@transaction.atomic
def application_submit(*, actor: User, application_id: UUID) -> Application:
    """Send a draft in: it gets its number, its tracking word and its term, and stands in the verifier's queue.

    Sent in twice (a double click, a lost answer) it stays one application. An instant service whose checks all pass
    is granted in the same moment. Raises `InvalidInput` with everything that is missing.
    """
    application = application_lock(actor, application_id)
    if application.status != Status.DRAFT and application.submitted_at and application.is_open:
        return application
    act = application_require(actor, application, "submit")
    _require_complete(application)
    now = clock.now()
    year = clock.local_day(now).year
    application.number = f"P-{year}-{number_next(series='application', year=year):06d}"
    application.tracking_word = readable_code(WORD_LENGTH)
    application.submitted_at = now
    application.search = f"{fold(application.number)} {application.search}"[:600]
    doubts = identity_of(application).doubts
    move(application, act)
    remember(actor, application, "submit", before={"status": "draft"}, after={"status": application.status})
    for doubt in doubts:
        Flag.objects.create(application=application, reason=str(doubt.message)[:500])
    if application.revision.content.instant and not doubts:
        grant_at_once(application)
    else:
        tell_applicant(application, "application_received", number=application.number, due=str(application.due or ""))
    return application


def _require_complete(application: Application) -> None:
    papers = set(application.papers.values_list("code", flat=True))
    problems: list[Problem] = problems_before_submit(
        application.revision.content, application.all_answers, papers, lists_for(application.applicant)
    )
    if problems:
        raise InvalidInput(problems)


@transaction.atomic
def application_resubmit(*, actor: User, application_id: UUID) -> Application:
    """Send the correction: the clock runs on from where it stood. Raises `InvalidInput` while something is missing."""
    application = application_lock(actor, application_id)
    if application.status == Status.VERIFICATION and application.corrections.exists():
        return application
    act = application_require(actor, application, "resubmit")
    _require_complete(application)
    correction = open_correction(application)
    correction.answered_at = clock.now()
    correction.save(update_fields=["answered_at"])
    previous_verifier = application.verified_by
    move(application, act)
    application.assigned_to = previous_verifier or correction.asked_by
    remember(actor, application, "resubmit", before={"status": "correction"}, after={"status": application.status})
    return application


@transaction.atomic
def application_withdraw(*, actor: User, application_id: UUID, reason: str) -> Application:
    """Withdraw an application for good, with a reason."""
    application = application_lock(actor, application_id)
    act = application_require(actor, application, "withdraw")
    reason = require_reason(reason)
    before = application.status
    move(application, act)
    remember(
        actor, application, "withdraw", before={"status": before}, after={"status": application.status}, reason=reason
    )
    return application
