"""What follows from what the register knows of a business: sizes and legal standing. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.kernel.errors import Message
from sentra.kernel.money import rupiah
from sentra.reference.register import BpsSizes, IndustrySizes, PaperKind, Sizes, UmkmSizes
from sentra.registry.models import Business, Figures, LegalPaper, PaperStanding

LARGE = "large"
MAKES_LEGAL = frozenset({PaperStanding.ACTIVE, PaperStanding.EXPIRED})
"""Papers that count with their last day: one that has expired tells that there was a licence, and until when."""


@dataclass(frozen=True, slots=True)
class Size:
    """A class of one scale with the reason for it; `code` is "" where the figures don't tell."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class SizeClasses:
    """The size of a business on the three scales: three different questions, three answers."""

    umkm: Size
    industry: Size
    bps: Size


def size_classes(figures: Figures, scales: Sizes) -> SizeClasses:
    """Class a business by a year's figures, with the reasons."""
    umkm, industry, bps = size_codes(figures, scales)
    return SizeClasses(
        umkm=Size(umkm, _why_umkm(figures.investment, figures.sales)),
        industry=Size(industry, _why_industry(figures.workers, figures.investment)),
        bps=Size(bps, _why_bps(figures.workers)),
    )


def size_codes(figures: Figures, scales: Sizes) -> tuple[str, str, str]:
    """Class a business by a year's figures on the three scales: of micro to large, of industry, of the statistics."""
    return (
        _umkm(figures.investment, figures.sales, scales.umkm),
        _industry(figures.workers, figures.investment, scales.industry),
        _bps(figures.workers, scales.bps),
    )


def _umkm(capital: int | None, sales: int | None, scale: UmkmSizes) -> str:
    """Sales count for a running business, capital for a new one that has none yet (PP 7/2021, article 35)."""
    if sales:
        return next((one.code for one in scale.classes if sales <= one.sales), LARGE)
    if capital is not None:
        return next((one.code for one in scale.classes if capital <= one.capital), LARGE)
    return ""


def _why_umkm(capital: int | None, sales: int | None) -> str:
    if sales:
        return _("Yearly sales of %(amount)s") % {"amount": rupiah(sales)}
    if capital is not None:
        return _("Capital of %(amount)s; sales aren't known") % {"amount": rupiah(capital)}
    return _("Neither sales nor capital are known")


def _industry(workers: int | None, investment: int | None, scale: IndustrySizes) -> str:
    if workers is None or investment is None:
        return ""
    if workers <= scale.small_workers:
        return "small" if investment < scale.small_investment else "medium"
    return "medium" if investment <= scale.medium_investment else LARGE


def _why_industry(workers: int | None, investment: int | None) -> str:
    if workers is None or investment is None:
        return _("Workers or investment aren't known")
    told = {"workers": workers, "amount": rupiah(investment)}
    return _("%(workers)s workers and an investment of %(amount)s") % told


def _bps(workers: int | None, scale: BpsSizes) -> str:
    return next((one.code for one in scale.classes if workers <= one.workers), LARGE) if workers else ""


def _why_bps(workers: int | None) -> str:
    return _("%(workers)s workers") % {"workers": workers} if workers else _("Workers aren't known")


@dataclass(frozen=True, slots=True)
class Licence:
    """Whether a business has or had a licence, and its last day; None is without an end."""

    held: bool
    until: date | None = None


def licence_of(papers: Iterable[LegalPaper], kinds: dict[str, PaperKind]) -> Licence:
    """Tell from its papers whether a business is licensed, and until when: the paper that lasts longest counts."""
    lasting = [
        paper
        for paper in papers
        if paper.counts and paper.status in MAKES_LEGAL and (kind := kinds.get(paper.kind)) and kind.licence
    ]
    if not lasting:
        return Licence(held=False)
    ends = [paper.valid_until for paper in lasting if paper.valid_until]
    return Licence(held=True, until=max(ends) if len(ends) == len(lasting) else None)


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that the register should know of a business and doesn't; `page` is where it is filled in."""

    code: str
    label: Message
    page: str


LACKS = {
    "phone": (gettext_lazy("telephone"), "contact"),
    "nik": (gettext_lazy("NIK of the owner"), "owner"),
    "nib": (gettext_lazy("NIB"), "identity"),
    "kbli": (gettext_lazy("KBLI"), "identity"),
    "address": (gettext_lazy("address"), "place"),
    "pin": (gettext_lazy("place on the map"), "pin"),
    "product": (gettext_lazy("products"), "product"),
    "figures": (gettext_lazy("figures of last year"), "figures"),
}


def lacks_of(business: Business, *, has_products: bool, last_year: int) -> list[Lack]:
    """Tell what the register lacks of a business."""
    known = {
        "phone": business.owner.phone or business.phone,
        "nik": business.owner.nik_index,
        "nib": business.nib,
        "kbli": business.kbli,
        "address": business.address,
        "pin": business.has_pin,
        "product": has_products,
        "figures": business.figures_year is not None and business.figures_year >= last_year,
    }
    return [Lack(code, *LACKS[code]) for code, value in known.items() if not value]
