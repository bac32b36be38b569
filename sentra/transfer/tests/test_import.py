"""An import from the file to the register: rehearsed without a trace, taken over once, undone whole."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils.translation import override

from sentra.audit.models import Entry
from sentra.audit.queries import verify_all
from sentra.files.services import file_path
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.promotion.cached import version
from sentra.registry.models import Activity, Business, Figures, Group, LegalPaper, Owner, Product
from sentra.registry.services.group_figures import group_figures_save
from sentra.transfer.models import Import, RowOutcome, State
from sentra.transfer.reading.reader import opened
from sentra.transfer.rows import chunks
from sentra.transfer.services.acts import import_discard, import_take_over, import_undo, row_decide
from sentra.transfer.services.begin import understood_again
from sentra.transfer.tests.importing import (
    BUDI,
    PRODUCT_HEADER,
    SITI,
    YEAR,
    begun,
    disperindag,
    fresh,
    outcomes,
    rehearsed,
    row,
    settled,
    taken_over,
)
from sentra.transfer.tests.sheets import Rows
from sentra.transfer.wording import reason_of
from sentra.transfer.worker import result, taking_over
from sentra.transfer.worker.keeping import rows_keep
from sentra.transfer.worker.rehearsal import rehearse
from sentra.transfer.worker.result import result_write
from sentra.transfer.worker.taking_over import take_over
from sentra.transfer.worker.undoing import undo

pytestmark = pytest.mark.django_db

NEW, UPDATE, SAME = RowOutcome.NEW, RowOutcome.UPDATE, RowOutcome.UNCHANGED
REFUSED, TO_DECIDE = RowOutcome.REFUSED, RowOutcome.DUPLICATE
TWO: Rows = [["DATA IKM KABUPATEN BLITAR"], [], PRODUCT_HEADER, SITI, BUDI]
TABLES = (Owner, Business, Figures, LegalPaper, Product, Activity)


def everything() -> dict[str, Any]:
    """Give all that the register holds."""
    return {kind.__name__: list(kind._default_manager.order_by("pk").values()) for kind in TABLES}


def changed(place: int, value: Any, of: Sequence[Any] = SITI) -> list[Any]:
    """Give a row with another cell."""
    return [value if column == place else cell for column, cell in enumerate(of)]


def test_a_rehearsal_tells_what_would_happen_and_leaves_no_trace(tmp_path: Path) -> None:
    before = everything(), Entry.objects.filter(record_type="registry.Business").count()
    imported = rehearsed(tmp_path, TWO)
    assert imported.state == State.REHEARSED
    assert imported.counts == {"new": 2}
    assert [one.label for one in imported.rows.all()] == ["Sambel Pecel Bu Siti", "UD Batik Sekar"]
    assert (everything(), Entry.objects.filter(record_type="registry.Business").count()) == before


def test_what_was_rehearsed_happens(tmp_path: Path) -> None:
    imported = taken_over(tmp_path, TWO)
    assert (imported.state, imported.counts) == (State.APPLIED, {"new": 2})
    siti = Business.objects.get(name="Sambel Pecel Bu Siti")
    assert (siti.village, siti.district, siti.commodity, siti.kbli, siti.kbli_version) == (
        "35.05.01.2001",
        "35.05.01",
        "sambel_pecel",
        "10779",
        "2020",
    )
    assert (siti.phone, siti.owner.name, siti.legal_form) == ("+6281234567890", "Siti Aminah", "sole")
    figures = siti.figures.get()
    assert (figures.year, figures.workers, figures.investment, figures.production_value) == (
        2024,
        4,
        5_000_000,
        24_000_000,
    )
    assert (figures.capacity_amount, figures.capacity_unit) == (Decimal(1200), "kg/tahun")
    assert Business.objects.get(name="UD Batik Sekar").figures.get().investment == 10_000_000
    assert siti.papers.get().issued_on.year == 2019  # type: ignore[union-attr]
    assert verify_all().ok


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    taken_over(tmp_path, TWO)
    before = everything()
    again = taken_over(tmp_path, TWO)
    assert outcomes(again) == [SAME, SAME]
    assert everything() == before


def test_pages_that_are_kept_hold_where_nothing_is_changed(tmp_path: Path) -> None:
    taken_over(tmp_path, TWO)
    before = version()
    taken_over(tmp_path, TWO)
    assert version() == before


HEAD = ["Nama Usaha", "Nama Pemilik", "NIK", "NIB", "Desa", "Kecamatan"]
NIB, NIK, OTHER_NIK = "9120001234567", "3505104101800001", "3505104101800002"
MUCH_ALIKE: Rows = [
    HEAD,
    *(["Keripik Mawar", owner, nik, NIB, "Jaten", "Wonodadi"] for owner, nik in (("Siti", NIK), ("Budi", OTHER_NIK))),
    *(["Tahu Bulat", "Rini Lestari", nik, None, "Jaten", "Wonodadi"] for nik in (NIK[:-1] + "3", NIK[:-1] + "4", None)),
    *(["Gula Merah Bu Tun", None, None, None, "Jaten", "Wonodadi"] for _each in range(2)),
    *(["Batik Sekar", owner, None, None, "Salam", "Wonodadi"] for owner in ("Dewi Astuti", "Dewi Astuty", "Joko")),
]
"""Rows that mean the same business, or another, or nobody can tell."""


@pytest.mark.parametrize("at_once", [1, 2, 3, 1000])
def test_a_rehearsal_tells_what_taking_over_does_wherever_its_parts_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(chunks, "ROWS_AT_ONCE", at_once)
    imported = rehearsed(tmp_path, MUCH_ALIKE)
    told = outcomes(imported)
    import_take_over(actor=imported.begun_by, import_id=imported.pk, version=imported.version)
    take_over(imported.pk)
    assert outcomes(fresh(imported)) == told
    assert told == [NEW, REFUSED, NEW, TO_DECIDE, SAME, NEW, SAME, NEW, SAME, NEW]


def test_what_the_register_says_of_a_row_is_said_in_the_readers_language(tmp_path: Path) -> None:
    refused = row(rehearsed(tmp_path, MUCH_ALIKE), 3)
    assert reason_of(refused, []).startswith("Baris sebelumnya")
    with override("en"):
        assert reason_of(refused, []).startswith("An earlier row")


def test_a_list_without_owners_changes_nothing_when_it_comes_again(tmp_path: Path) -> None:
    rows: Rows = [HEAD, *([f"Tempe {name}", None, None, None, "Jaten", "Wonodadi"] for name in ("Mawar", "Sumber"))]
    taken_over(tmp_path, rows)
    before = everything()
    assert outcomes(taken_over(tmp_path, rows)) == [SAME, SAME]
    assert everything() == before


def test_thousands_of_rupiah_are_asked_for_and_counted(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        settled(begun(tmp_path, TWO), unit=None)
    assert refused.value.problems[0].field == "unit"
    taken_over(tmp_path, [PRODUCT_HEADER, changed(13, "5.000"), changed(13, "Rp 7.000.000", BUDI)], unit=1000)
    assert set(Figures.objects.values_list("investment", flat=True)) == {5_000_000, 7_000_000}


def test_the_year_is_asked_for_where_the_sheet_has_none(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        settled(begun(tmp_path, TWO), year=None)
    assert [one.field for one in refused.value.problems] == ["year"]


def test_rows_in_are_the_sum_of_the_outcomes_and_each_fault_is_told(tmp_path: Path) -> None:
    rows: Rows = [
        PRODUCT_HEADER,
        SITI,
        SITI,
        changed(4, "Entahdimana"),
        changed(1, None, changed(2, None)),
        changed(6, "Kota Blitar", BUDI),
        changed(13, "lima juta", BUDI),
        ["Jumlah", None, None, None, None, None, None, None, None, None, None, None, 10],
    ]
    imported = rehearsed(tmp_path, rows)
    assert outcomes(imported) == [NEW, SAME, "refused", "refused", "refused", NEW, "refused"]
    assert sum(imported.counts.values()) == imported.rows_total == 7
    assert [[fault["code"] for fault in one.faults] for one in imported.rows.all()] == [
        [],
        [],
        ["village_unknown"],
        ["name_missing"],
        ["other_regency"],
        ["number"],
        ["sum_line"],
    ]
    assert row(imported, 4).faults[0]["value"] == "Entahdimana"


def test_a_work_that_was_killed_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "ROWS_AT_ONCE", 2)
    rows: Rows = [PRODUCT_HEADER, *([n, f"Usaha Nomor {n * 7}", f"Pemilik {n * 11}", *SITI[3:]] for n in range(1, 8))]
    imported = rehearsed(tmp_path, rows)
    import_take_over(actor=imported.begun_by, import_id=imported.pk, version=imported.version)
    calls = []

    def dying(*args: Any, **kwargs: Any) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        rows_keep(*args, **kwargs)

    monkeypatch.setattr(taking_over, "rows_keep", dying)
    with pytest.raises(KeyboardInterrupt):
        take_over(imported.pk)
    assert Business.objects.count() == fresh(imported).done == 4
    take_over(imported.pk)
    assert (Business.objects.count(), fresh(imported).counts, fresh(imported).state) == (7, {"new": 7}, State.APPLIED)
    take_over(imported.pk)
    assert Business.objects.count() == 7


def test_a_work_that_goes_on_remembers_whom_it_spoke_of(tmp_path: Path) -> None:
    rows: Rows = [HEAD, MUCH_ALIKE[1], ["Tahu Bulat", "Rini Lestari", None, None, "Jaten", "Wonodadi"]]
    imported = taken_over(tmp_path, rows)
    siti = Owner.objects.exclude(nik_index=None).get()
    assert taking_over._seen(imported) == {siti.pk, *Business.objects.values_list("pk", flat=True)}


def test_a_duplicate_waits_for_a_decision_and_the_rest_goes_on(tmp_path: Path) -> None:
    taken_over(tmp_path, [PRODUCT_HEADER, SITI])
    other = changed(2, "Joko Widodo", changed(7, None))
    imported = taken_over(tmp_path, [PRODUCT_HEADER, other, BUDI])
    assert outcomes(imported) == [RowOutcome.DUPLICATE, NEW]
    known = Business.objects.get(name="Sambel Pecel Bu Siti")
    told = row(imported, 2)
    assert told.candidates[0]["business"] == str(known.pk)
    row_decide(actor=disperindag(), import_id=imported.pk, number=2, same=None)
    assert Business.objects.filter(name="Sambel Pecel Bu Siti").count() == 2
    assert fresh(imported).counts == {"new": 2}
    with pytest.raises(Conflict):
        row_decide(actor=disperindag(), import_id=imported.pk, number=2, same=known.pk)


def test_a_decision_before_taking_over_is_kept_until_then(tmp_path: Path) -> None:
    taken_over(tmp_path, [PRODUCT_HEADER, SITI])
    known = Business.objects.get()
    imported = rehearsed(tmp_path, [PRODUCT_HEADER, changed(2, "Joko Widodo", changed(7, None))])
    row_decide(actor=disperindag(), import_id=imported.pk, number=2, same=known.pk)
    import_take_over(actor=imported.begun_by, import_id=imported.pk, version=imported.version)
    take_over(imported.pk)
    assert outcomes(imported) == [UPDATE]
    assert Business.objects.count() == 1


def test_an_import_is_undone_whole(tmp_path: Path) -> None:
    taken_over(tmp_path, [PRODUCT_HEADER, SITI])
    before = everything()
    changes = changed(3, "Jl. Baru 9", changed(11, "Sambel pecel manis", changed(13, 6_000_000)))
    imported = taken_over(tmp_path, [PRODUCT_HEADER, changes, BUDI], year=2023)
    assert everything() != before
    import_undo(actor=disperindag(), import_id=imported.pk, version=imported.version)
    undo(imported.pk)
    after = everything()
    for told in (before, after):
        for one in told["Business"]:
            del one["version"], one["updated_at"]
        for one in told["Owner"]:
            del one["updated_at"]
    assert after == before
    assert fresh(imported).state == State.UNDONE
    assert verify_all().ok


def test_what_was_built_on_stands_in_the_way_of_undoing(tmp_path: Path) -> None:
    imported = taken_over(tmp_path, TWO)
    later = taken_over(tmp_path, [PRODUCT_HEADER, changed(3, "Jl. Baru 9")])
    assert outcomes(later) == [UPDATE]
    with pytest.raises(Conflict, match="Siti"):
        import_undo(actor=disperindag(), import_id=imported.pk, version=imported.version)


SENTRA: Rows = [
    ["Nama Sentra", "Alamat Desa", "Alamat Kecamatan", "Unit", "Tenaga Kerja"],
    ["Sentra Gerabah Plumpung", "Jaten", "Wonodadi", 25, 60],
]


def test_a_sheet_of_sentra_is_undone_and_told(tmp_path: Path) -> None:
    taken_over(tmp_path, SENTRA)
    more = [SENTRA[0], [*SENTRA[1][:3], 30, 60]]
    imported = taken_over(tmp_path, more)
    assert outcomes(imported) == [UPDATE]
    import_undo(actor=disperindag(), import_id=imported.pk, version=imported.version)
    undo(imported.pk)
    group = Group.objects.get()
    assert group.figures.get().units == 25
    assert Entry.objects.filter(record_id=str(group.pk)).order_by("-seq")[0].act == "register.import_undone"
    assert verify_all().ok


def test_figures_of_a_sentra_that_were_corrected_since_stand_in_the_way(tmp_path: Path) -> None:
    imported = taken_over(tmp_path, SENTRA)
    group, actor = Group.objects.get(), disperindag()
    group_figures_save(
        actor=actor, group_id=group.pk, year=YEAR, version=group.version, given={"units": ["31"], "workers": ["60"]}
    )
    with pytest.raises(Conflict, match="Plumpung"):
        import_undo(actor=actor, import_id=imported.pk, version=imported.version)


def test_the_columns_are_remembered_for_the_office(tmp_path: Path) -> None:
    header = ["Nama Usaha", "Pembuat", "Desa", "Kecamatan"]
    rows = [header, ["Batik Sekar", "Rini", "Jaten", "Wonodadi"]]
    imported = begun(tmp_path, rows)
    mapping = understood_again(imported).recognised.mapping
    assert 1 not in mapping
    settled(imported, mapping={**mapping, 1: "owner_name"})
    again = understood_again(begun(tmp_path, rows)).recognised
    assert again.mapping[1] == "owner_name"
    assert again.columns[1].how == "remembered"


def test_an_order_of_dates_that_nothing_tells_is_asked_for(tmp_path: Path) -> None:
    rows = [["Nama Usaha", "Desa", "Kecamatan", "NIB", "Tanggal NIB"]]
    rows += [[f"Usaha {n}", "Jaten", "Wonodadi", f"{n:013}", "03/04/2024"] for n in (1, 2)]
    imported = settled(begun(tmp_path, rows))
    rehearse(imported.pk)
    asked = fresh(imported)
    assert (asked.state, asked.problem["code"], asked.problem["example"]) == (State.COLUMNS, "date_order", "03/04/2024")
    again = settled(asked, order="month_first")
    rehearse(again.pk)
    assert fresh(again).state == State.REHEARSED


def test_who_may_not_import_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        begun(tmp_path, TWO, actor=officer(Role.VERIFIER))


def test_a_stale_page_is_refused_and_a_rehearsal_can_be_thrown_away(tmp_path: Path) -> None:
    imported = rehearsed(tmp_path, TWO)
    with pytest.raises(Conflict):
        import_take_over(actor=disperindag(), import_id=imported.pk, version=imported.version - 1)
    import_discard(actor=disperindag(), import_id=imported.pk, version=imported.version)
    assert not Import.objects.exists()


def test_a_rehearsal_holds_neither_numbers_nor_names(tmp_path: Path) -> None:
    rehearsed(tmp_path, TWO)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_counter WHERE series = 'register'")
        assert cursor.fetchone() == (0,)


def test_a_result_that_a_spreadsheet_cant_hold_says_where_it_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(result, "MOST_OF_XLSX", 2)
    imported = rehearsed(tmp_path, TWO)
    result_write(imported.pk)
    kept = fresh(imported)
    assert kept.result is not None
    with opened(file_path(kept.result)) as table:
        assert "CSV" in str(list(table.rows)[-1])
    client = Client()
    client.force_login(disperindag())
    told = 'id="result-stops"'
    assert told in client.get(f"/petugas/impor/{kept.pk}/").content.decode()
    monkeypatch.setattr(result, "MOST_OF_XLSX", 5)
    assert told not in client.get(f"/petugas/impor/{kept.pk}/").content.decode()


def test_the_result_is_the_sheet_with_status_and_reason(tmp_path: Path) -> None:
    imported = rehearsed(tmp_path, [*TWO, changed(4, "Entahdimana", changed(1, "+cmd|' /C calc'!A0"))])
    result_write(imported.pk)
    kept = fresh(imported)
    assert kept.result is not None
    with opened(file_path(kept.result)) as table:
        rows = list(table.rows)
        _whole, undone = table.sheets
    assert rows[1][1][-2:] == ["Status Sentra", "Keterangan Sentra"]
    with override("id"):
        assert rows[2][1][19] == RowOutcome.NEW.label
        assert rows[4][1][19] == RowOutcome.REFUSED.label
    assert "Entahdimana" in str(rows[4][1][20])
    with opened(file_path(kept.result), undone) as table:
        assert [cells[1] for _number, cells in table.rows] == ["Nama Perusahaan", "+cmd|' /C calc'!A0"]
