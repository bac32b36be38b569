"""Error pages: what happened, in the visitor's language, and what to do next; never a traceback.

Each is drawn without a database, a session or a user, so that it works when these are what failed.
"""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from sentra.kernel.errors import Conflict as StateConflict
from sentra.kernel.errors import InvalidInput, Message, SentraError, TooMany
from sentra.people.again import send_again
from sentra.promotion.addresses import ENGLISH, address, in_language

RETRY_SECONDS = 60
NOT_FOUND = 404
OF_BUYERS = ("/katalog/", "/buletin/")


def error_page(
    status: int,
    title: Message,
    message: Message,
    advice: Message,
    *,
    details: Sequence[Message] = (),
    catalogue: str = "",
) -> HttpResponse:
    """Draw an error page; `catalogue` is its address, for who looked for something there."""
    context = {"status": status, "title": title, "message": message, "advice": advice, "details": details}
    context["catalogue"] = catalogue
    return HttpResponse(render_to_string("web/error.html", context), status=status)


def catalogue_of(path: str) -> str:
    """Give the address of the catalogue, in the language of a path within it; "" for one elsewhere."""
    language = "en" if path.startswith(f"{ENGLISH}/") else "id"
    plain = in_language(path, "id")
    return address("catalogue", language=language) if plain.startswith(OF_BUYERS) else ""


def known_error(error: SentraError, path: str = "") -> HttpResponse:
    """Answer an error that a user can put right; `path` is what was asked for."""
    catalogue = catalogue_of(path)
    if catalogue and error.status == NOT_FOUND:
        return gone(error.message, catalogue)
    titles = {
        403: _("This is not among your duties"),
        404: _("We can't find this"),
        409: _("This has changed meanwhile"),
        422: _("Something has to be corrected"),
        429: _("Too many requests"),
        503: _("This doesn't work just now"),
    }
    advice = _("Go back and try again. What you saved is still there.")
    details: Sequence[Message] = ()
    if isinstance(error, InvalidInput):
        details = [problem.message for problem in error.problems]
    elif isinstance(error, StateConflict) and error.allowed:
        advice, details = _("This is what you can do now:"), error.allowed
    response = error_page(
        error.status, titles.get(error.status, _("This didn't work")), error.message, advice, details=details
    )
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.retry_after)
    return response


def gone(message: Message, catalogue: str) -> HttpResponse:
    """Answer who looks in the catalogue for what isn't there (any more): makers come and go by their own will."""
    advice = _("It may have been taken out by its maker. Others may have what you look for.")
    return error_page(NOT_FOUND, _("This isn't in the catalogue"), message, advice, catalogue=catalogue)


def unavailable() -> HttpResponse:
    """Answer while the database can't be reached: nothing that was saved is lost."""
    response = error_page(
        503,
        _("Please try again in a minute"),
        _("Our database is not answering just now."),
        _("What you saved is safe. What you sent a moment ago was perhaps not saved: open the page again and look."),
    )
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def bad_request(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that can't be understood."""
    return error_page(
        400, _("We can't read this request"), _("It was incomplete or too large."), _("Go back and try again.")
    )


def forbidden(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that is not allowed."""
    return error_page(403, _("You may not do this"), _("This page is for others."), _("Sign in with another account."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    if catalogue := catalogue_of(request.path):
        return gone(_("The address may be mistyped, or the page is gone."), catalogue)
    return error_page(
        NOT_FOUND,
        _("We can't find this page"),
        _("The address may be mistyped, or the page is gone."),
        _("Begin at the home page."),
    )


def server_error(_request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours."""
    return error_page(
        500,
        _("Something went wrong on our side"),
        _("We have recorded the fault."),
        _("Try again in a while. What you saved is still there."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old: nothing that was typed on a page of ours is lost by it."""
    title = _("This form was open for too long")
    kept = _("It wasn't saved yet, and nothing of it is lost: look at it, then send it again.")
    return send_again(request, title, kept) or error_page(
        403, title, _("For your safety we didn't accept it."), _("Go back, reload the page and send it again.")
    )
