"""Sends an officer of whom a second factor is demanded to set it up, before anything else."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sentra.people.models import User

ALWAYS_OPEN = ("/akun/", "/static/", "/bahasa/", "/sehat/")


class SecondFactor:
    """Middleware: no page but those of the account opens without the demanded second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let pass, or lead to the set-up of the second factor."""
        if request.path.startswith(ALWAYS_OPEN):
            return self.get_response(request)
        user = request.user
        if isinstance(user, User) and user.second_factor_demanded and not is_mfa_enabled(user):
            messages.warning(request, _("Your office demands a second factor for your account. Please set it up now."))
            return redirect("mfa_activate_totp")
        return self.get_response(request)
