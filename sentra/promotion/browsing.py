"""What the first page, the pages of goods, districts and themes say."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.kernel.text import fold, tidy
from sentra.promotion.addresses import address
from sentra.promotion.cards import Card, MakerCard, maker_cards_of
from sentra.promotion.figures import Listed, Tile, listed_figures, registered_in, registered_of, tiles
from sentra.promotion.filters import district_slugs
from sentra.promotion.found import newest_of, pictured
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import Maker, MakerPhoto, Theme
from sentra.promotion.sentras import sentras_listed, slug_of_sentra
from sentra.promotion.walking import shown
from sentra.reference.loading import current_pack
from sentra.registry.models import Group, ProductPhoto

CARDS = 8
MAKERS = 6
MOST_OF_THEME = 60
NEWEST_ASKED = 12
"""So many of the newest of a kind are asked for whether they are listed, for a picture of the kind."""
Photo = ProductPhoto | MakerPhoto


@dataclass(frozen=True, slots=True)
class Flagship:
    """A flagship product on the first page, with a picture of one that is listed."""

    name: str
    url: str
    products: int
    photo: Photo | None
    controlled: bool


@dataclass(frozen=True, slots=True)
class PlacePage:
    """The page of a kind of product, or of a district; `registered` None where too few are on the register to tell."""

    code: str
    slug: str
    name: str
    story: str
    summary: str
    registered: int | None
    makers: int
    products: int
    parts: Sequence[tuple[str, str, int]]
    """Of a kind of product the districts, of a district the kinds: name, address, how many products."""
    tiles: Sequence[Tile]
    cards: Sequence[Card]
    maker_cards: Sequence[MakerCard]
    sentras: Sequence[tuple[str, str]]
    all_url: str = ""
    """The address of the list of all its products."""
    controlled: bool = False

    @property
    def photo(self) -> Photo | None:
        """A photograph that stands for the page."""
        return next((card.photo for card in self.cards if card.photo), None)


@dataclass(frozen=True, slots=True)
class ThemePage:
    """A theme that is shown now."""

    title: str
    words: str
    theme: Theme
    cards: Sequence[MakerCard]

    @property
    def photo(self) -> Photo | None:
        """A photograph that stands for the page."""
        return next((card.photo for card in self.cards if card.photo), None)


def story_of(*, commodity: str | None = None, district: str | None = None) -> str:
    """Give what the pack tells of a kind of product or of a district; "" for nothing."""
    stories = current_pack().promotion.stories
    found = (one for one in stories if (one.commodity, one.district) == (commodity, district))
    return next((str(one.words) for one in found), "")


def flagships(listed: Listed) -> list[Flagship]:
    """Give the flagship products of which something is listed, each with a picture; three queries."""
    goods = [one for one in current_pack().commodities if one.flagship and listed.by_commodity.get(one.code)]
    photos = _pictures_of([one.code for one in goods])
    return [
        Flagship(
            str(one.name),
            address("commodity", one.code),
            listed.by_commodity[one.code],
            photos.get(one.code),
            one.controlled,
        )
        for one in goods
    ]


def _pictures_of(codes: Sequence[str]) -> dict[str, ProductPhoto]:
    """Give a photograph of the newest listed product of each kind that has one; three queries.

    The newest of a kind are read first; whether they are listed, the gate is asked of them alone.
    """
    if not codes:
        return {}
    pictures = shown().filter(pictured()).order_by("-first_shown_at", "-id").values_list("pk", flat=True)
    newest = [pictures.filter(commodity=code)[:NEWEST_ASKED] for code in codes]
    ids = list(newest[0].union(*newest[1:], all=True) if len(newest) > 1 else newest[0])
    listed = showings_listed().select_related(None).filter(pk__in=ids).order_by("first_shown_at", "id")
    chosen = {kind: product for product, kind in listed.values_list("product", "commodity")}
    photos = ProductPhoto.objects.filter(product__in=chosen.values()).order_by("-pk")
    by_product = {photo.product_id: photo for photo in photos}
    return {kind: by_product[product] for kind, product in chosen.items() if product in by_product}


def featured(most: int) -> list[MakerCard]:
    """Give the makers whom the office put on the first page, those for longest first."""
    found = makers_listed().filter(featured_until__gte=clock.today()).order_by("-featured_until", "pk")
    return maker_cards_of(list(found[:most]))


def themes_now() -> "QuerySet[Theme]":
    """Give the themes of today of which at least one maker is listed."""
    today = clock.today()
    running = Theme.objects.filter(from_day__lte=today, until_day__gte=today)
    return running.filter(places__maker__in=makers_listed()).distinct().order_by("-from_day", "pk")


def theme_page(slug: str) -> ThemePage:
    """Read a theme of today. Raises `NotFound`."""
    theme = themes_now().filter(slug=slug).first()
    if theme is None:
        raise NotFound(_("There is no such theme, or it is over."))
    places = list(theme.places.values_list("maker", flat=True)[:MOST_OF_THEME])
    by_id = {one.pk: one for one in makers_listed().filter(pk__in=places)}
    makers = [by_id[one] for one in places if one in by_id]
    title, words = theme_words(theme, get_language() or "")
    return ThemePage(title, words, theme, maker_cards_of(makers))


def theme_words(theme: Theme, language: str) -> tuple[str, str]:
    """Give the title and the words of a theme in a language, in Indonesian where they aren't told in it."""
    english = language.startswith("en")
    title = theme.title_en if english and theme.title_en else theme.title
    words = theme.words_en if english and theme.words_en else theme.words
    return tidy(title), tidy(words)


