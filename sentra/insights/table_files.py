"""A table as a file: sheets with where it is from, plain rows, and its chart as a picture."""

from collections.abc import Iterator
from typing import IO

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sentra.documents.rendering import pages_of
from sentra.insights.charts.plan import planned
from sentra.insights.charts.svg import Around, drawn
from sentra.insights.figure import Number
from sentra.insights.tables import Row, Table
from sentra.kernel import clock
from sentra.transfer.export.cells import Value
from sentra.transfer.export.writing import csv_pieces, xlsx_file

PICTURE_WIDE = 900
PPI = 144
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
TYPES = {"xlsx": XLSX, "csv": CSV, "svg": "image/svg+xml", "png": "image/png"}
"""What a table can be taken as, with the media type."""


def header_of(table: Table) -> list[str]:
    """Give the heads of the columns."""
    return [table.row_name, *(one.label for one in table.columns), *([_("Total")] if table.has_totals else [])]


def rows_of(table: Table) -> Iterator[list[Value]]:
    """Give the rows with their totals; what can't be told stays empty."""
    for row in (*table.rows, *([table.footer] if table.footer else [])):
        yield _cells(table, row)


def _cells(table: Table, row: Row) -> list[Value]:
    numbers = [_rounded(value, table.digits) for value in row.values]
    return [row.label, *numbers, *([_rounded(row.total, table.digits)] if table.has_totals else [])]


def _rounded(value: Number | None, digits: int) -> Number | None:
    return round(value, digits) if isinstance(value, float) else value


def about(table: Table) -> list[tuple[str, str]]:
    """Give what has to be known of a table, by name: what it tells, how it is worked out, from where, as of when."""
    figure, told = table.figure, table.told
    lines = [
        (_("Table"), table.caption),
        (_("Figure"), str(figure.name)),
        (_("Meaning"), str(figure.meaning)),
        (_("Formula"), str(figure.formula)),
        (_("Source"), str(table.source)),
        (_("Unit"), table.unit),
        (_("Narrowed to"), "; ".join(told.scope)),
        (_("As of"), as_of_words(table)),
        (_("To be known"), " ".join(told.notes)),
        (_("Taken out"), date_format(clock.now().astimezone(clock.local_zone()), "j F Y, H:i")),
    ]
    return [(name, words) for name, words in lines if words]


def as_of_words(table: Table) -> str:
    """Say at which moment the table was counted; "" where nothing was."""
    moment = table.told.as_of
    return date_format(moment.astimezone(clock.local_zone()), "j F Y, H:i") if moment else ""


def table_csv(table: Table) -> Iterator[str]:
    """Give the table as CSV, in pieces."""
    return csv_pieces(header_of(table), rows_of(table))


def table_xlsx(table: Table) -> IO[bytes]:
    """Give the table as XLSX, with a second sheet that explains it."""
    return xlsx_file(header_of(table), rows_of(table), about(table), _("Explanations"))


def chart_svg(table: Table) -> str | None:
    """Draw the chart of a table to stand alone; None where there is nothing to draw."""
    plan = planned(table)
    if plan is None:
        return None
    source = f"{_('Source')}: {table.source}. {_('Unit')}: {table.unit}."
    below = (source, f"{_('As of')} {as_of_words(table)}", *table.told.notes)
    around = Around(table.caption, ("; ".join(table.told.scope),), below)
    return drawn(plan, "chart", wide=PICTURE_WIDE, digits=table.digits, title=table.caption, alone=around)


def chart_png(table: Table) -> bytes | None:
    """Draw the same as PNG."""
    drawing = chart_svg(table)
    return pages_of("chart", {}, beside={"chart.svg": drawing.encode()}, ppi=PPI)[0] if drawing else None
