"""Lists of programmes: each row is a business and one help that it had, whatever the list leaves to its title."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sentra.kernel.errors import InvalidInput
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.registry.models import Business, RecordedFrom, Support
from sentra.transfer.models import RowOutcome
from sentra.transfer.recognition.profiles import profiles
from sentra.transfer.services.acts import import_undo
from sentra.transfer.services.begin import import_begin, understood_again
from sentra.transfer.tests.importing import (
    BUDI,
    PRODUCT_HEADER,
    SITI,
    begun,
    disperindag,
    fresh,
    outcomes,
    row,
    settled,
    taken_over,
)
from sentra.transfer.tests.sheets import Rows, delimited
from sentra.transfer.tests.test_export import fetched
from sentra.transfer.worker.rehearsal import rehearse
from sentra.transfer.worker.undoing import undo

pytestmark = pytest.mark.django_db

SITI_HELPED: dict[str, Any] = {
    "No": 1, "Nama Penerima": "Siti Aminah", "NIK": "3505016005800001", "Nama Usaha": "Sambel Pecel Bu Siti",
    "Alamat": "Jl. Merdeka 1", "Desa/Kelurahan": "Jaten", "Kecamatan": "Wonodadi", "No. HP": "0812-3456-7890",
    "Jenis Usaha": "Sambel pecel", "Nama Program": "Penguatan IKM pangan", "Jenis Bantuan": "Bantuan alat",
    "Bantuan yang Diterima": "Mesin penggiling bumbu", "Jumlah": 2, "Satuan": "unit",
    "Nilai Bantuan": "Rp 7.500.000", "Tahun": 2021, "Sumber Dana": "APBD Kabupaten",
}  # fmt: skip
RINI_HELPED: dict[str, Any] = {
    "No": 2, "Nama Penerima": "Rini Lestari", "Desa/Kelurahan": "Salam", "Kecamatan": "Wonodadi",
    "Nama Program": "Pelatihan batik tulis", "Tahun": "TA 2020",
}  # fmt: skip
TOLD = ("year", "kind", "title", "received", "value", "giver")


def sheet(profile: str, *told: dict[str, Any], titles: tuple[str, ...] = ()) -> list[list[Any]]:
    """A list of a programme below its title."""
    header = [name for name, _field in profiles()[profile].columns]
    return [*([one] for one in titles), header, *([one.get(name) for name in header] for one in told)]


HELPED = sheet("program_penerima", SITI_HELPED, RINI_HELPED, titles=("DAFTAR PENERIMA BANTUAN",))


def test_each_row_records_a_business_with_the_help_that_it_had(tmp_path: Path) -> None:
    imported = taken_over(tmp_path, HELPED, year=None)
    assert (imported.profile, outcomes(imported)) == ("program_penerima", [RowOutcome.NEW] * 2)
    siti, rini = Business.objects.order_by("-name")
    assert [one.name for one in (siti, rini)] == ["Sambel Pecel Bu Siti", "Rini Lestari"]
    assert {one.recorded_from for one in (siti, rini)} == {RecordedFrom.PROGRAMME}
    assert not siti.is_registered
    assert siti.supports.values_list(*TOLD).get() == (
        *(2021, "machine", "Penguatan IKM pangan", "Mesin penggiling bumbu (2 unit)", 7_500_000, "APBD Kabupaten"),
    )
    assert rini.supports.values_list(*TOLD).get() == (2020, "training", "Pelatihan batik tulis", "", None, "")


def test_a_known_business_is_met_and_the_same_list_again_changes_nothing(tmp_path: Path) -> None:
    taken_over(tmp_path, [PRODUCT_HEADER, SITI, BUDI])
    known = Business.objects.get(name="Sambel Pecel Bu Siti")
    imported = taken_over(tmp_path, HELPED, year=None)
    assert outcomes(imported) == [RowOutcome.UPDATE, RowOutcome.NEW]
    assert known.supports.count() == 1
    known.refresh_from_db()
    assert known.recorded_from == RecordedFrom.IMPORT
    before = list(Support.objects.order_by("pk").values())
    respelt = {**SITI_HELPED, "Nama Program": "PENGUATAN IKM PANGAN."}
    again = taken_over(tmp_path, sheet("program_penerima", respelt, RINI_HELPED), year=None)
    assert outcomes(again) == [RowOutcome.UNCHANGED] * 2
    assert list(Support.objects.order_by("pk").values()) == before


def test_undoing_takes_business_and_help_away_and_leaves_what_was_there(tmp_path: Path) -> None:
    taken_over(tmp_path, [PRODUCT_HEADER, SITI])
    taken_over(tmp_path, sheet("program_penerima", {**SITI_HELPED, "Nilai Bantuan": None}), year=None)
    before = list(Support.objects.values())
    later = {**SITI_HELPED, "Nama Program": "Pameran Blitar Expo", "Jenis Bantuan": None}
    imported = taken_over(tmp_path, sheet("program_penerima", SITI_HELPED, later, RINI_HELPED), year=None)
    assert outcomes(imported) == [RowOutcome.UPDATE, RowOutcome.UPDATE, RowOutcome.NEW]
    assert (Support.objects.count(), Business.objects.count()) == (3, 2)
    import_undo(actor=disperindag(), import_id=imported.pk, version=imported.version)
    undo(imported.pk)
    assert list(Support.objects.values()) == before
    assert Business.objects.get().name == "Sambel Pecel Bu Siti"


def test_a_list_that_names_its_programme_only_in_the_title_is_asked_about(tmp_path: Path) -> None:
    columns = ("No", "Nama Peserta", "NIK", "Nama Usaha", "Alamat", "Desa/Kelurahan", "Kecamatan", "No. HP")
    told = dict(zip(columns, SITI_HELPED.values(), strict=False))
    header = [*columns, "Jenis Produk", "Penyelenggara"]
    rows: Rows = [["DAFTAR PESERTA PELATIHAN KEMASAN TAHUN 2022"], header, [told.get(name) for name in header]]
    client = Client()
    client.force_login(disperindag())
    imported = begun(tmp_path, rows)
    assert imported.profile == "program_peserta"
    page = client.get(f"/petugas/impor/{imported.pk}/").content.decode()
    assert 'name="programme" value="DAFTAR PESERTA PELATIHAN KEMASAN TAHUN 2022"' in page
    assert 'name="year" value="2022"' in page
    with pytest.raises(InvalidInput) as refused:
        settled(imported, year=None)
    assert [one.field for one in refused.value.problems] == ["year", "programme"]
    taken_over(tmp_path, rows, year=2022, programme="Pelatihan kemasan")
    assert Support.objects.values_list("year", "kind", "title").get() == (2022, "training", "Pelatihan kemasan")


def test_a_row_without_year_is_refused_and_one_without_help_tells_so(tmp_path: Path) -> None:
    yearless = {**SITI_HELPED, "Tahun": None}
    nothing = {**RINI_HELPED, "Nama Program": "-"}
    imported = taken_over(tmp_path, sheet("program_penerima", yearless, nothing), year=None)
    assert outcomes(imported) == [RowOutcome.REFUSED, RowOutcome.NEW]
    assert [one["code"] for one in row(imported, 2).faults] == ["programme_year_missing"]
    assert [one["code"] for one in row(imported, 3).faults] == ["programme_missing"]
    assert not Support.objects.exists()


def test_a_value_that_another_list_told_otherwise_stays_and_is_named(tmp_path: Path) -> None:
    taken_over(tmp_path, HELPED, year=None)
    dearer = {**SITI_HELPED, "Nilai Bantuan": 9_000_000, "Sumber Dana": "APBD Kabupaten"}
    imported = taken_over(tmp_path, sheet("program_penerima", dearer), year=None)
    assert outcomes(imported) == [RowOutcome.UNCHANGED]
    told = row(imported, 2).differences[0]
    assert (told["field"], told["here"], told["there"], told["why"]) == (
        "support_value",
        "7500000",
        "9000000",
        "others",
    )


def test_a_damaged_nik_costs_its_cell_only(tmp_path: Path) -> None:
    imported = taken_over(tmp_path, sheet("program_penerima", {**SITI_HELPED, "NIK": 3505016005800001}), year=None)
    assert [one["code"] for one in row(imported, 2).faults] == ["nik_damaged"]
    assert Support.objects.count() == 1


def test_any_sheet_is_the_list_of_a_programme_once_it_is_named(tmp_path: Path) -> None:
    taken_over(tmp_path, [PRODUCT_HEADER, SITI], programme="Pameran Blitar Expo")
    support = Support.objects.get()
    assert (support.year, support.kind, support.business.recorded_from) == (2024, "exhibition", "programme")
    assert support.business.figures.exists()


def test_the_page_shows_the_help_and_its_value_only_to_those_who_may_see_figures(tmp_path: Path) -> None:
    taken_over(tmp_path, HELPED, year=None)
    number = Business.objects.get(name="Sambel Pecel Bu Siti").register_number
    seen = []
    for role in (Role.DISPERINDAG, Role.VERIFIER):
        client = Client()
        client.force_login(officer(role))
        page = client.get(f"/petugas/data-induk/{number}/").content.decode()
        assert "Mesin penggiling bumbu (2 unit)" in page
        seen.append("7.500.000" in page)
    assert seen == [True, False]


def test_the_export_of_help_comes_back_unchanged(tmp_path: Path) -> None:
    taken_over(tmp_path, HELPED, year=None)
    client = Client()
    client.force_login(disperindag())
    path = fetched(client, "program", tmp_path)
    imported = import_begin(actor=disperindag(), path=path, name=path.name)
    assert understood_again(imported).recognised.profile == "program_penerima"
    rehearse(settled(imported, year=None).pk)
    assert [(one.outcome, one.faults, one.differences) for one in fresh(imported).rows.all()] == [
        (RowOutcome.UNCHANGED, [], [])
    ] * 2


def test_the_same_list_as_csv_says_the_same(tmp_path: Path) -> None:
    taken_over(tmp_path, HELPED, year=None)
    path = delimited(tmp_path / "a.csv", HELPED)
    imported = settled(import_begin(actor=disperindag(), path=path, name=path.name), year=None)
    rehearse(imported.pk)
    assert outcomes(fresh(imported)) == [RowOutcome.UNCHANGED] * 2
