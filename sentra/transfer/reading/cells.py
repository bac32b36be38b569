"""Bringing cells to plain values: no control characters, no line breaks, no blanks at the ends. Runs in the child."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sentra.kernel.text import tidy
from sentra.transfer.reading import limits
from sentra.transfer.reading.frames import Cell


class Cleaner:
    """Cleans cells; `long_cells` counts those that were cut."""

    def __init__(self) -> None:
        self.long_cells = 0

    def row(self, cells: list[Any]) -> list[Cell]:
        """Clean a row; empty cells at its end are left out."""
        cleaned = [self.text(cell) if cell.__class__ is str else _value(cell) for cell in cells]
        while cleaned and cleaned[-1] is None:
            cleaned.pop()
        return cleaned

    def text(self, text: str) -> str | None:
        """Clean a text; None where nothing is left of it. What people see as one line becomes one."""
        if len(text) > limits.LONGEST_CELL:
            self.long_cells += 1
            text = text[: limits.LONGEST_CELL]
        if text.isprintable():
            return text.strip() or None
        return " ".join(tidy(text).split()) or None


def _value(cell: Any) -> Cell:
    kind = cell.__class__
    if kind is float or kind is int or kind is bool or kind is date or cell is None:
        return cell  # type: ignore[no-any-return]
    if kind is datetime:
        day: date = cell.date()
        return day
    if isinstance(cell, time | timedelta):
        return str(cell)
    return str(cell).strip() or None
