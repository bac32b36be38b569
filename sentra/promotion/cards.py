"""Products and makers as lists of the catalogue show them; whatever stands on them is read from the register now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.money import rupiah
from sentra.kernel.text import tidy
from sentra.promotion.addresses import address
from sentra.promotion.certificates import certificates_of, shorts_for
from sentra.promotion.listed import WITH_MAKER, WITH_PRODUCT, showings_listed
from sentra.promotion.models import Maker, MakerPhoto, Showing
from sentra.reference.loading import current_pack
from sentra.reference.schema import Commodity
from sentra.registry.models import Business, Product, ProductPhoto

SEALS_SHOWN = 3
_OF_BUSINESS = ("search", "search_text", "match_keys")
LONG = ("search", "search_text", *(f"maker__business__{name}" for name in _OF_BUSINESS))
"""What is long, and stands on no page."""
_NAMED = ("name", "brand", "commodity", "village", "district")
SHOWN = (
    *("slug", "first_shown_at", "maker", "product", "product__name", "product__description", "product__commodity"),
    *("product__unit", "product__price_from", "product__price_to", "maker__slug", "maker__business"),
    *(f"maker__business__{name}" for name in _NAMED),
)
"""What a product in a list is made of: a fifth of all columns of its four tables."""
MAKER_SHOWN = ("slug", "business", *(f"business__{name}" for name in _NAMED))
"""What a maker in a list is made of."""


@dataclass(frozen=True, slots=True)
class Card:
    """A product in a list: `price` in words, "" where there is none or none may be shown."""

    showing: Showing
    url: str
    name: str
    maker: str
    place: str
    price: str
    amounts: Sequence[str]
    """The price in its parts, each of which stays on one line; without the unit."""
    unit: str
    photo: ProductPhoto | None
    is_new: bool
    seals: Sequence[str]


@dataclass(frozen=True, slots=True)
class MakerCard:
    """A maker in a list, with a photograph of its own or of a product."""

    maker: Maker
    url: str
    name: str
    commodity: str
    place: str
    photo: MakerPhoto | ProductPhoto | None
    seals: Sequence[str]


def name_of(business: Business) -> str:
    """Give the name under which buyers know a business."""
    return tidy(business.brand or business.name)


def place_of(business: Business) -> str:
    """Say where a business is: village and district."""
    pack = current_pack()
    names = (pack.village_names.get(business.village, ""), pack.district_names.get(business.district, ""))
    return ", ".join(name for name in dict.fromkeys(names) if name)


def commodity_of(product: Product, business: Business) -> Commodity | None:
    """Give what kind of product something is; its maker's kind where it has none of its own."""
    return current_pack().commodities_by_code.get(product.commodity or business.commodity)


def is_controlled(product: Product, business: Business) -> bool:
    """Tell whether buying a product is subject to police rules: neither a price nor a way to order is shown."""
    kind = commodity_of(product, business)
    return kind is not None and kind.controlled


def price_words(product: Product, business: Business) -> str:
    """Say the price of a product, or from what to what, and for how much; "" where none is known or may be shown."""
    said = " – Rp".join(price_parts(product, business))
    return f"{said} / {tidy(product.unit)}" if said and product.unit else said


def price_parts(product: Product, business: Business) -> list[str]:
    """Say the price of a product without its unit, a range in two parts, of which the first alone names the currency.

    None where none may be shown.
    """
    low, high = product.price_from, product.price_to
    if is_controlled(product, business) or (low is None and high is None):
        return []
    if low is None:
        return [_("up to %(price)s") % {"price": rupiah(high or 0)}]
    if high is None:
        return [_("from %(price)s") % {"price": rupiah(low)}]
    return [rupiah(low)] if low == high else [rupiah(low), rupiah(high).removeprefix("Rp")]


def with_photos(showings: "QuerySet[Showing]") -> "QuerySet[Showing]":
    """Read showings with the photographs of their products; one query more."""
    return showings.defer(*LONG).prefetch_related(_photos())


def for_cards(showings: "QuerySet[Showing]") -> "QuerySet[Showing]":
    """Read of showings what `cards_of` shows, with the photographs of their products; one query more."""
    return showings.select_related(*WITH_PRODUCT).only(*SHOWN).prefetch_related(_photos())


def for_maker_cards(makers: "QuerySet[Maker]") -> "QuerySet[Maker]":
    """Read of makers what `maker_cards_of` shows."""
    return makers.select_related(*WITH_MAKER).only(*MAKER_SHOWN)


def _photos() -> "Prefetch[str, QuerySet[ProductPhoto], str]":
    return Prefetch("product__photos", ProductPhoto.objects.order_by("pk"))


def cards_of(showings: Sequence[Showing]) -> list[Card]:
    """Give the cards of showings, which the caller has from the gate; one query."""
    certificates = certificates_of({one.maker.business_id for one in showings}) if showings else {}
    return [
        Card(
            showing=one,
            url=address("product", one.maker.slug, one.slug),
            name=tidy(one.product.name),
            maker=name_of(one.maker.business),
            place=place_of(one.maker.business),
            price=price_words(one.product, one.maker.business),
            amounts=price_parts(one.product, one.maker.business),
            unit=tidy(one.product.unit),
            photo=next(iter(one.product.photos.all()), None),
            is_new=is_new(one),
            seals=shorts_for(certificates.get(one.maker.business_id, ()), one.product_id)[:SEALS_SHOWN],
        )
        for one in showings
    ]


def is_new(showing: Showing) -> bool:
    """Tell whether a product still counts as new."""
    return (clock.now() - showing.first_shown_at).days < current_pack().promotion.new_days


def maker_cards_of(makers: Sequence[Maker]) -> list[MakerCard]:
    """Give the cards of makers, which the caller has from the gate; three queries, however many they are."""
    if not makers:
        return []
    photos = _photos_of([one.pk for one in makers])
    certificates = certificates_of({one.business_id for one in makers})
    kinds = current_pack().commodities_by_code
    return [
        MakerCard(
            maker=one,
            url=address("maker", one.slug),
            name=name_of(one.business),
            commodity=str(kinds[one.business.commodity].name) if one.business.commodity in kinds else "",
            place=place_of(one.business),
            photo=photos.get(one.pk),
            seals=list(dict.fromkeys(short for _product, short in certificates.get(one.business_id, ())))[:SEALS_SHOWN],
        )
        for one in makers
    ]


def _photos_of(maker_ids: Sequence[int]) -> dict[int, MakerPhoto | ProductPhoto]:
    """Give a photograph of each maker, its own where it has one, else of a listed product; two queries."""
    listed = showings_listed().filter(maker__in=maker_ids).order_by().values("product")
    of_products = ProductPhoto.objects.filter(product__in=listed).order_by("product__showing__maker", "pk")
    found: dict[int, MakerPhoto | ProductPhoto] = {}
    for photo in of_products.select_related("product__showing").distinct("product__showing__maker"):
        found[photo.product.showing.maker_id] = photo
    own = MakerPhoto.objects.filter(maker__in=maker_ids).order_by("maker", "pk").distinct("maker")
    return found | {photo.maker_id: photo for photo in own}
