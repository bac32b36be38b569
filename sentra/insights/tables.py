"""A table that answers a question: laid out purely, from whatever can be read for some rows and some columns.

`Laying.read` gives a figure for any rows and columns together, from what was counted of all of them: so a total is
never a sum of percents, and the others below the first of a league are read like any row.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sentra.insights.figure import Figure, Number, Unit, Words
from sentra.insights.question import Question

Keys = Sequence[str]
Pairs = Sequence[tuple[str, str]]
Reader = Callable[[Keys, Keys], Number | None]
VALUE, TOTAL, LABEL, OTHERS, REST = "value", "total", "label", "others", "rest"
"""Keys of what is no key of a dimension: the single column, the total, the words, the others, what isn't known."""
NOBODY_KNOWS = "unknown"
SHARE_DIGITS = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its key and its words."""

    key: str
    label: str

    @property
    def sort(self) -> str:
        """The word by which a question sorts by it."""
        return self.key or NOBODY_KNOWS


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its key and words, its figures by the columns (None: can't be told), and their total, if any."""

    key: str
    label: str
    values: tuple[Number | None, ...]
    total: Number | None = None


@dataclass(frozen=True, slots=True)
class Laying:
    """What a table is laid out from; a total over an axis is shown only where `row_totals`, `column_totals` say so."""

    rows: Pairs
    columns: Pairs
    read: Reader
    row_totals: bool
    column_totals: bool


@dataclass(frozen=True, slots=True)
class Told:
    """The words around a table: of what it tells, from where, as of when, and what has to be known beside it."""

    scope: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a question. `refused` says why there is none, and `rows` are empty then."""

    question: Question
    caption: str
    row_name: str
    column_name: str
    unit: str
    digits: int
    source: Words
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    footer: Row | None = None
    has_totals: bool = False
    told: Told = field(default_factory=Told)
    refused: str = ""

    @property
    def figure(self) -> Figure:
        """The figure that is told."""
        return self.question.figure

    @property
    def is_money(self) -> bool:
        """Tell whether the values are rupiah."""
        return not self.question.share and self.figure.unit == Unit.RUPIAH


def laid_out(question: Question, laying: Laying) -> tuple[tuple[Column, ...], tuple[Row, ...], Row | None, bool]:
    """Lay the rows out: shares, order, the first of them and the others; gives columns, rows, footer, with totals."""
    columns = tuple(Column(key, label) for key, label in laying.columns)
    keys = [one.key for one in columns]
    read = _shared(question, laying, keys)
    with_totals = laying.column_totals and len(columns) > 1

    def row(row_keys: Keys, key: str, label: str) -> Row:
        values = tuple(read(row_keys, [one]) for one in keys)
        return Row(key, label, values, read(row_keys, keys) if with_totals else None)

    rows = _ordered(question, columns, [row([key], key, label) for key, label in laying.rows])
    all_keys = [key for key, _label in laying.rows]
    footer = row(all_keys, TOTAL, _("Total")) if laying.row_totals and len(rows) > 1 else None
    if question.top and len(rows) > question.top + 1:
        if not question.sort:
            rows = _by_size(rows)
        rest = [one.key for one in rows[question.top :]]
        words = ngettext("%(many)s other", "%(many)s others", len(rest)) % {"many": len(rest)}
        others = [row(rest, OTHERS, words)] if laying.row_totals else []
        rows = [*rows[: question.top], *others]
    return columns, tuple(rows), footer, with_totals


def _shared(question: Question, laying: Laying, columns: Keys) -> Reader:
    """Give the reader of shares, where some are asked for: of the row, of the column, of the whole."""
    if not question.share:
        return laying.read
    all_rows = [key for key, _label in laying.rows]
    wholes: dict[tuple[str, ...], Number | None] = {}

    def share(row_keys: Keys, column_keys: Keys) -> Number | None:
        value = laying.read(row_keys, column_keys)
        of_rows = row_keys if question.share == "row" else all_rows
        of_columns = column_keys if question.share == "column" else columns
        kept = (*of_rows, "/", *of_columns)
        if kept not in wholes:
            wholes[kept] = laying.read(of_rows, of_columns)
        whole = wholes[kept]
        return None if value is None or not whole else 100 * value / whole

    return share


def _ordered(question: Question, columns: tuple[Column, ...], rows: list[Row]) -> list[Row]:
    """Sort the rows as it was asked; what can't be told comes last, and an unknown column leaves the usual order."""
    name, backwards = question.sort.removeprefix("-"), question.sort.startswith("-")
    if name == LABEL:
        return sorted(rows, key=lambda one: one.label.casefold(), reverse=backwards)
    places = {one.sort: place for place, one in enumerate(columns)}
    if name != TOTAL and name not in places:
        return rows

    def value_of(row: Row) -> Number | None:
        return row.total if name == TOTAL else row.values[places[name]]

    told = [one for one in rows if value_of(one) is not None]
    untold = [one for one in rows if value_of(one) is None]
    return [*sorted(told, key=lambda one: value_of(one) or 0, reverse=backwards), *untold]


def _by_size(rows: list[Row]) -> list[Row]:
    """Put the greatest first: by total, or else by the last column."""
    return sorted(rows, key=lambda one: -(size if (size := one.total or one.values[-1]) is not None else -1))
