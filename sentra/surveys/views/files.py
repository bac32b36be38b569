"""The files of a report: its photographs for officers, the signed PDF also for whose business it is."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sentra.files.serving import serve
from sentra.people.access import actor_of, requires, signed_in
from sentra.people.policy import Permission
from sentra.surveys import queries


@require_safe
@requires(Permission.REGISTER_READ)
def photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """A photograph or signature of a report, or of the report that one is writing."""
    return serve(queries.photo_seen(actor_of(request), photo_id), inline=True)


@require_safe
@signed_in
def report_file(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """The signed report (BAP): for officers of the district, and for whose business it is."""
    report = queries.report_seen(actor_of(request), report_id)
    if report.document.file is None:
        return render(request, "surveys/report_wait.html", {"report": report}, status=202)
    return serve(report.document.file, inline=False)
