"""The asset register as a sheet: every machine that the regency gave, who holds it and how it is."""

from collections.abc import Iterator

from django.db.models import QuerySet

from sentra.kernel.text import official
from sentra.programmes.models import Asset, AssetCondition, AssetState
from sentra.reference.loading import current_pack
from sentra.transfer.export.cells import Value
from sentra.transfer.export.reading import READ_AT_ONCE

ASSETS = "aset"
HEADER = [
    "Nomor aset", "Mesin", "Merek", "Tipe", "Nomor seri", "Tahun pembuatan", "Nilai (rupiah)",
    "Kondisi saat diserahkan", "Nomor induk pemegang", "Pemegang", "Pemilik", "Diserahkan kepada kelompok",
    "Desa/kelurahan", "Kecamatan", "Nomor program", "Program", "Nomor BAST", "Tanggal serah terima",
    "Terakhir dilihat", "Keadaan", "Tidak ada sejak",
]  # fmt: skip


def asset_rows(assets: "QuerySet[Asset]") -> Iterator[list[Value]]:
    """Give a row for each machine. What it is worth is the regency's money; no figure of a business is in it."""
    pack = current_pack()
    states = {str(one): official(one.label) for one in AssetState}
    conditions = {str(one): official(one.label) for one in AssetCondition}
    for one in assets.iterator(chunk_size=READ_AT_ONCE):
        holder, call = one.business, one.candidate.call
        yield [
            *(one.number, one.what, one.brand, one.type, one.serial, one.year_made, one.value),
            *(conditions[one.condition], holder.register_number, holder.name, holder.owner.name),
            *(one.group.name if one.group else "", pack.village_names.get(holder.village, "")),
            *(pack.district_names.get(holder.district, ""), call.number, call.title, one.handover.document.number),
            *(one.handed_on, one.last_seen_on, states[one.state], one.missing_since),
        ]
