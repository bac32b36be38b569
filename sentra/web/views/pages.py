"""The pages that belong to no feature: home, language, where a signed-in person begins, words on data and access."""

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from sentra.licensing import queries
from sentra.licensing.queries import PublicFigures
from sentra.people.access import actor_of, public, signed_in
from sentra.people.policy import is_officer
from sentra.promotion.found import newest_for_all

FIGURES_LAST = 60
"""Seconds for which the public figures are kept in a process."""
FRESH = 4
YEAR = 365 * 24 * 3600


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    """What can I do here? Find a service, track, verify, see what the makers make, and how many are served."""
    context = {
        "services": queries.services(),
        "figures": figures_now(),
        "fresh": newest_for_all(FRESH, with_photo=True),
    }
    return render(request, "web/home.html", context)


def figures_now() -> PublicFigures:
    """Give the public figures, at most a minute old."""
    kept: PublicFigures | None = caches["process"].get("public-figures")
    if kept is None:
        kept = queries.public_figures()
        caches["process"].set("public-figures", kept, FIGURES_LAST)
    return kept


@require_POST
@public
def language(request: HttpRequest) -> HttpResponse:
    """Choose a language, kept for a year in a cookie, and go on where one was."""
    chosen = "en" if request.POST.get("language") == "en" else "id"
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = redirect(back if safe else "web:home")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_safe
@public
def health(_request: HttpRequest) -> HttpResponse:
    """Tell a monitor whether pages can be served: one query to the database, nothing about the inside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@require_safe
@signed_in
def landing(request: HttpRequest) -> HttpResponse:
    """Lead a person who has just signed in to where the work is."""
    return redirect("web:office" if is_officer(actor_of(request)) else "licensing:my_applications")


@require_safe
@public
def privacy(request: HttpRequest) -> HttpResponse:
    """Which data are kept, why, for how long, and who reads them (UU 27/2022)."""
    return render(request, "web/privacy.html")


@require_safe
@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everybody can use the pages, and whom to tell where it isn't enough."""
    return render(request, "web/accessibility.html")
