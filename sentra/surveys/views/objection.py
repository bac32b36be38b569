"""A report as whose business it is sees it, with the objection; and as officers read it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sentra.people.access import actor_of, signed_in
from sentra.people.refusal import Refusal, refused_on
from sentra.surveys import queries
from sentra.surveys.models import Report
from sentra.surveys.services.objection import report_object


@require_safe
@signed_in
def report_page(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """What a report says in short, for whose business it is and for officers; the owner may object to it."""
    return _page(request, queries.report_seen(actor_of(request), report_id))


def refused_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the report again, with what the objection was refused for and the words that were typed."""
    return _page(request, queries.report_seen(actor_of(request), refusal.address["report_id"]), refusal)


def _page(request: HttpRequest, report: Report, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "report": report,
        "theirs": queries.is_theirs(actor, report),
        "may_object": queries.may_object(actor, report),
        "refusal": refusal,
    }
    return render(request, "surveys/report_page.html", context, status=refusal.status if refusal else 200)


@require_POST
@signed_in
@refused_on(refused_page)
def object_to(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Object to a report, with a reason."""
    report_object(actor=actor_of(request), report_id=report_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Your objection is kept with the report, and the head of the office was told."))
    return redirect("surveys:report_page", report_id)
