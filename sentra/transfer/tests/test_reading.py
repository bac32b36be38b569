"""Spreadsheets of every kind are read; bad ones are refused with a word that helps, and nothing else suffers."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sentra.transfer.reading import limits
from sentra.transfer.reading.faults import FAULTS, Unreadable
from sentra.transfer.reading.reader import Table, opened
from sentra.transfer.tests.sheets import Rows, delimited, ods, with_part, xls, xlsx

ROWS: Rows = [["Nama", "Desa", "Tanggal", "Tenaga"], ["Sambel Pecel Bu Siti", "Jaten", date(2024, 1, 12), 3]]


def read(path: Path, sheet: str = "") -> tuple[Table, list[Any]]:
    """Read a whole file."""
    with opened(path, sheet) as table:
        rows = list(table.rows)
        return table, rows


def fault(path: Path) -> str:
    """Give the code for which a file is refused."""
    with pytest.raises(Unreadable) as refused:
        read(path)
    assert "%" not in str(refused.value.message)
    return refused.value.code


@pytest.mark.parametrize(("write", "ending"), [(xlsx, "xlsx"), (xls, "xls"), (ods, "ods")])
def test_each_kind_of_workbook_is_read(tmp_path: Path, write: Callable[..., Path], ending: str) -> None:
    table, rows = read(write(tmp_path / f"a.{ending}", ROWS))
    assert table.kind == ending
    assert rows == [(1, ROWS[0]), (2, ROWS[1])]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_csv_of_any_separator_and_encoding_is_read(tmp_path: Path, separator: str, encoding: str) -> None:
    written = [["Nama", "Desa", "Nilai"], ["Café Ibu Sitié", "Jaten", "1.234,5"], ["Gula; kelapa, asli", "Salam", ""]]
    table, rows = read(delimited(tmp_path / "a.csv", written, separator=separator, encoding=encoding))
    assert table.separator == separator
    assert rows == [(1, written[0]), (2, written[1]), (3, ["Gula; kelapa, asli", "Salam"])]


def test_lines_of_two_encodings_stand_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Nama;Desa\nCafé;Jaten\n".encode() + "Kedai Sitié;Salam\n".encode("cp1252"))
    table, rows = read(path)
    assert [cells[0] for _number, cells in rows] == ["Nama", "Café", "Kedai Sitié"]
    assert table.notes == [("mixed_encoding", {"count": 1})]


def test_a_line_that_names_the_separator_is_obeyed_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=|\nNama|Desa\nSiti|Jaten\n")
    table, rows = read(path)
    assert (table.separator, rows) == ("|", [(2, ["Nama", "Desa"]), (3, ["Siti", "Jaten"])])


def test_line_breaks_and_control_characters_in_cells_become_blanks_or_go(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'Nama,Desa\r\n"Siti\r\nAminah\x07","Ja\x00ten"\r\n\r\nBudi,Salam\r\n')
    _table, rows = read(path)
    assert rows == [(1, ["Nama", "Desa"]), (2, ["Siti Aminah", "Jaten"]), (5, ["Budi", "Salam"])]


def test_a_file_of_an_old_macintosh_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"Nama,Desa\rSiti,Jaten\r")
    assert [cells for _number, cells in read(path)[1]] == [["Nama", "Desa"], ["Siti", "Jaten"]]


def test_merged_cells_are_filled_downward_and_told(tmp_path: Path) -> None:
    rows: Rows = [["Kecamatan", "Nama"], ["Garum", "Siti"], [None, "Budi"], [None, "Wati"], ["Talun", "Rini"]]
    table, found = read(xlsx(tmp_path / "a.xlsx", rows, merged=["A2:A4"]))
    assert [cells for _number, cells in found][1:] == [
        ["Garum", "Siti"],
        ["Garum", "Budi"],
        ["Garum", "Wati"],
        ["Talun", "Rini"],
    ]
    assert table.notes == [("merged", {"count": 1})]


def test_other_sheets_are_named_and_can_be_chosen(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", ROWS, others=["Rekap"])
    table, _rows = read(path)
    assert table.notes == [("other_sheets", {"names": "Rekap"})]
    assert read(path, "Rekap")[1] == [(1, ["x"])]


def test_a_computed_formula_gives_its_value_and_one_never_computed_is_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["Nama", "Jumlah"], ["Siti", "=1+2"]])
    assert fault(path) == "formulas"
    computed = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(computed, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            target.writestr(part, content.replace(b"<v />", b"<v>3</v>").replace(b"<v></v>", b"<v>3</v>"))
    table, rows = read(computed)
    assert rows[1] == (2, ["Siti", 3])
    assert table.notes == [("formulas", {"count": 1})]


def bomb(path: Path) -> Path:
    """A packed file that unfolds to far more than it says it holds."""
    xlsx(path, ROWS)
    return with_part(path, "xl/media/a.bin", b"\0" * (limits.SMALL_ENOUGH + 1))


def sparse(path: Path) -> Path:
    """The smallest file that makes calamine end its process: one cell at each end of a sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Nama"
    sheet.cell(1_048_576, 200).value = "x"
    book.save(path)
    return path


def text(content: bytes) -> Callable[[Path], Path]:
    """A file of this content."""

    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("write", "code"),
    [
        (text(b""), "empty"),
        (text(b"  \n \n"), "empty"),
        (text(b"%PDF-1.7 not this"), "not_a_spreadsheet"),
        (text(bytes(range(256)) * 40), "not_a_spreadsheet"),
        (text(b"\x89PNG\r\n\x1a\n" + bytes(range(200))), "not_a_spreadsheet"),
        (text(b"<html><table><tr><td>Nama</td></tr></table>"), "web_page"),
        (text(b'Nama,Desa\n"Siti,Jaten\n' + b"x,y\n" * 60_000), "open_quote"),
        (text(",".join(f"k{n}" for n in range(10_000)).encode()), "too_wide"),
        (text(b"PK\x03\x04 cut off"), "damaged"),
        (text(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")), "password"),
        (text(OLE + bytes(600) + "_VBA_PROJECT_CUR".encode("utf-16-le")), "macro"),
        (text(OLE + bytes(600) + "WordDocument".encode("utf-16-le")), "not_a_spreadsheet"),
        (text(OLE + bytes(600) + "Workbook".encode("utf-16-le")), "damaged"),
        (lambda path: xlsx(path, []), "no_rows"),
        (lambda path: xlsx(path, [[f"k{n}" for n in range(10_000)]]), "too_wide"),
        (lambda path: with_part(xlsx(path, ROWS), "xl/vbaProject.bin", b"x"), "macro"),
        (bomb, "bomb"),
        (sparse, "too_large"),
    ],
)
def test_bad_input_is_refused_by_name(tmp_path: Path, write: Callable[[Path], Path], code: str) -> None:
    assert fault(write(tmp_path / "a.bin")) == code
    assert code in FAULTS


def test_a_document_of_another_program_is_no_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", "<w/>")
    assert fault(path) == "not_a_spreadsheet"


def test_a_child_that_says_nothing_for_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_SILENCE_SECONDS", 0.01)
    assert fault(delimited(tmp_path / "a.csv", ROWS)) == "too_slow"


def test_rows_come_as_they_are_read(tmp_path: Path) -> None:
    path = delimited(tmp_path / "a.csv", [[f"Usaha {n}", n] for n in range(50_000)])
    with opened(path) as table:
        assert next(table.rows) == (1, ["Usaha 0", "0"])
