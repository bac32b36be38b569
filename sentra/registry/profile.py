"""A business as the pages of the register's forms tell it: answers out of its rows, and into them. Pure.

A page names for each question the column that it fills (`business.name`, `owner.phone`); what supports a permit is
closed once the business is registered: it changes by an amendment, so that permit and register say the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from sentra.kernel.crypto import blind_index
from sentra.kernel.quantity import parse_quantity
from sentra.kernel.text import mask
from sentra.reference.answers import SECRET_TYPES
from sentra.reference.loading import current_pack
from sentra.reference.schema import FormField, FormPage
from sentra.reference.telling import answer_text
from sentra.registry.models import Business, Figures, FiguresState, GroupFigures

SUPPORTS_A_PERMIT = frozenset(
    {"owner.name", "owner.nik", "owner.birth_date", "business.name", "business.brand", "business.legal_form"}
    | {"business.commodity", "business.kbli", "business.nib", "business.npwp"}
    | {"business.district", "business.village", "business.address"}
)
"""What a permit states or was granted for (Permenperin 41/2008: a change of it is applied for)."""

Rows = Mapping[str, Model]
"""The rows that a page reads and fills, by the first part of a column: `business`, `owner`, `product` ..."""


def rows_of(business: Business) -> dict[str, Model]:
    """Give the rows of the sections of a profile."""
    return {"business": business, "owner": business.owner}


def open_questions(page: FormPage, business: Business) -> tuple[FormField, ...]:
    """Give the questions of a page that may be answered now without an amendment."""
    if not business.is_registered:
        return page.fields
    return tuple(question for question in page.fields if question.saves_to not in SUPPORTS_A_PERMIT)


def answers_of(page: FormPage, rows: Rows) -> dict[str, Any]:
    """Give the answers that rows hold now, by the code of the question; None where there is none."""
    return {question.code: _answer(question, rows) for question in page.fields}


def known_answers(questions: Sequence[FormField], business: Business) -> dict[str, Any]:
    """Give what the register can answer of a service's questions, so that nobody tells it twice.

    A question that opens another whose answer is known (`has_nib` before `nib`) is answered too.
    """
    rows: dict[str, Model] = rows_of(business)
    if product := business.products.first():
        rows["product"] = product
    if figures := business.figures.filter(state=FiguresState.ACCEPTED).first():
        rows["figures"] = figures
    known: dict[str, Any] = {}
    for question in questions:
        if (question.saves_to or "").partition(".")[0] not in rows:
            continue
        value = _answer(question, rows)
        if value is not None:
            known[question.code] = value
            known.update({code: True for code, wanted in (question.when or {}).items() if wanted is True})
    return known


def _answer(question: FormField, rows: Rows) -> Any:
    row, column = _place(question, rows)
    if column == "pin":
        return f"{row.latitude:.6f}, {row.longitude:.6f}" if isinstance(row, Business) and row.has_pin else None
    value = getattr(row, column)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return None if value == "" else value


def _place(question: FormField, rows: Rows) -> tuple[Model, str]:
    name, _dot, column = str(question.saves_to).rpartition(".")
    return rows[name], column


def put_answers(page: FormPage, rows: Rows, answers: Mapping[str, Any]) -> None:
    """Fill the columns of rows with answers, as far as they were asked; saves nothing."""
    for question in page.fields:
        if question.code in answers:
            row, column = _place(question, rows)
            PUT.get((type(row), column), _put)(row, column, answers[question.code])


def _put(row: Any, column: str, value: Any) -> None:
    field = row._meta.get_field(column)
    if value is None:
        value = None if field.null else field.get_default()
    elif field.get_internal_type() == "DateField":
        value = date.fromisoformat(value)
    elif field.get_internal_type() == "DecimalField":
        value = Decimal(value)
    setattr(row, column, value)
    if column in {"nik", "npwp"}:
        empty = None if column == "nik" else ""
        setattr(row, f"{column}_index", blind_index(column, value) if value else empty)


def _put_pin(row: Business, _column: str, value: str | None) -> None:
    row.latitude, row.longitude = (float(part) for part in value.split(",")) if value else (None, None)


def _put_kbli(row: Business, _column: str, value: str | None) -> None:
    """Keep the version beside the code: an old code stays one of its version, whatever has its digits later."""
    if value and value == row.kbli:
        return
    row.kbli = value or ""
    row.kbli_version = max((one.version for one in current_pack().kbli if one.code == value), default="")


def _put_capacity(row: Figures | GroupFigures, _column: str, value: str | None) -> None:
    row.capacity_amount, row.capacity_unit = parse_quantity(value or "")


PUT: Mapping[tuple[type[Model], str], Callable[[Any, str, Any], None]] = {
    (Business, "pin"): _put_pin,
    (Business, "kbli"): _put_kbli,
    (Figures, "capacity"): _put_capacity,
    (GroupFigures, "capacity"): _put_capacity,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that two people answered differently: what was typed, and what stands there now."""

    label: str
    typed: str
    now: str


def differences(page: FormPage, typed: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Give where answers differ from those that stand now."""
    return tuple(
        Difference(
            str(question.label), answer_text(question, typed[question.code]), answer_text(question, now[question.code])
        )
        for question in page.fields
        if question.code in typed and typed[question.code] != now[question.code]
    )


def told(page: FormPage, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give answers as the audit keeps them, by column: nothing secret in full."""
    kept = {}
    for question in page.fields:
        if question.code in answers:
            value = answers[question.code]
            column = str(question.saves_to).replace("business.", "").replace(".", "_")
            kept[column] = mask(str(value)) if value and question.type in SECRET_TYPES else value
    return kept
