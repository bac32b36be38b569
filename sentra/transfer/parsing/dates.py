"""Dates as people write them: Excel's own, `d/m/yy`, `m/d/Y`, `12 Januari 2024`, `Jan 12, 2024`.

`3/4/2024` alone says nothing: the column as a whole decides the order, and where it can't, somebody is asked.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sentra.transfer.parsing.faults import CellFault
from sentra.transfer.parsing.numbers import is_nothing
from sentra.transfer.reading.frames import Cell

LONGEST = 60
EXCEL_DAY_0 = date(1899, 12, 30)
EXCEL_DAYS = range(3_654, 73_051)
"""Excel's numbers for the days of 1910 to 2099."""
PIVOT = 50
"""Two digits below this are of this century."""
YEARS = range(1900, 2100)
MONTHS: Final = {
    "jan": 1, "januari": 1, "january": 1, "peb": 2, "feb": 2, "pebruari": 2, "februari": 2, "february": 2,
    "mar": 3, "mrt": 3, "maret": 3, "march": 3, "apr": 4, "april": 4, "mei": 5, "may": 5, "jun": 6, "juni": 6,
    "june": 6, "jul": 7, "juli": 7, "july": 7,
    "ags": 8, "agt": 8, "agu": 8, "agust": 8, "aug": 8, "agustus": 8, "august": 8,
    "sep": 9, "sept": 9, "september": 9, "okt": 10, "oct": 10, "oktober": 10, "october": 10,
    "nov": 11, "nop": 11, "november": 11, "nopember": 11, "des": 12, "dec": 12, "desember": 12, "december": 12,
}  # fmt: skip
_NUMERIC = re.compile(r"^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})$")
_ISO = re.compile(r"^(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})$")
_COMPACT = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)$")
_DAY_MONTH = re.compile(r"^(\d{1,2})[\s/.\-]*([a-z]+)[\s/.,\-]*(\d{4}|\d{2})$")
_MONTH_DAY = re.compile(r"^([a-z]+)[\s/.\-]*(\d{1,2})(?:st|nd|rd|th)?[\s/.,\-]+(\d{4}|\d{2})$")
_CLOCK = re.compile(r"[\sT]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:am|pm|wib|z)?$", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|monday|tuesday|wednesday|thursday|friday|saturday|sunday)[,\s]+"
)


class Order(StrEnum):
    """Which of two small numbers is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(slots=True)
class OrderEvidence:
    """What a column says about its order; `doubtful` is a date that could be read both ways."""

    day_first: int = 0
    month_first: int = 0
    doubtful: str = ""

    def see(self, cell: Cell) -> None:
        """Take a cell into account."""
        if not isinstance(cell, str) or not (found := _NUMERIC.match(_bare(cell))):
            return
        first, second = int(found[1]), int(found[2])
        if first > 12 >= second:
            self.day_first += 1
        elif second > 12 >= first:
            self.month_first += 1
        elif first != second:
            self.doubtful = self.doubtful or cell

    @property
    def order(self) -> Order | None:
        """The order that the column has; None where nothing tells."""
        if self.day_first == self.month_first:
            return None
        return Order.DAY_FIRST if self.day_first > self.month_first else Order.MONTH_FIRST

    @property
    def asks(self) -> bool:
        """Tell whether somebody has to say the order."""
        return bool(self.doubtful) and self.order is None


def column_order(cells: Iterable[Cell]) -> OrderEvidence:
    """Weigh a whole column."""
    evidence = OrderEvidence()
    for cell in cells:
        evidence.see(cell)
    return evidence


def _bare(text: str) -> str:
    """Take off the clock and the day of the week."""
    return _WEEKDAY.sub("", _CLOCK.sub("", text.strip()).lower()).strip()


def parse_date(cell: Cell, order: Order | None = None) -> date | None:
    """Read a date; None where there is none. `order` is the column's. Raises `CellFault`."""
    if cell is None or is_nothing(cell):
        return None
    if isinstance(cell, date):
        if cell.year not in YEARS:
            raise CellFault("date")
        return cell
    if isinstance(cell, float | int):
        if isinstance(cell, bool) or not math.isfinite(cell) or int(cell) not in EXCEL_DAYS:
            raise CellFault("date")
        return EXCEL_DAY_0 + timedelta(days=int(cell))
    if len(cell) > LONGEST:
        raise CellFault("date")
    return _from_text(_bare(cell), order)


def _from_text(text: str, order: Order | None) -> date:
    if found := _ISO.match(text) or _COMPACT.match(text):
        return _day(found[1], found[2], found[3])
    if found := _NUMERIC.match(text):
        return _numeric(int(found[1]), int(found[2]), found[3], order)
    if (found := _DAY_MONTH.match(text)) and found[2] in MONTHS:
        return _day(found[3], MONTHS[found[2]], found[1])
    if (found := _MONTH_DAY.match(text)) and found[1] in MONTHS:
        return _day(found[3], MONTHS[found[1]], found[2])
    raise CellFault("date")


def _numeric(first: int, second: int, year: str, order: Order | None) -> date:
    """Read by the column's order; a date that can only be read the other way isn't guessed."""
    if order == Order.MONTH_FIRST:
        if first > 12 >= second:
            raise CellFault("date_order")
        return _day(year, first, second)
    if second > 12 >= first:
        if order == Order.DAY_FIRST:
            raise CellFault("date_order")
        return _day(year, first, second)
    if order is None and first <= 12 and second <= 12 and first != second:
        raise CellFault("date_order")
    return _day(year, second, first)


def _day(year: str | int, month: str | int, day: str | int) -> date:
    number = int(year)
    if len(str(year)) == 2:
        number += 2000 if number < PIVOT else 1900
    if number not in YEARS:
        raise CellFault("date")
    try:
        return date(number, int(month), int(day))
    except ValueError as error:
        raise CellFault("date") from error


def project_day(project: str) -> date | None:
    """Give the day that characters 3 to 10 of an OSS `Id Proyek` hold; None where they hold none."""
    try:
        return date.fromisoformat(project[2:10]) if project[2:10].isdigit() else None
    except ValueError:
        return None
