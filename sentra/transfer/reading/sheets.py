"""Reading XLSX, XLSB, XLS and ODS by calamine. Runs in the child: a hostile file can make calamine end the process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine as calamine

from sentra.transfer.reading import limits
from sentra.transfer.reading.cells import Cleaner
from sentra.transfer.reading.frames import Cell, Row
from sentra.transfer.reading.stopping import Stop

MOST_MERGED = 50_000


class Workbook:
    """A workbook with the sheet that is read: the one named, or else the first visible one that holds something."""

    def __init__(self, path: Path, sheet: str | None) -> None:
        try:
            self.book = calamine.CalamineWorkbook.from_path(path)
            visible = [
                one.name
                for one in self.book.sheets_metadata
                if one.visible == calamine.SheetVisibleEnum.Visible and one.typ == calamine.SheetTypeEnum.WorkSheet
            ]
            self.names = visible or list(self.book.sheet_names)
            if not self.names:
                raise Stop("no_rows")
            self.sheet = self._choose(sheet)
        except calamine.PasswordError as error:
            raise Stop("password") from error
        except calamine.CalamineError as error:
            raise Stop("damaged") from error
        if self.sheet.start is None or self.sheet.end is None:
            raise Stop("no_rows")
        self.first_column = self.sheet.start[1]
        width = self.sheet.end[1] - self.first_column + 1
        if width > limits.MOST_COLUMNS:
            raise Stop("too_wide", columns=width, most=limits.MOST_COLUMNS)
        self.merged = list(self.sheet.merged_cell_ranges or [])[:MOST_MERGED]
        self.cleaner = Cleaner()

    def _choose(self, wanted: str | None) -> calamine.CalamineSheet:
        if wanted in self.names:
            return self.book.get_sheet_by_name(wanted)
        for name in self.names:
            sheet = self.book.get_sheet_by_name(name)
            if sheet.start is not None:
                return sheet
        return self.book.get_sheet_by_name(self.names[0])

    @property
    def others(self) -> list[str]:
        """The sheets that are not read, though somebody can see them."""
        return [name for name in self.names if name != self.sheet.name]

    def rows(self) -> Iterator[Row]:
        """Give the rows that hold something."""
        below = self._below()
        for number, cells in enumerate(self.sheet.iter_rows(), start=1):
            cleaned = self.cleaner.row(cells)
            for column, above in below.get(number - 1, ()):
                self._fill(cleaned, column, above)
            if cleaned:
                yield number, cleaned
            for column, above in below.get(number - 1, ()):
                above.append(cleaned[column] if column < len(cleaned) else None)

    def _below(self) -> dict[int, list[tuple[int, list[Cell]]]]:
        """Give for each row the columns in which a merged cell begins or goes on, with what stood there above."""
        found: dict[int, list[tuple[int, list[Cell]]]] = {}
        for (top, left), (bottom, _right) in self.merged:
            above: list[Cell] = []
            for row in range(top, bottom + 1) if bottom > top and left >= self.first_column else ():
                found.setdefault(row, []).append((left - self.first_column, above))
        return found

    @staticmethod
    def _fill(cells: list[Cell], column: int, above: list[Cell]) -> None:
        if above and above[0] is not None:
            cells.extend([None] * (column + 1 - len(cells)))
            if cells[column] is None:
                cells[column] = above[0]

    def notes(self) -> list[tuple[str, dict[str, Any]]]:
        """Give what is worth knowing about the workbook."""
        merged = sum(1 for (top, _left), (bottom, _right) in self.merged if bottom > top)
        found: list[tuple[str, dict[str, Any]]] = [("merged", {"count": merged})] if merged else []
        return [*found, *([("other_sheets", {"names": ", ".join(self.others)})] if self.others else [])]
