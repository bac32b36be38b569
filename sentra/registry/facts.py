"""What is said about an owner and a business, before anybody knows whether the register has them."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OwnerFacts:
    """What is said about an owner; "" where nothing was said."""

    name: str
    nik: str = ""
    birth_date: date | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class BusinessFacts:
    """What is said about a business; places, commodity and KBLI by code."""

    name: str
    district: str
    village: str
    commodity: str
    brand: str = ""
    legal_form: str = ""
    nib: str = ""
    npwp: str = ""
    address: str = ""
    kbli: str = ""
    kbli_version: str = ""
    founded: date | None = None
    phone: str = ""
    email: str = ""
    website: str = ""
    latitude: float | None = None
    longitude: float | None = None
    markets: str = ""
    export_countries: str = ""


@dataclass(frozen=True, slots=True)
class FiguresFacts:
    """A year's figures; None where nothing was said. Investment in rupiah."""

    workers_men: int | None = None
    workers_women: int | None = None
    investment: int | None = None
    capacity: str = ""

    @property
    def any(self) -> bool:
        """Tell whether anything was said."""
        return any(
            value not in (None, "") for value in (self.workers_men, self.workers_women, self.investment, self.capacity)
        )


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """The legal paper that brings the facts."""

    kind: str
    number: str
    issuer: str
    issued_on: date
    valid_until: date | None = None
    permit_id: UUID | None = None
    supersedes: UUID | None = None


@dataclass(frozen=True, slots=True)
class SeenFacts:
    """What a survey saw at a business; `production` is one of `models.Production`.

    `quality` of the product and `readiness` to produce are in percent, None where they weren't graded.
    """

    production: str
    seen_on: date
    workers_men: int
    workers_women: int
    capacity: str
    reason: str = ""
    quality: int | None = None
    readiness: int | None = None


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """All that a permit brings to the register; `seen` is what the survey before it saw."""

    owner: OwnerFacts
    business: BusinessFacts
    paper: PaperFacts
    product_name: str = ""
    figures: FiguresFacts = field(default_factory=FiguresFacts)
    seen: SeenFacts | None = None


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What is said about a sentra or a joint business; `kind` is one of `models.GroupKind`."""

    kind: str
    name: str
    district: str
    village: str = ""
    trade: str = ""
    commodity: str = ""
    address: str = ""
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class YearFacts:
    """What a list says of one year of a business; None or "" where it says nothing. Money in whole rupiah.

    `workers_total` is for lists that tell men and women only together.
    """

    year: int
    workers_men: int | None = None
    workers_women: int | None = None
    workers_total: int | None = None
    investment: int | None = None
    capacity_amount: Decimal | None = None
    capacity_unit: str = ""
    production_value: int | None = None
    raw_material_value: int | None = None
    export_share: Decimal | None = None
    export_countries: str = ""


@dataclass(frozen=True, slots=True)
class RecordedPaper:
    """A legal paper from elsewhere, as a list tells of it; `number` is "" where the list doesn't say it."""

    kind: str
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    status: str = "active"


@dataclass(frozen=True, slots=True)
class SupportFacts:
    """Help that a list says a business had; `kind` is one of `models.Support.Kind`. Value in whole rupiah."""

    year: int
    kind: str
    title: str
    received: str = ""
    value: int | None = None
    giver: str = ""


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """A KBLI class that a business works in; `oss_id` is the `Id Proyek` where it comes from OSS."""

    kbli: str
    kbli_version: str
    oss_id: str = ""
    title: str = ""
    risk: str = ""
    scale: str = ""
    sector: str = ""
    submitted_on: date | None = None
    investment: int | None = None
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """All that a list, a census or an import says of one business.

    `known` names the business that it is, where somebody decided that or the list has the register's number;
    `surely_new` says that somebody decided that the register doesn't have it yet.
    """

    owner: OwnerFacts
    business: BusinessFacts
    product: str = ""
    years: tuple[YearFacts, ...] = ()
    papers: tuple[RecordedPaper, ...] = ()
    activities: tuple[ActivityFacts, ...] = ()
    supports: tuple[SupportFacts, ...] = ()
    why_no_permit: str = ""
    known: UUID | None = None
    surely_new: bool = False
