"""Reading a row: each cell by the kind of its column, all of them together into what the row says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sentra.kernel.text import fold, mask
from sentra.transfer.parsing import identifiers
from sentra.transfer.parsing.dates import parse_date
from sentra.transfer.parsing.faults import CellFault
from sentra.transfer.parsing.numbers import (
    Style,
    is_nothing,
    parse_coordinate,
    parse_count,
    parse_money,
    parse_number,
    parse_percent,
    parse_year,
)
from sentra.transfer.reading.frames import Cell
from sentra.transfer.recognition.profiles import fields
from sentra.transfer.rows.knowledge import Knowledge
from sentra.transfer.rows.plan import Manner, Plan

Reads = Callable[[Cell], Any]
LONGEST = {"name": 200, "text": 300}
LIMITS = {
    "brand": 200, "website": 200, "capacity_unit": 200, "paper_number": 80, "paper_issuer": 200, "project_id": 40,
    "project_risk": 40, "project_scale": 40, "project_sector": 200, "product_name": 200, "group_contact": 200,
    "export_countries": 300, "markets": 300, "group_name": 200, "programme": 200, "support_kind": 200,
    "support_received": 150, "support_amount": 20, "support_unit": 25, "support_giver": 200,
}  # fmt: skip
SUMS = frozenset({"jumlah", "total", "jml", "jumlah total", "grand total", "sub total", "subtotal", "rata rata"})
SECRET = frozenset({"owner_nik", "npwp"})
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell: its column, the field it was to fill, the code of the fault, what stood there."""

    place: int
    field: str
    code: str
    value: str = ""
    hint: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give the fault as it is kept with its row."""
        told = {"place": self.place, "field": self.field, "code": self.code, "value": self.value, "hint": self.hint}
        return {name: value for name, value in told.items() if value != ""}


@dataclass(slots=True)
class Values:
    """What the cells of a row say, by field; what can't be read is a fault, and its field isn't there."""

    told: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def get(self, name: str) -> Any:
        """Give what was told of a field; "" for nothing."""
        return self.told.get(name, "")


class CellReader:
    """Reads the cells of a sheet that was understood."""

    def __init__(self, plan: Plan, manner: Manner, known: Knowledge) -> None:
        self.known = known
        self.header = {fold(name) for name in plan.names} - {""}
        self.readers = [
            (place, name, self._reader(place, name, plan, manner)) for place, name in sorted(plan.mapping.items())
        ]

    def read(self, cells: Sequence[Cell]) -> Values:
        """Read all cells of a row."""
        values = Values()
        width = len(cells)
        for place, name, reads in self.readers:
            cell = cells[place] if place < width else None
            if cell is None:
                continue
            try:
                value = reads(cell)
            except CellFault as fault:
                values.faults.append(Fault(place, name, fault.code, shown(cell, name), fault.hint))
                continue
            if value is not None and value != "":
                values.told[name] = value
        return values

    def is_sum(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row only adds others up, or repeats the header."""
        told = [cell for cell in cells if isinstance(cell, str)]
        first = fold(told[0]) if told else ""
        if first in SUMS:
            return True
        return first in self.header and len(told) > 2 and all(fold(one) in self.header for one in told)

    def _reader(self, place: int, name: str, plan: Plan, manner: Manner) -> Reads:
        kind = fields()[name].kind
        style = manner.styles.get(place, Style.INDONESIAN)
        simple: dict[str, Reads] = {
            "year": parse_year, "nik": identifiers.parse_nik, "nib": identifiers.parse_nib,
            "npwp": identifiers.parse_npwp, "phone": identifiers.parse_phones, "email": identifiers.parse_email,
            "kbli": identifiers.parse_kbli, "degrees": parse_coordinate, "place": _as_told, "goods": _as_told,
            "legal_form": self.known.legal_forms.find, "paper_kind": self.known.papers.find,
            "paper_status": self.known.paper_states.find, "ignored": _nothing,
        }  # fmt: skip
        if kind in simple:
            return simple[kind]
        if kind == "date":
            order = manner.orders.get(place)
            return lambda cell: parse_date(cell, order)
        if kind == "count":
            return lambda cell: parse_count(cell, style)
        if kind == "money":
            return lambda cell: parse_money(cell, style, plan.unit or 1)
        if kind == "amount":
            return lambda cell: parse_number(cell, style)
        if kind == "percent":
            fractions = place in manner.fractions
            return lambda cell: parse_percent(cell, style, fractions=fractions)
        most = LIMITS.get(name, LONGEST["name" if kind == "name" else "text"])
        return lambda cell: _text(cell, most)


def _text(cell: Cell, most: int) -> str:
    if is_nothing(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    if len(text) > most:
        raise CellFault("too_long")
    return text


def _as_told(cell: Cell) -> Cell:
    return None if is_nothing(cell) else cell


def _nothing(_cell: Cell) -> None:
    return None


def shown(cell: Cell, name: str) -> str:
    """Give a cell as it is shown beside its fault: shortened, and masked where it is secret."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell)[:LONGEST_SHOWN]
    return mask(text) if name in SECRET else text
