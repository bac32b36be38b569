"""Looking at a packed spreadsheet (XLSX, XLSB, ODS) or an old one (XLS) before it is parsed. Runs in the child."""

import re
import zipfile
from pathlib import Path

from sentra.transfer.reading import limits
from sentra.transfer.reading.stopping import Stop

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
MACROS = ("vbaproject.bin", "macrosheets/", "basic/", "scripts/")
SHEETS = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "content.xml": "ods"}
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
CHUNK = 1024**2
OVERLAP = 4096
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
UNCOMPUTED = re.compile(
    rb"<(?:\w+:)?f(?:>| [^>]*[^/>]>)[^<]*</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>|</(?:\w+:)?c>)"
)


def old_kind(path: Path) -> str:
    """Look at a file of the old kind. Raises `Stop` for a password, a program, or what is no spreadsheet."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Stop("password")
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise Stop("macro")
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise Stop("not_a_spreadsheet")
    return "xls"


def packed_kind(path: Path) -> tuple[str, int]:
    """Look at a packed file: its kind, and how many formulas it holds.

    Raises `Stop` for a bomb, a password, a program, formulas that were never computed, or what is no spreadsheet.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            _require_moderate(parts, path.stat().st_size)
            names = {part.filename: part for part in parts}
            kind = next((kind for name, kind in SHEETS.items() if name in names), None)
            if kind is None or (kind == "ods" and packed.read("mimetype")[:100].strip() != ODS):
                raise Stop("not_a_spreadsheet")
            if any(mark in name.lower() for name in names for mark in MACROS):
                raise Stop("macro")
            if kind == "ods" and b"encryption-data" in packed.read("META-INF/manifest.xml"):
                raise Stop("password")
            return kind, sum(_formulas(packed, part) for name, part in names.items() if _is_sheet(name))
    except (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError, OSError) as error:
        raise Stop("damaged") from error
    except RuntimeError as error:
        raise Stop("password") from error


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/") and name.endswith(".xml")


def _require_moderate(parts: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    folded = unpacked > limits.SMALL_ENOUGH and unpacked > packed * limits.MOST_FOLDING
    if len(parts) > limits.MOST_PARTS or unpacked > limits.MOST_UNPACKED or folded:
        raise Stop("bomb")


def _formulas(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Count the formulas of a sheet, piece by piece; what unfolds to more than was said is a bomb."""
    found = empty = read = 0
    kept = b""
    with packed.open(part) as source:
        while chunk := source.read(CHUNK):
            read += len(chunk)
            if read > part.file_size:
                raise Stop("bomb")
            text = kept + chunk
            end = len(text) - OVERLAP if len(chunk) == CHUNK else len(text)
            found += sum(1 for one in FORMULA.finditer(text) if one.start() < end)
            empty += sum(1 for one in UNCOMPUTED.finditer(text) if one.start() < end)
            kept = text[max(end, 0) :]
    if empty:
        raise Stop("formulas", count=empty)
    return found
