"""Planning visits: of an application, of businesses of the register, of a village for its census."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.locks import locked
from sentra.kernel.text import tidy
from sentra.licensing.models import Status
from sentra.licensing.services.common import people_of, remember
from sentra.licensing.services.survey import survey_lock
from sentra.licensing.services.tell import tell_applicant, tell_officers
from sentra.licensing.workflow import not_own_application, second_stage
from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.people.policy import Permission, require, visible_to
from sentra.reference.loading import current_pack
from sentra.reference.models import ChecklistRevision
from sentra.reference.queries import checklist_newest
from sentra.registry.models import Business
from sentra.registry.services.common import require_words
from sentra.surveys.following import plan_followed
from sentra.surveys.models import Visit, VisitKind, VisitState
from sentra.surveys.models.visit import TO_BUSINESSES
from sentra.surveys.queries import visit_require
from sentra.surveys.services.common import (
    LONGEST_REMARK,
    problems_of_plan,
    remember_visit,
    require_plan,
    visit_lock,
)


@transaction.atomic
def visit_plan(*, actor: User, application_id: UUID, surveyor: User, planned_on: date, remark: str = "") -> Visit:
    """Plan the survey of an application, or plan it anew: applicant and surveyor are told. Raises `InvalidInput`."""
    application = survey_lock(actor=actor, application_id=application_id)
    require_plan(problems_of_plan(planned_on, surveyor, application.district))
    facts = people_of(surveyor, application)
    if not_own_application(facts):
        message = _("This is the application of %(name)s. A colleague has to visit.") % {"name": surveyor}
        raise InvalidInput([Problem("surveyor", "own_application", message)])
    if second_stage(facts, Status.SURVEY) and not facts.may_do_two_stages:
        message = _("%(name)s already did another stage of this application.") % {"name": surveyor}
        raise InvalidInput([Problem("surveyor", "second_stage", message)])
    application.visits.filter(state=VisitState.PLANNED).update(state=VisitState.CANCELLED)
    visit = Visit.objects.create(
        kind=VisitKind.PERMIT,
        application=application,
        district=application.district,
        village=application.village,
        planned_on=planned_on,
        surveyor=surveyor,
        planned_by=actor,
        planned_at=clock.now(),
        remark=tidy(remark)[:LONGEST_REMARK],
        revision_id=application.revision.checklist_id,
    )
    application.assigned_to = surveyor
    remember(actor, application, "visit_plan", after={"planned_on": planned_on.isoformat(), "surveyor": surveyor.name})
    tell_applicant(application, "visit_planned", day=planned_on.isoformat(), surveyor=surveyor.name)
    if surveyor != actor:
        tell_officers(application, "application_assigned", [surveyor], by=actor.name)
    return visit


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit as somebody plans it: to which business, what for and why, who goes and when.

    `checklist` is the code of that which it uses; "" for that of its kind (`supervision.yaml`).
    """

    business_id: UUID
    kind: str
    surveyor: User
    planned_on: date
    reasons: Sequence[str] = ()
    remark: str = ""
    checklist: str = ""


@transaction.atomic
def visits_plan(*, actor: User, planned: Sequence[Planned]) -> list[Visit]:
    """Plan visits to businesses of the register, all or none; owners and surveyors are told.

    Raises `NotAllowed`, `NotFound`, `InvalidInput`, and `Conflict` where a visit to a business is planned already.
    """
    require(actor, Permission.VISIT_PLAN)
    wanted = {one.business_id for one in planned}
    seen = visible_to(actor, Business.objects.present()).select_related("owner__user")
    businesses = {one.pk: one for one in locked(seen.filter(pk__in=wanted))}
    if len(businesses) < len(wanted):
        raise NotFound(_("There is no such business, or it isn't in your area."))
    taken = Visit.objects.filter(business__in=businesses, application=None, state=VisitState.PLANNED)
    if busy := taken.select_related("business").first():
        message = _("A visit to %(business)s is planned already. Move that one.")
        raise Conflict(message % {"business": businesses[busy.business_id].name if busy.business_id else ""})
    made = [_plan_one(actor, one, businesses[one.business_id]) for one in planned]
    plan_followed(actor, made)
    return made


def _plan_one(actor: User, planned: Planned, business: Business) -> Visit:
    require(actor, Permission.VISIT_PLAN, business.district)
    if planned.kind not in TO_BUSINESSES:
        raise InvalidInput([Problem("kind", "unknown", _("Please choose one from the list."))])
    problems = problems_of_plan(planned.planned_on, planned.surveyor, business.district)
    if business.owner.user_id == planned.surveyor.pk:
        message = _("This is the business of %(name)s. A colleague has to visit.") % {"name": planned.surveyor}
        problems.append(Problem("surveyor", "own_business", message))
    require_plan(problems)
    visit = Visit.objects.create(
        kind=planned.kind,
        business=business,
        district=business.district,
        village=business.village,
        planned_on=planned.planned_on,
        surveyor=planned.surveyor,
        planned_by=actor,
        planned_at=clock.now(),
        remark=tidy(planned.remark)[:LONGEST_REMARK],
        revision=checklist_newest(planned.checklist) if planned.checklist else _checklist(planned.kind),
        reasons=list(planned.reasons),
    )
    remember_visit(actor, visit, "plan", after=_day_and_who(visit))
    _tell_of(actor, visit)
    return visit


