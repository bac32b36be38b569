"""What the pages of an application show of its survey: all of it to officers, day and report to the applicant."""

from sentra.kernel import clock
from sentra.licensing.models import Application
from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.surveys import queries
from sentra.surveys.models import Visit
from sentra.surveys.shown import checked_lines, stated_in


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
        "lines": checked_lines(report, application) if report else [],
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


def _counting(visits: list[Visit]) -> Visit | None:
    return visits[0] if visits else None


def _passed(visits: list[Visit]) -> bool:
    """Tell whether the day of the visit that counts is over."""
    visit = _counting(visits)
    return visit is not None and visit.planned_on < clock.today()
