"""Reading the first of many listed products in an order: along an index, asking the gate of some at a time.

Asked of all at once, the database thinks that few are listed, and sorts hundreds of thousands. Most are listed, though:
so a few more rows than are wanted are read in their order, and the gate is asked of these alone.
"""

from collections.abc import Sequence

from django.db.models import QuerySet

from sentra.kernel.bulk import among
from sentra.promotion.cards import with_photos
from sentra.promotion.filters import READ
from sentra.promotion.listed import showings_listed
from sentra.promotion.models import Showing
from sentra.registry.sorts import Slice, Sort, cursor_of, part_of

MORE = 3
"""So many times as many are read as are wanted; twice that each further time, where few of them are listed."""


def shown() -> "QuerySet[Showing]":
    """Give the showings that nobody took out; whether they are listed, the gate says."""
    return Showing.objects.filter(shown=True, hidden_at=None)


def first_listed(ordered: "QuerySet[Showing]", most: int) -> list[Showing]:
    """Give the first listed of some showings, which stand in an order, with their photographs."""
    found: list[int] = []
    start, step = 0, most * MORE
    while len(found) < most:
        ids = list(ordered.values_list("pk", flat=True)[start : start + step])
        listed = listed_among(ids)
        found += [one for one in ids if one in listed]
        if len(ids) < step:
            break
        start, step = start + step, step * 2
    return loaded(found[:most])


def page_listed(ordered: "QuerySet[Showing]", sort: Sort, cursor: str, size: int) -> Slice[Showing]:
    """Give the page of the listed among some showings that a cursor names, or the first."""
    found: list[Showing] = []
    ordered = ordered.defer("search", "search_text")
    here, step = cursor, size * MORE
    part = part_of(ordered, sort, here, step, READ)
    back = cursor.startswith("<") and bool(part.next)
    begins = not cursor or not part.previous
    while part.rows:
        listed = listed_among([one.pk for one in part.rows])
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
        loaded([one.pk for one in rows]),
        cursor_of("<", first, sort) if goes_back else "",
        cursor_of(">", last, sort) if goes_on else "",
    )


def listed_among(ids: Sequence[int]) -> set[int]:
    """Tell which of some showings are listed; one query."""
    if not ids:
        return set()
    return set(showings_listed().filter(among(Showing, ids)).order_by().values_list("pk", flat=True))


def loaded(ids: Sequence[int]) -> list[Showing]:
    """Read those showings that are listed among some, in the order of the ids, with their photographs."""
    by_id = {one.pk: one for one in with_photos(showings_listed().filter(pk__in=ids))} if ids else {}
    return [by_id[one] for one in ids if one in by_id]
