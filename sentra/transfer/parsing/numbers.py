"""Numbers as people write them: `1.234.567,89`, `1,234,567.89`, `Rp 1.500.000`, `5 juta`, `-`."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache

from sentra.transfer.parsing.faults import CellFault
from sentra.transfer.reading.frames import Cell

LONGEST = 40
KEPT = 1 << 14
"""How many texts are remembered with their number: amounts of a sheet come again and again."""
MOST = Decimal(10) ** 18
NOTHING = frozenset({"-", "--", "–", "—", "n/a", "na", "nihil", "tidak ada", "tdk ada", "kosong", "null", "none", "."})
SHARES = {
    **dict.fromkeys(("tidak", "tdk", "belum", "-"), Decimal("0.00")),
    **dict.fromkeys(("ya", "iya"), None),
}
"""What offices write in place of a share of exports: none, or some."""
TIMES = {
    "rb": 10**3, "ribu": 10**3, "jt": 10**6, "juta": 10**6,
    "m": 10**9, "milyar": 10**9, "miliar": 10**9, "t": 10**12, "triliun": 10**12,
}  # fmt: skip
UNITS = frozenset({"orang", "org", "jiwa", "unit", "buah", "bh", "%", "persen", "pekerja", "usaha", "ikm", "pengrajin"})
_SHAPE = re.compile(
    r"^(?P<sign>[-–(]?)\s*(?:rp\.?|idr)?\s*(?P<digits>[\d][\d.,\s']*?)\s*(?:,-|\.-)?\s*(?P<word>[a-z%]*)\.?\s*\)?$"
)
_OWN_UNIT = re.compile(r"(?i)rp|idr|rb|ribu|jt|juta|mil[iy]ar|triliun")
_DOTTED = re.compile(r"^\d{1,3}(?:\.\d{3})+$")
_COMMAED = re.compile(r"^\d{1,3}(?:,\d{3})+$")


class Style(StrEnum):
    """Which mark parts whole from broken: `1.234,5` or `1,234.5`."""

    INDONESIAN = "indonesian"
    ENGLISH = "english"


def is_nothing(cell: Cell) -> bool:
    """Tell whether a cell says that there is nothing to say."""
    return cell is None or (isinstance(cell, str) and ((told := cell.strip().lower()) == "" or told in NOTHING))


def style_told(cell: Cell) -> Style | None:
    """Tell the style that a cell can only be written in; None where it could be either."""
    return _style_of(cell) if isinstance(cell, str) and len(cell) <= LONGEST else None


@lru_cache(maxsize=KEPT)
def _style_of(text: str) -> Style | None:
    if not (found := _SHAPE.match(text.strip().lower())):
        return None
    digits = re.sub(r"[\s']", "", found["digits"]).strip(".,")
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return Style.INDONESIAN if digits.rindex(",") > digits.rindex(".") else Style.ENGLISH
    if dots > 1 or commas > 1:
        return Style.INDONESIAN if dots > 1 else Style.ENGLISH
    if (dots or commas) and len(re.split(r"[.,]", digits)[1]) != 3:
        return Style.ENGLISH if dots else Style.INDONESIAN
    return None


def column_style(cells: Iterable[Cell]) -> Style:
    """Decide the style of a whole column: what most cells tell; the country's own where none does."""
    told = [style for cell in cells if (style := style_told(cell))]
    return Style.ENGLISH if told.count(Style.ENGLISH) > told.count(Style.INDONESIAN) else Style.INDONESIAN


def parse_number(cell: Cell, style: Style = Style.INDONESIAN) -> Decimal | None:
    """Read a number that isn't negative; None where there is none. Raises `CellFault`."""
    if cell is None:
        return None
    kind = cell.__class__
    if kind is float or kind is int:
        return _bounded(Decimal(repr(cell)))
    if not isinstance(cell, str):
        raise CellFault("number")
    if is_nothing(cell):
        return None
    return _bounded(_from_text(cell, style))


