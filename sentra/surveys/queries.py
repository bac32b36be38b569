"""Reads of visits and their reports for screens, always through what the actor may see."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sentra.files.models import File
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, NotFound
from sentra.licensing.models import Application, Status
from sentra.licensing.models.application import revision_published
from sentra.licensing.queues import QUEUES, in_queue
from sentra.licensing.services.common import holds, people_of
from sentra.licensing.services.survey import survey_act, survey_require
from sentra.licensing.visible import applications_visible
from sentra.licensing.workflow import APPLICATION, SURVEY_GUARDS
from sentra.people.models import User
from sentra.people.policy import Permission, districts_of, held_in, visible_to
from sentra.people.queries import on_duty
from sentra.reference.checklist_answers import Facts
from sentra.reference.lists import common_lists
from sentra.reference.loading import current_pack
from sentra.reference.queries import working_calendar
from sentra.registry.models import Business
from sentra.surveys.models import Finding, FindingState, Report, ReportDraft, Visit, VisitKind, VisitState
from sentra.surveys.rules import Asks
from sentra.surveys.workflow import VISIT, VisitFacts

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


def asks_of_application(application: Application) -> Asks:
    """Give what the survey of an application asks."""
    facts = {"commodity": application.commodity, "visit": str(VisitKind.PERMIT)}
    return Asks(
        kind=VisitKind.PERMIT,
        checklist=application.revision.survey_checklist,
        facts=Facts(facts, common_lists().commodities),
        since=sent_in_on(application),
    )


def asks_of_visit(visit: Visit, findings: Sequence[Finding] | None = None) -> Asks:
    """Give what a visit other than a permit's survey asks; open findings of the business are looked at each time.

    `findings` are those, where they are known already.
    """
    if findings is None:
        findings = open_findings(visit.business) if visit.business else []
    facts = {"commodity": visit.business.commodity if visit.business else "", "visit": visit.kind}
    return Asks(
        kind=visit.kind,
        checklist=visit.checklist,
        facts=Facts(facts, common_lists().commodities),
        open_findings=[str(one.pk) for one in findings],
    )


def of_business(business: Business, report: str = "") -> Q:
    """Say which rows are about a business: it is named, or the application that they belong to names it.

    `report` is the way to the report (`report__`).
    """
    return Q(business=business) | Q(**{f"{report}application__business": business})


def open_findings(business: Business) -> list[Finding]:
    """Give the open findings of a business, the most urgent first."""
    found = Finding.objects.filter(of_business(business, "report__"), state=FindingState.OPEN)
    return list(found.select_related("report").order_by("due_on", "pk"))


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


def surveyors_in(district: str | None, business: Business | None = None) -> list[User]:
    """Give those on duty who may visit in a district, never the owner of the business."""
    owner = business.owner.user_id if business else None
    return [person for person in on_duty(Permission.APPLICATION_SURVEY, district) if person.pk != owner]


def _waiting(actor: User) -> "QuerySet[Application]":
    return in_queue(actor, QUEUES["survey"])


def _still_to_make(actor: User) -> "QuerySet[Visit]":
    """Give the actor's planned visits; a permit's only while its application waits for the survey."""
    mine = Visit.objects.filter(surveyor=actor, state=VisitState.PLANNED)
    return mine.filter(Q(application=None) | Q(application__in=_waiting(actor)))


def visits_planned(actor: User) -> VisitsPlanned:
    """Give the actor's visits whose report is still due, by day and place: one query."""
    visits = list(
        _still_to_make(actor)
        .select_related(
            "application__applicant", "application__previous_permit__business__owner", "business__owner", "surveyor"
        )
        .order_by("planned_on", "district", "village", "application__business_name", "business__name_folded", "pk")
    )
    today = clock.today()
    days: dict[date, list[Visit]] = defaultdict(list)
    for visit in visits:
        if visit.application:
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
    planned = Visit.objects.filter(application=OuterRef("pk"), state=VisitState.PLANNED)
    waiting = _waiting(actor).exclude(Exists(planned))
    found = list(
        waiting.select_related("applicant", "previous_permit__business__owner").order_by(
            F("stage_due").asc(nulls_last=True), "district", "village", "pk"
        )[: MOST_TO_PLAN + 1]
    )
    number = len(found) if len(found) <= MOST_TO_PLAN else waiting.count()
    for application in found:
        application.revision = revision_published(application.revision_id)
    return found[:MOST_TO_PLAN], number


