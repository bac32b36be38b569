"""Answers as people read them, in the reader's language; never a secret in full."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sentra.kernel.identifiers import format_phone, format_pirt
from sentra.kernel.money import rupiah
from sentra.kernel.quantity import write_amount
from sentra.kernel.text import mask
from sentra.reference.answers import SECRET_TYPES
from sentra.reference.loading import current_pack
from sentra.reference.schema import FormField


def answer_text(question: FormField, value: Any) -> str:
    """Write an answer for reading, in the reader's language."""
    if value is None or value == "":
        return ""
    if question.type in SECRET_TYPES:
        return mask(str(value))
    if question.type == "yesno":
        return _("Yes") if value else _("No")
    if question.choices:
        labels = {choice.value: str(choice.label) for choice in question.choices}
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(one, str(one)) for one in chosen)
    return _plain_text(question.type, value)


def _plain_text(kind: str, value: Any) -> str:
    pack = current_pack()
    names: Mapping[str, Mapping[str, str]] = {
        "district": pack.district_names,
        "village": pack.village_names,
        "commodity": {one.code: str(one.name) for one in pack.commodities} if kind == "commodity" else {},
        "kbli": {one.code: f"{one.code} · {one.title}" for one in pack.kbli} if kind == "kbli" else {},
    }
    if kind in names:
        return names[kind].get(str(value), str(value))
    writers = {
        "decimal": lambda: write_amount(Decimal(value)),
        "money": lambda: rupiah(int(value)),
        "date": lambda: date_format(date.fromisoformat(value)),
        "phone": lambda: format_phone(str(value)),
        "pirt": lambda: format_pirt(str(value)),
        "integer": lambda: f"{int(value):,}".replace(",", "."),
    }
    return writers.get(kind, lambda: str(value))()
