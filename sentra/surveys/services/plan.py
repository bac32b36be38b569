"""Planning a visit."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, Problem
from sentra.kernel.text import tidy
from sentra.licensing.models import Status
from sentra.licensing.services.common import people_of, remember
from sentra.licensing.services.survey import survey_lock
from sentra.licensing.services.tell import tell_applicant, tell_officers
from sentra.licensing.workflow import not_own_application, second_stage
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.surveys.models import Visit

LONGEST_AHEAD = timedelta(days=180)


@transaction.atomic
def visit_plan(*, actor: User, application_id: UUID, surveyor: User, planned_on: date, remark: str = "") -> Visit:
    """Plan a visit, or plan it anew: the applicant and the surveyor are told. Raises `InvalidInput`."""
    application = survey_lock(actor=actor, application_id=application_id)
    if planned_on < clock.today():
        raise InvalidInput([Problem("planned_on", "past", _("Please choose today or a day to come."))])
    if planned_on > clock.today() + LONGEST_AHEAD:
        raise InvalidInput([Problem("planned_on", "too_far", _("Please choose a day within half a year."))])
    if not can(surveyor, Permission.APPLICATION_SURVEY, application.district):
        raise InvalidInput(
            [Problem("surveyor", "no_duty", _("This is not among the duties of %(name)s.") % {"name": surveyor})]
        )
    facts = people_of(surveyor, application)
    if not_own_application(facts):
        message = _("This is the application of %(name)s. A colleague has to visit.") % {"name": surveyor}
        raise InvalidInput([Problem("surveyor", "own_application", message)])
    if second_stage(facts, Status.SURVEY) and not facts.may_do_two_stages:
        message = _("%(name)s already did another stage of this application.") % {"name": surveyor}
        raise InvalidInput([Problem("surveyor", "second_stage", message)])
    visit = Visit.objects.create(
        application=application,
        planned_on=planned_on,
        surveyor=surveyor,
        planned_by=actor,
        planned_at=clock.now(),
        remark=tidy(remark)[:500],
    )
    application.assigned_to = surveyor
    remember(actor, application, "visit_plan", after={"planned_on": planned_on.isoformat(), "surveyor": surveyor.name})
    tell_applicant(application, "visit_planned", day=planned_on.isoformat(), surveyor=surveyor.name)
    if surveyor != actor:
        tell_officers(application, "application_assigned", [surveyor], by=actor.name)
    return visit
