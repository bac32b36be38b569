"""What everybody may open: the calls of programmes, by month, one call, the calendar for one's own calendar."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sentra.files.serving import serve
from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.people.access import public
from sentra.people.models import User
from sentra.programmes import queries
from sentra.programmes.asking import wanted
from sentra.programmes.boards import PUBLIC_CALL
from sentra.programmes.calendar import calendar_of
from sentra.programmes.models import Call, CallState, Candidate, CandidateState
from sentra.programmes.parts import OF_PUBLIC
from sentra.registry.dossier import own_businesses

PAGE = 20
FEED = 200
MOST_OWN = 5
"""So many of an owner's businesses are judged on the page of a call; the rest on their own pages."""


@require_safe
@public
def programmes(request: HttpRequest) -> HttpResponse:
    """The calls: those that take applications, and what a month holds."""
    year, month = _month(request.GET.get("bulan", ""))
    first = date(year, month, 1)
    context = {
        "open": queries.calls_open(),
        "first": first,
        "month": queries.calls_of_month(year, month),
        "before": date(year - (month == 1), (month - 2) % 12 + 1, 1),
        "after": date(year + month // 12, month % 12 + 1, 1),
        "page": Paginator(queries.calls_public(), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "programmes/public/programmes.html", context)


def _month(text: str) -> tuple[int, int]:
    """Read a month such as `2026-11`; this one for nonsense."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        found = clock.today()
    return (found.year, found.month) if 2000 <= found.year <= 2100 else (clock.today().year, clock.today().month)


@require_safe
@public
def call(request: HttpRequest, number: str) -> HttpResponse:
    """One call: what it offers, to whom, until when; to an owner also whether it fits, and in the end the result."""
    found = queries.call_public(number)
    user = request.user
    businesses = list(own_businesses(user)[:MOST_OWN]) if isinstance(user, User) else []
    today = clock.today()
    context = {
        "call": found,
        "terms": found.terms,
        "conditions": [wanted(need, today) for need in found.terms.conditions],
        "open": found.takes_applications(today),
        "own": [(business, queries.offers_to(business, [found])[0]) for business in businesses],
        "parts": [*(panel for make in OF_PUBLIC if (panel := make(found))), *PUBLIC_CALL.of(None, found)],
        "decision": found.choices.select_related("document").first(),
        "chosen": _recipients(found) if found.state in {CallState.CHOSEN, CallState.RUNNING, CallState.DONE} else [],
    }
    return render(request, "programmes/public/call.html", context)


def _recipients(found: Call) -> list[Candidate]:
    """Give who was chosen, by name and place: the list is public, scores are not."""
    chosen = found.candidates.filter(state=CandidateState.CHOSEN).select_related("business", "group")
    return list(chosen.order_by("rank", "pk"))


@require_safe
@public
def feed(request: HttpRequest) -> HttpResponse:
    """The calls as a calendar."""
    base = f"{request.scheme}://{request.get_host()}"
    body = calendar_of(queries.calls_public().prefetch_related("sessions")[:FEED], base)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="program.ics"'
    return answer


@require_safe
@public
def decision(_request: HttpRequest, number: str) -> HttpResponse:
    """The signed list of recipients: everybody may read who was chosen."""
    choice = queries.call_public(number).choices.select_related("document__file").first()
    if choice is None or choice.document.file is None:
        raise NotFound(_("The signed list isn't there yet. It follows minutes after the decision."))
    return serve(choice.document.file, inline=False)
