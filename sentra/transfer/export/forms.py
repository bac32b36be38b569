"""The forms in which the register is handed out, each as rows of cells: for offices and for the nation.

What everybody may have are the open data (`insights.opendata`), which leave out what tells of few.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.errors import Message
from sentra.people.models import User
from sentra.people.policy import visible_to
from sentra.reference.loading import current_pack
from sentra.registry.columns import Column, with_columns
from sentra.registry.models import Business, Figures, FiguresState, Support
from sentra.transfer.export.cells import Value
from sentra.transfer.export.reading import READ_AT_ONCE, Read, plain, told
from sentra.transfer.recognition.profiles import profiles

Rows = Iterator[list[Value]]


@dataclass(frozen=True, slots=True)
class Ask:
    """What an export is asked for: by whom, which businesses, which columns of the list, which period."""

    actor: User
    businesses: "QuerySet[Business]"
    columns: tuple[Column, ...] = ()
    year: int | None = None
    quarter: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its name for the reader, its header, its rows. With `figures` it holds personal financial data.

    `count` tells how many rows it has, where that is another number than that of the businesses.
    """

    code: str
    title: Message
    about: Message
    header: Callable[[Ask], list[str]]
    rows: Callable[[Ask], Rows]
    figures: bool
    count: Callable[[Ask], int] | None = None


def _header_of(profile: str) -> Callable[[Ask], list[str]]:
    return lambda _ask: [header for header, _field in profiles()[profile].columns]


def _list_header(ask: Ask) -> list[str]:
    return [str(one.label) for one in ask.columns]


def _list_rows(ask: Ask) -> Rows:
    for business in with_columns(ask.businesses, ask.columns).iterator(chunk_size=READ_AT_ONCE):
        yield [one.value(business, ask.actor) for one in ask.columns]


def _business_rows(ask: Ask) -> Rows:
    for one in told(ask.businesses, ask.actor, figures=True, npwp=True):
        business, figures = one.business, one.figures
        yield [
            *(one.legal_form, business.name, business.owner.name, business.address, one.village, one.district),
            *(one.phone, None, business.email, business.website, one.permit_kind, one.permit_year, business.kbli),
            *(one.commodity, one.products[0].name if one.products else "", None),
            *(figures.year, figures.workers_men, figures.workers_women),
            *(figures.investment, plain(figures.capacity_amount)),
            *(figures.capacity_unit, figures.production_value),
            *(figures.raw_material_value, plain(figures.export_share)),
            *(figures.export_countries if figures.year else business.export_countries, one.npwp),
        ]


def _product_rows(ask: Ask) -> Rows:
    number, regency = 0, current_pack().regency.name.id
    for one in told(ask.businesses, ask.actor, figures=True):
        business, figures = one.business, one.figures
        for product in [product.name for product in one.products] or [""]:
            number += 1
            yield [
                *(number, business.name, business.owner.name, business.address, one.village, one.district),
                *(regency, one.phone, one.legal_form, one.permit_year, business.kbli, product),
                *(figures.workers, figures.investment),
                *(plain(figures.capacity_amount), figures.capacity_unit),
                *(figures.production_value, figures.raw_material_value),
                plain(figures.export_share),
            ]


def _own_rows(ask: Ask) -> Rows:
    """Give what the importer takes back unchanged: a row for each product, the newest figures on each."""
    for one in told(ask.businesses, ask.actor, figures=True):
        business, figures = one.business, one.figures
        for product in [product.name for product in one.products] or [""]:
            yield [
                *(business.register_number, business.name, business.brand, one.legal_form, business.owner.name),
                *(business.nib, business.phone, business.email, business.website, business.address),
                *(one.village, one.district, business.latitude, business.longitude, one.commodity, business.kbli),
                *(product, business.founded, business.markets),
                *_figures(one),
                figures.export_countries if figures.year else business.export_countries,
            ]


def _figures(one: Read) -> Iterable[Value]:
    figures = one.figures
    return [
        *(figures.year, figures.workers_men, figures.workers_women, figures.workers_total, figures.investment),
        *(plain(figures.capacity_amount), figures.capacity_unit, figures.production_value),
        *(figures.raw_material_value, plain(figures.export_share)),
    ]


def _programme_header(_ask: Ask) -> list[str]:
    """Give the header of the recipients' list, led by the register's number; the NIK never leaves the register."""
    columns = profiles()["program_penerima"].columns
    return ["Nomor induk", *(header for header, field in columns if field not in {"row_number", "owner_nik"})]


def _programme_rows(ask: Ask) -> Rows:
    """Give a row for each help that a business had; what it was worth only where the reader may see figures."""
    helped = ask.businesses.filter(Exists(Support.objects.filter(business=OuterRef("pk"))))
    for one in told(helped.prefetch_related("supports"), ask.actor, figures=True):
        business = one.business
        for support in business.supports.all():
            yield [
                *(business.register_number, business.owner.name, business.name, business.address, one.village),
                *(one.district, one.phone, one.commodity, support.title),
                *(KINDS_OF_HELP[support.kind], support.received, None, None),
                *(support.value if one.may_figures else None, support.year, support.giver),
            ]


