"""The columns that the register's list and its export can show: which there are, and how each reads its value."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.registry.acts import say_commodity, say_district, say_legal_form, say_size, say_village
from sentra.registry.legal import legal_standing
from sentra.registry.models import Business, Figures, FiguresState, Production, RecordedFrom, Standing

ColumnValue = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for the reader, and how to read it off a business that `with_columns` has prepared.

    `figures` says that it is personal financial data: only for those with `Permission.REGISTER_FIGURES` in the
    business's district. `products` and `officer` say that it needs the products, or the officer, to be read too.
    `reads` names the fields that it needs; a column that doesn't say needs all that any does.
    """

    code: str
    label: str | Promise
    read: Callable[[Business], ColumnValue]
    figures: bool = False
    products: bool = False
    officer: bool = False
    reads: tuple[str, ...] = ()

    def value(self, business: Business, actor: User) -> ColumnValue:
        """Read the value for a reader: None where it is not for those eyes."""
        if self.figures and not can(actor, Permission.REGISTER_FIGURES, business.district):
            return None
        return self.read(business)


def say_place(business: Business) -> str:
    """Say where a business lies: village and district."""
    return ", ".join(filter(None, [say_village(business.village), say_district(business.district)]))


def _newest(business: Business) -> Figures | None:
    """Give the newest accepted figures, which `with_columns` has read."""
    accepted: list[Figures] = business.accepted_figures  # type: ignore[attr-defined]
    return accepted[0] if accepted else None


def _figure(name: str) -> Callable[[Business], ColumnValue]:
    def read(business: Business) -> ColumnValue:
        newest = _newest(business)
        value: ColumnValue = getattr(newest, name) if newest else None
        return value

    return read


def _words(name: str) -> Callable[[Business], ColumnValue]:
    def read(business: Business) -> ColumnValue:
        value: ColumnValue = getattr(business, name)
        return value

    return read


def _sizes(business: Business) -> str:
    """Give the size on the UMKM scale, or else on another that is known."""
    return say_size(business.size_umkm or business.size_industry or business.size_bps)


