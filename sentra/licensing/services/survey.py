"""The survey's step in the licence: called by the `surveys` app when a report is handed in."""

from uuid import UUID

from sentra.licensing.models import Application, Permit, Status, SurveySeen
from sentra.licensing.services.common import (
    application_lock,
    application_require,
    assert_in_transaction,
    move,
    remember,
)
from sentra.licensing.services.relaxed import relaxations_used
from sentra.people.models import User
from sentra.registry.facts import SeenFacts
from sentra.registry.models import Business
from sentra.registry.services.permit import seen_record


def survey_lock(*, actor: User, application_id: UUID) -> Application:
    """Lock an application for its survey and refuse who may not survey it. A step of an act."""
    assert_in_transaction()
    application = application_lock(actor, application_id)
    survey_require(actor, application)
    return application


def survey_require(actor: User, application: Application) -> None:
    """Refuse who may not survey an application now. Raises `NotAllowed` or `Conflict`."""
    application_require(actor, application, survey_act(application))


def survey_act(application: Application) -> str:
    """Name the act: before the decision, or after an instant grant."""
    return "survey_later" if application.status == Status.GRANTED else "survey"


def survey_done(*, actor: User, application: Application, report: str, recommendation: str, seen: SeenFacts) -> None:
    """Bring a locked application on after its survey: to the decision, or off the queue. A step of an act.

    What was seen goes to the register at once where it has the business already, otherwise with the grant.
    """
    assert_in_transaction()
    code = survey_act(application)
    act = application_require(actor, application, code)
    before = application.status
    after = relaxations_used(actor, application, Status.SURVEY)
    move(application, act)
    application.surveyed_by = actor
    application.survey_owed = False
    if application.status == Status.GRANTED:
        application.stage_due = None
    remember(
        actor,
        application,
        code,
        before={"status": before},
        after={"status": application.status, "report": report, "recommendation": recommendation, **after},
    )
    SurveySeen.objects.create(
        application=application,
        production=seen.production,
        reason=seen.reason,
        seen_on=seen.seen_on,
        workers_men=seen.workers_men,
        workers_women=seen.workers_women,
        capacity=seen.capacity,
        quality=seen.quality,
        readiness=seen.readiness,
    )
    if business := _on_register(application):
        seen_record(actor=actor, business=business, seen=seen)


def _on_register(application: Application) -> Business | None:
    granted = Permit.objects.filter(application=application).select_related("business").first()
    known = granted or application.previous_permit
    return known.business if known else None
