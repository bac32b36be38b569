"""Themes of the catalogue: the office chooses makers, a title and the days."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, Problem, named
from sentra.people.access import actor_of, requires
from sentra.people.given import version_given, word
from sentra.people.policy import Permission
from sentra.promotion.curating import makers_to_pick, promotion_counts, theme_seen
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import Theme
from sentra.promotion.services import themes as services
from sentra.promotion.services.themes import ThemeTold
from sentra.surveys.reading import read_day

PAGE = 30
FIELDS = ("title", "title_en", "words", "words_en", "from_day", "until_day")


@require_safe
@requires(Permission.PROMOTION_READ)
def themes(request: HttpRequest) -> HttpResponse:
    """All themes, the newest first."""
    page = Paginator(Theme.objects.prefetch_related("places"), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "today": clock.today(), "waits": promotion_counts(actor_of(request)), "tab": "themes"}
    return render(request, "promotion/office/themes.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PROMOTION_MANAGE)
def theme_new(request: HttpRequest) -> HttpResponse:
    """A new theme."""
    if request.method != "POST":
        return _form(request, None, {})
    try:
        theme = services.theme_make(actor=actor_of(request), told=_told(request))
    except InvalidInput as error:
        return _form(request, None, _typed(request), error.problems)
    messages.success(request, _("Saved. Choose the makers now."))
    return redirect("promotion:curate_theme", slug=theme.slug)


@require_http_methods(["GET", "POST"])
@requires(Permission.PROMOTION_MANAGE)
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """A theme: its words, its days, its makers."""
    found = theme_seen(slug)
    if request.method != "POST":
        days = {name: getattr(found, name).isoformat() for name in ("from_day", "until_day")}
        return _form(request, found, {name: getattr(found, name) for name in FIELDS} | days)
    try:
        services.theme_change(actor=actor_of(request), slug=slug, version=version_given(request), told=_told(request))
    except InvalidInput as error:
        return _form(request, found, _typed(request), error.problems)
    except Conflict as error:
        problem = Problem("", "changed", error.message)
        return _form(request, theme_seen(slug), _typed(request), [problem], status=409)
    messages.success(request, _("Saved."))
    return redirect("promotion:curate_theme", slug=slug)


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: word(request, name) for name in FIELDS}


def _told(request: HttpRequest) -> ThemeTold:
    read: dict[str, Any] = {name: word(request, name) for name in ("title", "title_en", "words", "words_en")}
    problems = []
    for name in ("from_day", "until_day"):
        text = word(request, name).strip()
        try:
            read[name] = read_day(text) if text else None
        except ValueError as error:
            problems.append(Problem(name, "day", str(error)))
    if problems:
        raise InvalidInput(named(problems, services.LABELS))
    return ThemeTold(**read)


def _form(
    request: HttpRequest,
    found: Theme | None,
    typed: Mapping[str, Any],
    problems: Sequence[Problem] = (),
    *,
    status: int = 422,
) -> HttpResponse:
    words = request.GET.get("q", "")
    places = list(found.places.select_related("maker__business")) if found else []
    listed = set(makers_listed().filter(pk__in=[one.maker_id for one in places]).values_list("pk", flat=True))
    context = {
        "theme": found,
        "typed": typed,
        "version": version_given(request) if request.method == "POST" and status == 422 else found and found.version,
        "problems": problems,
        "wrong": {one.field: one.message for one in problems},
        "places": [(place.maker, place.maker_id in listed) for place in places],
        "q": words,
        "found": makers_to_pick(actor_of(request), words, found) if found else (),
    }
    return render(request, "promotion/office/theme.html", context, status=status if problems else 200)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
def theme_remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a theme out of the catalogue."""
    services.theme_remove(actor=actor_of(request), slug=slug)
    messages.success(request, _("Taken away."))
    return redirect("promotion:curate_themes")


@require_POST
@requires(Permission.PROMOTION_MANAGE)
def theme_maker(request: HttpRequest, slug: str, business_id: UUID) -> HttpResponse:
    """Put a maker into a theme, or take it out."""
    if word(request, "act") == "remove":
        services.theme_maker_remove(actor=actor_of(request), slug=slug, business_id=business_id)
    else:
        try:
            services.theme_maker_add(actor=actor_of(request), slug=slug, business_id=business_id)
        except InvalidInput as error:
            found = theme_seen(slug)
            days = {name: getattr(found, name).isoformat() for name in ("from_day", "until_day")}
            return _form(request, found, {name: getattr(found, name) for name in FIELDS} | days, error.problems)
    return redirect("promotion:curate_theme", slug=slug)
