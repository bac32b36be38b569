"""The surveyor's pages on the phone: what is taken along, photographs in pieces, and the worker that serves them."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote
from uuid import UUID

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.people.access import actor_of, public, requires
from sentra.people.given import number_given
from sentra.people.policy import Permission
from sentra.reference.loading import current_pack
from sentra.surveys import queries
from sentra.surveys.models import PhotoArrival, Visit
from sentra.surveys.services.arrival import MOST_AT_ONCE, Announced, arrival_of, photo_arrive
from sentra.surveys.shown import Stop, stop_of_visit
from sentra.surveys.views.phone import answers_phone

SCOPE = "/petugas/"


@require_safe
@requires(Permission.APPLICATION_SURVEY)
def field(request: HttpRequest) -> HttpResponse:
    """What is on the phone: the visits taken along, and what waits to be sent. Works without signal."""
    return render(request, "surveys/field.html", {"hours": current_pack().supervision.kept_on_phone_hours})


@require_safe
@answers_phone
@requires(Permission.APPLICATION_SURVEY)
def ready(request: HttpRequest) -> HttpResponse:
    """Tell the phone who is signed in, and the token that forms need now."""
    return JsonResponse({"user": actor_of(request).pk, "token": get_token(request)})


@require_safe
@answers_phone
@requires(Permission.APPLICATION_SURVEY)
def provisions(request: HttpRequest) -> HttpResponse:
    """Tell the phone which pages to take along: the forms of the actor's visits up to tomorrow."""
    actor = actor_of(request)
    planned = queries.visits_planned(actor)
    visits = [*planned.overdue, *planned.today, *planned.tomorrow]
    return JsonResponse(
        {
            "user": actor.pk,
            "hours": current_pack().supervision.kept_on_phone_hours,
            "pages": [page for visit in visits for page in _pages_of(stop_of_visit(visit), visit)],
        }
    )


def _pages_of(stop: Stop, visit: Visit) -> list[dict[str, Any]]:
    """Give the forms that a visit may need on the way."""
    told: dict[str, Any] = {
        "name": stop.name,
        "about": str(visit.get_kind_display()),
        "day": visit.planned_on.isoformat(),
    }
    met = reverse("surveys:visit_met", args=[visit.pk])
    record = [{**told, "address": met, "about": str(_("Record a business")), "many": True}] if visit.is_census else []
    return [*record, {**told, "address": stop.report_url}]


@require_http_methods(["GET", "POST"])
@answers_phone
@requires(Permission.APPLICATION_SURVEY)
def photo(request: HttpRequest, key: UUID) -> HttpResponse:
    """Tell how much of a photograph has come, or take its next piece."""
    actor = actor_of(request)
    if request.method != "POST":
        return JsonResponse(_received(arrival_of(actor, key)))
    piece = request.body
    if len(piece) > MOST_AT_ONCE:
        raise InvalidInput([Problem("photo", "too_long", _("This piece of a photograph is too long."))])
    announced = Announced(
        key=key,
        size=number_given(request.headers.get("X-Size", "")),
        sha256=request.headers.get("X-Sha256", ""),
        name=unquote(request.headers.get("X-Name", "")),
    )
    try:
        arrival = photo_arrive(
            actor=actor, announced=announced, offset=number_given(request.headers.get("X-Offset", "")), piece=piece
        )
    except Conflict as error:
        told = _received(arrival_of(actor, key))
        return JsonResponse({**told, "message": str(error.message)}, status=error.status)
    return JsonResponse(_received(arrival))


def _received(arrival: PhotoArrival | None) -> dict[str, Any]:
    return {"received": arrival.received if arrival else 0, "arrived": bool(arrival and arrival.file_id)}


@require_safe
@public
def worker(_request: HttpRequest) -> HttpResponse:
    """The worker that serves what was taken along when there is no signal; the same script for everybody."""
    path = finders.find("built/field-worker.js")
    if not isinstance(path, str):
        raise NotFound(_("The worker of the phone was not built."))
    answer = HttpResponse(Path(path).read_bytes(), content_type="text/javascript")
    answer.headers["Service-Worker-Allowed"] = SCOPE
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@require_safe
@public
def manifest(_request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the field's page on its home screen."""
    told = {
        "name": _("Sentra: in the field"),
        "short_name": "Sentra",
        "start_url": reverse("surveys:field"),
        "scope": SCOPE,
        "display": "standalone",
        "background_color": "#fbfaf6",
        "theme_color": "#2b3a7a",
        "icons": [
            {"src": static("built/img/logo.svg"), "sizes": "any", "type": "image/svg+xml"},
            _icon("icon-192", 192),
            _icon("icon-512", 512),
            {**_icon("icon-maskable-512", 512), "purpose": "maskable"},
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def _icon(name: str, side: int) -> dict[str, str]:
    return {"src": static(f"built/img/{name}.png"), "sizes": f"{side}x{side}", "type": "image/png"}