def commodity_page(code: str) -> PlacePage:
    """Read the page of a kind of product. Raises `NotFound`."""
    kind = current_pack().commodities_by_code.get(code)
    if kind is None:
        raise NotFound(_("There is no such kind of product."))
    here = listed_figures().of_commodity(code)
    names = current_pack().district_names
    many, makers = sum(cell.products for cell in here.values()), sum(cell.makers for cell in here.values())
    slugs = {of: slug for slug, of in district_slugs().items()}
    parts = [
        (names[where], f"{address('products')}?komoditas={code}&kecamatan={slugs[where]}", cell.products)
        for where, cell in sorted(here.items(), key=lambda row: (-row[1].products, row[0]))
        if where in slugs
    ]
    return PlacePage(
        code=code,
        slug=code,
        name=str(kind.name),
        story=story_of(commodity=code),
        summary=_summary(many, makers, str(kind.name)),
        registered=registered_of(code),
        makers=makers,
        products=many,
        parts=parts,
        tiles=tiles({where: cell.makers for where, cell in here.items()}),
        cards=newest_of(CARDS, Q(commodity=code)),
        maker_cards=_makers(makers_listed().filter(business__commodity=code)),
        sentras=_sentras(Q(commodity=code)),
        all_url=f"{address('products')}?komoditas={code}",
        controlled=kind.controlled,
    )


def district_page(slug: str) -> PlacePage:
    """Read the page of a district. Raises `NotFound`."""
    code = district_slugs().get(slug)
    if code is None:
        raise NotFound(_("There is no such district."))
    listed = listed_figures()
    here = listed.in_district(code)
    name = current_pack().district_names[code]
    goods = current_pack().commodities_by_code
    parts = [
        (str(goods[kind].name), f"{address('products')}?komoditas={kind}&kecamatan={slug}", cell.products)
        for kind, cell in sorted(here.items(), key=lambda row: (-row[1].products, row[0]))
        if kind in goods
    ]
    makers, many = listed.by_district.get(code, 0), sum(cell.products for cell in here.values())
    return PlacePage(
        code=code,
        slug=slug,
        name=_("District %(name)s") % {"name": name},
        story=story_of(district=code),
        summary=_summary(many, makers, name),
        registered=registered_in(code),
        makers=makers,
        products=many,
        parts=parts,
        tiles=tiles(listed.by_district),
        cards=newest_of(CARDS, Q(district=code)),
        maker_cards=_makers(makers_listed().filter(business__district=code)),
        sentras=_sentras(Q(district=code)),
        all_url=f"{address('products')}?kecamatan={slug}",
    )


def _summary(products: int, makers: int, name: str) -> str:
    """Say in a sentence what a page shows."""
    if not products:
        return _("Nothing of %(name)s is in the catalogue yet.") % {"name": name}
    from_makers = ngettext("one maker", "%(makers)s makers", makers) % {"makers": makers}
    shown = ngettext("One product of %(from)s.", "%(products)s products of %(from)s.", products)
    return f"{name}: " + shown % {"products": products, "from": from_makers}


def _makers(found: "QuerySet[Maker]") -> list[MakerCard]:
    """Give some makers, those that the office features first, then those who came last."""
    first = Case(When(featured_until__gte=clock.today(), then=Value(0)), default=Value(1))
    return maker_cards_of(list(found.order_by(first, "-first_published_at", "pk")[:MAKERS]))


def _sentras(narrowed: Q) -> list[tuple[str, str]]:
    return [
        (_sentra_name(one), address("sentra_one", slug_of_sentra(one)))
        for one in sentras_listed().filter(narrowed)[:MAKERS]
    ]


def _sentra_name(group: Group) -> str:
    """Name a sentra with its village: many trades have several."""
    village = current_pack().village_names.get(group.village, "")
    name = tidy(group.name)
    return f"{name} · {village}" if village and fold(village) not in fold(name) else name
