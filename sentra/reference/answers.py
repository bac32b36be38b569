"""Reading what a person typed into the answers of a form. Pure: it knows the form and the lists, not the database.

A value that can't be read becomes a `Problem` on its field; the others are still read, so that nothing is lost.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.translation import gettext as _

from sentra.kernel import identifiers
from sentra.kernel.errors import Problem, about
from sentra.kernel.money import parse_rupiah
from sentra.kernel.quantity import parse_quantity
from sentra.kernel.text import tidy
from sentra.reference.conditions import asked
from sentra.reference.schema import Commodity, FormField, FormPage, Service

Answers = Mapping[str, Any]
SECRET_TYPES = frozenset({"nik", "npwp"})
LONGEST_EMAIL = 254
SHORT_TEXT = 200
LONG_TEXT = 2000
BIGGEST_NUMBER = 10**15
PIN = re.compile(r"(-?\d{1,2}(?:\.\d{1,15})?)(?:\s*[,;]\s*|\s+)(-?\d{1,3}(?:\.\d{1,15})?)")


@dataclass(frozen=True, slots=True)
class Lists:
    """What may be chosen: places, commodities, classes of business, and the applicant's own permits.

    `blocked` says of the own permits that can't be chosen now why not, `permit_names` how those are called that a
    list shows: what was replaced or revoked is no choice.
    """

    districts: frozenset[str] = frozenset()
    villages: frozenset[str] = frozenset()
    commodities: Mapping[str, Commodity] = field(default_factory=dict)
    kbli: frozenset[str] = frozenset()
    paper_kinds: frozenset[str] = frozenset()
    permits: frozenset[str] = frozenset()
    blocked: Mapping[str, str] = field(default_factory=dict)
    permit_names: Mapping[str, str] = field(default_factory=dict)


def _text(question: FormField, text: str) -> str:
    longest = question.max_length or (LONG_TEXT if question.type == "longtext" else SHORT_TEXT)
    if len(text) > longest:
        raise ValueError(
            _("Please use at most %(most)s characters. You gave %(count)s.") % {"most": longest, "count": len(text)}
        )
    return text if question.type == "longtext" else text.replace("\n", " ")


def _email(_question: FormField, text: str) -> str:
    try:
        validate_email(text)
        MaxLengthValidator(LONGEST_EMAIL)(text)
    except ValidationError as error:
        raise ValueError(_("This is not an e-mail address. An example: siti@example.id.")) from error
    return text.lower()


def _date(_question: FormField, text: str) -> str:
    for shape in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            day = datetime.strptime(text, shape).date()  # noqa: DTZ007
        except ValueError:
            continue
        if not date(1900, 1, 1) <= day <= date(2100, 1, 1):
            raise ValueError(_("Please check the year."))
        return day.isoformat()
    raise ValueError(_("Please give a date such as 17-08-1990."))


def _within(question: FormField, number: int | None) -> int:
    if number is None:
        raise ValueError(_("Please write digits only, for example 15000."))
    low = 0 if question.minimum is None else question.minimum
    high = BIGGEST_NUMBER if question.maximum is None else question.maximum
    if not low <= number <= high:
        raise ValueError(_("Please give a number from %(low)s to %(high)s.") % {"low": low, "high": high})
    return number


def _number(question: FormField, text: str) -> int:
    return _within(question, parse_rupiah(text))


def _yesno(_question: FormField, text: str) -> bool:
    if text not in {"yes", "no"}:
        raise ValueError(_("Please choose yes or no."))
    return text == "yes"


def _identifier(parse: Callable[[str], str]) -> Callable[[FormField, str], str]:
    return lambda _question, text: parse(text)


def _decimal(question: FormField, text: str) -> str:
    """Read `1.250,5`: a dot for thousands, a comma for the fraction; kept as `1250.5`."""
    amount, rest = parse_quantity(text)
    if amount is None or rest:
        raise ValueError(_("Please give a number, in digits. An example: 1.250,5."))
    high = BIGGEST_NUMBER if question.maximum is None else question.maximum
    if amount > high:
        raise ValueError(_("Please give a number from %(low)s to %(high)s.") % {"low": 0, "high": high})
    return str(amount)


def read_pin(text: str) -> tuple[float, float]:
    """Read a place on the map as phones copy it: `-8.0954, 112.1683`; it lies in Indonesia.

    Raises `ValueError` with a sentence for the user.
    """
    found = PIN.fullmatch(text)
    if found is None:
        raise ValueError(_("Please give latitude and longitude such as -8.0954, 112.1683."))
    latitude, longitude = (float(part) for part in found.groups())
    if not (-11.5 <= latitude <= 6.5 and 94.5 <= longitude <= 141.5):
        raise ValueError(_("This place lies outside of Indonesia. Please check latitude and longitude."))
    return round(latitude, 6), round(longitude, 6)


def _pin(_question: FormField, text: str) -> str:
    latitude, longitude = read_pin(text)
    return f"{latitude:.6f}, {longitude:.6f}"


READERS: Mapping[str, Callable[[FormField, str], Any]] = {
    "text": _text,
    "longtext": _text,
    "nik": _identifier(identifiers.parse_nik),
    "npwp": _identifier(identifiers.parse_npwp),
    "nib": _identifier(identifiers.parse_nib),
    "pirt": _identifier(identifiers.parse_pirt),
    "phone": _identifier(identifiers.parse_phone),
    "email": _email,
    "date": _date,
    "integer": _number,
    "money": _number,
    "yesno": _yesno,
    "decimal": _decimal,
    "pin": _pin,
}


def _chosen(question: FormField, text: str, lists: Lists) -> str:
    known = {
        "district": lists.districts,
        "village": lists.villages,
        "commodity": frozenset(lists.commodities),
        "kbli": lists.kbli,
        "permit": lists.permits,
        "paper_kind": lists.paper_kinds,
        "choice": frozenset(choice.value for choice in question.choices),
    }[question.type]
    if question.type == "permit" and text not in known:
        raise ValueError(permit_refusal(text, lists))
    if text not in known:
        raise ValueError(_("Please choose one from the list."))
    return text


def permit_refusal(number: str, lists: Lists) -> str:
    """Say why a permit can't be chosen."""
    return lists.blocked.get(number) or _("Please choose one from the list.")


