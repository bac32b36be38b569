"""The strip of the catalogue that other sites show: how to take it, the strip itself, the same told to programs."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import SplitResult, parse_qsl, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from sentra.people.access import public
from sentra.people.given import number_given
from sentra.promotion.addresses import address
from sentra.promotion.browsing import themes_now
from sentra.promotion.cached import catalogue_page, language_of
from sentra.promotion.strip import FEWEST, HEIGHT, MOST, Asked, cards_of
from sentra.reference.loading import current_pack

STRIP_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)
WIDTH = 720
"""The width that a site is told which asks for none."""
View = Callable[..., HttpResponse]


def on_any_site(view: View) -> View:
    """Let any site show a page in a frame: this one alone, for it shows nothing of the visitor and takes nothing."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Content-Security-Policy"] = STRIP_POLICY
        response.xframe_options_exempt = True
        return response

    return cast("View", answered)


@require_safe
@public
@on_any_site
@catalogue_page
def strip(request: HttpRequest) -> HttpResponse:
    """The strip: some products that are public at this moment."""
    language = language_of(request)
    asked = Asked.read(_query(request), language)
    context = {
        "cards": cards_of(asked),
        "language": language,
        "regency": current_pack().regency,
        "catalogue": address("catalogue", language=language),
    }
    return render(request, "promotion/public/strip.html", context)


def _query(request: HttpRequest) -> dict[str, str]:
    return {name: value for name, value in request.GET.items() if isinstance(value, str)}


@require_safe
@public
@catalogue_page
def embedding(request: HttpRequest) -> HttpResponse:
    """How to show products of the catalogue on one's own site: choose, look, copy a line."""
    given = _query(request)
    shown = given.get("bahasa", "")
    asked = Asked.read(given, shown if shown in {"id", "en"} else language_of(request))
    pack = current_pack()
    context = {
        "asked": asked,
        "snippet": snippet(asked),
        "commodities": sorted((str(one.name), one.code) for one in pack.commodities),
        "districts": sorted((name, code) for code, name in pack.district_names.items()),
        "themes": themes_now()[:20],
        "numbers": range(FEWEST, MOST + 1),
        "oembed": reverse("promotion:oembed"),
        "here": address("embedding", language=language_of(request)),
    }
    return render(request, "promotion/public/embedding.html", context)


def snippet(asked: Asked, width: int | None = None) -> str:
    """Write the line that another site puts into its page."""
    with override(asked.language):
        title = _("Products of small industries of %(regency)s") % {"regency": current_pack().regency.name}
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0"></iframe>',
        asked.address,
        title,
        width or "100%",
        HEIGHT,
    )


def _parted(address: str) -> SplitResult:
    """Part an address that somebody sent. Raises `Http404` for what is none."""
    try:
        return urlsplit(address[:500].replace("\0", ""))
    except ValueError as error:
        raise Http404 from error


@require_safe
@public
def oembed(request: HttpRequest) -> HttpResponse:
    """Tell a program how to show a strip whose address it knows (oembed.com). Raises `Http404` for other addresses."""
    parts = _parted(request.GET.get("url", ""))
    ours = urlsplit(settings.SENTRA_BASE_URL)
    language = "en" if parts.path.startswith("/en/") else "id"
    if parts.netloc != ours.netloc or parts.path != urlsplit(Asked(language=language).path).path:
        raise Http404
    if request.GET.get("format", "json") != "json":
        return JsonResponse({"error": "json"}, status=501)
    asked = Asked.read(dict(parse_qsl(parts.query)), language)
    width = min(number_given(request.GET.get("maxwidth", "")) or WIDTH, WIDTH)
    told = {
        "version": "1.0",
        "type": "rich",
        "provider_name": f"Sentra {current_pack().regency.name}",
        "provider_url": settings.SENTRA_BASE_URL,
        "html": snippet(asked, width),
        "width": width,
        "height": HEIGHT,
    }
    return JsonResponse(told)
