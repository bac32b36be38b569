"""Numbers that a page's form carries along, read so that nothing that is sent breaks a page."""

from django.http import HttpRequest

MOST_DIGITS = 9
"""Digits of the longest number that a page of ours sends."""


def is_number(text: str) -> bool:
    """Tell whether a page of ours may have sent this as a number."""
    return text.isdecimal() and len(text) <= MOST_DIGITS


def number_given(text: str) -> int:
    """Read a number that a page of ours offered; 0, which it never offers, for nonsense."""
    return int(text) if is_number(text) else 0


def version_given(request: HttpRequest, name: str = "version") -> int:
    """Read the version that a page showed; 0, which no record has, where none or nonsense was sent."""
    return number_given(request.POST.get(name, ""))
