"""The worker's part of a report: making it once, telling its readers, keeping why it couldn't be made."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import translation

from sentra.audit.services import record
from sentra.documents.rendering import render_for_buyers
from sentra.files.services import made_file_store
from sentra.insights.models.report import FiguresReport, ReportState
from sentra.insights.reading import Eyes
from sentra.insights.reports.content import period_words, report_content, title_of
from sentra.kernel import clock
from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.queries import on_duty


@transaction.atomic
def report_make(*, report_id: UUID) -> bool:
    """Make a report that was asked for; tells whether there was anything to do. The worker's act: it may run twice."""
    waiting = FiguresReport.objects.select_for_update(skip_locked=True, of=("self",))
    report = waiting.filter(pk=report_id, state=ReportState.ASKED).first()
    if report is None:
        return False
    with translation.override(report.language):
        content, drawings = report_content(report)
        pdf = render_for_buyers("figures", content, beside=drawings)
    name = f"ikm-{report.period:%Y-%m}{f'-{report.district}' if report.district else ''}-{report.language}.pdf"
    report.file = made_file_store(data=pdf, media_type="application/pdf", name=name)
    report.state, report.made_at = ReportState.READY, clock.now()
    report.save()
    record(actor=None, act="figures_report.made", record=report, before={}, after={"figures_report": str(report)})
    with translation.override(report.language):
        title, period = title_of(report), period_words(report)
    emit(
        kind="figures_report_ready",
        record=report,
        to=readers_of(report),
        context={"title": title, "period": period},
        url=reverse("insights:report_file", args=[report.pk]),
    )
    return True


def readers_of(report: FiguresReport) -> Sequence[User]:
    """Give who is told that a report is ready: who asked, or all who read the figures of the whole regency."""
    if report.asked_by:
        return [report.asked_by]
    readers = on_duty(Permission.FIGURES_READ)
    prefetch_related_objects(readers, "duties")
    return [one for one in readers if Eyes.of(one).whole]


@transaction.atomic
def report_fail(*, report_id: UUID, error: str) -> None:
    """Keep why a report couldn't be made. A step of the worker."""
    report = FiguresReport.objects.select_for_update(of=("self",)).filter(pk=report_id, state=ReportState.ASKED).first()
    if report is None:
        return
    report.state, report.last_error = ReportState.FAILED, (error or "?")[:500]
    report.save(update_fields=["state", "last_error"])
    record(actor=None, act="figures_report.failed", record=report, before={}, after={}, reason=report.last_error)
