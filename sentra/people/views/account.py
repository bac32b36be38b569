"""One's own account: opening it, taking it over with a slip, and what is known about oneself."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sentra.audit.queries import timeline
from sentra.kernel.errors import InvalidInput
from sentra.kernel.identifiers import format_phone
from sentra.people import services
from sentra.people.access import actor_of, public, safe_next, signed_in
from sentra.people.forms import ProfileForm, SignUpForm, TakeOverForm, tell
from sentra.people.models import User
from sentra.people.sign_in import too_many, user_reached_by


def _enter(request: HttpRequest, user: User, where: str) -> HttpResponse:
    """Sign a person in, through the second factor if there is one; the session gets a new key."""
    response: HttpResponse = perform_login(request, user, redirect_url=where)
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    return response


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def sign_up(request: HttpRequest) -> HttpResponse:
    """Open an account and use it at once; leads to where the visitor wanted, or to the services."""
    where = safe_next(request, reverse("licensing:services"))
    if request.user.is_authenticated:
        return redirect(where)
    if not ratelimit.consume(request, action="signup"):
        too_many(request)
    form = SignUpForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        try:
            user = services.user_sign_up(**form.cleaned_data)
        except InvalidInput as error:
            tell(form, error)
        else:
            messages.success(request, _("Welcome, %(name)s. Your account is ready.") % {"name": user.name})
            return _enter(request, user, where)
    context = {"form": form, "next": safe_next(request)}
    return render(request, "people/sign_up.html", context, status=422 if form.is_bound else 200)


@sensitive_post_parameters("password", "code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def take_over(request: HttpRequest) -> HttpResponse:
    """Take an account over with the code of the slip from the counter."""
    if not ratelimit.consume(request, action="reset_password_from_key"):
        too_many(request)
    form = TakeOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = services.account_take_over(**form.cleaned_data)
        except InvalidInput as error:
            tell(form, error)
        else:
            request.session.flush()
            messages.success(request, _("Welcome, %(name)s. The account is yours now.") % {"name": user.name})
            return _enter(request, user, reverse("web:landing"))
    return render(request, "people/take_over.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    """My name, address, language, password and second step, and what is kept about me."""
    actor = actor_of(request)
    initial = {
        "name": actor.name,
        "reached_by": actor.email or (format_phone(actor.phone) if actor.phone else ""),
        "language": actor.language,
    }
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if user_reached_by(form.cleaned_data["reached_by"]) != actor:
            raise_if_reauthentication_required(request, app="")
        try:
            services.profile_change(actor=actor, **form.cleaned_data)
        except InvalidInput as error:
            tell(form, error)
        else:
            messages.success(request, _("Your details are saved."))
            response = redirect("people:profile")
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
            return response
    context = {"form": form, "second_factor": is_mfa_enabled(actor), "timeline": timeline(actor)[:20]}
    return render(request, "people/profile.html", context, status=422 if form.is_bound else 200)