def read_field(question: FormField, given: Sequence[str], lists: Lists) -> Any:
    """Read one answer; None where nothing was given. Raises `ValueError` with a sentence for the user."""
    texts = [tidied for text in given if (tidied := tidy(text))]
    if question.type == "multichoice":
        known = {choice.value for choice in question.choices}
        if not set(texts) <= known:
            raise ValueError(_("Please choose from the list."))
        return sorted(set(texts)) or None
    if not texts:
        return None
    reader = READERS.get(question.type)
    return reader(question, texts[0]) if reader else _chosen(question, texts[0], lists)


def questions_asked(questions: Sequence[FormField], answers: Answers, lists: Lists) -> list[FormField]:
    """Give the questions that the answers so far open."""
    return [question for question in questions if asked(question.when, answers, lists.commodities)]


def answers_still_asked(service: Service, answers: Answers, lists: Lists, known: Answers) -> dict[str, Any]:
    """Give the answers to what is still asked: what an earlier answer closed is forgotten, on every page.

    `known` is what conditions may look at without having been asked.
    """
    kept: dict[str, Any] = {}
    for question in service.fields:
        value = answers.get(question.code)
        if value is not None and asked(question.when, {**known, **kept}, lists.commodities):
            kept[question.code] = value
    return kept


def read_page(
    questions: Sequence[FormField], given: Mapping[str, Sequence[str]], before: Answers, lists: Lists
) -> tuple[dict[str, Any], list[Problem]]:
    """Read a page: the answers that could be read (None: left empty), and what is wrong with the others.

    A question that the answers on the same page close is emptied. A secret is never shown again, so one that is left
    empty keeps what it was.
    """
    read: dict[str, Any] = {}
    problems: list[Problem] = []
    for question in questions:
        if not asked(question.when, {**before, **read}, lists.commodities):
            read[question.code] = None
            continue
        try:
            read[question.code] = read_field(question, given.get(question.code, ()), lists)
        except ValueError as error:
            problems.append(Problem(question.code, "unreadable", about(str(question.label), str(error))))
            continue
        if read[question.code] is None and question.type in SECRET_TYPES:
            read[question.code] = before.get(question.code)
        if read[question.code] is None and question.required:
            problems.append(Problem(question.code, "missing", missing_message(question)))
    problems += place_problems(questions, {**before, **read})
    return read, problems


def place_problems(questions: Sequence[FormField], answers: Answers) -> list[Problem]:
    """A village lies in the district beside it."""
    village = next((question for question in questions if question.type == "village"), None)
    district = next((question for question in questions if question.type == "district"), None)
    if not village or not district or not answers.get(village.code) or not answers.get(district.code):
        return []
    if str(answers[village.code]).startswith(f"{answers[district.code]}."):
        return []
    return [Problem(village.code, "elsewhere", _("This village lies in another district. Please choose again."))]


def missing_message(question: FormField) -> str:
    """Say that an answer is missing, naming the question."""
    return _("Please answer: %(question)s.") % {"question": str(question.label).rstrip("?.:")}


def split_secrets(form: Service | FormPage, read: Answers) -> tuple[dict[str, Any], dict[str, Any]]:
    """Part answers into plain ones and those that are kept encrypted."""
    secret = {question.code for question in form.fields if question.type in SECRET_TYPES}
    plain = {code: value for code, value in read.items() if code not in secret}
    sealed = {code: value for code, value in read.items() if code in secret}
    return plain, sealed


def saved_to(form: Service | FormPage, answers: Answers) -> dict[str, Any]:
    """Give the answers by the register's columns that they fill (`owner.name`, `business.kbli` ...)."""
    return {
        question.saves_to: answers[question.code]
        for question in form.fields
        if question.saves_to and answers.get(question.code) is not None
    }
