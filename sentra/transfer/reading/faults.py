"""Why a file can't be read, in words that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import InvalidInput, Message, Problem

FAULTS: Mapping[str, Message] = {
    "empty": _("This file is empty. Please choose the one with the data."),
    "too_big": _("This file is larger than %(megabytes)s MB. Please part it in two, or save it as CSV."),
    "not_a_spreadsheet": _("This is not a spreadsheet. Please send an XLSX, XLS, ODS or CSV file."),
    "web_page": _("This is a web page that is only called a spreadsheet. Please open it in Excel and save it as XLSX."),
    "password": _("This file has a password. Please save it without one."),
    "macro": _("This file holds a program (macro). Please save it as XLSX, which holds none."),
    "bomb": _("This file unfolds to far more than a spreadsheet holds. Please save the data anew as XLSX or CSV."),
    "too_wide": _("This sheet has %(columns)s columns; %(most)s are the most. Please keep only those with data."),
    "too_large": _(
        "This file needs more memory to open than there is. Often a cell far below or far to the right is filled by "
        "accident: please copy the data into a new sheet, or save it as CSV."
    ),
    "too_slow": _("This file took too long to open. Please save it as CSV and send that."),
    "damaged": _("This file is damaged. Please open it in Excel, save it anew and send it again."),
    "no_rows": _("This sheet holds no data. Please choose the file with the data."),
    "formulas": _(
        "This sheet holds %(count)s formulas that were never computed. Please open it in Excel, save it and send it."
    ),
    "open_quote": _("From line %(line)s on a quotation mark is never closed. Please save the CSV file anew."),
}
NOTES: Mapping[str, Message] = {
    "formulas": _("Cells with formulas: %(count)s. The value that stood there last is taken."),
    "merged": _("Merged cells: %(count)s. Each row below the first gets the value of the merged cell."),
    "other_sheets": _("Sheets that are not read: %(names)s."),
    "mixed_encoding": _("Lines in an old encoding: %(count)s. They are read as Windows-1252."),
    "long_cells": _("Cells that were too long and are cut: %(count)s."),
}


class Unreadable(InvalidInput):
    """A file can't be read; the message says why and what to do. `code` is one of `FAULTS`."""

    def __init__(self, code: str, values: Mapping[str, Any] | None = None, field: str = "file") -> None:
        self.code = code
        message = FAULTS[code]
        super().__init__([Problem(field, code, message % dict(values) if values else message)])


def note_words(code: str, values: Mapping[str, Any]) -> Message:
    """Say what is worth knowing about a file that was read."""
    return NOTES[code] % dict(values)
