"""Reports of the figures: asked for by an officer, or by the calendar once a month is closed."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.insights.models import Month
from sentra.insights.models.report import FiguresReport, ReportKind, ReportState
from sentra.insights.report_jobs import report_make
from sentra.insights.reports.chapters import months_of
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, NotFound, Problem
from sentra.people.models import User
from sentra.people.policy import Permission, districts_of, require
from sentra.reference.loading import current_pack

LANGUAGES = ("id", "en")
JANUARY = 1


@transaction.atomic
def report_ask(*, actor: User, kind: str, period: str, district: str, language: str) -> FiguresReport:
    """Ask for a report of a closed month or year; one that there is already is made anew.

    `period` is `2026-10` or `2026`, `district` "" for all of them. Raises `NotAllowed`, `NotFound` for a district that
    isn't the actor's, `InvalidInput`.
    """
    require(actor, Permission.FIGURES_READ)
    if district and not sees(actor, district):
        raise NotFound(_("There is no such district, or it isn't among yours."))
    problems = []
    if not sees(actor, district):
        problems.append(Problem("district", "elsewhere", _("Please choose one from the list.")))
    if kind not in ReportKind.values:
        problems.append(Problem("kind", "unknown", _("Please choose one from the list.")))
    if language not in LANGUAGES:
        problems.append(Problem("language", "unknown", _("Please choose one from the list.")))
    if (first := period_read(kind, period)) is None or not is_closed(kind, first):
        message = _("Reports tell of months that are closed. Please choose one of those in the list.")
        problems.append(Problem("period", "open", message))
    if problems or first is None:
        raise InvalidInput(problems)
    report = _asked(actor, kind, first, district, language)
    record(actor=actor, act="figures_report.ask", record=report, before={}, after={"figures_report": str(report)})
    report_make.defer(report_id=str(report.pk))
    return report


def sees(actor: User, district: str) -> bool:
    """Tell whether an officer may read the report of a district ("": of all districts)."""
    own = districts_of(actor, Permission.FIGURES_READ)
    if district and district not in current_pack().district_names:
        return False
    return own is None or (bool(district) and district in own)


def period_read(kind: str, period: str) -> date | None:
    """Read a month (`2026-10`) or a year (`2026`) as its first day; None for neither."""
    try:
        return date.fromisoformat(f"{period}-01-01" if kind == ReportKind.YEARLY else f"{period}-01")
    except ValueError:
        return None


def is_closed(kind: str, first: date) -> bool:
    """Tell whether the last month of a period is closed."""
    _first, last = months_of(kind, first)
    return Month.objects.filter(first=last, closed_at__isnull=False).exists()


def _asked(actor: User | None, kind: str, first: date, district: str, language: str) -> FiguresReport:
    report, _made = FiguresReport.objects.select_for_update(of=("self",)).update_or_create(
        kind=kind,
        period=first,
        district=district,
        language=language,
        defaults={"state": ReportState.ASKED, "asked_by": actor, "asked_at": clock.now(), "last_error": ""},
    )
    return report


@transaction.atomic
def reports_due() -> int:
    """Ask once for the report of the month that was closed last, in January also for the year's; gives how many."""
    newest = Month.objects.filter(closed_at__isnull=False).order_by("-first").first()
    if newest is None or newest.first != clock.months_on(clock.today().replace(day=1), -1):
        return 0
    wanted = [(ReportKind.MONTHLY, newest.first)]
    if clock.today().month == JANUARY:
        wanted.append((ReportKind.YEARLY, newest.first.replace(month=1)))
    asked = 0
    for kind, first in wanted:
        if not FiguresReport.objects.filter(kind=kind, period=first, district="", language="id").exists():
            report_make.defer(report_id=str(_asked(None, kind, first, "", "id").pk))
            asked += 1
    return asked
