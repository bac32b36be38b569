"""The strip of the catalogue on other sites: what is asked for in its address, and which cards it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import override

from sentra.people.given import is_number
from sentra.promotion.addresses import absolute, address
from sentra.promotion.browsing import themes_now
from sentra.promotion.cards import Card
from sentra.promotion.filters import controlled_codes
from sentra.promotion.found import newest_of
from sentra.promotion.models import ThemeMaker
from sentra.reference.loading import current_pack

FEWEST, USUAL, MOST = 1, 4, 12
HEIGHT = 350
"""The height of the frame in pixels: all products stand in one row, which is moved sideways where it is too long."""


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


def cards_of(asked: Asked) -> list[Card]:
    """Give the newest products of a strip that are public today, those with a photograph before the others.

    What is subject to police rules stands in a strip only where its kind is asked for.
    """
    narrowed = Q(commodity=asked.commodity) if asked.commodity else ~Q(commodity__in=controlled_codes())
    if asked.district:
        narrowed &= Q(district=asked.district)
    if asked.theme:
        theme = themes_now().filter(slug=asked.theme).first()
        if theme is None:
            return []
        narrowed &= Q(Exists(ThemeMaker.objects.filter(theme=theme, maker=OuterRef("maker"))))
    with override(asked.language):
        return newest_of(asked.many, narrowed)
