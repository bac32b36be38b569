"""Imports at every point of their way, brought there by the acts that people use; the worker's part runs at once."""

from pathlib import Path
from typing import Any

from sentra.people.models import Role, User
from sentra.people.tests.people import officer
from sentra.transfer.models import Import, ImportRow, RowOutcome
from sentra.transfer.services.acts import import_take_over
from sentra.transfer.services.begin import import_begin, understood_again
from sentra.transfer.services.settle import Answers, import_settle
from sentra.transfer.tests.sheets import Rows, xlsx
from sentra.transfer.worker.rehearsal import rehearse
from sentra.transfer.worker.taking_over import take_over

PRODUCT_HEADER: list[Any] = [
    "No", "Nama Perusahaan", "Nama Pemilik", "Alamat", "Desa", "Kecamatan", "Kab/Kota", "Telp/Fax", "Bentuk Badan",
    "Tahun Dikeluarkan Ijin", "KBLI", "Nama Produk", "Tenaga Kerja", "Nilai Investasi", "Jumlah Kapasitas Produksi",
    "Satuan kapasitas Produksi", "Nilai Produksi", "Nilai BB/BP", "Pemasaran Ekspor (%)",
]  # fmt: skip
SITI: list[Any] = [
    1, "Sambel Pecel Bu Siti", "Siti Aminah", "Jl. Merdeka 1", "Ds. Jaten", "Kec. Wonodadi", "Kab. Blitar",
    "0812-3456-7890", "Perorangan", 2019, 10779, "Sambel pecel pedas", 4, "Rp 5.000.000", 1200, "kg/tahun",
    "24.000.000", "12.000.000", 0,
]  # fmt: skip
BUDI: list[Any] = [
    2, "UD Batik Sekar", "Budi Santoso", "Dsn. Krajan", "Salam", "Wonodadi", "Blitar", None, "UD", None, "13134",
    "Batik tulis", "6 orang", "10 juta", "300", "lembar", None, None, None,
]  # fmt: skip
YEAR, RUPIAH = 2024, 1


def disperindag() -> User:
    """The officer who imports."""
    return officer(Role.DISPERINDAG)


def begun(folder: Path, rows: Rows, *, actor: User | None = None) -> Import:
    """A sheet that was sent."""
    path = xlsx(folder / "data.xlsx", rows)
    return import_begin(actor=actor or disperindag(), path=path, name="data.xlsx")


def settled(imported: Import, **answers: Any) -> Import:
    """A sheet whose columns are as they were recognised."""
    actor = imported.begun_by
    mapping = understood_again(imported).recognised.mapping
    given = {"mapping": mapping, "unit": RUPIAH, "year": YEAR, **answers}
    return import_settle(actor=actor, import_id=imported.pk, version=imported.version, answers=Answers(**given))


def rehearsed(folder: Path, rows: Rows, **answers: Any) -> Import:
    """A sheet that was rehearsed."""
    imported = settled(begun(folder, rows), **answers)
    rehearse(imported.pk)
    return fresh(imported)


def taken_over(folder: Path, rows: Rows, **answers: Any) -> Import:
    """A sheet that was taken over."""
    imported = rehearsed(folder, rows, **answers)
    import_take_over(actor=imported.begun_by, import_id=imported.pk, version=imported.version)
    take_over(imported.pk)
    return fresh(imported)


def fresh(imported: Import) -> Import:
    """Read an import again."""
    return Import.objects.select_related("begun_by", "file").get(pk=imported.pk)


def outcomes(imported: Import) -> list[RowOutcome]:
    """Give what became of each row, in order."""
    return [RowOutcome(one) for one in imported.rows.order_by("number").values_list("outcome", flat=True)]


def row(imported: Import, number: int) -> ImportRow:
    """Give a row by its number in the sheet."""
    return imported.rows.get(number=number)


def rehearsed_file(path: Path) -> Import:
    """A file of any kind that was rehearsed."""
    imported = settled(import_begin(actor=disperindag(), path=path, name=path.name))
    rehearse(imported.pk)
    return fresh(imported)
