"""Forms of the account: allauth's with our words and one box for a password, and those of our own pages."""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import InvalidInput
from sentra.kernel.identifiers import parse_phone
from sentra.people.models import Role
from sentra.people.sign_in import user_reached_by

REACH = _("E-mail or telephone number")
REACH_HINT = _("Write it as you like: 0812 3456 7890 or +62 812-3456-7890.")
NEW_PASSWORD_HINT = _("At least 10 characters. Three words that only you would put together are easy to remember.")
CODE_HINT = _("The six digits that your authenticator app shows now, or one of your recovery codes.")

REVEAL = {"data-reveal": _("Show the password"), "data-hide": _("Hide the password")}
"""The words of the button that a script adds to a password, so that it can be read while it is typed."""

WORDS: Mapping[str, tuple[Promise, Promise | str]] = {
    "login": (REACH, REACH_HINT),
    "password": (_("Password"), ""),
    "oldpassword": (_("Your password until now"), ""),
    "password1": (_("New password"), NEW_PASSWORD_HINT),
    "email": (_("E-mail"), _("The one with which you sign in.")),
    "code": (_("Code"), CODE_HINT),
}


class PlainWords:
    """Says allauth's fields in our words: a label and a hint, never a placeholder."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            label, hint = WORDS[name]
            field.label, field.help_text = str(label), str(hint)
            if isinstance(field.widget, forms.PasswordInput):
                field.widget.attrs.update(REVEAL)
            if name == "code":
                field.widget.attrs.update({"inputmode": "numeric", "autocapitalize": "none", "class": "otp"})


class SignInForm(PlainWords, account.LoginForm):  # type: ignore[misc]
    """Signing in with e-mail or telephone number in one box."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"

    def clean_login(self) -> str:
        """Bring a telephone number to its one form: failed tries are counted for the number, not for its spelling."""
        given: str = self.cleaned_data["login"].strip()
        try:
            return parse_phone(given)
        except ValueError:
            return given.lower()


class ForgottenForm(PlainWords, account.ResetPasswordForm):  # type: ignore[misc]
    """Asking for a mail with which to choose a new password."""

    def clean_email(self) -> str:
        """Find whose address this is now: one that somebody gave up opens nothing any more."""
        email: str = self.cleaned_data["email"].lower()
        user = user_reached_by(email)
        self.users = [user] if user and user.is_active else []
        return email


class NewPasswordForm(PlainWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """Choosing a new password with the key of the mail."""

    password2 = None


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):  # type: ignore[misc]
    """Choosing a new password, knowing the old one."""

    password2 = None


class SetPasswordForm(PlainWords, account.SetPasswordForm):  # type: ignore[misc]
    """Choosing a first password."""

    password2 = None


class SureForm(PlainWords, account.ReauthenticateForm):  # type: ignore[misc]
    """Giving the password once more before something delicate."""


class CodeForm(PlainWords, factor.AuthenticateForm):  # type: ignore[misc]
    """The second factor at sign-in."""


class SureCodeForm(PlainWords, factor.ReauthenticateForm):  # type: ignore[misc]
    """The second factor once more before something delicate."""


class SetUpForm(PlainWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = str(_("The six digits that the app shows now."))


def tell(form: forms.Form, error: InvalidInput) -> None:
    """Put each problem that a service found at its field."""
    for problem in error.problems:
        form.add_error(problem.field if problem.field in form.fields else None, ValidationError(str(problem.message)))


def _password() -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password", **REVEAL})
    return forms.CharField(
        label=_("Password"), help_text=NEW_PASSWORD_HINT, widget=widget, required=False, strip=False, max_length=200
    )


def _name() -> forms.CharField:
    return forms.CharField(
        label=_("Name"), required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


def _reach() -> forms.CharField:
    return forms.CharField(
        label=REACH,
        help_text=REACH_HINT,
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )


def _language() -> forms.ChoiceField:
    field = get_user_model()._meta.get_field("language")
    return forms.ChoiceField(label=_("Language"), choices=field.choices or [], widget=forms.RadioSelect)


class SignUpForm(forms.Form):
    """Opening an account. What is missing or wrong is said by the service."""

    name = _name()
    reached_by = _reach()
    password = _password()
    language = _language()


class TakeOverForm(forms.Form):
    """Taking an account over with the code of the slip."""

    code = forms.CharField(
        label=_("Code on the slip"),
        help_text=_("Ten letters and digits. Spaces and small letters don't matter."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    password = _password()


class ProfileForm(forms.Form):
    """One's own name, address and language."""

    name = _name()
    reached_by = _reach()
    language = _language()


class OfficerForm(forms.Form):
    """A new officer."""

    name = _name()
    reached_by = _reach()
    position = forms.CharField(
        label=_("Position"),
        help_text=_("As it stands under a decision. May stay empty."),
        required=False,
        max_length=150,
    )
    employee_number = forms.CharField(
        label=_("Employee number (NIP)"), help_text=_("May stay empty."), required=False, max_length=30
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"


OFFICERS, APPLICANTS, ALL = "officers", "applicants", "all"


class PeopleFilter(forms.Form):
    """Which people an administrator looks for."""

    q = forms.CharField(required=False, max_length=100, label=_("Name, e-mail or telephone"))
    role = forms.ChoiceField(
        required=False,
        label=_("Who"),
        choices=[
            (OFFICERS, _("All officers")),
            *Role.choices,
            (APPLICANTS, _("Applicants")),
            (ALL, _("Everybody")),
        ],
    )