def drafts_begun(actor: User) -> set[UUID | int]:
    """Give the applications and the visits of which the actor has begun a report."""
    rows = ReportDraft.objects.filter(surveyor=actor).values_list("application_id", "visit_id")
    return {about for row in rows for about in row if about is not None}


def days_offered(actor: User) -> Mapping[date, Sequence[str]]:
    """Give today and the next working days, each with the districts in which the actor has visits by then."""
    calendar, today = working_calendar(), clock.today()
    first = calendar.add(today, 0)
    days = [first, *(calendar.add(first, ahead) for ahead in range(1, DAYS_OFFERED))]
    busy: dict[date, list[str]] = {day: [] for day in days}
    rows = _still_to_make(actor).filter(planned_on__in=days)
    for day, district in rows.order_by("district").values_list("planned_on", "district"):
        busy[day].append(district)
    return busy


def awaits_survey(application: Application) -> bool:
    """Tell whether a survey of an application is still to come."""
    return application.status == Status.SURVEY or (application.status == Status.GRANTED and application.survey_owed)


def visits_of(application: Application) -> list[Visit]:
    """Give the visits that were planned for an application, the one that counts first."""
    return list(application.visits.select_related("surveyor", "planned_by"))


def visit_of(actor: User, visit_id: int) -> Visit:
    """Give a visit that isn't a permit's survey. Raises `NotFound` outside of what the actor may see."""
    visit = (
        visible_to(actor, Visit.objects.exclude(kind=VisitKind.PERMIT))
        .select_related("business__owner", "surveyor", "planned_by")
        .filter(pk=visit_id)
        .first()
    )
    if visit is None:
        raise NotFound(_("There is no such visit, or it isn't in your area."))
    return visit


def visit_facts(actor: User | None, visit: Visit) -> VisitFacts:
    """Gather what the guards of a visit look at."""
    business = visit.business
    own = bool(actor and business and business.owner.user_id == actor.pk)
    return VisitFacts(own=own, permit=visit.is_permit, census=visit.is_census)


def visit_acts(actor: User, visit: Visit) -> frozenset[str]:
    """Give the codes of what the actor may do with a visit now."""
    allowed = VISIT.allowed(visit.state, visit_facts(actor, visit), held_in(actor, visit.district))
    return frozenset(act.code for act in allowed)


def visit_to_report(actor: User, visit_id: int) -> Visit:
    """Give a visit on which the actor may report now. Raises `NotFound`, `NotAllowed` or `Conflict`."""
    return _visit_for(actor, visit_id, "hand_in")


def visit_to_record(actor: User, visit_id: int) -> Visit:
    """Give a census visit on which the actor may record now. Raises `NotFound`, `NotAllowed` or `Conflict`."""
    return _visit_for(actor, visit_id, "record")


def _visit_for(actor: User, visit_id: int, act: str) -> Visit:
    visit = visit_of(actor, visit_id)
    visit_require(actor, visit, act)
    return visit


def visit_require(actor: User, visit: Visit, act: str) -> None:
    """Refuse an act on a visit that may not be done now. Raises `NotAllowed` or `Conflict`.

    A surveyor who was out without signal learns what became of the visit meanwhile.
    """
    facts, holds = visit_facts(actor, visit), held_in(actor, visit.district)
    if visit.state != VisitState.PLANNED and act in {"hand_in", "record"} and holds(Permission.APPLICATION_SURVEY):
        raise Conflict(_what_became_of(visit))
    VISIT.require(act, visit.state, facts, holds)


def _what_became_of(visit: Visit) -> str:
    """Say why a visit is over."""
    if visit.state == VisitState.CANCELLED:
        return _("The office cancelled this visit: %(reason)s") % {"reason": visit.cancelled_reason or "–"}
    report = Report.objects.filter(visit=visit).select_related("surveyor").first()
    if report is None:
        return _("This visit is over.")
    at = date_format(clock.local_day(report.handed_in_at), "j F Y")
    told = {"name": report.surveyor, "day": at}
    return _("%(name)s handed in the report of this visit on %(day)s. It can't be handed in twice.") % told


