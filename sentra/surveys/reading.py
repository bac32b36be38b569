"""Reading what a surveyor typed. Pure: what can't be read becomes a problem, and the rest is still read."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sentra.kernel.errors import Problem
from sentra.kernel.text import tidy
from sentra.reference.schema import CheckItem
from sentra.surveys.rules import Findings

FIELDS = (
    "visited_on",
    "team",
    "findings",
    "production",
    "production_reason",
    "workers_men",
    "workers_women",
    "capacity",
    "recommendation",
    "recommendation_reason",
)
DAY_SHAPES = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
UNREADABLE = -1
"""What stands for a number that can't be read: the rules refuse it like any other impossible one."""


def names_of(items: Iterable[CheckItem]) -> list[str]:
    """Give the names of all that the form asks: its fields, and for each line of the checklist its result and note."""
    return [*FIELDS, *(f"{part}-{item.code}" for item in items for part in ("item", "note"))]


def typed_of(given: Mapping[str, str], items: Iterable[CheckItem]) -> dict[str, str]:
    """Take from what was sent what the form asks, as it was typed but for what can't be seen."""
    return {name: tidy(given[name]) for name in names_of(items) if name in given}


def read_findings(
    typed: Mapping[str, str], items: Sequence[CheckItem], key: UUID, today: date
) -> tuple[Findings, list[Problem]]:
    """Read a report out of what was typed, with what is wrong about texts that can't be read."""
    problems = []
    try:
        visited_on = read_day(typed.get("visited_on", ""))
    except ValueError as error:
        visited_on = today
        problems.append(Problem("visited_on", "unreadable", str(error)))
    team = [line for line in map(str.strip, typed.get("team", "").splitlines()) if line]
    results = {
        item.code: {"result": typed.get(f"item-{item.code}", ""), "note": typed.get(f"note-{item.code}", "")}
        for item in items
    }
    found = Findings(
        key=key,
        visited_on=visited_on,
        team=team,
        results=results,
        findings=typed.get("findings", ""),
        production=typed.get("production", ""),
        production_reason=typed.get("production_reason", ""),
        workers_men=read_count(typed.get("workers_men", "")),
        workers_women=read_count(typed.get("workers_women", "")),
        capacity=typed.get("capacity", ""),
        recommendation=typed.get("recommendation", ""),
        recommendation_reason=typed.get("recommendation_reason", ""),
    )
    return found, problems


def read_day(text: str) -> date:
    """Read a day as a browser sends it or as people type it. Raises `ValueError` with a sentence for the user."""
    try:
        day: date = forms.DateField(input_formats=DAY_SHAPES).clean(text)
    except ValidationError as error:
        raise ValueError(_("Please give a date such as 17-08-2026.")) from error
    return day


def read_count(text: str) -> int:
    """Read a number of people; `UNREADABLE` where it is none."""
    digits = text.replace(".", "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else UNREADABLE
