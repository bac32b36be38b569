"""The strip of the catalogue on other sites: what is asked for in its address, and which cards it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet

from sentra.kernel import clock
from sentra.people.given import is_number
from sentra.promotion.addresses import absolute, address
from sentra.promotion.listed import showings_listed
from sentra.promotion.models import Theme, ThemeMaker
from sentra.promotion.newsletter import Card, card_of_product
from sentra.reference.loading import current_pack
from sentra.registry.models import ProductPhoto

FEWEST, USUAL, MOST = 1, 4, 12
HEIGHT = 350
"""The height of the frame in pixels: all products stand in one row, which is moved sideways where it is too long."""
LOOKED_AT = 300
"""Among so many of the newest products those with a photograph come first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a strip shows: products of a commodity, a district or a theme, so many, in a language."""

    commodity: str = ""
    district: str = ""
    theme: str = ""
    many: int = USUAL
    language: str = "id"

    @classmethod
    def read(cls, given: Mapping[str, str], language: str) -> "Asked":
        """Read an address; what it says and nobody knows is as if it weren't said."""
        pack = current_pack()
        commodity, district = given.get("komoditas", ""), given.get("kecamatan", "")
        many = given.get("jumlah", "")
        return cls(
            commodity=commodity if commodity in pack.commodities_by_code else "",
            district=district if district in pack.district_names else "",
            theme=given.get("tema", "").replace("\0", "")[:80],
            many=min(max(int(many), FEWEST), MOST) if is_number(many) else USUAL,
            language=language,
        )

    @property
    def path(self) -> str:
        """The path of the strip."""
        told = {"komoditas": self.commodity, "kecamatan": self.district, "tema": self.theme}
        query = urlencode({**{name: value for name, value in told.items() if value}, "jumlah": self.many})
        return f"{address('strip', language=self.language)}?{query}"

    @property
    def address(self) -> str:
        """The whole address of the strip."""
        return absolute(self.path)


def themes_now() -> "QuerySet[Theme]":
    """Give the themes that run today, the newest first."""
    today = clock.today()
    return Theme.objects.filter(from_day__lte=today, until_day__gte=today).order_by("-from_day", "pk")


def cards_of(asked: Asked) -> list[Card]:
    """Give the newest products of a strip that are public today, those with a photograph before the others."""
    showings = showings_listed()
    if asked.commodity:
        showings = showings.filter(commodity=asked.commodity)
    if asked.district:
        showings = showings.filter(district=asked.district)
    if asked.theme:
        places = ThemeMaker.objects.filter(theme__in=themes_now().filter(slug=asked.theme), maker=OuterRef("maker"))
        showings = showings.filter(Exists(places))
    pictured = Exists(ProductPhoto.objects.filter(product=OuterRef("product")))
    newest = showings.annotate(pictured=pictured).order_by("-first_shown_at", "-pk").values_list("pk", "pictured")
    chosen = [pk for pk, _has in sorted(newest[:LOOKED_AT], key=lambda one: not one[1])[: asked.many]]
    found = {one.pk: one for one in showings_listed().filter(pk__in=chosen).prefetch_related("product__photos")}
    return [card_of_product(found[pk], asked.language) for pk in chosen if pk in found]