_ALL = (
    Column("number", _("Number"), _words("register_number"), reads=("register_number",)),
    Column("name", _("Business"), _words("name"), reads=("name",)),
    Column("owner", _("Owner"), lambda one: one.owner.name, reads=("owner__name",)),
    Column("place", _("Place"), say_place, reads=("village", "district")),
    Column(
        "commodity",
        _("Commodity"),
        lambda one: say_commodity(one.commodity) if one.commodity else "",
        reads=("commodity",),
    ),
    Column("size", _("Size"), _sizes, reads=("size_umkm", "size_industry", "size_bps")),
    Column(
        "legal",
        _("Legal standing"),
        lambda one: str(legal_standing(one).label),
        reads=("licensed", "licensed_until", "in_process"),
    ),
    Column("legal_until", _("Legal until"), _words("licensed_until")),
    Column("production", _("Production"), lambda one: str(Production(one.production).label), reads=("production",)),
    Column("brand", _("Brand"), _words("brand")),
    Column("legal_form", _("Legal form"), lambda one: say_legal_form(one.legal_form) if one.legal_form else ""),
    Column("nib", _("NIB"), _words("nib")),
    Column("phone", _("Telephone"), lambda one: one.phone or one.owner.phone),
    Column("email", _("E-mail"), lambda one: one.email or one.owner.email),
    Column("website", _("Website"), _words("website")),
    Column("address", _("Address"), _words("address")),
    Column("district", _("District"), lambda one: say_district(one.district)),
    Column("village", _("Village"), lambda one: say_village(one.village)),
    Column("latitude", _("Latitude"), _words("latitude")),
    Column("longitude", _("Longitude"), _words("longitude")),
    Column("kbli", _("KBLI"), _words("kbli")),
    Column("kbli_version", _("Version of the KBLI"), _words("kbli_version")),
    Column(
        "products", _("Products"), lambda one: ", ".join(product.name for product in one.products.all()), products=True
    ),
    Column("markets", _("Markets"), _words("markets")),
    Column("export_countries", _("Exports to"), _words("export_countries")),
    Column("size_umkm", _("Size (UMKM)"), lambda one: say_size(one.size_umkm)),
    Column("size_industry", _("Size (industry)"), lambda one: say_size(one.size_industry)),
    Column("size_bps", _("Size (BPS)"), lambda one: say_size(one.size_bps)),
    Column("standing", _("Standing"), lambda one: str(Standing(one.standing).label)),
    Column("registered", _("Registered on"), lambda one: one.registered_at and clock.local_day(one.registered_at)),
    Column("recorded", _("Recorded on"), lambda one: clock.local_day(one.recorded_at)),
    Column("recorded_from", _("Recorded from"), lambda one: str(RecordedFrom(one.recorded_from).label)),
    Column("founded", _("Founded on"), _words("founded")),
    Column("assigned_to", _("Assigned to"), lambda one: one.assigned_to.name if one.assigned_to else "", officer=True),
    Column("tags", _("Tags"), lambda one: ", ".join(one.tags)),
    Column("figures_year", _("Newest figures"), _words("figures_year")),
    Column("workers_men", _("Men at work"), _figure("workers_men"), figures=True),
    Column("workers_women", _("Women at work"), _figure("workers_women"), figures=True),
    Column("investment", _("Investment (rupiah)"), _figure("investment"), figures=True),
    Column("capacity", _("Capacity"), _figure("capacity"), figures=True),
    Column("production_value", _("Value of production (rupiah)"), _figure("production_value"), figures=True),
    Column("raw_material_value", _("Value of raw material (rupiah)"), _figure("raw_material_value"), figures=True),
)
COLUMNS: dict[str, Column] = {column.code: column for column in _ALL}
HEAD = ("number", "name", "owner")
"""What stands in each row of the list, whatever is chosen."""
USUAL = ("place", "commodity", "size", "legal", "production")
IN_EACH_ROW = (
    *("register_number", "name", "standing", "district", "owner__name"),
    *("name_folded", "recorded_at"),
)
"""What each row of the list reads, with whatever the orders go by."""
UNREAD = (
    *("search", "search_text", "match_keys", "npwp", "npwp_index", "why_no_permit", "standing_since", "updated_at"),
    *(
        "production_seen_on",
        "quality",
        "readiness",
        "version",
        "owner__sex",
        "owner__name_folded",
        "owner__nik",
        "owner__nik_index",
        "owner__birth_date",
    ),
    *("owner__address", "owner__created_at", "owner__updated_at"),
)
"""What no column reads: to carry it for fifty rows, and decipher some of it, would cost more than the rest."""


def columns_for(actor: User, codes: Iterable[str], otherwise: Iterable[str] = USUAL) -> tuple[Column, ...]:
    """Give the chosen columns that the actor may see anywhere; where none is left, the usual ones."""
    may = can(actor, Permission.REGISTER_FIGURES)
    chosen = tuple(COLUMNS[code] for code in codes if code in COLUMNS and (may or not COLUMNS[code].figures))
    return chosen or tuple(COLUMNS[code] for code in otherwise)


def columns_open_to(actor: User) -> tuple[Column, ...]:
    """Give all columns that the actor may choose."""
    return columns_for(actor, COLUMNS)


def with_columns(
    businesses: "QuerySet[Business]", columns: Collection[Column], *, for_list: bool = False
) -> "QuerySet[Business]":
    """Let businesses be read with all that the columns need: at most three queries for a batch.

    `for_list`: with nothing else but what a row of the list shows, where the columns say what they need.
    """
    officer = any(column.officer for column in columns)
    found = businesses.select_related("owner", *(["assigned_to"] if officer else []))
    if for_list and all(column.reads for column in columns):
        found = found.only("owner", *IN_EACH_ROW, *(name for column in columns for name in column.reads))
    else:
        found = found.defer(*UNREAD)
    if any(column.figures for column in columns):
        accepted = Figures.objects.filter(state=FiguresState.ACCEPTED).order_by("-year")
        found = found.prefetch_related(Prefetch("figures", accepted, to_attr="accepted_figures"))
    if any(column.products for column in columns):
        found = found.prefetch_related("products")
    return found
