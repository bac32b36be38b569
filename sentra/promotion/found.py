"""What a search of the catalogue found: a page of it, how much there is, and what was probably meant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q, QuerySet

from sentra.kernel.bulk import among
from sentra.kernel.text import fold
from sentra.promotion.called import called
from sentra.promotion.cards import Card, MakerCard, cards_of, maker_cards_of
from sentra.promotion.filters import (
    MAKER_SORT,
    SORTS,
    CatalogueFilter,
    by_name,
    controlled_codes,
    district_slugs,
)
from sentra.promotion.listed import showings_put
from sentra.promotion.models import Maker, MakerState, Showing
from sentra.promotion.search import NOTHING, found_by, meant
from sentra.promotion.walking import (
    MOST_COUNTED,
    counted,
    first_listed,
    gate_of_makers,
    gate_of_products,
    page_listed,
    shown,
)
from sentra.registry.models import ProductPhoto

PAGE = 24
FEW = MOST_COUNTED
"""So many that match words are sorted whole; of more, those whose names begin so come first."""
OF_THEM = 2_000
"""So many products that match words name their makers at once; of more, each maker is asked."""


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
    gate, narrowed = gate_of_products(), chosen.narrow(shown()).defer("search", "search_text")
    ranked = chosen.order == "cocok"
    count, ids = counted(gate, narrowed if chosen.words else chosen.arrange(narrowed))
    if chosen.words and (ranked or count <= FEW):
        narrowed = shown().filter(among(Showing, [*_begun(chosen), *ids[:FEW]] if count > FEW else ids))
    page = page_listed(gate, chosen.arrange(narrowed), SORTS[chosen.order], cursor, PAGE)
    most = min(count, MOST_COUNTED)
    return Found(chosen, cards_of(page.rows), page.previous, page.next, most, more=count > MOST_COUNTED)


def _begun(chosen: CatalogueFilter) -> list[int]:
    """Give some whose names begin with the words, by the index of names; whether they are listed is asked later."""
    found = chosen.without("words").narrow(shown()).filter(name_folded__startswith=fold(chosen.words))
    return list(found.order_by().values_list("pk", flat=True)[:FEW])


def makers_found(words: str = "", commodity: str = "", district: str = "", cursor: str = "") -> FoundMakers:
    """Give a page of the listed makers, narrowed by words, what they make, and where."""
    found, some = published(), list[int]()
    if district:
        code = district_slugs().get(district)
        found = found.filter(Q(business__district=code) if code else NOTHING)
    if commodity:
        found = found.filter(business__commodity=commodity)
    if words:
        makes, some = _makes(words)
        found = found.filter(makes | called(words))
    gate = gate_of_makers()
    count, _ids = counted(gate, found.order_by(), some)
    ordered = MAKER_SORT.sorted(found.annotate(name_folded=by_name())).only("pk")
    page = page_listed(gate, ordered, MAKER_SORT, cursor, PAGE)
    cards = maker_cards_of(page.rows)
    return FoundMakers(cards, page.previous, page.next, min(count, MOST_COUNTED), more=count > MOST_COUNTED)


def makers_meant(words: str, most: int) -> list[MakerCard]:
    """Give some listed makers whom words mean, in no order."""
    gate = gate_of_makers()
    makes, some = _makes(words)
    _count, ids = counted(gate, published().filter(makes | called(words)).order_by(), some)
    return maker_cards_of(gate.loaded(ids[:most]))


def published() -> "QuerySet[Maker]":
    """Give the makers whose page is out; whether they are listed, the gate says."""
    return Maker.objects.filter(state=MakerState.PUBLISHED, business__merged_into=None)


def _makes(words: str) -> tuple[Q, list[int]]:
    """Narrow makers, whom the gate is asked of later, to those of whose products words find one; gives some of them.

    Where few products match, their makers are named at once; where many do, nearly any maker is asked in vain seldom.
    """
    few = list(shown().filter(found_by(words)).order_by().values_list("pk", "maker")[: OF_THEM + 1])
    if len(few) <= OF_THEM:
        listed = gate_of_products().among([one for one, _maker in few])
        some = sorted({maker for one, maker in few if one in listed})
        return Q(among(Maker, some)), some
    made = showings_put().filter(found_by(words), maker=OuterRef("pk"))
    return Q(Exists(made)), sorted({maker for _one, maker in few})


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
