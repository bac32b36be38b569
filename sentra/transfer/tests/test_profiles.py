"""Each sheet that the offices have is recognised, moved about as it may be, and taken over as it is meant."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentra.registry.models import Activity, Business, Figures, Group, GroupFigures, LegalPaper, Owner
from sentra.transfer.models import RowOutcome
from sentra.transfer.reading.frames import Row
from sentra.transfer.recognition.columns import find_profile, recognise
from sentra.transfer.recognition.header import find_header
from sentra.transfer.recognition.profiles import fields, profiles
from sentra.transfer.tests.importing import BUDI, PRODUCT_HEADER, SITI, outcomes, rehearsed_file, row, taken_over
from sentra.transfer.tests.sheets import Rows, delimited, ods, xls

pytestmark = pytest.mark.django_db


def sheet(profile: str, *told: dict[str, Any]) -> list[list[Any]]:
    """A sheet of a form: its header, and rows by the names of its columns."""
    header = [name for name, _field in profiles()[profile].columns]
    return [header, *([one.get(name) for name in header] for one in told)]


@pytest.mark.parametrize("code", sorted(profiles()))
def test_a_form_is_recognised_below_titles_with_columns_moved_gone_and_added(code: str) -> None:
    header = [name for name, _field in profiles()[code].columns]
    moved = ["Kolom baru", *reversed(header[1:-1])]
    rows: list[Row] = [(1, ["DAFTAR TAHUN 2024"]), (3, list(moved)), (4, [1, 2])]
    found = find_header(rows)
    assert found is not None
    assert (found.last_row, found.year) == (3, 2024)
    recognised = recognise(found, rows)
    assert recognised.profile == code
    fills = {column.name: column.field for column in recognised.columns}
    assert fills == {"Kolom baru": "", **dict(profiles()[code].columns[1:-1])}


def test_every_field_that_a_form_fills_has_a_reader() -> None:
    told = {field for profile in profiles().values() for _name, field in profile.columns}
    assert told - {"ignored"} <= set(fields())


def _row(number: int, cells: list[Any]) -> Row:
    return number, cells


def test_names_are_recognised_by_likeness_and_nameless_columns_by_content() -> None:
    rows: list[Row] = [
        (1, ["Nama Perusahan", "Kecamatn", "Desa", "", "Telepon"]),
        *(_row(n, ["Batik", "Garum", "Sidodadi", f"123456789012{n}", "0812 3456 7890"]) for n in range(2, 7)),
    ]
    found = find_header(rows)
    assert found is not None
    recognised = recognise(found, rows)
    assert [(one.field, one.how) for one in recognised.columns] == [
        ("name", "similar"),
        ("district", "similar"),
        ("village", "name"),
        ("nib", "content"),
        ("phone", "name"),
    ]


def test_a_header_in_two_rows_with_a_line_of_numbers_below_is_one_header() -> None:
    upper: list[Any] = ["No", "Nama Sentra", "Jenis Industri", "KBLI", "Alamat", None, None, None, "Kontak", "Telepon"]
    upper += ["Unit", "Tenaga Kerja", "Nilai Investasi", "Kapasitas Produksi", None, "Nilai Produksi", "Nilai BB/BP"]
    lower: list[Any] = [None] * 4 + ["Dusun/Jalan", "Desa", "Kecamatan", "Kabupaten/Kota"] + [None] * 5
    lower += ["Jumlah", "Satuan"]
    rows: list[Row] = [(1, ["DATA SENTRA"]), (2, upper), (3, lower), (4, [f"({n})" for n in range(1, 18)]), (5, [1])]
    found = find_header(rows)
    assert found is not None
    assert found.last_row == 4
    assert getattr(find_profile(found), "code", "") == "disperindag_sentra"


OSS = {
    "Id Proyek": "R-202401120001", "Nib": 1234567890123, "Nama Perusahaan": "SITI AMINAH",
    "Tanggal Terbit Oss": date(2024, 1, 10),
    "Uraian Jenis Perusahaan": "Perorangan", "Uraian Risiko Proyek": "Rendah", "nama_proyek": "Sambel Pecel",
    "Uraian Skala Usaha": "Usaha Mikro", "Alamat Usaha": "Dsn. Krajan", "Kab Kota Usaha": "Kab. Blitar",
    "kecamatan_usaha": "Wonodadi", "kelurahan_usaha": "Jaten", "Kbli": "10779", "Judul Kbli": "Industri bumbu",
    "KL/Sektor Pembina": "Perindustrian", "Jumlah Investasi": 5_000_000, "TKI": 2,
}  # fmt: skip
SECOND = {
    **OSS,
    "Id Proyek": "R-202405200002",
    "Kbli": "10710",
    "Jumlah Investasi": 3_000_000,
    "Alamat Usaha": "Jl. Lain",
}


@pytest.mark.parametrize("profile", ["oss_proyek", "oss_proyek_lebar"])
def test_many_projects_of_one_nib_are_one_business(tmp_path: Path, profile: str) -> None:
    wide = {"Nama User": "Siti Aminah", "Nomor Identitas User": "3505016005800001", "Nomor Telp": "081234567890"}
    rows = sheet(profile, {**OSS, **wide}, {**SECOND, **wide})
    imported = taken_over(tmp_path, rows)
    assert outcomes(imported) == [RowOutcome.NEW, RowOutcome.UPDATE]
    business = Business.objects.get()
    assert (business.nib, business.legal_form, business.address) == ("1234567890123", "sole", "Dsn. Krajan")
    projects = {one.oss_id: (one.kbli, one.investment, one.submitted_on) for one in Activity.objects.all()}
    assert projects == {
        "R-202401120001": ("10779", 5_000_000, date(2024, 1, 12)),
        "R-202405200002": ("10710", 3_000_000, date(2024, 5, 20)),
    }
    paper = LegalPaper.objects.get()
    assert (paper.kind, paper.number, paper.issued_on) == ("nib", "1234567890123", date(2024, 1, 10))
    assert not Figures.objects.exists()
    assert row(imported, 3).differences[0]["why"] == "twice"
    assert outcomes(taken_over(tmp_path, rows)) == [RowOutcome.UNCHANGED] * 2


def test_a_damaged_nik_costs_its_cell_and_is_never_kept(tmp_path: Path) -> None:
    damaged = {**OSS, "Nama User": "Siti Aminah", "Nomor Identitas User": 3505016005800001}
    imported = taken_over(tmp_path, sheet("oss_proyek_lebar", damaged))
    assert outcomes(imported) == [RowOutcome.NEW]
    assert [fault["code"] for fault in row(imported, 2).faults] == ["nik_damaged"]
    assert row(imported, 2).faults[0]["value"].startswith("•")
    assert Owner.objects.get().nik == ""


def test_a_list_of_nib_with_a_column_without_a_name(tmp_path: Path) -> None:
    told: dict[str, Any] = {
        "nib": "0220001234567",
        "Day of tanggal_terbit_oss": "12 Januari 2024",
        "nama_perusahaan": "CV. MAJU JAYA",
    }
    told |= {"uraian_jenis_perusahaan": "Persekutuan Komanditer (CV)", "kelurahan": "Jaten", "kecamatan": "Wonodadi"}
    rows = [[*one, last] for one, last in zip(sheet("oss_nib", told), [None, "x"], strict=True)]
    imported = taken_over(tmp_path, rows)
    assert imported.profile == "oss_nib"
    business = Business.objects.get()
    assert (business.name, business.legal_form, business.nib) == ("CV. MAJU JAYA", "cv", "0220001234567")
    assert business.papers.get().issued_on == date(2024, 1, 12)


def test_a_list_of_permits_brings_papers_and_what_is_only_asked_for_is_none(tmp_path: Path) -> None:
    told: dict[str, Any] = {
        "Id Permohonan Izin": "I-202401120001",
        "Nama Perusahaan": "SITI AMINAH",
        "Nib": "1234567890123",
        "Kbli": "10779",
    }
    told |= {"Kab Kota": "Kab. Blitar", "kecamatan": "Wonodadi", "kelurahan": "Jaten", "Id Proyek": "R-202401120001"}
    told |= {
        "Day of Tgl Izin": date(2024, 2, 1),
        "Uraian Jenis Perizinan": "Sertifikat Standar",
        "Status Perizinan": "Izin Terbit",
    }
    asked = {**told, "Id Permohonan Izin": "I-2", "Status Perizinan": "Menunggu Verifikasi Persyaratan"}
    taken_over(tmp_path, sheet("oss_izin", told, asked))
    assert [(one.kind, one.number, one.issued_on) for one in LegalPaper.objects.all()] == [
        ("standar", "I-202401120001", date(2024, 2, 1))
    ]


def test_disperindag_per_business(tmp_path: Path) -> None:
    told: dict[str, Any] = {
        "badan_usaha": "UD",
        "nama_perusahaan": "UD Gula Manis",
        "nama_pemilik": "Wagiman",
        "kelurahan": "Jaten",
    }
    told |= {
        "kecamatan": "Wonodadi",
        "izin_usaha_industri": "TDI",
        "tahun_izin": 2015,
        "komoditi": "Gula merah",
        "tahun_data": 2023,
    }
    told |= {
        "tk_lk": 2,
        "tk_pr": 3,
        "nilai_investasi": "15.000.000",
        "orientasi_ekspor": 0.25,
        "npwp": "-",
        "fax": "0342-1",
    }
    imported = taken_over(tmp_path, sheet("disperindag_usaha", told), year=None)
    figures = Figures.objects.get()
    assert (figures.year, figures.workers_men, figures.workers_women, figures.export_share) == (2023, 2, 3, Decimal(25))
    assert (LegalPaper.objects.get().kind, Business.objects.get().commodity) == ("tdi_lama", "gula_kelapa")
    assert "fax" in [
        name for place, name in enumerate(imported.plan["names"]) if str(place) not in imported.plan["mapping"]
    ]


def test_disperindag_per_sentra(tmp_path: Path) -> None:
    told: dict[str, Any] = {
        "Nama Sentra": "Sentra Gerabah Plumpung",
        "Jenis Industri": "Gerabah",
        "Alamat Desa": "Jaten",
        "Unit": 25,
    }
    told |= {
        "Alamat Kecamatan": "Wonodadi",
        "Tenaga Kerja": 60,
        "Nilai Investasi": "50.000",
        "Kapasitas Produksi Jumlah": 9000,
    }
    rows = sheet("disperindag_sentra", told)
    imported = taken_over(tmp_path, rows, unit=1000)
    assert outcomes(imported) == [RowOutcome.NEW]
    group, figures = Group.objects.get(), GroupFigures.objects.get()
    assert (group.name, group.kind, group.commodity) == ("Sentra Gerabah Plumpung", "sentra", "gerabah_seni")
    assert (figures.year, figures.units, figures.workers, figures.investment) == (2024, 25, 60, 50_000_000)
    assert outcomes(taken_over(tmp_path, rows, unit=1000)) == [RowOutcome.UNCHANGED]


def test_yearly_figures_of_one_business_that_is_asked_for(tmp_path: Path) -> None:
    taken_over(tmp_path, sheet("oss_proyek", OSS))
    business = Business.objects.get()
    told: dict[str, Any] = {"Tahun Data": 2022, "Tenaga Kerja L": 1, "Tenaga Kerja P": 2, "Nilai Investasi": 10}
    taken_over(
        tmp_path, sheet("angka_tahunan", told, {**told, "Tahun Data": 2023}), year=None, business=business.nib or ""
    )
    assert sorted(business.figures.values_list("year", "investment")) == [(2022, 10), (2023, 10)]


@pytest.mark.parametrize(("write", "ending"), [(xls, "xls"), (ods, "ods"), (delimited, "csv")])
def test_the_same_sheet_as_another_kind_of_file_says_the_same(tmp_path: Path, write: Any, ending: str) -> None:
    rows = [PRODUCT_HEADER, SITI, BUDI]
    taken_over(tmp_path, rows)
    again = rehearsed_file(write(tmp_path / f"a.{ending}", rows))
    assert [(one.outcome, one.faults) for one in again.rows.all()] == [(RowOutcome.UNCHANGED, [])] * 2


cells = st.one_of(
    st.none(),
    st.integers(-5, 10**17),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["C"]), max_size=12),
    st.sampled_from(SITI),
)


@settings(max_examples=8, deadline=None)
@given(rows=st.lists(st.lists(cells, min_size=19, max_size=19), max_size=8))
def test_rows_in_are_the_sum_of_the_outcomes(tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]]) -> None:
    sent: Rows = [PRODUCT_HEADER, SITI, *rows]
    imported = rehearsed_file(delimited(tmp_path_factory.mktemp("sheet") / "a.csv", sent))
    assert sum(imported.counts.values()) == imported.rows_total == imported.rows.count()
