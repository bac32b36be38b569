"""The survey's step in the licence: called by the `surveys` app when a report is handed in."""

from uuid import UUID

from sentra.licensing.models import Application, Status
from sentra.licensing.services.common import (
    application_lock,
    application_require,
    assert_in_transaction,
    move,
    remember,
)
from sentra.licensing.services.relaxed import relaxations_used
from sentra.people.models import User


def survey_lock(*, actor: User, application_id: UUID) -> Application:
    """Lock an application for its survey report and refuse who may not report. A step of an act."""
    assert_in_transaction()
    application = application_lock(actor, application_id)
    application_require(actor, application, survey_act(application))
    return application


def survey_act(application: Application) -> str:
    """Name the act: before the decision, or after an instant grant."""
    return "survey_later" if application.status == Status.GRANTED else "survey"


def survey_done(*, actor: User, application: Application, report: str, recommendation: str) -> None:
    """Bring a locked application on after its survey: to the decision, or off the queue. A step of an act."""
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
