"""What the page of a maker and that of a product say; only makers and products that are listed have one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sentra.kernel.errors import NotFound
from sentra.kernel.text import tidy
from sentra.promotion.cards import (
    Card,
    MakerCard,
    cards_of,
    commodity_of,
    for_cards,
    is_controlled,
    is_new,
    name_of,
    place_of,
    price_words,
    with_photos,
)
from sentra.promotion.certificates import Seal, seals_of
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.meeting import Meeting, meetings_of
from sentra.promotion.models import Maker, MakerPhoto, Showing
from sentra.promotion.near import Point, near_makers, pin_of
from sentra.promotion.reaching import Reach, reaches_of
from sentra.reference.loading import current_pack
from sentra.registry.models import ProductPhoto

MOST_PRODUCTS = 60
OTHERS = 4


@dataclass(frozen=True, slots=True)
class MakerPage:
    """The page of a maker; `owner` and `pin` only where the owner agreed to show them."""

    maker: Maker
    name: str
    place: str
    commodity: str
    commodity_code: str
    tagline: str
    story: str
    story_in_english: bool
    how_to_order: str
    owner: str
    pin: Point | None
    photos: Sequence[MakerPhoto]
    cards: Sequence[Card]
    seals: Sequence[Seal]
    reaches: Sequence[Reach]
    meetings: Sequence[Meeting]
    near: Sequence[MakerCard]
    controlled: bool

    @property
    def photo(self) -> MakerPhoto | ProductPhoto | None:
        """The photograph that stands for the maker: its own, else that of a product."""
        of_products = (card.photo for card in self.cards if card.photo)
        return next(iter(self.photos), None) or next(of_products, None)


@dataclass(frozen=True, slots=True)
class ProductPage:
    """The page of a product; of a `controlled` one neither a price nor a way to order is shown."""

    showing: Showing
    maker: Maker
    name: str
    maker_name: str
    place: str
    commodity: str
    commodity_code: str
    description: str
    packaging: str
    price: str
    how_to_order: str
    is_new: bool
    controlled: bool
    photos: Sequence[ProductPhoto]
    seals: Sequence[Seal]
    reaches: Sequence[Reach]
    others: Sequence[Card]
    meetings: Sequence[Meeting]
    near: Sequence[MakerCard]


def maker_listed(slug: str) -> Maker:
    """Give a maker that is public today. Raises `NotFound`."""
    maker = makers_listed().select_related("business__owner").filter(slug=slug).first()
    if maker is None:
        raise NotFound(_("There is no such maker in the catalogue, or not any more."))
    return maker


def showing_listed(maker_slug: str, slug: str) -> Showing:
    """Give a product of a maker that is public today. Raises `NotFound`."""
    found = showings_listed().select_related("maker__business__owner").filter(maker__slug=maker_slug, slug=slug)
    showing = with_photos(found).first()
    if showing is None:
        raise NotFound(_("There is no such product in the catalogue, or not any more."))
    return showing


def maker_moved(slug: str) -> Maker | None:
    """Give the public maker to whom a page that became one with its own leads on."""
    return makers_listed().filter(former_slugs=slug).first()


def maker_page(slug: str) -> MakerPage:
    """Read the page of a maker. Raises `NotFound`."""
    maker = maker_listed(slug)
    return maker_page_of(maker, showings_listed().filter(maker=maker))


def maker_page_of(maker: Maker, put: "QuerySet[Showing]") -> MakerPage:
    """Read the page of a maker whom the caller may show, with those of its products that it may show."""
    business = maker.business
    showings = for_cards(put).order_by("-first_shown_at", "-id")
    kind = current_pack().commodities_by_code.get(business.commodity)
    controlled = kind is not None and kind.controlled
    in_english = _told_in_english(maker)
    return MakerPage(
        maker=maker,
        name=name_of(business),
        place=place_of(business),
        commodity=str(kind.name) if kind else "",
        commodity_code=business.commodity if kind else "",
        tagline=tidy(maker.tagline),
        story=tidy(maker.story_en if in_english else maker.story),
        story_in_english=in_english,
        how_to_order="" if controlled else tidy(maker.how_to_order),
        owner=tidy(business.owner.name) if maker.shows_owner else "",
        pin=pin_of(maker),
        photos=list(maker.photos.all()),
        cards=cards_of(list(showings[:MOST_PRODUCTS])),
        seals=seals_of(business.pk),
        reaches=reaches_of(maker, ordering=not controlled),
        meetings=meetings_of(business),
        near=near_makers(maker),
        controlled=controlled,
    )


def _told_in_english(maker: Maker) -> bool:
    """Tell whether the reader gets the story in English: it is the reader's language, and the story is told in it."""
    return (get_language() or "").startswith("en") and bool(maker.story_en.strip())


def product_page(maker_slug: str, slug: str) -> ProductPage:
    """Read the page of a product. Raises `NotFound`."""
    showing = showing_listed(maker_slug, slug)
    return product_page_of(showing, showings_listed().filter(maker=showing.maker))


def product_page_of(showing: Showing, put: "QuerySet[Showing]") -> ProductPage:
    """Read the page of a product that the caller may show, with what else of its maker it may show."""
    maker, product = showing.maker, showing.product
    business = maker.business
    kind = commodity_of(product, business)
    controlled = is_controlled(product, business)
    others = for_cards(put.exclude(pk=showing.pk))
    return ProductPage(
        showing=showing,
        maker=maker,
        name=tidy(product.name),
        maker_name=name_of(business),
        place=place_of(business),
        commodity=str(kind.name) if kind else "",
        commodity_code=kind.code if kind else "",
        description=tidy(product.description),
        packaging=tidy(product.packaging),
        price=price_words(product, business),
        how_to_order="" if controlled else tidy(maker.how_to_order),
        is_new=is_new(showing),
        controlled=controlled,
        photos=list(product.photos.all()),
        seals=seals_of(business.pk, product),
        reaches=reaches_of(maker, showing, ordering=not controlled),
        others=cards_of(list(others.order_by("-first_shown_at", "-id")[:OTHERS])),
        meetings=meetings_of(business),
        near=near_makers(maker),
    )
