"""What is asked of participants after a programme, and when. Pure.

At the end the pack's `results`, later its `after`, each `after_months` after the call's last day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sentra.kernel.clock import months_on
from sentra.reference.programmes import ProgrammeKind
from sentra.reference.schema import FormField

AT_THE_END = 0
SUMMED = ("integer", "money")
"""The types of questions whose answers can be added up."""


@dataclass(frozen=True, slots=True)
class Question:
    """One time of asking: so many months after the end, from which day, and what."""

    months: int
    due_on: date
    fields: tuple[FormField, ...]


def questions_of(terms: ProgrammeKind, ends_on: date) -> list[Question]:
    """Give all times at which something is asked, in their order."""
    first = [Question(AT_THE_END, ends_on, terms.results)] if terms.results else []
    later = [Question(months, months_on(ends_on, months), terms.after) for months in terms.after_months]
    return first + later


def due_of(questions: Iterable[Question], told: Iterable[int], today: date) -> list[Question]:
    """Give what is due today and was not told yet; `told` are the months of what was.

    The result at the end stays open; of the later times only the newest, as nobody remembers the months before.
    """
    answered, due = set(told), [one for one in questions if one.due_on <= today]
    newest = max((one.months for one in due), default=AT_THE_END)
    return [one for one in due if one.months in {AT_THE_END, newest} and one.months not in answered]


@dataclass(frozen=True, slots=True)
class Sum:
    """What the participants told together to one question: of how many, how much."""

    field: FormField
    told: int
    total: int


def sums(fields: Sequence[FormField], answers: Iterable[Mapping[str, Any]]) -> list[Sum]:
    """Add up what can be added up."""
    rows = list(answers)
    found = []
    for field in fields:
        if field.type in SUMMED:
            values = [int(row[field.code]) for row in rows if row.get(field.code) is not None]
            found.append(Sum(field, len(values), sum(values)))
    return found
