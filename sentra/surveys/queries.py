"""Every read of surveys for screens, always through what the actor may see."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from sentra.files.models import File
from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.licensing.models import Application, Status
from sentra.licensing.models.application import revision_published
from sentra.licensing.queues import QUEUES, in_queue
from sentra.licensing.services.common import holds, people_of
from sentra.licensing.services.survey import survey_act, survey_require
from sentra.licensing.visible import applications_visible
from sentra.licensing.workflow import APPLICATION, SURVEY_GUARDS
from sentra.people.models import User
from sentra.people.policy import Permission, visible_to
from sentra.people.queries import on_duty
from sentra.reference.lists import common_lists
from sentra.reference.queries import working_calendar
from sentra.reference.schema import CheckItem
from sentra.surveys.models import Report, ReportDraft, Visit
from sentra.surveys.rules import items_asked

MOST_TO_PLAN = 50
DAYS_OFFERED = 5


@dataclass(frozen=True, slots=True)
class DayOfVisits:
    """The visits of one day, by place."""

    day: date
    visits: Sequence[Visit]


@dataclass(frozen=True, slots=True)
class VisitsPlanned:
    """A surveyor's visits without a report, as the day begins."""

    overdue: Sequence[Visit]
    today: Sequence[Visit]
    tomorrow: Sequence[Visit]
    later: Sequence[DayOfVisits]

    @property
    def any(self) -> bool:
        """Tell whether anything is planned."""
        return bool(self.overdue or self.today or self.tomorrow or self.later)


def items_of(application: Application) -> list[CheckItem]:
    """Give the lines of the checklist that an application calls for."""
    checklist = application.revision.survey_checklist
    return items_asked(checklist, application.all_answers, common_lists().commodities) if checklist else []


def sent_in_on(application: Application) -> date:
    """Give the day on which an application was sent in."""
    return clock.local_day(application.submitted_at or application.created_at)


def may_survey(actor: User, application: Application) -> bool:
    """Tell whether the actor may plan and report now; reads nothing from the database."""
    facts = replace(people_of(actor, application), survey_owed=application.survey_owed)
    act = APPLICATION.acts[survey_act(application)]
    return act in APPLICATION.allowed(application.status, facts, holds(actor, application))


def survey_case(actor: User, application_id: UUID) -> Application:
    """Give an application that the actor may survey now. Raises `NotFound`, `NotAllowed` or `Conflict`."""
    application = (
        applications_visible(actor)
        .select_related("applicant", "previous_permit__business__owner", "assigned_to")
        .filter(pk=application_id)
        .first()
    )
    if application is None:
        raise NotFound(_("There is no such application, or it isn't in your area."))
    application.revision = revision_published(application.revision_id)
    survey_require(actor, application)
    return application


def surveyors_for(application: Application) -> list[User]:
    """Give those on duty who may survey an application.

    Never its applicant; who checked its papers only where the pack relaxes that rule.
    """
    on = on_duty(Permission.APPLICATION_SURVEY, application.district or None)
    return [person for person in on if not any(guard(people_of(person, application)) for guard in SURVEY_GUARDS)]


def _last_visits() -> "QuerySet[Visit]":
    """Give of each application the visit that counts: the one planned last."""
    return Visit.objects.order_by("application_id", "-planned_at", "-pk").distinct("application_id")


def _waiting(actor: User) -> "QuerySet[Application]":
    return in_queue(actor, QUEUES["survey"])


def visits_planned(actor: User) -> VisitsPlanned:
    """Give the actor's visits whose report is still due, by day and place: one query."""
    counting = _last_visits().filter(application__in=_waiting(actor))
    visits = list(
        Visit.objects.filter(pk__in=counting.values("pk"), surveyor=actor)
        .select_related("application__applicant", "application__previous_permit__business__owner")
        .order_by("planned_on", "application__district", "application__village", "application__business_name", "pk")
    )
    today = clock.today()
    days: dict[date, list[Visit]] = defaultdict(list)
    for visit in visits:
        visit.application.revision = revision_published(visit.application.revision_id)
        days[visit.planned_on].append(visit)
    tomorrow = today + timedelta(days=1)
    return VisitsPlanned(
        overdue=[visit for visit in visits if visit.planned_on < today],
        today=days.get(today, []),
        tomorrow=days.get(tomorrow, []),
        later=[DayOfVisits(day, found) for day, found in days.items() if day > tomorrow],
    )