def surveyor_now(about: Application | Visit) -> User | None:
    """Give who is to visit by the plan as it stands; None where nobody planned the survey of an application."""
    if isinstance(about, Visit):
        return about.surveyor
    planned = about.visits.filter(state=VisitState.PLANNED).select_related("surveyor").first()
    return planned.surveyor if planned else None


def draft_of(actor: User, about: Application | Visit) -> ReportDraft | None:
    """Give the report that the actor is writing."""
    drafts = ReportDraft.objects.filter(surveyor=actor)
    found = drafts.filter(application=about) if isinstance(about, Application) else drafts.filter(visit=about)
    return found.first()


def draft_files(draft: ReportDraft | None) -> dict[str, list[File]]:
    """Give the files of a draft by the name of their field, in the order in which they came; "" for the loose ones."""
    found: dict[str, list[File]] = {"": []}
    if draft is None:
        return found
    place = {one: name for name, ids in draft.placed.items() for one in ids}
    for file in draft.photos.order_by("uploaded_at", "pk"):
        found.setdefault(place.get(str(file.pk), ""), []).append(file)
    return found


def report_under(actor: User, application_id: UUID | None, visit_id: int | None, key: UUID) -> Report | None:
    """Give the report that the actor handed in under a key, about an application or another visit."""
    sent = Report.objects.filter(key=key, surveyor=actor)
    return (sent.filter(application=application_id) if application_id else sent.filter(visit=visit_id)).first()


def last_report(business: Business) -> Report | None:
    """Give the newest report that saw a business at work."""
    seen = Report.objects.filter(of_business(business)).exclude(production="")
    return seen.order_by("-visited_on", "-handed_in_at").first()


def report_of(application: Application) -> Report | None:
    """Give the report on an application, with all that belongs to it."""
    return _whole(Report.objects.filter(application=application)).first()


def report_of_visit(visit: Visit) -> Report | None:
    """Give the report of a visit, with all that belongs to it."""
    return _whole(Report.objects.filter(visit=visit)).first()


def officers_reports(actor: User) -> "QuerySet[Report]":
    """Give the reports that an officer may see: those on applications only to whoever reads applications there."""
    seen, allowed = visible_to(actor, Report.objects.all()), districts_of(actor, Permission.APPLICATION_READ)
    return seen if allowed is None else seen.filter(Q(application=None) | Q(district__in=sorted(allowed)))


def report_seen(actor: User, report_id: UUID) -> Report:
    """Give a report that the actor may see: as an officer, as the applicant, or as the owner of the business.

    Raises `NotFound`.
    """
    mine = Q(application__in=applications_visible(actor)) | Q(business__owner__user=actor)
    officers = officers_reports(actor).values("pk")
    report = _whole(Report.objects.filter(pk=report_id).filter(mine | Q(pk__in=officers))).first()
    if report is None:
        raise NotFound(_("There is no such report, or it isn't in your area."))
    return report


def _whole(reports: "QuerySet[Report]") -> "QuerySet[Report]":
    return reports.select_related(
        "surveyor", "document__file", "application__applicant", "application__business", "business__owner", "visit"
    ).prefetch_related("photos", "signatures__picture", "found")


def is_theirs(actor: User, report: Report) -> bool:
    """Tell whether a report is about the actor's own business or application."""
    owner = report.business.owner.user_id if report.business else None
    applicant = report.application.applicant_id if report.application else None
    return actor.pk in {owner, applicant}


def may_object(actor: User, report: Report) -> bool:
    """Tell whether the actor may object to a report now: once, within the days that the pack sets."""
    until = clock.local_day(report.handed_in_at) + timedelta(days=current_pack().supervision.objection_days)
    return is_theirs(actor, report) and not report.objection and clock.today() <= until


def photo_seen(actor: User, photo_id: UUID) -> File:
    """Give a file of a report that the actor may see as an officer, or of the own draft. Raises `NotFound`."""
    held = Q(photos=photo_id) | Q(signatures__picture=photo_id) | Q(found__proof=photo_id)
    reports = officers_reports(actor).filter(held)
    drafts = ReportDraft.objects.filter(surveyor=actor, photos=photo_id)
    photo = File.objects.filter(pk=photo_id).first() if reports.exists() or drafts.exists() else None
    if photo is None:
        raise NotFound(_("There is no such file, or it isn't in your area."))
    return photo
