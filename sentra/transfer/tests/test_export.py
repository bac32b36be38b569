"""What leaves the register: the right columns, nothing secret, nothing that runs, and back in without a change."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from sentra.audit.models import Entry
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.registry.models import Business, Figures, Product
from sentra.transfer.export.cells import harmless
from sentra.transfer.models import Export, RowOutcome
from sentra.transfer.reading.reader import opened
from sentra.transfer.recognition.profiles import profiles
from sentra.transfer.services.begin import import_begin, understood_again
from sentra.transfer.tests.importing import BUDI, PRODUCT_HEADER, SITI, disperindag, fresh, settled, taken_over
from sentra.transfer.worker.rehearsal import rehearse

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """The officer's browser."""
    client = Client()
    client.force_login(disperindag())
    return client


def fetched(client: Client, form: str, folder: Path, kind: str = "csv", **query: str) -> Path:
    """Take a form out, as a file."""
    answer: Any = client.get(f"/petugas/ekspor/{form}/", {"jenis": kind, **query})
    assert answer.status_code == 200
    path = folder / f"{form}.{kind}"
    path.write_bytes(b"".join(answer.streaming_content))
    return path


def rows_of(path: Path) -> list[list[Any]]:
    """Read a file as the importer does."""
    with opened(path) as table:
        return [cells for _number, cells in table.rows]


def full_register(folder: Path) -> None:
    """Two businesses with all that the own form tells."""
    taken_over(folder, [PRODUCT_HEADER, SITI, BUDI])
    siti = Business.objects.get(name__contains="Siti")
    Business.objects.filter(pk=siti.pk).update(
        brand="=Mak Nyus", nib="0220001234567", email="siti@contoh.id", website="siti.example", latitude=-8.0954,
        longitude=112.25, founded=date(2011, 3, 4), markets="Blitar, Malang", export_countries="Jepang",
    )  # fmt: skip
    Product.objects.create(business=siti, name="Sambel pecel manis", commodity="sambel_pecel")
    Figures.objects.filter(business=siti).update(
        workers_men=1, workers_women=3, workers_total=None, capacity_amount=Decimal("1250.50"),
        export_share=Decimal("12.50"), raw_material_value=7_500_000,
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_own_form_comes_back_unchanged(tmp_path: Path, client: Client, kind: str) -> None:
    full_register(tmp_path)
    path = fetched(client, "sentra", tmp_path, kind)
    imported = import_begin(actor=disperindag(), path=path, name=path.name)
    understood = understood_again(imported)
    assert understood.recognised.profile == "sentra"
    rehearse(settled(imported, year=None).pk)
    rows = list(fresh(imported).rows.order_by("number"))
    assert [(one.outcome, one.faults, one.differences) for one in rows] == [(RowOutcome.UNCHANGED, [], [])] * 3


@pytest.mark.parametrize("form", ["usaha", "produk"])
def test_the_sheets_of_disperindag_are_as_the_office_has_them(tmp_path: Path, client: Client, form: str) -> None:
    full_register(tmp_path)
    rows = rows_of(fetched(client, form, tmp_path, "xlsx"))
    assert rows[0] == [header for header, _field in profiles()[f"disperindag_{form}"].columns]
    assert len(rows) == {"usaha": 3, "produk": 4}[form]
    assert {"usaha": "Siti Aminah", "produk": "Siti Aminah"}[form] in rows[1] + rows[2]


def test_the_permit_is_said_in_the_words_of_the_sheet(tmp_path: Path, client: Client) -> None:
    full_register(tmp_path)
    kinds = {row[1]: row[10:12] for row in rows_of(fetched(client, "usaha", tmp_path))[1:]}
    assert kinds == {"Sambel Pecel Bu Siti": ["IZIN LAINNYA", "2019"], "UD Batik Sekar": ["belum", None]}


def test_no_form_holds_a_nik(tmp_path: Path, client: Client) -> None:
    nik = "3505016005800001"
    header = ["Nama Usaha", "Nama Pemilik", "NIK", "NPWP", "Desa", "Kecamatan"]
    taken_over(tmp_path, [header, ["Batik Sekar", "Rini", nik, nik, "Jaten", "Wonodadi"]], unit=None, year=None)
    for form in ("daftar", "sentra", "usaha", "produk", "program", "nasional"):
        assert nik not in fetched(client, form, tmp_path).read_text()


def test_formulas_are_defused_in_csv(tmp_path: Path, client: Client) -> None:
    full_register(tmp_path)
    assert "'=Mak Nyus" in fetched(client, "sentra", tmp_path).read_text()


@given(st.text(max_size=20))
def test_a_defused_text_never_begins_a_formula(text: str) -> None:
    told = str(harmless(text))
    assert not told.startswith(("=", "@", "\t", "\r"))
    assert not (told.startswith(("+", "-")) and any(sign.isalpha() or sign in "(=" for sign in told))


def test_every_export_is_recorded_with_who_what_and_how_many(tmp_path: Path, client: Client) -> None:
    full_register(tmp_path)
    fetched(client, "daftar", tmp_path, q="batik")
    made = Export.objects.get()
    assert (made.form, made.query, made.rows, made.made_by) == ("daftar", "q=batik", 1, disperindag())
    assert Entry.objects.get(act="register.exported").after == {"form": "daftar", "filter": "q=batik", "rows": 1}


def test_the_national_file_has_a_row_for_each_business_with_figures_of_the_year(tmp_path: Path, client: Client) -> None:
    full_register(tmp_path)
    rows = rows_of(fetched(client, "nasional", tmp_path, tahun="2024", triwulan="2"))
    assert [row[:2] for row in rows[1:]] == [["2024", "2"], ["2024", "2"]]
    assert len(rows_of(fetched(client, "nasional", tmp_path, tahun="2023"))) == 1


def test_who_may_not_export_or_see_figures_is_refused(tmp_path: Path) -> None:
    client = Client()
    client.force_login(officer(Role.VERIFIER))
    assert client.get("/petugas/ekspor/daftar/").status_code == 403
