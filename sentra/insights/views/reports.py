"""The reports of the figures: which there are, asking for one, reading one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sentra.files.serving import serve
from sentra.insights.models import Month
from sentra.insights.models.report import FiguresReport, ReportKind
from sentra.insights.reading import Eyes
from sentra.insights.reports.content import title_of
from sentra.insights.saying import month_said
from sentra.insights.services.reports import report_ask, sees
from sentra.kernel.errors import NotFound
from sentra.people.access import actor_of, requires
from sentra.people.given import word
from sentra.people.policy import Permission
from sentra.people.refusal import Refusal, refused_on
from sentra.reference.loading import current_pack

MOST_SHOWN = 100
DECEMBER = 12


@require_safe
@requires(Permission.FIGURES_READ)
def reports(request: HttpRequest) -> HttpResponse:
    """The reports that there are, the newest first."""
    return reports_page(request)


def reports_page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    """Draw the list of reports, and the form in which one is asked for."""
    eyes = Eyes.of(actor_of(request))
    names = current_pack().district_names
    found = FiguresReport.objects.select_related("file")
    if eyes.districts is not None:
        found = found.filter(district__in=eyes.districts)
    months = list(Month.objects.filter(closed_at__isnull=False).order_by("-first").values_list("first", flat=True))
    years = [month.year for month in months if month.month == DECEMBER]
    context: dict[str, Any] = {
        "rows": [(one, title_of(one), names.get(one.district, "")) for one in found[:MOST_SHOWN]],
        "periods": [
            *((f"{year}", _("The year %(year)s") % {"year": year}) for year in years),
            *((f"{month:%Y-%m}", month_said(month)) for month in months),
        ],
        "districts": sorted((name, code) for code, name in names.items() if eyes.sees(code)),
        "whole": eyes.whole,
        "given": request.POST,
        "refusal": refusal,
    }
    return render(request, "insights/reports.html", context, status=refusal.status if refusal else 200)


@require_POST
@requires(Permission.FIGURES_READ)
@refused_on(reports_page)
def report_new(request: HttpRequest) -> HttpResponse:
    """Ask for a report."""
    period = word(request, "period")
    kind = ReportKind.MONTHLY if "-" in period else ReportKind.YEARLY
    report_ask(
        actor=actor_of(request),
        kind=kind,
        period=period,
        district=word(request, "district"),
        language=word(request, "language") or "id",
    )
    messages.success(request, _("The report is being made. You will be told when it is ready."))
    return redirect("insights:reports")


@require_safe
@requires(Permission.FIGURES_READ)
def report_file(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """The report as PDF. Raises `NotFound` for one of a district that isn't the reader's, or that isn't made yet."""
    report = get_object_or_404(FiguresReport.objects.select_related("file"), pk=report_id)
    if report.file is None or not sees(actor_of(request), report.district):
        raise NotFound(_("There is no such report, or it isn't made yet."))
    return serve(report.file, inline=True)
