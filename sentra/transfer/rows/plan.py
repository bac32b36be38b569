"""How a sheet is to be read: which column fills which field, and how its numbers and dates are written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sentra.transfer.parsing.dates import Order, OrderEvidence
from sentra.transfer.parsing.numbers import Style, column_style, holds_fractions, style_told
from sentra.transfer.reading.frames import Cell, Row
from sentra.transfer.recognition.profiles import fields

NUMERIC = frozenset({"count", "money", "amount", "percent"})
MONEY = "money"
FIGURES = frozenset(
    {
        "workers_men", "workers_women", "workers", "investment", "capacity_amount", "production_value",
        "raw_material_value", "export_share",
    }
)  # fmt: skip
PROGRAMME = frozenset(
    {
        "programme", "support_kind", "support_received", "support_amount", "support_unit", "support_value",
        "support_year", "support_giver",
    }
)  # fmt: skip
"""What makes a sheet the list of a programme: of those who took part, or were given something."""

MOST_WEIGHED = 20_000
"""How many numbers of a column are weighed for their style: more tell nothing new."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was settled for a sheet; `unit` is how many rupiah an amount of money counts in.

    `programme` names the programme that the whole sheet is a list of, where no column does.
    """

    names: tuple[str, ...]
    mapping: Mapping[int, str]
    header_row: int
    about: str = "business"
    profile: str = ""
    sheet: str = ""
    first_column: int = 0
    unit: int | None = None
    year: int | None = None
    order: Order | None = None
    as_of: date | None = None
    business: UUID | None = None
    programme: str = ""

    @property
    def is_programme(self) -> bool:
        """Tell whether it lists who took part in a programme, or was given something."""
        return bool(self.programme or PROGRAMME & set(self.mapping.values()))

    @property
    def has_money(self) -> bool:
        """Tell whether some column holds money, so that its unit has to be asked for."""
        return any(fields()[one].kind == MONEY for one in self.mapping.values())

    @property
    def has_year(self) -> bool:
        """Tell whether the sheet itself says of which year its figures are, or its programme."""
        return not {"year", "support_year"}.isdisjoint(self.mapping.values())

    @property
    def needs_year(self) -> bool:
        """Tell whether the year of the figures, or of the programme, has to be asked for."""
        return not self.has_year and (self.is_programme or bool(FIGURES & set(self.mapping.values())))

    def as_json(self) -> dict[str, Any]:
        """Give the plan as it is kept."""
        return {
            "names": list(self.names),
            "mapping": {str(place): one for place, one in self.mapping.items()},
            "header_row": self.header_row,
            "about": self.about,
            "profile": self.profile,
            "sheet": self.sheet,
            "first_column": self.first_column,
            "unit": self.unit,
            "year": self.year,
            "order": self.order,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "business": str(self.business) if self.business else None,
            "programme": self.programme,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Plan":
        """Give a plan as it was kept."""
        told = {
            name: kept[name] for name in ("header_row", "about", "profile", "sheet", "first_column", "unit", "year")
        }
        return cls(
            names=tuple(kept["names"]),
            mapping={int(place): one for place, one in kept["mapping"].items()},
            order=Order(kept["order"]) if kept["order"] else None,
            as_of=date.fromisoformat(kept["as_of"]) if kept["as_of"] else None,
            business=UUID(kept["business"]) if kept["business"] else None,
            programme=kept.get("programme", ""),
            **told,
        )


@dataclass(slots=True)
class Weighing:
    """What the columns of a whole sheet tell of how they are written; `rows` counts those below the header."""

    plan: Plan
    rows: int = 0
    orders: dict[int, OrderEvidence] = field(default_factory=dict)
    numbers: dict[int, list[Cell]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kinds = {place: fields()[one].kind for place, one in self.plan.mapping.items()}
        self.orders = {place: OrderEvidence() for place, kind in kinds.items() if kind == "date"}
        self.numbers = {place: [] for place, kind in kinds.items() if kind in NUMERIC}

    def see(self, rows: Iterable[Row]) -> None:
        """Take rows into account."""
        for number, cells in rows:
            if number <= self.plan.header_row:
                continue
            self.rows += 1
            width = len(cells)
            for place, evidence in self.orders.items():
                if place < width:
                    evidence.see(cells[place])
            for place, kept in self.numbers.items():
                if place < width and len(kept) < MOST_WEIGHED and _tells(cells[place]):
                    kept.append(cells[place])

    def manner(self) -> "Manner":
        """Give what was found out."""
        settled = self.plan.order
        return Manner(
            styles={place: column_style(cells) for place, cells in self.numbers.items()},
            fractions=frozenset(place for place, cells in self.numbers.items() if holds_fractions(cells)),
            orders={place: one.order or settled for place, one in self.orders.items()},
            doubtful=tuple((place, one.doubtful) for place, one in self.orders.items() if one.asks and settled is None),
        )


def _tells(cell: Cell) -> bool:
    return isinstance(cell, float | int) or style_told(cell) is not None


@dataclass(frozen=True, slots=True)
class Manner:
    """How the columns are written; `doubtful` are columns of dates whose order nobody can tell, with an example."""

    styles: Mapping[int, Style] = field(default_factory=dict)
    fractions: frozenset[int] = frozenset()
    orders: Mapping[int, Order | None] = field(default_factory=dict)
    doubtful: tuple[tuple[int, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the manner as it is kept."""
        return {
            "styles": {str(place): one for place, one in self.styles.items()},
            "fractions": sorted(self.fractions),
            "orders": {str(place): one for place, one in self.orders.items()},
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Manner":
        """Give a manner as it was kept."""
        return cls(
            styles={int(place): Style(one) for place, one in kept["styles"].items()},
            fractions=frozenset(kept["fractions"]),
            orders={int(place): Order(one) if one else None for place, one in kept["orders"].items()},
        )
