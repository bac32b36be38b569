"""What print and pictures say of a product and its maker: read from the register at that moment, for one line each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from sentra.documents.rendering import drawable
from sentra.kernel import clock
from sentra.kernel.money import rupiah
from sentra.kernel.text import tidy
from sentra.promotion.models import Maker, Showing
from sentra.reference.loading import current_pack
from sentra.registry.models import LegalPaper, PaperSource, PaperStanding

LONGEST_NAME, LONGEST_MAKER, LONGEST_WORDS = 72, 60, 900
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
    """Give what buyers know a maker by."""
    return short(maker.business.brand or maker.business.name, LONGEST_MAKER)


def place_name(maker: Maker) -> str:
    """Give the village and the district; once where they are called the same."""
    pack = current_pack()
    village = pack.village_names.get(maker.business.village, "")
    district = pack.district_names.get(maker.business.district, "")
    return ", ".join(dict.fromkeys(one for one in (village, district) if one))


def price_words(showing: Showing) -> str:
    """Give the range of prices with the unit; "" where none is told."""
    low, high = showing.product.price_from, showing.product.price_to
    unit = short(showing.product.unit, 18)
    if low is None and high is None:
        return ""
    if low is not None and high is not None and low != high:
        said = f"{rupiah(low)}–{rupiah(high)}"
    elif low is None:
        said = _("up to %(price)s") % {"price": rupiah(high or 0)}
    else:
        said = rupiah(low)
    return f"{said} / {unit}" if unit else said


def contact_lines(maker: Maker) -> list[str]:
    """Give the ways to reach a maker that the owner chose."""
    lines = []
    if maker.phone and (maker.by_whatsapp or maker.by_phone):
        way = "WA" if maker.by_whatsapp else _("Tel.")
        lines.append(f"{way} {short(_local(maker.phone), 24)}")
    if maker.email and maker.by_mail:
        lines.append(short(maker.email, 60))
    return lines


def _local(phone: str) -> str:
    """Write a number as people dial it here."""
    digits = f"0{phone[3:]}" if phone.startswith("+62") else phone
    return "-".join(digits[at : at + 4] for at in range(0, len(digits), 4)) if digits.isdigit() else digits


def maker_address(maker: Maker) -> str:
    """Give the address of a maker's page, for QR codes."""
    return f"{settings.SENTRA_BASE_URL}/katalog/{maker.slug}/"


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
    counts = Q(source__in=(PaperSource.ISSUED, PaperSource.IMPORTED)) | Q(checked_at__isnull=False)
    lasts = Q(valid_until=None) | Q(valid_until__gte=clock.today())
    papers = LegalPaper.objects.filter(counts, lasts, business__in=businesses, status=PaperStanding.ACTIVE)
    kinds = current_pack().paper_kinds
    found = Marks({}, {})
    for paper in papers.order_by("kind", "pk"):
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
