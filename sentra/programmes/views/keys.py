"""The key that a form was opened with: by it, a form that is sent twice is taken once."""

from uuid import UUID, uuid4

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sentra.cases.views.given import word
from sentra.kernel.errors import InvalidInput, Problem


def key_given(request: HttpRequest, name: str = "key") -> UUID:
    """Read the key of a form, or another id that it carries. Raises `InvalidInput`."""
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
