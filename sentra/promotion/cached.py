"""Public pages kept ready, and never an old one: what is kept is worth something only while nothing has changed.

`version` is what the database says has changed up to now: triggers write a row of `CatalogueChange` in the transaction
of each change to a table that a page may depend on, so that the very next request sees a withdrawn consent or a
declared recall. Days count too, for permits end with them.
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.core.cache import caches
from django.db.models import Count, Max, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.cache import patch_vary_headers

from sentra.kernel import clock
from sentra.promotion.models import CatalogueChange

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
LONGEST_ADDRESS = 400
"""Longer addresses are made up by somebody: they are answered, and not kept."""
ENGLISH = "/en/"


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was made: its bytes, the same compressed, what it is."""

    body: bytes
    compressed: bytes
    content_type: str
    tag: str


def version() -> str:
    """Tell what has changed up to now, in one question.

    The sum tells apart what would look alike when a change that began early is seen late, and old ones are forgotten.
    """
    seen = CatalogueChange.objects.aggregate(last=Max("pk"), at=Max("at"), count=Count("pk"), sum=Sum("pk"))
    at = seen["at"].timestamp() if seen["at"] else 0
    return f"{seen['last']}-{seen['count']}-{seen['sum']}-{at}-{clock.today()}"


def language_of(request: HttpRequest) -> str:
    """Tell the language of a page of the catalogue: its address says it, so that each has an address of its own."""
    return "en" if request.path.startswith(ENGLISH) else "id"


def catalogue_page(view: View[P]) -> View[P]:
    """A page that is the same for every visitor: kept ready for those who aren't signed in, in its address's language.

    A view that reads anything but the address and the database must not be wrapped.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            if _is_somebodys(request):
                return _spoken(view(request, *args, **kwargs), language)
            key = sha256(f"{version()} {request.get_host()} {request.get_full_path()}".encode()).hexdigest()
            kept = caches["pages"].get(key)
            if kept is None:
                response = view(request, *args, **kwargs)
                if response.status_code != 200 or response.cookies or response.streaming:
                    return _spoken(response, language)
                kept = _keep(response)
                if len(request.get_full_path()) <= LONGEST_ADDRESS:
                    caches["pages"].set(key, kept)
        return _spoken(_answer(request, kept), language)

    return cast("View[P]", answered)


def spoken_page(view: View[P]) -> View[P]:
    """A page in its address's language that isn't kept: it has a form, or something of the visitor."""

    @wraps(view)
    def answered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            return _spoken(view(request, *args, **kwargs), language)

    return cast("View[P]", answered)


def _is_somebodys(request: HttpRequest) -> bool:
    """Tell whether the frame of the page shows something of the visitor: an account, or a message."""
    return bool(request.COOKIES.get(settings.SESSION_COOKIE_NAME) or request.COOKIES.get("messages"))


def _keep(response: HttpResponse) -> Kept:
    body = response.content
    return Kept(body, gzip.compress(body, 6, mtime=0), response["Content-Type"], f'"{sha256(body).hexdigest()[:32]}"')


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Answer with a kept page; a browser that has this very page is only told so."""
    if kept.tag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(kept.compressed, content_type=kept.content_type)
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(kept.body, content_type=kept.content_type)
    response["ETag"] = kept.tag
    response["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return response


def _spoken(response: HttpResponse, language: str) -> HttpResponse:
    response["Content-Language"] = language
    return response
