"""What an export reads of a business, with all that hangs on it, a batch at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from sentra.people.models import User
from sentra.people.policy import Permission, districts_of
from sentra.reference.loading import current_pack
from sentra.registry.models import Business, Figures, FiguresState, LegalPaper, Product

READ_AT_ONCE = 2000
SOLE = frozenset({"", "sole"})
PERMITS = {"tdi": "TDI", "iui": "IUI", "iumk": "IUMK"}
OTHER_PERMIT, NO_PERMIT = "IZIN LAINNYA", "belum"


@dataclass(frozen=True, slots=True)
class Read:
    """A business as a sheet tells it; `figures` are empty where there are none, or they are not for those eyes."""

    business: Business
    products: tuple[Product, ...]
    figures: Figures
    may_figures: bool
    permit: LegalPaper | None

    @property
    def legal_form(self) -> str:
        """The legal form as the office writes it."""
        return legal_forms().get(self.business.legal_form, "")

    @property
    def district(self) -> str:
        """The district's name."""
        return current_pack().district_names.get(self.business.district, "")

    @property
    def village(self) -> str:
        """The village's name."""
        return current_pack().village_names.get(self.business.village, "")

    @property
    def commodity(self) -> str:
        """The kind of product, in Indonesian."""
        commodity = current_pack().commodities_by_code.get(self.business.commodity)
        return commodity.name.id if commodity else ""

    @property
    def phone(self) -> str:
        """The business's number, or else its owner's."""
        return self.business.phone or self.business.owner.phone

    @property
    def npwp(self) -> str:
        """A company's NPWP; a person's is the NIK, which never leaves the register."""
        return "" if self.business.legal_form in SOLE else self.business.npwp

    @property
    def permit_kind(self) -> str:
        """The permit in the words of Disperindag's sheet."""
        if self.permit is None:
            return NO_PERMIT
        return next((words for code, words in PERMITS.items() if self.permit.kind.startswith(code)), OTHER_PERMIT)

    @property
    def permit_year(self) -> int | None:
        """The year in which the permit was issued."""
        return self.permit.issued_on.year if self.permit and self.permit.issued_on else None


def legal_forms() -> dict[str, str]:
    """Give the legal forms of the pack by code, in Indonesian."""
    fields = (field for service in current_pack().services for field in service.fields)
    choices = next((one.choices for one in fields if one.saves_to == "business.legal_form"), ())
    return {one.value: one.label.id for one in choices}


def told(businesses: "QuerySet[Business]", actor: User, *, figures: bool, npwp: bool = False) -> Iterator[Read]:
    """Read businesses one by one, in memory that doesn't grow with them.

    With `figures`, the newest accepted ones, in the districts where the actor may see them.
    """
    accepted = Figures.objects.filter(state=FiguresState.ACCEPTED).order_by("-year")
    found = businesses.select_related("owner").defer("search", "search_text", "owner__nik")
    found = found if npwp else found.defer("search", "search_text", "owner__nik", "npwp")
    found = found.prefetch_related("products", "papers")
    if figures:
        found = found.prefetch_related(Prefetch("figures", accepted, to_attr="accepted"))
    districts = districts_of(actor, Permission.REGISTER_FIGURES) if figures else frozenset()
    licences = {one.code for one in current_pack().paper_kinds.values() if one.licence and one.code != "nib"}
    for business in found.iterator(chunk_size=READ_AT_ONCE):
        may = districts is None or business.district in districts
        newest = next(iter(business.accepted), None) if figures and may else None  # type: ignore[attr-defined]
        yield Read(business, tuple(business.products.all()), newest or Figures(), may, _permit(business, licences))


def _permit(business: Business, licences: set[str]) -> LegalPaper | None:
    """Give the permit that tells most: the newest that counts, and no NIB, which the sheets don't call a permit."""
    held = [one for one in business.papers.all() if one.kind in licences and one.counts]
    return max(held, key=lambda one: one.issued_on or date.min, default=None)


def plain(amount: Decimal | None) -> int | float | None:
    """Give an amount as a cell holds it: whole where it is whole."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
