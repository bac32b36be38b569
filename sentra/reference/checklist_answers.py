"""What the answers to a checklist ask for, lack, find and grade. Pure: it knows neither database nor screen.

Answers are JSON by question code: `"yes"`, the code of a grade or choice (a list of codes where several are allowed), a
number as plain decimal text, text, for photographs a list of ids, for a place `{"lat", "lon", "accuracy"}` in degrees
and metres, for a signature `{"name", "file"}` ("" where it wasn't drawn). What no question asks is not looked at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from sentra.kernel.errors import Problem
from sentra.kernel.quantity import write_amount
from sentra.kernel.text import Text
from sentra.reference.checklists import Checklist, FindingRule, Gravity, Question, Section
from sentra.reference.conditions import asked as meets
from sentra.reference.parts import Condition
from sentra.reference.schema import Commodity

Answers = Mapping[str, Any]
LONGEST_TEXT = 2000
LONGEST_NOTE = 500
LONGEST_NAME = 150
BIGGEST = Decimal(10) ** 12
IN_INDONESIA = ((-11.5, 6.5), (94.5, 141.5))


@dataclass(frozen=True, slots=True)
class Facts:
    """What conditions may look at beside the answers: what is known of the business, and the goods of the pack."""

    known: Mapping[str, Any] = field(default_factory=dict)
    commodities: Mapping[str, Commodity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FindingFact:
    """A finding that an answer makes: what has to be done about it, and by when."""

    question: Question
    gravity: Gravity
    what: Text
    due_on: date


def asked(checklist: Checklist, answers: Answers, facts: Facts) -> list[Question]:
    """Give the questions that the facts and the answers so far open; what a closed one answered opens nothing."""
    return [question for _section, questions in asked_by_section(checklist, answers, facts) for question in questions]


def asked_by_section(checklist: Checklist, answers: Answers, facts: Facts) -> list[tuple[Section, list[Question]]]:
    """Give the questions asked, section by section; a section without any is left out."""
    so_far: dict[str, Any] = dict(facts.known)
    found = []
    for section in checklist.sections:
        questions = []
        for question in section.questions:
            if meets(question.when, so_far, facts.commodities):
                questions.append(question)
                so_far[question.code] = answers.get(question.code)
        if questions:
            found.append((section, questions))
    return found


def drawn_by_section(checklist: Checklist, facts: Facts) -> list[tuple[Section, list[Question]]]:
    """Give the questions that may be asked of a business, whatever is answered: what a page draws."""
    found = []
    for section in checklist.sections:
        questions = [one for one in section.questions if meets(_on_facts(one, facts), facts.known, facts.commodities)]
        if questions:
            found.append((section, questions))
    return found


def _on_facts(question: Question, facts: Facts) -> Condition | None:
    return {code: wanted for code, wanted in (question.when or {}).items() if code in facts.known} or None


def kept(checklist: Checklist, answers: Answers, facts: Facts) -> dict[str, Any]:
    """Give the answers to what is asked, and to nothing else."""
    codes = [question.code for question in asked(checklist, answers, facts)]
    return {code: answers[code] for code in codes if not is_empty(answers.get(code))}


def is_empty(value: Any) -> bool:
    """Tell whether nothing was answered."""
    return value in (None, "", [], {})


def problems(
    checklist: Checklist, answers: Answers, facts: Facts, notes: Mapping[str, str] | None = None
) -> list[Problem]:
    """Tell everything that is missing or can't be; the field of a question is `q-<code>`, of its note `n-<code>`."""
    found = []
    told = notes or {}
    for question in asked(checklist, answers, facts):
        value = answers.get(question.code)
        if is_empty(value):
            if question.required and (question.kind != "photo" or question.photos_least):
                message = _("Please answer: %(question)s.") % {"question": str(question.label).rstrip("?.:")}
                found.append(Problem(f"q-{question.code}", "missing", message))
            continue
        try:
            CHECKS[question.kind](question, value)
        except ValueError as error:
            found.append(Problem(f"q-{question.code}", "impossible", str(error)))
            continue
        note = told.get(question.code, "")
        if needs_note(question, value) and not note.strip():
            message = _("Say what is wrong: %(item)s.") % {"item": str(question.label).rstrip("?.:")}
            found.append(Problem(f"n-{question.code}", "note_missing", message))
        elif len(note) > LONGEST_NOTE:
            found.append(Problem(f"n-{question.code}", "too_long", _("This text is too long.")))
    return found


def needs_note(question: Question, value: Any) -> bool:
    """Tell whether an answer has to be explained: it makes a finding, or says that what must be so isn't."""
    return (question.must and value == "no") or rule_met(question, value) is not None


def rule_met(question: Question, value: Any) -> FindingRule | None:
    """Give the first rule by which an answer makes a finding."""
    given = value if isinstance(value, list) else [value]
    for rule in question.finding:
        if rule.answers:
            if any(one in rule.answers for one in given):
                return rule
            continue
        number = Decimal(str(value))
        if (rule.below is not None and number < rule.below) or (rule.above is not None and number > rule.above):
            return rule
    return None


def findings(checklist: Checklist, answers: Answers, facts: Facts, seen_on: date) -> list[FindingFact]:
    """Give what the answers find, in the order of the questions; the answers have no `problems`."""
    made = []
    for question in asked(checklist, answers, facts):
        value = answers.get(question.code)
        rule = None if is_empty(value) else rule_met(question, value)
        if rule:
            made.append(FindingFact(question, rule.gravity, rule.what, seen_on + timedelta(days=rule.days)))
    return made


