"""Exhibitions and market days as buyers see them: when, where, who of the catalogue is there, and with what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.kernel.text import tidy
from sentra.programmes.exhibiting import PREPARED, Participant, Plan, participants_of, photos_of, plan_of
from sentra.programmes.models import Call, CallPhoto
from sentra.programmes.queries import calls_public
from sentra.programmes.stands import WITH_STANDS
from sentra.promotion.cards import name_of, place_of, price_words
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import Maker, Showing
from sentra.registry.models import ProductPhoto

SHOWN_AFTER = timedelta(days=180)
"""An exhibition stays on show for so long after its last day."""
MOST = 200


def exhibitions_shown() -> list[Call]:
    """Give the exhibitions and market days whose exhibitors are known: those to come first, then what is over."""
    today = clock.today()
    found = _shown()[:MOST]
    kept = [call for call in found if call.terms.gives in WITH_STANDS]
    ahead = sorted((call for call in kept if call.ends_on >= today), key=lambda call: (call.begins_on, call.number))
    over = sorted((call for call in kept if call.ends_on < today), key=lambda call: call.ends_on, reverse=True)
    return [*ahead, *over]


def _shown() -> "QuerySet[Call]":
    since = clock.today() - SHOWN_AFTER
    return calls_public().filter(state__in=PREPARED, ends_on__gte=since).order_by("begins_on", "number")


def is_shown(call: Call) -> bool:
    """Tell whether a call has a page among the exhibitions."""
    recent = call.ends_on >= clock.today() - SHOWN_AFTER
    return call.state in PREPARED and recent and call.terms.gives in WITH_STANDS


def exhibition_shown(number: str) -> Call:
    """Give one of them. Raises `NotFound`."""
    call = _shown().filter(number=number.upper()).first()
    if call is None or call.terms.gives not in WITH_STANDS:
        raise NotFound(_("There is no such exhibition, or who takes part isn't known yet."))
    return call


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A product that is brought, as the catalogue shows it: `price` in words, "" where none may be shown."""

    showing: Showing
    name: str
    price: str
    photo: ProductPhoto | None


@dataclass(frozen=True, slots=True)
class Exhibitor:
    """A maker of the catalogue who takes part: where, and with which products of the catalogue."""

    maker: Maker
    name: str
    place: str
    stand: str
    products: Sequence[Exhibit]


@dataclass(frozen=True, slots=True)
class Exhibition:
    """An exhibition as buyers see it; `unlisted` take part and aren't in the catalogue."""

    call: Call
    plan: Plan
    exhibitors: Sequence[Exhibitor]
    unlisted: int
    photos: Sequence[CallPhoto]


def exhibition_of(call: Call) -> Exhibition:
    """Gather what everybody may see of an exhibition; products are those that are listed today, and accepted."""
    there = participants_of(call)
    makers = {one.business_id: one for one in makers_listed().filter(business__in=_businesses(there))}
    showings = {
        one.product_id: one
        for one in showings_listed().filter(maker__in=list(makers.values()), product__in=_brought(there))
    }
    photos = _photos(list(showings))
    exhibitors = []
    for one in there:
        for business in _of(one):
            maker = makers.get(business)
            if maker:
                exhibitors.append(_exhibitor(one, maker, showings, photos))
    listed = {one.maker.business_id for one in exhibitors}
    unlisted = sum(not set(_of(one)) & listed for one in there)
    return Exhibition(call, plan_of(call), exhibitors, unlisted, list(photos_of(call)))


def _of(one: Participant) -> list[UUID]:
    """Give the businesses that take part: of a group its members."""
    candidate = one.candidate
    return [member.pk for member in candidate.members.all()] if candidate.group_id else [candidate.business_id]


def _businesses(there: Sequence[Participant]) -> list[UUID]:
    return [business for one in there for business in _of(one)]


def _brought(there: Sequence[Participant]) -> list[int]:
    """Give the products of the register that are brought and that everybody may see."""
    return [line.brought.product_id for one in there for line in one.lines if line.shown and line.brought.product_id]


def _exhibitor(
    one: Participant, maker: Maker, showings: dict[int, Showing], photos: dict[int, ProductPhoto]
) -> Exhibitor:
    """Gather what a maker brings of the catalogue.

    A line without a product of the register is named nowhere: it isn't in the catalogue.
    """
    lines = [line.brought for line in one.lines if line.shown]
    own = [showings[line.product_id] for line in lines if line.product_id in showings]
    business = maker.business
    products = [
        Exhibit(each, tidy(each.product.name), price_words(each.product, business), photos.get(each.product_id))
        for each in own
        if each.maker_id == maker.pk
    ]
    stand = one.candidate.stand.name if one.candidate.stand else ""
    return Exhibitor(maker, name_of(business), place_of(business), stand, products)


def _photos(products: Sequence[int]) -> dict[int, ProductPhoto]:
    """Give the first photograph of each product."""
    found = ProductPhoto.objects.filter(product__in=products).select_related("file").order_by("-pk")
    return {one.product_id: one for one in found}