KINDS_OF_HELP = {
    "exhibition": "Pameran", "training": "Pelatihan", "machine": "Mesin/peralatan", "capital": "Modal",
    "other": "Lainnya",
}  # fmt: skip
NATIONAL = [
    "tahun", "triwulan", "nomor_induk", "nib", "nama_perusahaan", "kode_desa", "kbli", "versi_kbli", "tk_lk", "tk_pr",
    "tk_jumlah", "nilai_investasi", "jml_kapasitas_produksi", "satuan", "nilai_produksi", "nilai_bb_bp",
    "ekspor_persen",
]  # fmt: skip


def _national_rows(ask: Ask) -> Rows:
    """Give one row a business with the year's figures; see docs/national-report.md, whose columns are a guess."""
    year = ask.year or clock.today().year - 1
    for one in told(ask.businesses.filter(figures__year=year), ask.actor, figures=True):
        figures = next((row for row in one.business.accepted if row.year == year), None)  # type: ignore[attr-defined]
        if figures is None or not one.may_figures:
            continue
        business = one.business
        yield [
            *(year, ask.quarter, business.register_number, business.nib, business.name, business.village),
            *(business.kbli, business.kbli_version, figures.workers_men, figures.workers_women, figures.workers),
            *(figures.investment, plain(figures.capacity_amount), figures.capacity_unit, figures.production_value),
            *(figures.raw_material_value, plain(figures.export_share)),
        ]


YEARLY = [
    "nomor_induk", "nama_usaha", "kecamatan", "desa_kelurahan", "produk_unggulan", "kbli", "versi_kbli", "tahun",
    "tk_lk", "tk_pr", "tk_jumlah", "nilai_investasi", "jml_kapasitas_produksi", "satuan", "jml_produksi",
    "nilai_produksi", "nilai_bb_bp", "ekspor_persen", "negara_ekspor",
]  # fmt: skip
_OF_A_YEAR = (
    "business__register_number", "business__name", "business__district", "business__village", "business__commodity",
    "business__kbli", "business__kbli_version", "year", "workers_men", "workers_women", "workers_total", "investment",
    "capacity_amount", "capacity_unit", "production_amount", "production_value", "raw_material_value", "export_share",
    "export_countries",
)  # fmt: skip


def _yearly(ask: Ask) -> "QuerySet[Figures]":
    """Give the accepted figures of all years, in the districts where the actor may see them."""
    known = visible_to(ask.actor, Figures.objects.filter(state=FiguresState.ACCEPTED))
    return known.filter(business__in=ask.businesses.order_by().values("pk"))


def _yearly_rows(ask: Ask) -> Rows:
    """Give a row for each business and year: plain columns read by a cursor of the server, a batch at a time."""
    pack = current_pack()
    goods = {code: one.name.id for code, one in pack.commodities_by_code.items()}
    found = _yearly(ask).order_by("business", "year").values_list(*_OF_A_YEAR)
    for row in found.iterator(chunk_size=READ_AT_ONCE):
        number, name, district, village, commodity, kbli, version, year, men, women, both, *rest = row
        told = [one for one in (men, women) if one is not None]
        investment, capacity, unit, made, value, material, share, countries = rest
        yield [
            *(number, name, pack.district_names.get(district, ""), pack.village_names.get(village, "")),
            *(goods.get(commodity, ""), kbli, version, year, men, women, sum(told) if told else both, investment),
            *(plain(capacity), unit, plain(made), value, material, plain(share), countries),
        ]


_ALL = (
    Form(
        "daftar",
        _("List with the columns you see"),
        _("The columns and the order of the list."),
        _list_header,
        _list_rows,
        figures=False,
    ),
    Form(
        "sentra",
        _("Form that can be imported again"),
        _("Mend it in Excel and send it back: what you left as it was stays as it was."),
        _header_of("sentra"),
        _own_rows,
        figures=True,
    ),
    Form(
        "usaha",
        _("Disperindag, per business"),
        _("27 columns, a row for each business."),
        _header_of("disperindag_usaha"),
        _business_rows,
        figures=True,
    ),
    Form(
        "produk",
        _("Disperindag, per product"),
        _("19 columns, a row for each product."),
        _header_of("disperindag_produk"),
        _product_rows,
        figures=True,
    ),
    Form(
        "program",
        _("Help from programmes"),
        _("A row for each training, exhibition, machine or other help that a business had; it can be imported again."),
        _programme_header,
        _programme_rows,
        figures=True,
    ),
    Form(
        "nasional",
        _("Figures for the national reporting system"),
        _("A row for each business that told its figures of the year."),
        lambda _ask: NATIONAL,
        _national_rows,
        figures=True,
    ),
    Form(
        "tahunan",
        _("Yearly figures, all years"),
        _("A row for each business and year, to be reckoned with; of a million rows, too, as CSV."),
        lambda _ask: YEARLY,
        _yearly_rows,
        figures=True,
        count=lambda ask: _yearly(ask).order_by().count(),
    ),
)
FORMS: dict[str, Form] = {one.code: one for one in _ALL}
"""All forms by code, in the order in which they are offered."""
