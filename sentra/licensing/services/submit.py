"""Sending an application in, sending a correction, withdrawing."""

from uuid import UUID

from django.db import transaction

from sentra.documents.services import number_next
from sentra.kernel import clock
from sentra.kernel.crypto import readable_code
from sentra.kernel.errors import InvalidInput, Problem
from sentra.kernel.text import fold
from sentra.licensing.lists import lists_of
from sentra.licensing.models import Application, Status
from sentra.licensing.rules import problems_before_submit
from sentra.licensing.services.common import (
    application_lock,
    application_require,
    holds,
    move,
    remember,
    require_reason,
)
from sentra.licensing.services.doubts import doubts_flag
from sentra.licensing.services.draft import open_correction
from sentra.licensing.services.grant import grant_at_once
from sentra.licensing.services.tell import tell_applicant
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.reference.conditions import asked
from sentra.reference.lists import common_lists

WORD_LENGTH = 6


@transaction.atomic
def application_submit(*, actor: User, application_id: UUID) -> Application:
    """Send a draft in: it gets its number, its tracking word and its term, and stands in the verifier's queue.

    Sent in twice (a double click, a lost answer) it stays one application. An instant service whose checks all pass
    is granted in the same moment. Raises `InvalidInput` with everything that is missing.
    """
    application = application_lock(actor, application_id)
    if application.submitted_at and holds(actor, application)(Permission.APPLICATION_OWN):
        return application
    act = application_require(actor, application, "submit")
    _require_complete(application)
    now = clock.now()
    year = clock.local_day(now).year
    application.number = f"P-{year}-{number_next(series='application', year=year):06d}"
    application.tracking_word = readable_code(WORD_LENGTH)
    application.submitted_at, application.submitted_by = now, actor
    application.search = f"{fold(application.number)} {application.search}"[:600]
    move(application, act)
    remember(actor, application, "submit", before={"status": "draft"}, after={"status": application.status})
    if not doubts_flag(application) and _is_instant(application):
        grant_at_once(application)
    else:
        tell_applicant(application, "application_received", number=application.number, due=str(application.due or ""))
    return application


def _is_instant(application: Application) -> bool:
    """Tell whether nobody needs to look before the grant; for what the service excepts, an officer decides."""
    service = application.revision.content
    excepted = service.instant_unless is not None and asked(
        service.instant_unless, application.all_answers, common_lists().commodities
    )
    return service.instant and not excepted


def _require_complete(application: Application) -> None:
    papers = set(application.papers.values_list("code", flat=True))
    problems: list[Problem] = problems_before_submit(
        application.revision.content, application.all_answers, papers, lists_of(application)
    )
    if problems:
        raise InvalidInput(problems)


@transaction.atomic
def application_resubmit(*, actor: User, application_id: UUID) -> Application:
    """Send the correction: the clock runs on from where it stood. Raises `InvalidInput` while something is missing."""
    application = application_lock(actor, application_id)
    sent_before = application.status == Status.VERIFICATION and application.corrections.exists()
    if sent_before and holds(actor, application)(Permission.APPLICATION_OWN):
        return application
    act = application_require(actor, application, "resubmit")
    _require_complete(application)
    correction = open_correction(application)
    correction.answered_at = clock.now()
    correction.save(update_fields=["answered_at"])
    move(application, act)
    still_on_duty = can(correction.asked_by, Permission.APPLICATION_VERIFY, application.district or None)
    application.assigned_to = correction.asked_by if still_on_duty else None
    remember(actor, application, "resubmit", before={"status": "correction"}, after={"status": application.status})
    doubts_flag(application)
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
