"""Reading what a surveyor typed. Pure: what can't be read becomes a problem, and the rest is still read."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sentra.kernel.errors import Problem
from sentra.kernel.text import tidy
from sentra.reference.checklist_typed import Typed, names_of, read_typed
from sentra.surveys.models.report import SignatureRole
from sentra.surveys.rules import Asks, Followed, Signed, VisitTold

FIELDS = (
    "visited_on",
    "visited_time",
    "team",
    "findings",
    "production",
    "production_reason",
    "workers_men",
    "workers_women",
    "capacity",
    "recommendation",
    "recommendation_reason",
    "problem_product",
    "problem_happened",
    *(f"sign-{role}{part}" for role in SignatureRole for part in ("", "-tick")),
)
DAY_SHAPES = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
UNREADABLE = -1
"""What stands for a number that can't be read: the rules refuse it like any other impossible one."""
Placed = Mapping[str, Sequence[str]]
"""The ids of files by the name of the field that they were given to."""


def field_names(asks: Asks) -> list[str]:
    """Give the names of all that the form may ask."""
    questions = list(asks.checklist.questions) if asks.checklist else []
    followed = [f"{part}-{one}" for one in asks.open_findings for part in ("f", "fn")]
    return [*FIELDS, *names_of(questions), *followed]


def typed_of(given: Mapping[str, Sequence[str]], asks: Asks) -> dict[str, str | list[str]]:
    """Take from what was sent what the form asks, as it was typed but for what can't be seen.

    Of several texts under one name the last that says something counts: beside the name of who signs, a browser sends
    an empty text for a signature that wasn't drawn.
    """
    typed: dict[str, str | list[str]] = {}
    several = {f"q-{one.code}" for one in asks.checklist.questions if one.several} if asks.checklist else set()
    for name in field_names(asks):
        if name in given:
            texts = [tidy(text) for text in given[name]]
            typed[name] = texts if name in several else next((text for text in reversed(texts) if text), "")
    return typed


def read_told(typed: Typed, asks: Asks, placed: Placed, today: date) -> tuple[VisitTold, list[Problem]]:
    """Read a report out of what was typed, with what is wrong about texts that can't be read."""
    problems: list[Problem] = []

    def text(name: str) -> str:
        given = typed.get(name, "")
        return given if isinstance(given, str) else ""

    try:
        visited_on = read_day(text("visited_on"))
    except ValueError as error:
        visited_on = today
        problems.append(Problem("visited_on", "unreadable", str(error)))
    files = {name.removeprefix("q-"): ids for name, ids in placed.items() if name.startswith("q-")}
    questions = list(asks.checklist.questions) if asks.checklist else []
    answers, notes, unreadable = read_typed(questions, typed, files)
    asked = {f"q-{one.code}" for one in asks.questions(answers)}
    told = VisitTold(
        visited_on=visited_on,
        visited_time=read_time(text("visited_time")),
        team=[line for line in map(str.strip, text("team").splitlines()) if line],
        answers=answers,
        notes=notes,
        findings=text("findings"),
        production=text("production"),
        production_reason=text("production_reason"),
        workers_men=read_count(text("workers_men")),
        workers_women=read_count(text("workers_women")),
        capacity=text("capacity"),
        recommendation=text("recommendation"),
        recommendation_reason=text("recommendation_reason"),
        followed={one: Followed(text(f"f-{one}"), text(f"fn-{one}")) for one in asks.open_findings},
        signatures=_signatures(typed, placed),
        problem_product=text("problem_product"),
        problem_happened=text("problem_happened"),
    )
    return told, problems + [one for one in unreadable if one.field in asked]


def _signatures(typed: Typed, placed: Placed) -> list[Signed]:
    """Take each signature that was drawn, or ticked beside a name."""
    signed = []
    for role in SignatureRole:
        name, files = f"sign-{role}", placed.get(f"sign-{role}", ())
        if files or typed.get(f"{name}-tick"):
            signed.append(Signed(role, str(typed.get(name, "")), next(iter(files), "")))
    return signed


def read_day(text: str) -> date:
    """Read a day as a browser sends it or as people type it. Raises `ValueError` with a sentence for the user."""
    try:
        day: date = forms.DateField(input_formats=DAY_SHAPES).clean(text)
    except ValidationError as error:
        raise ValueError(_("Please give a date such as 17-08-2026.")) from error
    return day


def read_time(text: str) -> time | None:
    """Read a time of the day (`14:30` or `14.30`); None where none can be read: the day is what counts."""
    try:
        return datetime.strptime(text.replace(".", ":"), "%H:%M").time()  # noqa: DTZ007
    except ValueError:
        return None


def read_count(text: str) -> int:
    """Read a number of people; `UNREADABLE` where it is none."""
    digits = text.replace(".", "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else UNREADABLE
