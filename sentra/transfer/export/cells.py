"""Cells that can't do anything: a text that a spreadsheet would take for a formula is written as text."""

from datetime import date
from decimal import Decimal

Value = str | int | float | Decimal | bool | date | None
STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Value) -> Value:
    """Defuse a text for CSV, where a program decides by its first sign what it is: an apostrophe makes it text.

    A number with a sign, and a telephone number, stay what they are.
    """
    if not isinstance(value, str) or not value.startswith(STARTS):
        return value
    if value == "-" or value[1:].replace(" ", "").replace(".", "").isdigit():
        return value
    return f"'{value}"
