"""The decision: grant, refuse, or send back to the verifier."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import Conflict
from sentra.licensing.models import Application, Flag, Permit, Status
from sentra.licensing.services.common import application_lock, application_require, move, remember, require_reason
from sentra.licensing.services.doubts import doubts_flag
from sentra.licensing.services.grant import permit_issue
from sentra.licensing.services.relaxed import relaxations_used
from sentra.licensing.services.tell import tell_applicant
from sentra.people.models import User


def application_grant(*, actor: User, application_id: UUID, version: int) -> Permit:
    """Grant: the permit gets its number, its document follows from the worker, the business stands on the register.

    Raises `Conflict` where the register has come to doubt who this is since the application was sent in; the flag that
    says so stays, for an officer to settle.
    """
    if _doubts_since(actor, application_id, version):
        raise Conflict(_("The register raised a doubt meanwhile. Look at the new flag, settle it, then decide."))
    return _grant(actor, application_id, version)


@transaction.atomic
def _doubts_since(actor: User, application_id: UUID, version: int) -> list[Flag]:
    application = application_lock(actor, application_id, version)
    application_require(actor, application, "grant")
    return doubts_flag(application)


@transaction.atomic
def _grant(actor: User, application_id: UUID, version: int) -> Permit:
    application = application_lock(actor, application_id, version)
    act = application_require(actor, application, "grant")
    after = relaxations_used(actor, application, Status.DECISION)
    move(application, act)
    application.decided_by, application.decided_at = actor, clock.now()
    permit = permit_issue(application, signer=actor)
    remember(
        actor,
        application,
        "grant",
        before={"status": "decision"},
        after={"status": application.status, "permit": permit.number, **after},
    )
    return permit


@transaction.atomic
def application_refuse(*, actor: User, application_id: UUID, reason: str, version: int) -> Application:
    """Refuse, with a reason that the applicant can act on."""
    application = application_lock(actor, application_id, version)
    act = application_require(actor, application, "refuse")
    after = relaxations_used(actor, application, Status.DECISION)
    application.refusal_reason = require_reason(reason)
    move(application, act)
    application.decided_by, application.decided_at = actor, clock.now()
    remember(
        actor,
        application,
        "refuse",
        before={"status": "decision"},
        after={"status": application.status, **after},
        reason=application.refusal_reason,
    )
    tell_applicant(application, "application_refused", reason=application.refusal_reason)
    return application


@transaction.atomic
def application_send_back(*, actor: User, application_id: UUID, reason: str, version: int) -> Application:
    """Send an application back to the verifier, with a reason; what was surveyed stays surveyed."""
    application = application_lock(actor, application_id, version)
    act = application_require(actor, application, "send_back")
    reason = require_reason(reason)
    move(application, act)
    remember(
        actor,
        application,
        "send_back",
        before={"status": "decision"},
        after={"status": application.status},
        reason=reason,
    )
    return application
