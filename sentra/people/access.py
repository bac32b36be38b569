"""Every page says who may open it: `@public`, `@signed_in` or `@requires(Permission.X)`.

The decorator leaves its word on the view, and a test reads it: an address without one fails the build.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from sentra.people.again import signed_out
from sentra.people.kept import typed_keep
from sentra.people.models import User
from sentra.people.policy import Permission, require

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def safe_next(request: HttpRequest, fallback: str = "") -> str:
    """Give where the visitor wanted to go (`next`), if that is a place of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else fallback


def to_sign_in(request: HttpRequest, *, keep: bool = False) -> HttpResponse:
    """Lead to the sign-in and from there back: for what was sent, to the page that sent it, if that is ours.

    `keep`: the page can show again what was typed. Where another can't, what was typed is shown to be sent again.
    """
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path())
    if keep and typed_keep(request):
        messages.info(request, _("Please sign in again. What you typed is kept: it stands on your page again then."))
        return redirect_to_login(request.path)
    if offered := signed_out(request):
        return offered
    messages.info(request, _("Please sign in again. You then come back to your page; fill in again what wasn't saved."))
    sender = urlsplit(request.headers.get("Referer", ""))
    back = f"{sender.path}?{sender.query}" if sender.query else sender.path
    return redirect_to_login(back if sender.netloc == request.get_host() else request.path)


def public(view: View[P]) -> View[P]:
    """Everybody may open this page, signed in or not."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def keeps_typed(view: View[P]) -> View[P]:
    """Say of a page that it shows again, by `kept.typed_take`, what was typed when the session had ended."""
    view.keeps_typed = True  # type: ignore[attr-defined]
    return view


def signed_in(view: View[P]) -> View[P]:
    """Everybody with an account may open this page; what it shows is narrowed by `visible_to`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request, keep=getattr(view, "keeps_typed", False))
        return view(request, *args, **kwargs)

    guarded.access = "signed_in"  # type: ignore[attr-defined]
    return cast("View[P]", guarded)


def requires(permission: Permission) -> Callable[[View[P]], View[P]]:
    """Only those may open this page who hold a duty with the permission, in whatever district."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            require(actor_of(request), permission)
            return view(request, *args, **kwargs)

        guarded.access = permission  # type: ignore[attr-defined]
        return cast("View[P]", guarded)

    return decorate


def actor_of(request: HttpRequest) -> User:
    """Give the signed-in user of a request that a decorator let through."""
    return cast(User, request.user)