def failed(checklist: Checklist, answers: Answers, facts: Facts) -> list[Question]:
    """Give what must be so and isn't: such a place gets no permit without more."""
    return [
        question
        for question in asked(checklist, answers, facts)
        if (question.must and answers.get(question.code) == "no")
        or (
            not is_empty(answers.get(question.code))
            and (rule := rule_met(question, answers[question.code])) is not None
            and rule.gravity == "critical"
        )
    ]


def scores(checklist: Checklist, answers: Answers, facts: Facts) -> dict[str, int]:
    """Give the scores of quality and readiness in percent, each where something was answered that counts for it.

    Levels lie evenly between 100 (the best) and 0; a yes counts 100, a no 0, what doesn't apply not at all.
    """
    points: dict[str, list[int]] = {}
    for question in asked(checklist, answers, facts):
        value: Any = answers.get(question.code)
        if question.grades_for is None or is_empty(value) or value == "not_applicable":
            continue
        if question.kind == "yes_no":
            reached = 100 if value == "yes" else 0
        else:
            codes = [one.code for one in question.grades]
            reached = round(100 * (1 - codes.index(value) / (len(codes) - 1)))
        points.setdefault(question.grades_for, []).append(reached)
    return {what: round(sum(found) / len(found)) for what, found in points.items()}


def shown(question: Question, value: Any) -> str:
    """Write an answer in words; photographs and signatures are shown by their pictures."""
    if question.kind == "yes_no":
        return {"yes": _("Yes"), "no": _("No"), "not_applicable": _("Not applicable")}[value]
    if question.kind in {"grade", "choice"}:
        labels = {one.code: str(one.label) for one in (*question.grades, *question.choices)}
        return ", ".join(labels[code] for code in (value if isinstance(value, list) else [value]))
    if question.kind == "number":
        return " ".join(filter(None, (write_amount(Decimal(value)), str(question.unit or ""))))
    if question.kind == "place":
        near = f" (± {value['accuracy']} m)" if value.get("accuracy") is not None else ""
        return f"{value['lat']:.6f}, {value['lon']:.6f}{near}"
    if question.kind == "signature":
        return str(value["name"])
    return str(len(value)) if question.kind == "photo" else str(value)


def files_of(question: Question, value: Any) -> list[str]:
    """Give the ids of the files that an answer names."""
    if question.kind == "photo" and isinstance(value, list):
        return [str(one) for one in value]
    if question.kind == "signature" and isinstance(value, dict) and value.get("file"):
        return [str(value["file"])]
    return []


def _one_of(question: Question, value: Any) -> None:
    if not isinstance(value, str) or value not in question.possible:
        raise ValueError(_("Please choose one from the list."))


def _choice(question: Question, value: Any) -> None:
    if not question.several:
        return _one_of(question, value)
    if not isinstance(value, list) or not set(map(str, value)) <= set(question.possible):
        raise ValueError(_("Please choose from the list."))
    return None


def _number(question: Question, value: Any) -> None:
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise ValueError(_("Please give a number, in digits. An example: 1.250,5."))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > question.decimals:
        raise ValueError(
            _("Please give at most %(most)s digits behind the comma.") % {"most": question.decimals}
            if question.decimals
            else _("Please give a whole number.")
        )
    low = Decimal(0) if question.least is None else question.least
    high = BIGGEST if question.most is None else question.most
    if not low <= number <= high:
        bounds = {"low": write_amount(low), "high": write_amount(high)}
        raise ValueError(_("Please give a number from %(low)s to %(high)s.") % bounds)


def _text(_question: Question, value: Any) -> None:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise ValueError(_("This text is too long."))


def _photo(question: Question, value: Any) -> None:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(_("Please take the photograph again."))
    if len(value) < question.photos_least:
        raise ValueError(_("Please take at least %(least)s photographs.") % {"least": question.photos_least})
    if len(value) > question.photos_most:
        raise ValueError(_("Please take at most %(most)s photographs.") % {"most": question.photos_most})


def _place(_question: Question, value: Any) -> None:
    if not is_place(value):
        raise ValueError(_("This place lies outside of Indonesia. Please check latitude and longitude."))


def is_place(value: Any) -> bool:
    """Tell whether something is a place in Indonesia as answers tell it."""
    if not isinstance(value, dict) or not {"lat", "lon"} <= set(value) <= {"lat", "lon", "accuracy"}:
        return False
    numbers = [one for one in value.values() if one is not None]
    if not all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in numbers):
        return False
    degrees = zip((value["lat"], value["lon"]), IN_INDONESIA, strict=True)
    accuracy = value.get("accuracy")
    return (accuracy is None or 0 <= accuracy <= 1_000_000) and all(
        one is not None and low <= one <= high for one, (low, high) in degrees
    )


def _signature(_question: Question, value: Any) -> None:
    if not isinstance(value, dict) or set(value) != {"name", "file"}:
        raise ValueError(_("Please sign again."))
    name = value["name"]
    if not isinstance(name, str) or not name.strip() or not isinstance(value["file"], str):
        raise ValueError(_("Please write the name of who signs."))
    if len(name) > LONGEST_NAME:
        raise ValueError(_("This text is too long."))


CHECKS: Mapping[str, Callable[[Question, Any], None]] = {
    "yes_no": _one_of,
    "grade": _one_of,
    "choice": _choice,
    "number": _number,
    "text": _text,
    "photo": _photo,
    "place": _place,
    "signature": _signature,
}
