"""What every request passes: safe headers, the visitor's language, errors in words."""

import logging
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from sentra.kernel.errors import SentraError
from sentra.people.models import User
from sentra.promotion.cached import ENGLISH
from sentra.web.views.errors import error_page, known_error, unavailable

logger = logging.getLogger("sentra.web")
Respond = Callable[[HttpRequest], HttpResponse]

CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:{tiles}; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
PERMISSIONS_POLICY = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"


def content_policy() -> str:
    """Give the content policy: nothing from outside, but pictures from the host of the map tiles where there is one."""
    tiles = urlsplit(settings.SENTRA_MAP_TILES)
    return CONTENT_POLICY.format(tiles=f" {tiles.scheme}://{tiles.netloc}" if tiles.netloc else "")


class Headers:
    """Middleware: headers that narrow what a browser may do; a page that set its own keeps them.

    What was made for a session is kept nowhere: after signing out, the way back shows nothing of it. The cookie alone
    tells that there is one, so that this also works while the database is gone.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", content_policy())
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or request.method == "POST":
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class Language:
    """Middleware: the language of the cookie, else of the user, else Indonesian; never guessed from the browser.

    Pages of the catalogue are in the language of their address; so is an error there.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language that was chosen."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if not chosen and isinstance(request.user, User):
            chosen = request.user.language
        language = "en" if chosen == "en" or request.path.startswith(ENGLISH) else "id"
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class Errors:
    """Middleware: turns the errors that services raise into pages."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a known error; leave the others to Django's own handler."""
        if isinstance(error, SentraError):
            return known_error(error, request.path)
        if isinstance(error, (OperationalError, InterfaceError)):
            logger.error("the database is not answering: %s", type(error).__name__)
            return unavailable()
        if isinstance(error, (RequestDataTooBig, TooManyFieldsSent)):
            return error_page(
                413, _("This is too large"), _("A file may have at most 10 MB."), _("Choose a smaller one.")
            )
        return None
