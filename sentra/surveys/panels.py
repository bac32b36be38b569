"""What the pages of an application and of a business show of visits: all of it to officers, less to the owner."""

from collections.abc import Iterable

from sentra.kernel import clock
from sentra.licensing.models import Application
from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.people.policy import Permission, can
from sentra.registry.hung import may_have
from sentra.registry.models import Business
from sentra.surveys import queries
from sentra.surveys.findings import seen_history
from sentra.surveys.models import Visit
from sentra.surveys.shown import checked_lines, loose_photos, stated_in


def case_panel(actor: User, application: Application) -> Panel | None:
    """Give the survey as officers see it: planned visits, what may be done, the report in words."""
    may = queries.may_survey(actor, application)
    if application.revision.survey_checklist is None and not may:
        return None
    report = queries.report_of(application)
    visits = queries.visits_of(application)
    if not (report or visits or may):
        return None
    context = {
        "application": application,
        "visit": _counting(visits),
        "overdue": _passed(visits),
        "earlier_visits": visits[1:],
        "may_survey": may,
        "draft": queries.draft_of(actor, application) if may else None,
        "report": report,
        "lines": checked_lines(report, report.visit.checklist) if report else [],
        "photos": loose_photos(report, report.visit.checklist) if report else [],
        "stated": stated_in(application),
    }
    return Panel("surveys/panel.html", context)


def applicant_panel(actor: User, application: Application) -> Panel | None:
    """Give the survey as the applicant sees it: when somebody comes and who, and afterwards the signed report."""
    if application.revision.survey_checklist is None:
        return None
    report = queries.report_of(application)
    visits = queries.visits_of(application)
    if not report and not (visits and queries.awaits_survey(application)):
        return None
    context = {
        "application": application,
        "visit": _counting(visits),
        "overdue": _passed(visits),
        "report": report,
    }
    return Panel("surveys/applicant_panel.html", context)


def business_panel(actor: User, business: Business) -> Panel | None:
    """Give what visits saw as officers see it: the history of the production, findings, what is planned."""
    history = seen_history(business)
    return Panel("surveys/business_panel.html", {"history": history, "business": business}) if history.any else None


def owner_panel(_actor: User, business: Business) -> Panel | None:
    """Give what visits saw as the owner sees it: who comes when, what has to be put right, the reports."""
    history = seen_history(business)
    return Panel("surveys/owner_panel.html", {"history": history}) if history.any else None


def plan_panel(actor: User, business: Business) -> Panel | None:
    """Give the press that plans a visit to a business."""
    if not can(actor, Permission.VISIT_PLAN, business.district):
        return None
    return Panel("surveys/plan_panel.html", {"business": business}, side=True)


def records_of(_actor: User, business: Business) -> Iterable[tuple[str, str]]:
    """Give the visits to a business for its timeline; what happens to a finding is told of the visit that made it."""
    if not may_have(business, Visit, Application):
        return []
    visits = Visit.objects.filter(queries.of_business(business)).values_list("pk", flat=True)
    return [(Visit._meta.label, str(pk)) for pk in visits]


def _counting(visits: list[Visit]) -> Visit | None:
    return visits[0] if visits else None


def _passed(visits: list[Visit]) -> bool:
    """Tell whether the day of the visit that counts is over."""
    visit = _counting(visits)
    return visit is not None and visit.planned_on < clock.today()
