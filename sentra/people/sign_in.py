"""Signing in with e-mail or telephone number, on top of allauth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sentra.kernel.identifiers import parse_phone
from sentra.people.models import User


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


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Tells allauth where telephone numbers are kept; signing up is our own page."""

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
