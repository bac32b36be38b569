"""The words of an event: templates `notices/<kind>.<language>.txt` of the app that tells it.

The first line is the subject, the rest the text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template
from django.utils import translation
from django.utils.formats import date_format

LONGEST_SUBJECT = 150
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Wording:
    """An event in words."""

    subject: str
    text: str

    @property
    def summary(self) -> str:
        """The first paragraph."""
        return self.text.split("\n\n", 1)[0]


def wording(kind: str, language: str, data: Mapping[str, Any], url: str) -> Wording:
    """Put an event into words. Raises `TemplateDoesNotExist` for a kind that has none."""
    address = f"{settings.SENTRA_BASE_URL}{url}" if url else ""
    with translation.override(language):
        words = {name: _as_written(value) for name, value in data.items()}
        text = _template(kind, language).render(Context({**words, "url": address}, autoescape=False))
    subject, _newline, body = text.strip().partition("\n")
    return Wording(" ".join(subject.split())[:LONGEST_SUBJECT], body.strip())


def _as_written(value: Any) -> Any:
    """Give a date, which an event keeps as 2026-11-24, as people write it: 24 November 2026."""
    if isinstance(value, str) and ISO_DATE.fullmatch(value):
        return date_format(date.fromisoformat(value), "j F Y")
    return value


def _template(kind: str, language: str) -> Template:
    template: Template = get_template(f"notices/{kind}.{language}.txt").template  # type: ignore[attr-defined]
    return template


def require_wording(kind: str) -> None:
    """Refuse a kind that can't be told in every language. Raises `TemplateDoesNotExist`."""
    for language, _name in settings.LANGUAGES:
        _template(kind, language)
