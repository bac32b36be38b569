"""The result file: the sheet as it came, with a status and a reason beside each row, to be mended and sent again."""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import xlsxwriter
from django.contrib.humanize.templatetags.humanize import intcomma
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from sentra.files.services import file_path, sheet_store
from sentra.kernel.text import official
from sentra.transfer.export.cells import harmless
from sentra.transfer.models import Import, ImportRow
from sentra.transfer.reading.frames import Cell, Row
from sentra.transfer.reading.reader import opened
from sentra.transfer.rows.plan import Plan
from sentra.transfer.wording import reason_of, status_of

STATUS, REASON = "Status Sentra", "Keterangan Sentra"
READ_AT_ONCE = 2000
MOST_OF_XLSX = 1_000_000
UNDONE = frozenset({"refused", "duplicate"})


def result_write(import_id: UUID) -> None:
    """Write the result file of an import, in the office's language, and keep it with it."""
    imported = Import.objects.filter(pk=import_id).select_related("file").first()
    if imported is None or not imported.plan:
        return
    plan = Plan.from_json(imported.plan)
    with tempfile.TemporaryDirectory() as folder, translation.override("id"):
        as_csv = imported.file.media_type == "text/csv"
        path = Path(folder) / ("hasil.csv" if as_csv else "hasil.xlsx")
        told = _told(imported)
        with opened(file_path(imported.file), plan.sheet) as table:
            if as_csv:
                _write_csv(path, table.rows, plan, told, table.separator)
            else:
                _write_xlsx(path, table.rows, plan, told)
        stem = imported.name.rsplit(".", 1)[0]
        with transaction.atomic():
            kept = sheet_store(actor=None, path=path, kind=path.suffix[1:], name=official(_("Result")) + f" {stem}")
            Import.objects.filter(pk=import_id).update(result=kept)


def _told(imported: Import) -> Iterator[tuple[int, str, str, str]]:
    """Give number, outcome, status and reason of each row, in the order of the sheet."""
    columns = imported.plan["names"]
    for row in ImportRow.objects.filter(of=imported).order_by("number").iterator(chunk_size=READ_AT_ONCE):
        yield row.number, row.outcome, status_of(row), reason_of(row, columns)


def result_stops_at(imported: Import) -> int | None:
    """Give the row after which the result file tells no more; None where it tells of all."""
    whole = imported.file.media_type == "text/csv"
    rows = ImportRow.objects.filter(of=imported, number__gt=MOST_OF_XLSX)
    return None if whole or not rows.exists() else MOST_OF_XLSX


def _rows(
    rows: Iterator[Row], plan: Plan, told: Iterator[tuple[int, str, str, str]]
) -> Iterator[tuple[int, list[Cell], str]]:
    """Give each row with status and reason behind it; and its outcome, "" for title and header."""
    width = len(plan.names)
    following = next(told, None)
    for number, cells in rows:
        padded = [*cells, *[None] * (width - len(cells))]
        if number == plan.header_row:
            yield number, [*padded, STATUS, REASON], "header"
            continue
        if following and following[0] == number:
            yield number, [*padded, following[2], following[3]], following[1]
            following = next(told, None)
        else:
            yield number, padded, ""


def _write_csv(
    path: Path, rows: Iterator[Row], plan: Plan, told: Iterator[tuple[int, str, str, str]], separator: str
) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as output:
        writer = csv.writer(output, delimiter=separator)
        for _number, cells, _outcome in _rows(rows, plan, told):
            writer.writerow([harmless(_plain(cell)) for cell in cells])


def _plain(cell: Cell) -> Cell:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _write_xlsx(path: Path, rows: Iterator[Row], plan: Plan, told: Iterator[tuple[int, str, str, str]]) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    days, bold = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"bold": True})
    whole = book.add_worksheet(official(_("All rows")))
    undone = book.add_worksheet(official(_("To be mended")))
    left = 0
    for number, cells, outcome in _rows(rows, plan, told):
        if number > MOST_OF_XLSX:
            whole.write_string(MOST_OF_XLSX, 0, _stops_here(), bold)
            break
        _write_row(whole, number - 1, cells, days, bold if outcome == "header" else None)
        if outcome in UNDONE or outcome == "header":
            _write_row(undone, left, cells, days, bold if outcome == "header" else None)
            left += 1
    book.close()


def _stops_here() -> str:
    words = _(
        "This sheet stops here, after %(most)s rows: a spreadsheet holds no more. "
        "Send the list as CSV for a result of all."
    )
    return words % {"most": intcomma(MOST_OF_XLSX)}


def _write_row(
    sheet: xlsxwriter.worksheet.Worksheet, place: int, cells: Sequence[Cell], days: object, form: object
) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, date):
            sheet.write_datetime(place, column, cell, days)
        elif isinstance(cell, bool):
            sheet.write_boolean(place, column, cell)
        elif isinstance(cell, float | int):
            sheet.write_number(place, column, cell)
        elif cell is not None:
            sheet.write_string(place, column, cell, form)
