"""What a page's form carries along, read so that nothing that is sent breaks a page."""

from uuid import UUID, uuid4

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sentra.kernel.errors import InvalidInput, Problem
from sentra.people.models import User

MOST_DIGITS = 9
"""Digits of the longest number that a page of ours sends."""


def word(request: HttpRequest, name: str) -> str:
    """Read a text; "" where nothing was sent."""
    return request.POST.get(name, "")


def key_given(request: HttpRequest, name: str = "key") -> UUID:
    """Read the key that a form was opened with, by which a form that is sent twice is taken once; or another id.

    Raises `InvalidInput`.
    """
    try:
        return UUID(word(request, name))
    except ValueError as error:
        message = _("The page was incomplete. Open it again, then repeat.")
        raise InvalidInput([Problem("", "missing", message)]) from error


def key_or_new(text: str) -> UUID:
    """Give the key that was sent, so that a form that was put right keeps it, or a new one."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def is_number(text: str) -> bool:
    """Tell whether a page of ours may have sent this as a number."""
    return text.isdecimal() and len(text) <= MOST_DIGITS


def number_given(text: str) -> int:
    """Read a number that a page of ours offered; 0, which it never offers, for nonsense."""
    return int(text) if is_number(text) else 0


def version_given(request: HttpRequest, name: str = "version") -> int:
    """Read the version that a page showed; 0, which no record has, where none or nonsense was sent."""
    return number_given(request.POST.get(name, ""))


def version_required(request: HttpRequest) -> int:
    """Read the version that the page of a case showed. Raises `InvalidInput` where it is missing."""
    if not is_number(request.POST.get("version", "")):
        raise InvalidInput([Problem("", "missing", _("The page was incomplete. Open the case again, then repeat."))])
    return version_given(request)


def officer_given(request: HttpRequest, name: str = "officer") -> User | None:
    """Read who was chosen; None for nobody. Raises `InvalidInput` for somebody who isn't there."""
    wanted = request.POST.get(name, "")
    found = User.objects.filter(pk=number_given(wanted), is_active=True).first() if wanted else None
    if wanted and found is None:
        raise InvalidInput([Problem(name, "unknown", _("Please choose an officer from the list."))])
    return found
