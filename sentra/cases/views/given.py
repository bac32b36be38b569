"""What the forms of a case send, read so that nothing that is sent breaks a page."""

from datetime import date

from django.http import HttpRequest

from sentra.kernel.errors import InvalidInput, Message, Problem, about
from sentra.people.given import word
from sentra.surveys.reading import read_day


def day(request: HttpRequest, name: str, label: Message = "") -> date | None:
    """Read a day; None where nothing was sent. Raises `InvalidInput`, naming the field, where it is no day."""
    text = word(request, name).strip()
    if not text:
        return None
    try:
        return read_day(text)
    except ValueError as error:
        raise InvalidInput([Problem(name, "day", about(label, str(error)))]) from error