@transaction.atomic
def census_plan(
    *, actor: User, district: str, village: str, surveyor: User, planned_on: date, remark: str = ""
) -> Visit:
    """Plan the census of a village. Raises `NotAllowed`, `InvalidInput`."""
    require(actor, Permission.VISIT_PLAN, district)
    problems = problems_of_plan(planned_on, surveyor, district)
    if village not in current_pack().village_names or not village.startswith(f"{district}."):
        problems.append(Problem("village", "unknown", _("Please choose the village.")))
    require_plan(problems)
    visit = Visit.objects.create(
        kind=VisitKind.CENSUS,
        district=district,
        village=village,
        planned_on=planned_on,
        surveyor=surveyor,
        planned_by=actor,
        planned_at=clock.now(),
        remark=tidy(remark)[:LONGEST_REMARK],
        revision=_checklist(VisitKind.CENSUS),
    )
    remember_visit(actor, visit, "plan", after={**_day_and_who(visit), "village": village})
    _tell_of(actor, visit)
    return visit


@transaction.atomic
def visit_move(*, actor: User, visit_id: int, surveyor: User, planned_on: date, remark: str = "") -> Visit:
    """Move a visit to another day or to a colleague; those are told whom it concerns.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`.
    """
    visit = visit_lock(actor, visit_id)
    visit_require(actor, visit, "move")
    problems = problems_of_plan(planned_on, surveyor, visit.district)
    if visit.business and visit.business.owner.user_id == surveyor.pk:
        message = _("This is the business of %(name)s. A colleague has to visit.") % {"name": surveyor}
        problems.append(Problem("surveyor", "own_business", message))
    require_plan(problems)
    before = _day_and_who(visit)
    visit.surveyor, visit.planned_on, visit.remark = surveyor, planned_on, tidy(remark)[:LONGEST_REMARK]
    visit.save(update_fields=["surveyor", "planned_on", "remark"])
    remember_visit(actor, visit, "move", before=before, after=_day_and_who(visit))
    _tell_of(actor, visit)
    return visit


@transaction.atomic
def visit_cancel(*, actor: User, visit_id: int, reason: str) -> Visit:
    """Cancel a visit with a reason; its drafts are gone with it. Raises `NotFound`, `Conflict`, `InvalidInput`."""
    visit = visit_lock(actor, visit_id)
    visit_require(actor, visit, "cancel")
    if visit.met.exists():
        raise Conflict(_("Businesses were recorded on this visit already. Hand its report in instead."))
    return visit_cancelled(actor, visit, require_words(reason))


def visit_cancelled(actor: User | None, visit: Visit, reason: str) -> Visit:
    """Remember that a planned visit isn't made, and throw its drafts away. A step of an act; the visit is locked."""
    visit.cancelled_reason, visit.state = reason, VisitState.CANCELLED
    visit.save(update_fields=["state", "cancelled_reason"])
    visit.report_drafts.all().delete()
    remember_visit(
        actor,
        visit,
        "cancel",
        before={"visit_state": VisitState.PLANNED},
        after={"visit_state": visit.state},
        reason=reason,
    )
    return visit


def _checklist(kind: str) -> ChecklistRevision | None:
    return checklist_newest(getattr(current_pack().supervision.checklists, kind))


def _day_and_who(visit: Visit) -> dict[str, str]:
    return {
        "visit_kind": visit.kind,
        "planned_on": visit.planned_on.isoformat(),
        "surveyor": visit.surveyor.name,
    }


def _tell_of(actor: User, visit: Visit) -> None:
    """Tell the owner who comes and when, and a surveyor of a visit that somebody else planned."""
    business = visit.business
    if business and business.owner.user:
        emit(
            kind="supervision_planned",
            record=visit,
            to=[business.owner.user],
            context={
                "business": business.name,
                "day": visit.planned_on.isoformat(),
                "surveyor": visit.surveyor.name,
            },
            url=reverse("registry:own", args=[business.register_number]),
        )
    if visit.surveyor != actor:
        emit(
            kind="visit_assigned",
            record=visit,
            to=[visit.surveyor],
            context={
                "business": business.name if business else current_pack().village_names.get(visit.village, ""),
                "day": visit.planned_on.isoformat(),
                "by": actor.name,
            },
            url=reverse("surveys:visits"),
            mail=False,
        )
