"""What a search of the catalogue found: a page of it, how much there is, and what was probably meant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q

from sentra.kernel.bulk import among
from sentra.kernel.text import fold
from sentra.promotion.called import called
from sentra.promotion.cards import Card, MakerCard, cards_of, maker_cards_of
from sentra.promotion.filters import (
    MAKER_SORT,
    READ,
    SORTS,
    CatalogueFilter,
    by_name,
    controlled_codes,
    district_slugs,
)
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import Showing
from sentra.promotion.search import NOTHING, found_by, meant
from sentra.promotion.walking import first_listed, listed_among, page_listed, shown
from sentra.registry.models import ProductPhoto
from sentra.registry.sorts import part_of

PAGE = 24
MOST_COUNTED = 500
"""So many are counted: to count all of hundreds of thousands costs more than the page, and tells nobody more."""
ENOUGH = 800
"""So many are read to count those of them that are listed."""
FEW = 500
"""So many that match words are sorted whole; of more, those whose names begin so come first."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of products; `chosen` found it, with the words that were `meant` where `corrected`.

    `count` stops at `MOST_COUNTED`, and `more` says that there are more.
    """

    chosen: CatalogueFilter
    cards: Sequence[Card]
    previous: str
    next: str
    count: int
    more: bool = False
    meant: str = ""
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class FoundMakers:
    """A page of makers, by name."""

    cards: Sequence[MakerCard]
    previous: str
    next: str
    count: int
    more: bool


def products_found(chosen: CatalogueFilter, cursor: str = "") -> Found:
    """Give a page of the listed products that are looked for.

    Where misspelt words find nothing, what was probably meant is looked for in their stead. Nothing is suggested that
    finds nothing: a word may be one of a maker who isn't listed any more.
    """
    found = _found(chosen, cursor)
    probably = meant(chosen.words) if chosen.words and not found.count else ""
    if not probably:
        return found
    corrected = _found(chosen.with_words(probably), cursor)
    return replace(corrected, meant=probably, corrected=True) if corrected.count else found


def _found(chosen: CatalogueFilter, cursor: str) -> Found:
    ranked = chosen.order == "cocok"
    count, ids = _counted(chosen)
    if chosen.words and (ranked or count <= FEW):
        ranks = shown().filter(among(Showing, [*_begun(chosen), *ids] if count > FEW else ids))
    else:
        ranks = chosen.narrow(shown())
    page = page_listed(chosen.arrange(ranks), SORTS[chosen.order], cursor, PAGE)
    most = min(count, MOST_COUNTED)
    return Found(chosen, cards_of(page.rows), page.previous, page.next, most, more=count > MOST_COUNTED)


def _counted(chosen: CatalogueFilter) -> tuple[int, list[int]]:
    """Count what is listed of what is looked for, up to one too many to count, and give the ids of a few.

    Some more than are counted are read, and the gate is asked of these alone (as in `walking`). Only where nearly a
    half of them isn't listed, all that match are counted.
    """
    matching = list(chosen.narrow(shown()).order_by().values_list("pk", flat=True)[:ENOUGH])
    listed = sorted(listed_among(matching))
    if len(matching) < ENOUGH or len(listed) > MOST_COUNTED:
        return len(listed), listed[:FEW]
    return chosen.narrow(showings_listed()).order_by().values("pk")[: MOST_COUNTED + 1].count(), listed[:FEW]


def _begun(chosen: CatalogueFilter) -> list[int]:
    """Give some whose names begin with the words, by the index of names; whether they are listed is asked later."""
    found = chosen.without("words").narrow(shown()).filter(name_folded__startswith=fold(chosen.words))
    return list(found.order_by().values_list("pk", flat=True)[:FEW])


def makers_found(words: str = "", commodity: str = "", district: str = "", cursor: str = "") -> FoundMakers:
    """Give a page of the listed makers, narrowed by words, what they make, and where."""
    found = makers_listed()
    if district:
        code = district_slugs().get(district)
        found = found.filter(Q(business__district=code) if code else NOTHING)
    if commodity:
        found = found.filter(business__commodity=commodity)
    if words:
        found = found.filter(_makes(words) | called(words))
    count = found.order_by().values("pk")[: MOST_COUNTED + 1].count()
    page = part_of(MAKER_SORT.sorted(found.annotate(name_folded=by_name())), MAKER_SORT, cursor, PAGE, READ)
    cards = maker_cards_of(page.rows)
    return FoundMakers(cards, page.previous, page.next, min(count, MOST_COUNTED), more=count > MOST_COUNTED)


def _makes(words: str) -> Q:
    """Narrow listed makers to those of whose products words find one.

    Where few products match, their makers are named at once; where many do, nearly any maker is asked in vain seldom.
    """
    matching = showings_listed().filter(found_by(words))
    few = list(matching.order_by().values_list("maker", flat=True)[: FEW + 1])
    return Q(pk__in=set(few)) if len(few) <= FEW else Q(Exists(matching.filter(maker=OuterRef("pk"))))


def newest(most: int) -> list[Card]:
    """Give the newest listed products."""
    return cards_of(first_listed(shown().order_by("-first_shown_at", "-id"), most))


def newest_for_all(most: int, *, with_photo: bool) -> list[Card]:
    """Give the newest listed products that may stand before everybody unasked, or the newest that have a photograph.

    What is subject to police rules (the pack's `controlled`) stands on the pages of its kind, and where it is looked
    for.
    """
    found = shown().exclude(commodity__in=controlled_codes())
    if with_photo:
        found = found.filter(pictured())
    return cards_of(first_listed(found.order_by("-first_shown_at", "-id"), most))


def newest_of(most: int, narrowed: Q) -> list[Card]:
    found = shown().filter(narrowed).order_by("-first_shown_at", "-id")
    first = first_listed(found.filter(pictured()), most)
    if len(first) < most:
        first += first_listed(found.exclude(pk__in=[one.pk for one in first]), most - len(first))
    return cards_of(first)


def pictured() -> Exists:
    """Narrow showings to those whose product has a photograph."""
    return Exists(ProductPhoto.objects.filter(product=OuterRef("product")))
