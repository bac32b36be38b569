"""Writing rows as CSV, piece by piece, or as XLSX, in memory that doesn't grow with them."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO

import xlsxwriter
from xlsxwriter.format import Format

from sentra.transfer.export.cells import Value, harmless

MOST_OF_XLSX = 100_000
"""Rows of 25 columns that a web server writes as XLSX in half a minute; CSV has no limit."""
PIECE = 500


class _Line:
    """Takes what the CSV writer writes, and gives it on."""

    def write(self, text: str) -> str:
        """Give a line on."""
        return text


def csv_pieces(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """Give a CSV file in pieces: with the mark by which Excel knows UTF-8, and semicolons, as it expects them here."""
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff" + writer.writerow(header)
    lines: list[str] = []
    for row in rows:
        lines.append(writer.writerow([_plain(harmless(cell)) for cell in row]))
        if len(lines) >= PIECE:
            yield "".join(lines)
            lines = []
    yield "".join(lines)


def _plain(value: Value) -> str | int | float | Decimal:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else value


def xlsx_file(
    header: Sequence[str], rows: Iterable[Sequence[Value]], about: Sequence[tuple[str, str]] = (), about_title: str = ""
) -> IO[bytes]:
    """Write an XLSX file that goes away once it is closed; no text in it is a formula or a link.

    `about` are words and what they stand for, on a second sheet with that title: what is in the first one, from where.
    """
    output: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(output, options)
    days, bold = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"bold": True})
    sheet = book.add_worksheet("Data")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(header) - 1, 0), 18)
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, bold)
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, datetime | date):
                sheet.write_datetime(place, column, value, days)
            elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                sheet.write_number(place, column, value)
            elif value is not None and value != "":
                sheet.write_string(place, column, str(value))
    if about:
        _about(book, about, about_title, bold)
    book.close()
    output.seek(0)
    return output


def _about(book: xlsxwriter.Workbook, about: Sequence[tuple[str, str]], title: str, bold: Format) -> None:
    """Write the second sheet."""
    sheet, wrapped = book.add_worksheet(title), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for place, (name, words) in enumerate(about):
        sheet.write_string(place, 0, name, bold)
        sheet.write_string(place, 1, words, wrapped)
