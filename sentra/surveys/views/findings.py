"""Findings: the officers' list, and one finding with what may be done about it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sentra.people.access import actor_of, requires
from sentra.people.policy import Permission, districts_of
from sentra.people.refusal import Refusal, refused_on
from sentra.reference.loading import current_pack
from sentra.surveys.filters import STATES, FindingFilter
from sentra.surveys.findings import finding_acts, finding_seen, findings_found
from sentra.surveys.models import Finding, Gravity
from sentra.surveys.services.findings import finding_close, finding_note

PAGE = 40


@require_safe
@requires(Permission.REGISTER_READ)
def findings(request: HttpRequest) -> HttpResponse:
    """What visits found wrong, the most urgent first."""
    actor, chosen = actor_of(request), FindingFilter.read(request.GET.dict())
    mine = districts_of(actor, Permission.REGISTER_READ)
    page = Paginator(findings_found(actor, chosen), PAGE).get_page(request.GET.get("page"))
    names = sorted(current_pack().district_names.items(), key=lambda item: item[1])
    context = {
        "page": page,
        "chosen": chosen,
        "states": STATES.items(),
        "gravities": Gravity.choices,
        "districts": [(code, name) for code, name in names if mine is None or code in mine],
    }
    return render(request, "surveys/findings.html", context)


@require_safe
@requires(Permission.REGISTER_READ)
def finding(request: HttpRequest, finding_id: int) -> HttpResponse:
    """One finding: what is wrong, what has to be done, how it stands."""
    return _page(request, finding_seen(actor_of(request), finding_id))


def finding_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the finding again, with what an act was refused for and the words that were typed."""
    return _page(request, finding_seen(actor_of(request), refusal.address["finding_id"]), refusal)


def _page(request: HttpRequest, found: Finding, refusal: Refusal | None = None) -> HttpResponse:
    context = {"finding": found, "acts": finding_acts(actor_of(request), found), "refusal": refusal}
    return render(request, "surveys/finding.html", context, status=refusal.status if refusal else 200)


@require_POST
@requires(Permission.FINDING_CLOSE)
@refused_on(finding_page)
def note(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Note how a finding stands."""
    finding_note(actor=actor_of(request), finding_id=finding_id, words=request.POST.get("words", ""))
    messages.success(request, _("Noted."))
    return redirect("surveys:finding", finding_id)


@require_POST
@requires(Permission.FINDING_CLOSE)
@refused_on(finding_page)
def close(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Close a finding that was put right, with words and a photograph."""
    finding_close(
        actor=actor_of(request),
        finding_id=finding_id,
        words=request.POST.get("words", ""),
        photo=request.FILES.get("photo"),
    )
    messages.success(request, _("Closed. Thank you."))
    return redirect("surveys:finding", finding_id)


@require_POST
@requires(Permission.FINDING_CLOSE)
@refused_on(finding_page)
def lapse(request: HttpRequest, finding_id: int) -> HttpResponse:
    """No longer pursue a finding, with the reason."""
    finding_close(actor=actor_of(request), finding_id=finding_id, words=request.POST.get("words", ""), lapse=True)
    messages.success(request, _("Noted."))
    return redirect("surveys:finding", finding_id)
