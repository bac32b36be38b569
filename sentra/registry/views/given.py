"""What the register's forms carry along, read so that nothing that is sent breaks a page."""

from django.http import HttpRequest


def version_given(request: HttpRequest) -> int:
    """Read the version that a page showed; 0, which no record has, where none or nonsense was sent."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0
