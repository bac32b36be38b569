"""The orders in which the register can be read, and reading it page by page from wherever one is.

A page begins after the last row of the one before (keyset paging), so that page 2,000 costs what page 1 costs. Each
order ends with the id: no two rows are equal, and none is missed or shown twice.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.db.models import BooleanField, F, Func, Model, QuerySet, TextField, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sentra.registry.models import LEGAL_END, Business

PAGE = 50
FEW = 500
"""So many found businesses are sorted whole; of more, only the page that is shown is read."""
LONGEST_CURSOR = 600
Row = TypeVar("Row", bound=Model)
Readers = Mapping[str, Callable[[str], Any]]


@dataclass(frozen=True, slots=True)
class Sort:
    """An order: its name for the reader, and the values of a row that it goes by, all up or all down."""

    label: Promise
    keys: tuple[str, ...]
    down: bool = False

    def sorted(self, found: "QuerySet[Row]", *, back: bool = False) -> "QuerySet[Row]":
        """Bring rows into this order, or into the one backwards."""
        sign = "-" if self.down != back else ""
        rows = found.annotate(legal_end=LEGAL_END) if "legal_end" in self.keys else found
        return cast("QuerySet[Row]", rows.order_by(*(f"{sign}{key}" for key in self.keys)))


SORTS: dict[str, Sort] = {
    "best": Sort(_("Best match first"), ("match", "name_folded", "id")),
    "name": Sort(_("By name"), ("name_folded", "id")),
    "newest": Sort(_("Newest first"), ("recorded_at", "id"), down=True),
    "district": Sort(_("By district"), ("district", "name_folded", "id")),
    "ends": Sort(_("Legal end first"), ("legal_end", "id")),
}


def moment_read(text: str) -> datetime:
    """Read a moment that a cursor names. Raises `ValueError`, and `OverflowError` for one beyond the calendar."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment.astimezone(UTC)


READ: Readers = {
    "match": int,
    "recorded_at": moment_read,
    "legal_end": date.fromisoformat,
    "id": UUID,
}


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """A page of a list, with the cursors that lead to the page before and after; "" where there is none."""

    rows: Sequence[Row]
    previous: str
    next: str


def slice_of(found: "QuerySet[Business]", order: str, cursor: str = "", size: int = PAGE) -> Slice[Business]:
    """Give the page that a cursor names, or the first: also for a cursor that nobody made."""
    return part_of(found, SORTS[order], cursor, size)


def part_of(found: "QuerySet[Row]", sort: Sort, cursor: str = "", size: int = PAGE, read: Readers = READ) -> Slice[Row]:
    """Give the page of any rows in any order, as `slice_of` does; `read` reads the values that aren't text."""
    place = _read(cursor, sort, read)
    back = place is not None and cursor.startswith("<")
    if place is not None:
        found = sort.sorted(found, back=back).filter(_beyond(sort, place, down=sort.down != back))
    rows = list(found[: size + 1])
    more = len(rows) > size
    rows = rows[:size][::-1] if back else rows[:size]
    if not rows:
        return Slice((), "", "")
    goes_back, goes_on = (more, True) if back else (place is not None, more)
    return Slice(
        rows, cursor_of("<", rows[0], sort) if goes_back else "", cursor_of(">", rows[-1], sort) if goes_on else ""
    )


def cursor_of(way: str, row: Model, sort: Sort) -> str:
    """Name a row by its values in the order: `>` for what comes after it, `<` for what comes before."""
    values = [str(getattr(row, key)) for key in sort.keys]
    return way + urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _read(cursor: str, sort: Sort, read: Readers) -> list[Any] | None:
    """Read a cursor; None for none, and for one of another order or out of thin air."""
    if cursor[:1] not in ("<", ">") or len(cursor) > LONGEST_CURSOR:
        return None
    try:
        values = json.loads(urlsafe_b64decode(cursor[1:] + "=" * (-len(cursor[1:]) % 4)))
        if not isinstance(values, list) or not all(isinstance(value, str) and "\x00" not in value for value in values):
            return None
        json.dumps(values, ensure_ascii=False).encode()  # refuses half a letter, which the database would not take
        return [read.get(key, str)(value) for key, value in zip(sort.keys, values, strict=True)]
    except (ValueError, OverflowError):
        return None


def _beyond(sort: Sort, place: list[Any], *, down: bool) -> Func:
    """Compare whole rows, as PostgreSQL can from an index: `(name_folded, id) > ('batik', ...)`."""
    columns = [F(key) for key in sort.keys]
    sides = [
        Func(*side, template="(%(expressions)s)", output_field=TextField()) for side in (columns, map(Value, place))
    ]
    return Func(*sides, template="%(expressions)s", arg_joiner=" < " if down else " > ", output_field=BooleanField())