def _bounded(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise CellFault("number")
    if number < 0:
        raise CellFault("negative")
    if number >= MOST:
        raise CellFault("too_much")
    return number


@lru_cache(maxsize=KEPT)
def _from_text(text: str, style: Style) -> Decimal:
    found = _SHAPE.match(text.strip().lower()) if len(text) <= LONGEST else None
    if found is None:
        raise CellFault("number")
    word = found["word"]
    if word and word not in TIMES and word not in UNITS:
        raise CellFault("number")
    digits = re.sub(r"[\s']", "", found["digits"]).rstrip(".,")
    try:
        number = Decimal(_plain(digits, style)) * TIMES.get(word, 1)
    except InvalidOperation as error:
        raise CellFault("number") from error
    return -number if found["sign"] else number


def _plain(digits: str, style: Style) -> str:
    """Write digits as a program does. A group of three after a lone mark is thousands: money has no thousandths."""
    if digits.isdigit():
        return digits
    told = style_told(digits) or style
    thousands, broken = (".", ",") if told == Style.INDONESIAN else (",", ".")
    if _DOTTED.match(digits) or _COMMAED.match(digits):
        return re.sub(r"[.,]", "", digits)
    whole, _mark, rest = digits.partition(broken)
    if thousands in whole and not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+", whole):
        raise InvalidOperation
    return f"{whole.replace(thousands, '')}.{rest or '0'}"


def parse_count(cell: Cell, style: Style = Style.INDONESIAN) -> int | None:
    """Read how many there are: a whole number. Raises `CellFault`."""
    number = parse_number(cell, style)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise CellFault("whole")
    if number > 1_000_000:
        raise CellFault("too_much")
    return int(number)


def parse_money(cell: Cell, style: Style = Style.INDONESIAN, unit: int = 1) -> int | None:
    """Read an amount in `unit` rupiah (1, or 1000 where the office writes thousands); gives whole rupiah.

    What says its own unit (`5 juta`, `Rp 1.500.000`) is rupiah already. Raises `CellFault`.
    """
    number = parse_number(cell, style)
    if number is None:
        return None
    own = unit == 1 or (isinstance(cell, str) and _OWN_UNIT.search(cell))
    amount = int((number if own else number * unit).to_integral_value())
    if amount >= MOST:
        raise CellFault("too_much")
    return amount


def parse_percent(cell: Cell, style: Style = Style.INDONESIAN, *, fractions: bool = False) -> Decimal | None:
    """Read a share in percent; `fractions` where the column holds 0.25 for 25 %. Raises `CellFault`.

    Sheets also say whether there is one at all: `Tidak` is none, `Ya` is one that nobody told.
    """
    if isinstance(cell, str) and (told := cell.strip().lower()) in SHARES:
        return SHARES[told]
    number = parse_number(cell, style)
    if number is None:
        return None
    share = number * 100 if fractions and not isinstance(cell, str) else number
    if share > 100:
        raise CellFault("percent")
    return share.quantize(Decimal("0.01"))


def holds_fractions(cells: Iterable[Cell]) -> bool:
    """Tell whether a column of shares holds fractions of one, as Excel keeps what it shows in percent."""
    numbers = [cell for cell in cells if isinstance(cell, float | int) and not isinstance(cell, bool)]
    return any(0 < one < 1 for one in numbers) and all(one <= 1 for one in numbers)


def parse_year(cell: Cell) -> int | None:
    """Read a year; a date gives its own. Raises `CellFault`."""
    if is_nothing(cell):
        return None
    found = re.fullmatch(r"(?:thn?\.?|tahun)?\s*((?:19|20)\d\d)(?:\.0+)?", str(cell).strip().lower())
    if found:
        return int(found[1])
    year = getattr(cell, "year", None)
    if isinstance(year, int) and 1900 <= year <= 2099:
        return year
    found = re.search(r"\b((?:19|20)\d\d)$", str(cell).strip())
    if found and len(str(cell)) <= LONGEST:
        return int(found[1])
    raise CellFault("year")


def parse_coordinate(cell: Cell) -> float | None:
    """Read degrees; None where there are none, and for 0, which stands for nothing. Raises `CellFault`."""
    if is_nothing(cell):
        return None
    try:
        degrees = float(str(cell).strip().replace(",", "."))
    except ValueError as error:
        raise CellFault("coordinate") from error
    if not -180 <= degrees <= 180:
        raise CellFault("coordinate")
    return degrees or None
