"""Signing in with e-mail or telephone number, and the second factor, on top of allauth."""

import logging
from smtplib import SMTPException
from typing import Any, NoReturn
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sentra.kernel.crypto import decrypt, encrypt
from sentra.kernel.errors import TooMany, Unavailable
from sentra.kernel.identifiers import parse_phone
from sentra.people.models import User

logger = logging.getLogger("sentra.people")

RETRY_SECONDS = 60
MISMATCH = _(
    "This e-mail or telephone number and this password don't belong together. Check both, or ask for a new password."
)


def too_many(_request: HttpRequest) -> NoReturn:
    """Answer who tries too often: allauth's limits lead here. Raises `TooMany`."""
    raise TooMany(_("You tried too often. Please wait a minute, then try again."), retry_after=RETRY_SECONDS)


class EmailOrPhone(AuthenticationBackend):  # type: ignore[misc]
    """Finds a user by e-mail, whatever its case, or by telephone number, however it is written."""

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        given = str(credentials.get("email") or credentials.get("phone") or credentials.get("username") or "").strip()
        user: AbstractBaseUser | None = self._check_password(
            user_reached_by(given), str(credentials.get("password") or "")
        )
        return user


def user_reached_by(text: str) -> User | None:
    """Find the user who is reached by an e-mail address or telephone number."""
    if "@" in text:
        return User.objects.filter(email=text.lower()).first()
    try:
        return User.objects.filter(phone=parse_phone(text)).first()
    except ValueError:
        return None


def _at_public_address(link: str) -> str:
    return f"{settings.SENTRA_BASE_URL}{urlsplit(link).path}"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Tells allauth where telephone numbers are kept, and what to say; signing up is our own page."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account was closed. Ask the counter what to do."),
        "email_password_mismatch": MISMATCH,
        "phone_password_mismatch": MISMATCH,
        "username_password_mismatch": MISMATCH,
        "enter_current_password": _("This is not your password until now. Try again."),
        "incorrect_password": _("This is not your password. Try again."),
        "too_many_login_attempts": _(
            "There were too many tries with a wrong password. Wait five minutes and try again, or ask for a new one."
        ),
        "rate_limited": _("You tried too often. Please wait a minute, then try again."),
    }

    def _get_login_attempts_cache_key(self, _request: HttpRequest, **credentials: Any) -> str:
        """Count failed tries for each number too: allauth would count all telephone numbers as one."""
        login = credentials.get("email") or credentials.get("phone") or credentials.get("username") or ""
        return str(login).lower()

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Tell whether this is the password of who is signed in; failed tries count as at sign-in."""
        if not isinstance(user, User):
            return False
        found = self.authenticate(self.request, username=user.reached_by, password=password)
        return found is not None and found.pk == user.pk

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail of the account at once. Raises `Unavailable` where the mail server doesn't take it.

        Its links lead to the public address, whatever host the request named.
        """
        links = {name: _at_public_address(link) for name, link in context.items() if name.endswith("_url")}
        try:
            super().send_mail(template_prefix, email, {**context, **links})
        except (SMTPException, OSError) as error:
            logger.warning("a mail of an account was not taken: %s", type(error).__name__)
            message = _("We can't send mail just now. Try again in a while, or ask the counter for a slip with a code.")
            raise Unavailable(message) from error

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep allauth's own sign-up page closed."""
        return False

    def clean_phone(self, phone: str) -> str:
        """Bring a number to E.164. Raises `ValidationError`."""
        try:
            return parse_phone(phone)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def phone_form_field(self, **kwargs: Any) -> forms.CharField:
        """Make the field for a number."""
        kwargs.setdefault("label", _("Telephone"))
        return forms.CharField(max_length=30, **kwargs)

    def set_phone(self, user: AbstractBaseUser, phone: str, verified: bool) -> None:
        """Keep a number."""
        User.objects.filter(pk=user.pk).update(phone=phone, phone_verified=verified)

    def get_phone(self, user: AbstractBaseUser) -> tuple[str, bool] | None:
        """Give a user's number, and whether it was verified."""
        return (user.phone, user.phone_verified) if isinstance(user, User) and user.phone else None

    def set_phone_verified(self, user: AbstractBaseUser, phone: str) -> None:
        """Mark a number as verified."""
        User.objects.filter(pk=user.pk, phone=phone).update(phone_verified=True)

    def get_user_by_phone(self, phone: str) -> AbstractBaseUser | None:
        """Find by number."""
        return user_reached_by(phone)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor: its secrets are encrypted at rest, and who must have one can't put it down."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right (any more). Wait for the next one and give it at once."),
        "cannot_delete_authenticator": _("Your office demands the second step for your account. It stays on."),
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Name the account in the app by what the person signs in with."""
        return user.reached_by if isinstance(user, User) else str(user)

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        return decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Tell whether a person may put a factor down."""
        return not (isinstance(authenticator.user, User) and authenticator.user.second_factor_demanded)
