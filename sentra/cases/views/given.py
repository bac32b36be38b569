"""What the forms of a case send, read so that nothing that is sent breaks a page."""

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sentra.kernel.errors import InvalidInput, Problem
from sentra.people.given import number_given, version_given
from sentra.people.models import User
from sentra.surveys.reading import read_day


def version(request: HttpRequest) -> int:
    """Read the version that the officer's page showed. Raises `InvalidInput` where it is missing."""
    if not (given := version_given(request)):
        raise InvalidInput([Problem("", "missing", _("The page was incomplete. Open the case again, then repeat."))])
    return given


def word(request: HttpRequest, name: str) -> str:
    """Read a text; "" where nothing was sent."""
    return request.POST.get(name, "")


def day(request: HttpRequest, name: str) -> date | None:
    """Read a day; None where nothing was sent. Raises `InvalidInput` where it is no day."""
    text = word(request, name).strip()
    if not text:
        return None
    try:
        return read_day(text)
    except ValueError as error:
        raise InvalidInput([Problem(name, "day", str(error))]) from error


def officer(request: HttpRequest, name: str = "officer") -> User | None:
    """Read who was chosen; None for nobody. Raises `InvalidInput` for somebody who isn't there."""
    wanted = word(request, name)
    number = number_given(wanted)
    found = User.objects.filter(pk=number, is_active=True).first() if number else None
    if wanted and found is None:
        raise InvalidInput([Problem(name, "unknown", _("Please choose an officer from the list."))])
    return found
