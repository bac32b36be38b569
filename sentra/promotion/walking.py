"""Reading the first of many listed products, or makers, in an order: along an index, asking the gate of some at a time.

Asked of all at once, the database thinks that few are listed, and sorts hundreds of thousands. Most are listed, though:
so a few more rows than are wanted are read in their order, and the gate is asked of these alone.
"""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

from sentra.kernel.bulk import among
from sentra.promotion.cards import for_cards, for_maker_cards
from sentra.promotion.filters import READ
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import Maker, Showing
from sentra.registry.sorts import Slice, Sort, cursor_of, part_of

Row = TypeVar("Row", bound=Model)
MORE = 3
"""So many times as many are read as are wanted; twice that each further time, where few of them are listed."""

MOST_COUNTED = 200
"""So many are counted: to count all of hundreds of thousands costs more than the page, and tells nobody more."""
ENOUGH = 320
"""So many are read to count those of them that are listed."""


class Gate(Generic[Row]):
    """The gate for one kind of rows, asked of some at a time; while a page is made it is asked of each row once.

    `read` gives the rows with all that is shown of them.
    """

    def __init__(
        self, kind: type[Row], listed: "Callable[[], QuerySet[Row]]", read: "Callable[[], QuerySet[Row]]"
    ) -> None:
        self.kind, self.listed, self._read = kind, listed, read
        self._answered: dict[int, bool] = {}

    def among(self, ids: Sequence[int]) -> set[int]:
        """Tell which of some rows are listed; one query, of those that weren't asked of before."""
        if new := [one for one in ids if one not in self._answered]:
            found = self.listed().filter(among(self.kind, new)).order_by().values_list("pk", flat=True)
            self._answered |= dict.fromkeys(new, False) | dict.fromkeys(found, True)
        return {one for one in ids if self._answered[one]}

    def loaded(self, ids: Sequence[int]) -> list[Row]:
        """Read those that are listed among some, in the order of the ids."""
        listed = self.among(ids)
        by_id = {one.pk: one for one in self._read().filter(among(self.kind, listed))} if listed else {}
        return [by_id[one] for one in ids if one in by_id]


def gate_of_products() -> Gate[Showing]:
    """Give the gate of products, for one page."""
    return Gate(Showing, showings_listed, lambda: for_cards(Showing.objects.all()))


def gate_of_makers() -> Gate[Maker]:
    """Give the gate of makers, for one page."""
    return Gate(Maker, makers_listed, lambda: for_maker_cards(Maker.objects.all()))


def shown() -> "QuerySet[Showing]":
    """Give the showings that nobody took out; whether they are listed, the gate says."""
    return Showing.objects.filter(shown=True, hidden_at=None)


def first_listed(ordered: "QuerySet[Showing]", most: int) -> list[Showing]:
    """Give the first listed of some showings, which stand in an order, with their photographs."""
    gate, found = gate_of_products(), list[int]()
    start, step = 0, most * MORE
    while len(found) < most:
        ids = list(ordered.values_list("pk", flat=True)[start : start + step])
        listed = gate.among(ids)
        found += [one for one in ids if one in listed]
        if len(ids) < step:
            break
        start, step = start + step, step * 2
    return gate.loaded(found[:most])


def page_listed(gate: Gate[Row], ordered: "QuerySet[Row]", sort: Sort, cursor: str, size: int) -> Slice[Row]:
    """Give the page of the listed among some rows that a cursor names, or the first."""
    found: list[Row] = []
    here, step = cursor, size * MORE
    part = part_of(ordered, sort, here, step, READ)
    back = cursor.startswith("<") and bool(part.next)
    begins = not cursor or not part.previous
    while part.rows:
        listed = gate.among([one.pk for one in part.rows])
        read = [one for one in part.rows if one.pk in listed]
        found = read + found if back else found + read
        here = part.previous if back else part.next
        if len(found) > size or not here:
            break
        step *= 2
        part = part_of(ordered, sort, here, step, READ)
    more = len(found) > size
    rows = found[-size:] if back else found[:size]
    if not rows:
        return Slice((), "", "")
    goes_back, goes_on = (more, True) if back else (not begins, more)
    first, last = rows[0], rows[-1]
    return Slice(
        gate.loaded([one.pk for one in rows]),
        cursor_of("<", first, sort) if goes_back else "",
        cursor_of(">", last, sort) if goes_on else "",
    )


def counted(gate: Gate[Row], narrowed: "QuerySet[Row]", some: Sequence[int] = ()) -> tuple[int, list[int]]:
    """Count what is listed of some rows, up to one too many to count, and give the ids of a few.

    Some more than are counted are read, in whatever order the rows have, and the gate is asked of these alone: of
    `some` first, where the caller knows enough of them. Only where nearly a half of them isn't listed, all are counted.
    """
    if len(some) > MOST_COUNTED:
        near = narrowed.filter(among(gate.kind, some)).order_by().values_list("pk", flat=True)[:ENOUGH]
        listed = sorted(gate.among(list(near)))
        if len(listed) > MOST_COUNTED:
            return len(listed), listed
    matching = list(narrowed.values_list("pk", flat=True)[:ENOUGH])
    listed = sorted(gate.among(matching))
    if len(matching) < ENOUGH or len(listed) > MOST_COUNTED:
        return len(listed), listed
    all_listed = narrowed.filter(pk__in=gate.listed().order_by().values("pk"))
    found = list(all_listed.order_by().values_list("pk", flat=True)[: MOST_COUNTED + 1])
    return len(found), found
