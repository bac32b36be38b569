"""What a search of the register found: a page of it, how much there is, and what was probably meant."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Func, QuerySet

from sentra.kernel.bulk import among
from sentra.kernel.text import fold
from sentra.people.models import User
from sentra.people.policy import visible_to
from sentra.registry.columns import Column, columns_for, with_columns
from sentra.registry.filters import RegisterFilter
from sentra.registry.models import TENTH, Business
from sentra.registry.search import may_be_often, meant
from sentra.registry.sorts import FEW, Slice, slice_of

MOST_COUNTED = 2_000
"""So many are counted: enough for the businesses of a district, for little more than finding the first of them."""
MOST_WITH_WORDS = FEW
"""So many are counted of those that match words: each has to be looked at, wherever it lies."""
PARTS = 10
"""A tenth of all businesses (`TENTH`) is looked at first where it may be enough."""
MOST_RANKED = 200
"""So many of a great many that match words are ranked: whoever doesn't find it among them adds a word."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; `chosen` is the filter that found it, with the words that were `meant` where `corrected`.

    `count` stops at `MOST_COUNTED` or `MOST_WITH_WORDS`, and `more` says that there are more: to count a million costs
    more than the whole page, and tells nobody more.
    """

    chosen: RegisterFilter
    columns: tuple[Column, ...]
    page: Slice[Business]
    count: int
    more: bool = False
    meant: str = ""
    corrected: bool = False


def businesses_found(actor: User, chosen: RegisterFilter, cursor: str = "") -> Found:
    """Give a page of what a filter finds among the businesses that the actor may see.

    Where misspelt words find nothing, what was probably meant is looked for in their stead.
    """
    found = _found(actor, chosen, cursor)
    probably = meant(chosen.words) if chosen.words else ""
    if not probably or found.count:
        return replace(found, meant=probably)
    corrected = _found(actor, chosen.with_words(probably), cursor)
    return replace(corrected, meant=probably, corrected=True) if corrected.count else replace(found, meant=probably)


def _found(actor: User, chosen: RegisterFilter, cursor: str) -> Found:
    """Look for the ids of a few first: only few are sorted whole; of many, an index is walked along the order.

    Of many that match words, those whose names begin so are ranked, filled up with whichever others.
    """
    columns = columns_for(actor, chosen.columns)
    narrowed = _narrowed(actor, chosen)
    ranked = chosen.order == "best"
    most = MOST_WITH_WORDS if chosen.words else MOST_COUNTED
    often = bool(chosen.words) and may_be_often(chosen.words, PARTS * most)
    count, few = (_counted_of_often if often else _counted)(narrowed, most, ranked=ranked)
    if not count:
        return Found(chosen, columns, Slice((), "", ""), 0)
    many = count > FEW
    if not many or ranked:
        best = [*_begun(actor, chosen), *few][:MOST_RANKED] if many else few
        narrowed = Business.objects.filter(among(Business, best))
    page = slice_of(with_columns(chosen.arrange(narrowed), columns, for_list=True), chosen.order, cursor)
    return Found(chosen, columns, page, min(count, most), more=count > most)


def _narrowed(actor: User, chosen: RegisterFilter) -> "QuerySet[Business]":
    return chosen.narrow(visible_to(actor, Business.objects.all()), actor)


def _begun(actor: User, chosen: RegisterFilter) -> list[UUID]:
    """Give some whose names begin with the words: by the index of names, without looking at any other word."""
    found = _narrowed(actor, chosen.without("q")).filter(name_folded__startswith=fold(chosen.words))
    return _ids(found, MOST_RANKED)


def _counted(businesses: "QuerySet[Business]", most: int, *, ranked: bool) -> tuple[int, list[UUID]]:
    """Count businesses, up to one too many to count, and give the ids of a few: where there are more, only to rank."""
    few = f"(%(expressions)s)[1:{FEW}]" if ranked else f"CASE WHEN count(*) <= {FEW} THEN %(expressions)s END"
    ids = Func(ArrayAgg("pk"), template=few)
    found = businesses.order_by().values("pk")[: most + 1].aggregate(count=Count("pk"), few=ids)
    return found["count"], found["few"] or []


def _counted_of_often(businesses: "QuerySet[Business]", most: int, *, ranked: bool) -> tuple[int, list[UUID]]:
    """Count as `_counted` does, first among a tenth of all businesses: the index gives all that match words, or none.

    Words that a hundred thousand match are so answered from ten thousand.
    """
    of_tenth = _counted(businesses.filter(TENTH), most, ranked=ranked)
    return of_tenth if of_tenth[0] > most else _counted(businesses, most, ranked=ranked)


def _ids(businesses: "QuerySet[Business]", most: int) -> list[UUID]:
    """Give the ids of some, in no order."""
    return list(businesses.order_by().values_list("pk", flat=True)[:most])
