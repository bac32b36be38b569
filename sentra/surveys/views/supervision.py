"""The supervision plan: who is due and why, shared out over surveyors; and a day's route."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.people.access import actor_of, requires
from sentra.people.models import User
from sentra.people.policy import Permission, districts_of
from sentra.people.queries import on_duty
from sentra.reference.loading import current_pack
from sentra.surveys.figures import SEEN, month_of, supervision_figures
from sentra.surveys.services.plan import Planned, visits_plan
from sentra.surveys.shown import reasons_in_words
from sentra.surveys.supervision import MOST_SHOWN, Proposal, proposed, route_of


@require_http_methods(["GET", "POST"])
@requires(Permission.VISIT_PLAN)
def due(request: HttpRequest) -> HttpResponse:
    """Who is due for a visit and why, with who would go and when; what is ticked is planned."""
    actor = actor_of(request)
    district = request.GET.get("district", "")
    if request.method == "POST":
        try:
            made = visits_plan(actor=actor, planned=_ticked(request, proposed(actor, district)[0]))
        except (InvalidInput, Conflict) as error:
            return _due_page(request, district, error)
        words = ngettext("%(count)s visit is planned.", "%(count)s visits are planned.", len(made))
        messages.success(request, words % {"count": len(made)})
        return redirect("surveys:due")
    return _due_page(request, district)


def _due_page(request: HttpRequest, district: str, error: InvalidInput | Conflict | None = None) -> HttpResponse:
    actor = actor_of(request)
    proposals, number = proposed(actor, district)
    mine = districts_of(actor, Permission.REGISTER_READ)
    names = sorted(current_pack().district_names.items(), key=lambda item: item[1])
    problems = (
        error.problems if isinstance(error, InvalidInput) else [Problem("", "conflict", error.message)] if error else []
    )
    context = {
        "rows": [(one, reasons_in_words(one.due.reasons)) for one in proposals],
        "number": number,
        "most": MOST_SHOWN,
        "district": district,
        "districts": [(code, name) for code, name in names if mine is None or code in mine],
        "problems": problems,
    }
    return render(request, "surveys/due.html", context, status=error.status if error else 200)


def _ticked(request: HttpRequest, proposals: list[Proposal]) -> list[Planned]:
    """Read which businesses were ticked, each with who goes and when as the page said it. Raises `InvalidInput`."""
    known = {str(one.business.pk): one for one in proposals}
    surveyors = {str(one.pk): one for one in on_duty(Permission.APPLICATION_SURVEY)}
    planned = [
        _planned(known[one], request.POST.get(f"to-{one}", ""), surveyors)
        for one in request.POST.getlist("only")
        if one in known
    ]
    if not planned:
        raise InvalidInput([Problem("", "none", _("Please tick the businesses whose visits are to be planned."))])
    return planned


def _planned(proposal: Proposal, told: str, surveyors: dict[str, User]) -> Planned:
    who, _colon, day = told.partition(":")
    try:
        planned_on = date.fromisoformat(day)
        surveyor = surveyors[who]
    except (ValueError, KeyError) as error:
        message = _("Nobody has time for %(business)s in the next days. Plan this visit by hand.")
        problem = Problem("", "nobody", message % {"business": proposal.business.name})
        raise InvalidInput([problem]) from error
    business_id: UUID = proposal.business.pk
    return Planned(business_id, proposal.due.kind, surveyor, planned_on, proposal.due.reasons)


@require_safe
@requires(Permission.APPLICATION_SURVEY)
def day_route(request: HttpRequest, day: str = "") -> HttpResponse:
    """A day's visits in the order in which they are reached, on a map with the list beside it."""
    try:
        chosen = date.fromisoformat(day) if day else clock.today()
    except ValueError as error:
        raise NotFound(_("There is no such day.")) from error
    found = route_of(actor_of(request), chosen)
    context = {
        "day": chosen,
        "stops": [*found.way.stops, *found.way.unpinned],
        "pinned": len(found.way.stops),
        "km": found.way.km,
        "tiles": settings.SENTRA_MAP_TILES,
        "tiles_credit": settings.SENTRA_MAP_CREDIT,
    }
    return render(request, "surveys/route.html", context)


@require_safe
@requires(Permission.FIGURES_READ)
def figures(request: HttpRequest) -> HttpResponse:
    """Plan against done, findings closed in time, and how production ran over time."""
    month = month_of(request.GET.get("month", ""))
    found = supervision_figures(actor_of(request), month)
    context = {
        "figures": found,
        "before": (month - timedelta(days=1)).replace(day=1),
        "after": (month + timedelta(days=32)).replace(day=1),
        "seen": [one.label for one in SEEN],
    }
    return render(request, "surveys/figures.html", context)
