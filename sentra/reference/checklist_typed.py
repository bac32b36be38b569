"""A checklist on a page: how its answers are typed, and typed texts read as answers. Pure, each the other's inverse.

Fields are `q-<code>`; beside a place stands `q-<code>-accuracy`, of a signature `q-<code>-tick`. Photographs and drawn
signatures are files, which `files` names by question.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from sentra.kernel.errors import Problem
from sentra.kernel.quantity import parse_quantity, write_amount
from sentra.kernel.text import tidy
from sentra.reference.answers import read_pin
from sentra.reference.checklist_answers import Answers, is_empty
from sentra.reference.checklists import Question

Typed = Mapping[str, str | list[str]]
Files = Mapping[str, Sequence[str]]


def names_of(questions: Sequence[Question]) -> list[str]:
    """Give the names of all fields that the questions may have."""
    parts = [(f"q-{one.code}", f"n-{one.code}") for one in questions]
    beside = [f"q-{one.code}-{_BESIDE[one.kind]}" for one in questions if one.kind in _BESIDE]
    return [name for pair in parts for name in pair] + beside


_BESIDE = {"place": "accuracy", "signature": "tick"}


def read_typed(
    questions: Sequence[Question], typed: Typed, files: Files
) -> tuple[dict[str, Any], dict[str, str], list[Problem]]:
    """Read answers and notes, with what is wrong about texts that can't be read."""
    answers: dict[str, Any] = {}
    notes: dict[str, str] = {}
    problems: list[Problem] = []
    for question in questions:
        try:
            value = _read(question, typed, files)
        except ValueError as error:
            problems.append(Problem(f"q-{question.code}", "unreadable", str(error)))
            continue
        if not is_empty(value):
            answers[question.code] = value
        if note := tidy(_one(typed, f"n-{question.code}")):
            notes[question.code] = note
    return answers, notes, problems


def write_typed(
    questions: Sequence[Question], answers: Answers
) -> tuple[dict[str, str | list[str]], dict[str, list[str]]]:
    """Write answers as they would be typed, and the files by question."""
    typed: dict[str, str | list[str]] = {}
    files: dict[str, list[str]] = {}
    for question in questions:
        name = f"q-{question.code}"
        value: Any = answers.get(question.code)
        if is_empty(value):
            continue
        if question.kind == "photo":
            files[question.code] = list(value)
        elif question.kind == "number":
            typed[name] = write_amount(Decimal(value))
        elif question.kind == "place":
            typed[name] = f"{value['lat']:.6f}, {value['lon']:.6f}"
            typed[f"{name}-accuracy"] = "" if value["accuracy"] is None else str(value["accuracy"])
        elif question.kind == "signature":
            typed[name] = value["name"]
            files[question.code] = [value["file"]] if value["file"] else []
            typed[f"{name}-tick"] = "" if value["file"] else "on"
        else:
            typed[name] = value
    return typed, files


def _read(question: Question, typed: Typed, files: Files) -> Any:
    name = f"q-{question.code}"
    text = tidy(_one(typed, name))
    if question.kind == "photo":
        return list(files.get(question.code, ()))
    if question.kind == "signature":
        return _signature(text, files.get(question.code, ()), ticked=bool(_one(typed, f"{name}-tick")))
    if question.kind == "choice" and question.several:
        given = typed.get(name, [])
        return sorted({tidy(one) for one in ([given] if isinstance(given, str) else given)} - {""})
    if not text:
        return None
    if question.kind == "number":
        return _number(text)
    return _place(text, _one(typed, f"{name}-accuracy")) if question.kind == "place" else text


def _one(typed: Typed, name: str) -> str:
    given = typed.get(name, "")
    return given if isinstance(given, str) else next(iter(given), "")


def _number(text: str) -> str:
    amount, rest = parse_quantity(text)
    if amount is None or rest:
        raise ValueError(_("Please give a number, in digits. An example: 1.250,5."))
    return f"{amount.normalize():f}"


def _place(text: str, accuracy: str) -> dict[str, float | int | None]:
    latitude, longitude = read_pin(text)
    near = accuracy.strip()
    metres = int(near) if near.isascii() and near.isdecimal() and len(near) <= 6 else None
    return {"lat": latitude, "lon": longitude, "accuracy": metres}


def _signature(name: str, files: Sequence[str], *, ticked: bool) -> dict[str, str] | None:
    """Take a signature as drawn, or, where no script draws, as a name with a tick."""
    if not name and not files:
        return None
    if not files and not ticked:
        raise ValueError(_("Please sign, or tick that the name stands for the signature."))
    return {"name": name, "file": next(iter(files), "")}
