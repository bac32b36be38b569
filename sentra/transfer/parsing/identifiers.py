"""Identifiers out of cells: what Excel has damaged is refused, never mended by guessing.

Excel keeps 15 digits: of a NIK that became a number the last digit is lost, and a zero at the front of any number is.
"""

import re

from sentra.kernel.identifiers import digits_of, parse_phone
from sentra.transfer.parsing.faults import CellFault
from sentra.transfer.parsing.numbers import is_nothing
from sentra.transfer.reading.frames import Cell

EXACT_DIGITS = 15
_SCIENTIFIC = re.compile(r"^\d+(?:[.,]\d+)?\s*e\s*\+?\s*\d+$", re.IGNORECASE)
_WRITTEN_NUMBER = re.compile(r"^\d+\.0+$")
_MOBILE = re.compile(r"^(?:\+?62|0)?(8\d{8,11})$")
_EMAIL = re.compile(r"^[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[^@\s,;<>.]{2,}$")
_PHONE_PARTS = re.compile(r"[/;,]|\bdan\b|\batau\b|\s{2,}")


def _digits(cell: Cell, code: str) -> str:
    """Give the digits of a cell. Raises `CellFault` for what a number has lost."""
    if isinstance(cell, bool) or cell is None:
        raise CellFault(code)
    if isinstance(cell, float | int):
        if not 0 <= cell < 10**EXACT_DIGITS or cell != int(cell):
            raise CellFault(f"{code}_damaged")
        return str(int(cell))
    text = str(cell).strip().lstrip("'`’").strip()
    if _SCIENTIFIC.match(text):
        raise CellFault(f"{code}_damaged")
    if _WRITTEN_NUMBER.match(text):
        text = text.split(".")[0]
        if len(text) > EXACT_DIGITS:
            raise CellFault(f"{code}_damaged")
    return digits_of(re.sub(r"(?i)^\s*(?:nik|nib|npwp|no)\b\s*[:.]*", "", text))


def _exact(cell: Cell, code: str, lengths: tuple[int, ...]) -> str:
    digits = _digits(cell, code)
    if digits.isascii() and digits.isdigit() and len(digits) in lengths:
        return digits
    was_number = isinstance(cell, float | int) or bool(_WRITTEN_NUMBER.match(str(cell).strip()))
    raise CellFault(f"{code}_damaged" if was_number and len(digits) < min(lengths) else code)


def parse_nik(cell: Cell) -> str:
    """Read a NIK; "" where there is none. Raises `CellFault`: a serial of 0000 doesn't exist, it is a lost digit."""
    if is_nothing(cell):
        return ""
    nik = _exact(cell, "nik", (16,))
    if nik.endswith("0000"):
        raise CellFault("nik_damaged")
    return nik


def parse_nib(cell: Cell) -> str:
    """Read a NIB; "" where there is none. 13 digits are exact also as a number. Raises `CellFault`."""
    return "" if is_nothing(cell) or _only_zeros(cell) else _exact(cell, "nib", (13,))


def parse_npwp(cell: Cell) -> str:
    """Read an NPWP; "" where there is none, or one of zeros only, by which offices mean none. Raises `CellFault`."""
    return "" if is_nothing(cell) or _only_zeros(cell) else _exact(cell, "npwp", (15, 16))


def _only_zeros(cell: Cell) -> bool:
    return not re.sub(r"[\s.\-0]", "", str(cell))


def parse_kbli(cell: Cell) -> str:
    """Read a KBLI code, also with its title behind it; "" where there is none. Raises `CellFault`."""
    if is_nothing(cell):
        return ""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        text = str(int(cell)) if 0 <= cell < 10**EXACT_DIGITS and cell == int(cell) else ""
    else:
        text = str(cell).strip()
    found = re.match(r"^(?:kbli\s*)?(\d{5})(?:\.0)?(?!\d)", text, re.IGNORECASE)
    if found is None:
        raise CellFault("kbli")
    return found[1]


def parse_phones(cell: Cell) -> tuple[str, str]:
    """Read a telephone number: it, and what stood beside it (a second one). ("", "") for none. Raises `CellFault`."""
    if is_nothing(cell) or _only_zeros(cell):
        return "", ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).strip().lstrip("'`’")
    first, *others = [part.strip() for part in _PHONE_PARTS.split(text) if part.strip()] or [text]
    return _phone(first), " / ".join(others)


def _phone(text: str) -> str:
    compact = re.sub(r"[\s.\-()]", "", text)
    if found := _MOBILE.match(compact):
        return f"+62{found[1]}"
    if len(re.sub(r"\D", "", text)) < 6:
        raise CellFault("phone")
    try:
        return parse_phone(text)
    except ValueError as error:
        raise CellFault("phone") from error


def parse_email(cell: Cell) -> str:
    """Read an e-mail address; "" where there is none. Raises `CellFault`."""
    if is_nothing(cell):
        return ""
    text = str(cell).strip().strip(".;,").lower()
    if not _EMAIL.match(text):
        raise CellFault("email")
    return text