def left_to_plan(actor: User) -> tuple[list[Application], int]:
    """Give the first applications in the actor's districts without a visit, the most urgent first, and their number."""
    waiting = _waiting(actor).filter(visits=None)
    found = list(
        waiting.select_related("applicant", "previous_permit__business__owner").order_by(
            F("stage_due").asc(nulls_last=True), "district", "village", "pk"
        )[: MOST_TO_PLAN + 1]
    )
    number = len(found) if len(found) <= MOST_TO_PLAN else waiting.count()
    for application in found:
        application.revision = revision_published(application.revision_id)
    return found[:MOST_TO_PLAN], number


def drafts_begun(actor: User) -> set[UUID]:
    """Give the applications of which the actor has begun a report."""
    return set(ReportDraft.objects.filter(surveyor=actor).values_list("application_id", flat=True))


def days_offered(actor: User) -> Mapping[date, Sequence[str]]:
    """Give today and the next working days, each with the districts in which the actor has visits by then."""
    calendar, today = working_calendar(), clock.today()
    first = calendar.add(today, 0)
    days = [first, *(calendar.add(first, ahead) for ahead in range(1, DAYS_OFFERED))]
    counting = _last_visits().filter(application__in=_waiting(actor))
    busy: dict[date, list[str]] = {day: [] for day in days}
    rows = Visit.objects.filter(pk__in=counting.values("pk"), surveyor=actor, planned_on__in=days)
    for day, district in rows.order_by("application__district").values_list("planned_on", "application__district"):
        busy[day].append(district)
    return busy


def awaits_survey(application: Application) -> bool:
    """Tell whether a survey of an application is still to come."""
    return application.status == Status.SURVEY or (application.status == Status.GRANTED and application.survey_owed)


def visits_of(application: Application) -> list[Visit]:
    """Give the visits that were planned for an application, the one that counts first."""
    return list(application.visits.select_related("surveyor", "planned_by"))


def draft_of(actor: User, application: Application) -> ReportDraft | None:
    """Give the report that the actor is writing on an application."""
    return ReportDraft.objects.filter(application=application, surveyor=actor).first()


def draft_photos(draft: ReportDraft | None) -> list[File]:
    """Give the photographs of a draft, in the order in which they came."""
    return list(draft.photos.order_by("uploaded_at", "pk")) if draft else []


def report_sent(actor: User, application_id: UUID, key: UUID) -> Report | None:
    """Give the report that the actor handed in under a key."""
    return Report.objects.filter(key=key, application_id=application_id, surveyor=actor).first()


def report_of(application: Application) -> Report | None:
    """Give the report on an application, with its document and photographs."""
    return (
        Report.objects.filter(application=application)
        .select_related("surveyor", "document")
        .prefetch_related("photos")
        .first()
    )


def report_seen(actor: User, report_id: UUID) -> Report:
    """Give a report whose application the actor may see, its applicant too. Raises `NotFound`."""
    report = (
        Report.objects.select_related("document__file", "application")
        .filter(pk=report_id, application__in=applications_visible(actor))
        .first()
    )
    if report is None:
        raise NotFound(_("There is no such report, or it isn't in your area."))
    return report


def photo_seen(actor: User, application_id: UUID, photo_id: UUID) -> File:
    """Give a photograph of a report that the actor may see as an officer, or of the own draft. Raises `NotFound`."""
    reports = visible_to(actor, Report.objects.filter(application_id=application_id, photos=photo_id))
    drafts = ReportDraft.objects.filter(application_id=application_id, surveyor=actor, photos=photo_id)
    photo = File.objects.filter(pk=photo_id).first() if reports.exists() or drafts.exists() else None
    if photo is None:
        raise NotFound(_("There is no such file, or it isn't in your area."))
    return photo
