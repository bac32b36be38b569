"""What print and pictures say of a product and its maker: read from the register at that moment, for one line each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from sentra.documents.rendering import drawable
from sentra.kernel.text import tidy
from sentra.promotion.addresses import absolute, maker_path
from sentra.promotion.cards import name_of, price_words
from sentra.promotion.certificates import papers_valid
from sentra.promotion.models import Maker, Showing, Way
from sentra.promotion.reaching import contact_printed
from sentra.reference.loading import current_pack

LONGEST_NAME, LONGEST_MAKER, LONGEST_WORDS = 72, 60, 900
LONGEST_PRICE = 70
MOST_MARKS = 4


def short(text: str, most: int) -> str:
    """Give a text in letters that print has, at most so long, cut after a word."""
    said = drawable(tidy(text[: most * 4]))
    if len(said) <= most:
        return said
    cut = said[: most - 1]
    space = cut.rfind(" ")
    return f"{cut[:space] if space > most // 2 else cut}…"


def maker_name(maker: Maker) -> str:
    """Give what buyers know a maker by, in letters that print has."""
    return short(name_of(maker.business), LONGEST_MAKER)


def price_printed(showing: Showing) -> str:
    """Say a price as the catalogue does, in letters that print has; "" where none is known or may be shown."""
    return short(price_words(showing.product, showing.maker.business), LONGEST_PRICE)


def contact_lines(maker: Maker) -> list[str]:
    """Give the ways to reach a maker that the owner chose, as a print says them."""
    said = {str(Way.WHATSAPP): "WA", str(Way.PHONE): _("Tel.")}
    return [
        f"{said[way]} {short(_local(where), 24)}" if way in said else short(where, 60)
        for way, where in contact_printed(maker)
    ]


def _local(phone: str) -> str:
    """Write a number as people dial it here."""
    digits = f"0{phone[3:]}" if phone.startswith("+62") else phone
    return "-".join(digits[at : at + 4] for at in range(0, len(digits), 4)) if digits.isdigit() else digits


def maker_address(maker: Maker) -> str:
    """Give the whole address of a maker's page, for QR codes: in Indonesian, whatever the print is in."""
    return absolute(maker_path(maker, "id"))


@dataclass(frozen=True, slots=True)
class Marks:
    """The papers that stand behind makers and products today, by the short names that buyers know."""

    of_business: dict[UUID, list[str]]
    of_product: dict[int, list[str]]

    def of(self, showing: Showing) -> list[str]:
        """Give what is shown at a product: its maker's permit, what the maker has, what the product has."""
        here = [*self.of_business.get(showing.maker.business_id, ()), *self.of_product.get(showing.product_id, ())]
        return list(dict.fromkeys(here))[:MOST_MARKS]

    def of_maker(self, maker: Maker) -> list[str]:
        """Give what a maker has as a whole."""
        return list(dict.fromkeys(self.of_business.get(maker.business_id, ())))[:MOST_MARKS]


def marks_of(businesses: Collection[UUID]) -> Marks:
    """Read the papers of some businesses that are valid today and count: licences are one mark, as buyers see them."""
    kinds = current_pack().paper_kinds
    found = Marks({}, {})
    for paper in papers_valid().filter(business__in=businesses).order_by("kind", "pk"):
        kind = kinds.get(paper.kind)
        if kind is None:
            continue
        name = _("Permit") if kind.licence else str(kind.short)
        if paper.product_id is None:
            found.of_business.setdefault(paper.business_id, []).append(name)
        else:
            found.of_product.setdefault(paper.product_id, []).append(name)
    for names in found.of_business.values():
        names.sort(key=lambda name: name != _("Permit"))
    return found


def commodity_of(showing: Showing) -> str:
    """Give the code of a product's commodity, its maker's where it has none of its own."""
    return showing.product.commodity or showing.maker.business.commodity


def makers_of(showings: Iterable[Showing]) -> list[Maker]:
    """Give the makers of products, each once, in their order."""
    return list({one.maker_id: one.maker for one in showings}.values())
