"""Reading CSV as offices write it: any separator, UTF-8, UTF-16, Windows-1252, and files of which lines differ."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sentra.transfer.reading import limits
from sentra.transfer.reading.cells import Cleaner
from sentra.transfer.reading.frames import Row
from sentra.transfer.reading.stopping import Stop

SAMPLE = 64 * 1024
SAMPLE_ROWS = 60
SEPARATORS = ";,\t|"
UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
MOST_UNSEEN = 0.02
"""A text has next to no control characters; what has more is no text."""
SEEN_CONTROLS = frozenset("\t\r\n\x0b\x0c\x1f\x1e\x1c\x1d\x85")


class Delimited:
    """A CSV file; its head is known at once, its rows come one by one, in memory that doesn't grow with them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.old_lines = 0
        self.cleaner = Cleaner()
        with path.open("rb") as source:
            sample = source.read(SAMPLE)
        if not sample.strip():
            raise Stop("empty")
        self.encoding = _encoding(sample)
        self._macintosh = b"\n" not in sample and b"\r" in sample
        lines = self._lines(io.BytesIO(sample))
        text = [line for line, _place in zip(lines, range(SAMPLE_ROWS * 5), strict=False)]
        _require_text("".join(text))
        self.separator, self._told = _separator(text)

    def rows(self) -> Iterator[Row]:
        """Give the rows that hold something. Raises `Stop`."""
        self.old_lines = 0
        with self.path.open("rb") as source:
            lines = self._lines(source)
            told = int(self._told)
            if told:
                next(lines)
            reader = csv.reader(lines, delimiter=self.separator)
            line = 1
            try:
                for cells in reader:
                    if len(cells) > limits.MOST_COLUMNS and any(cells[limits.MOST_COLUMNS :]):
                        raise Stop("too_wide", columns=len(cells), most=limits.MOST_COLUMNS)
                    cleaned = self.cleaner.row(cells)
                    if cleaned:
                        yield line + told, cleaned
                    line = reader.line_num + 1
            except csv.Error as error:
                raise Stop("open_quote", line=line + told) from error

    def notes(self) -> list[tuple[str, dict[str, Any]]]:
        """Give what is worth knowing once all rows were read."""
        return [("mixed_encoding", {"count": self.old_lines})] if self.old_lines and self.encoding == "utf-8" else []

    def _lines(self, source: Any) -> Iterator[str]:
        if self.encoding.startswith("utf-16"):
            yield from io.TextIOWrapper(source, self.encoding, errors="replace", newline="")
        elif self._macintosh:
            yield from io.TextIOWrapper(source, "cp1252", errors="replace", newline=None)
        else:
            yield from self._plain_lines(source)

    def _plain_lines(self, source: Iterable[bytes]) -> Iterator[str]:
        """Decode line by line: in one file lines of two programs may stand below each other."""
        first = True
        for raw in source:
            try:
                line = raw.decode("utf-8-sig" if first else "utf-8")
            except UnicodeDecodeError:
                self.old_lines += 1
                line = raw.decode("cp1252", errors="replace")
            first = False
            if "\r" in line:
                line = line.rstrip("\r\n").replace("\r", " ") + "\n"
            yield line


def _encoding(sample: bytes) -> str:
    if (found := UTF16.get(sample[:2])) is not None:
        return found
    even, odd = sample[0:2000:2].count(0), sample[1:2000:2].count(0)
    half = min(len(sample), 2000) // 2
    if half and odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if half and even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    try:
        sample.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "utf-8" if error.start > len(sample) - 4 or _mostly_utf8(sample) else "cp1252"
    return "utf-8"


def _mostly_utf8(sample: bytes) -> bool:
    """Tell whether some line beyond ASCII is UTF-8: then the others are the odd ones out."""
    for line in sample.splitlines():
        if not line.isascii():
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                continue
            return True
    return False


def _require_text(sample: str) -> None:
    beginning = sample[:2000].lstrip().lower()
    if beginning.startswith(("<!doctype", "<html", "<table", "<?xml", "<meta", "<style", "<div", "<center")):
        raise Stop("web_page")
    if beginning.startswith(("%pdf-", "{\\rtf")):
        raise Stop("not_a_spreadsheet")
    unseen = sum(1 for one in sample if not one.isprintable() and one not in SEEN_CONTROLS)
    if unseen > max(len(sample) * MOST_UNSEEN, 8):
        raise Stop("not_a_spreadsheet")


def _separator(lines: list[str]) -> tuple[str, bool]:
    """Tell what parts the cells, and whether the first line says so itself (`sep=;`)."""
    first = lines[0].strip().lower() if lines else ""
    if first.startswith("sep=") and len(first) <= len("sep=") + 1:
        return (first[4:] or "\t"), True
    return max(SEPARATORS, key=lambda one: _fitness(lines, one)), False


def _fitness(lines: list[str], separator: str) -> tuple[int, int]:
    """Tell how well a separator fits: how many rows have the same number of cells, and how many cells."""
    try:
        widths = [len(cells) for cells in csv.reader(lines[:SAMPLE_ROWS], delimiter=separator) if len(cells) > 1]
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    width, rows = Counter(widths).most_common(1)[0]
    return rows * min(width, 4), width
