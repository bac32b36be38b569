"""Money: whole rupiah, as people write it."""

import re

LONGEST = 30
_SPOKEN = re.compile(r"^(?:rp\.?\s*)?(\d{1,6})(?:,(\d{1,3}))?\s*(rb|ribu|jt|juta)\.?$", re.IGNORECASE)
_SIZES = {"rb": 1_000, "ribu": 1_000, "jt": 1_000_000, "juta": 1_000_000}
_SHAPE = re.compile(r"^(?:rp\.?\s*)?(\d{1,3}(?:[.\s]\d{3})+|\d+)(?:,(?:00|-))?$", re.IGNORECASE)


def rupiah(amount: int) -> str:
    """Write an amount: `rupiah(1500000)` is `Rp1.500.000`."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


def parse_rupiah(text: str) -> int | None:
    """Read an amount as people type it (`1.500.000`, `Rp 1500000`, `Rp1.500.000,-`, `15rb`, `1,5 juta`).

    None if it is none.
    """
    if len(text) > LONGEST:
        return None
    if spoken := _SPOKEN.match(text.strip()):
        whole, part, size = spoken.groups()
        return int(f"{whole}{(part or '').ljust(3, '0')}") * _SIZES[size.lower()] // 1000
    found = _SHAPE.match(text.strip())
    if found is None:
        return None
    return int(re.sub(r"\D", "", found.group(1)))


_UNITS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_THOUSANDS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))


def spelled(amount: int) -> str:
    """Write an amount as an official paper spells it: `spelled(1500000)` is `satu juta lima ratus ribu rupiah`.

    Raises `ValueError` below zero and from a thousand trillion on.
    """
    if not 0 <= amount < 10**15:
        raise ValueError("only amounts below a thousand trillion are spelled")
    return f"{_spelled(amount) or 'nol'} rupiah"


def _spelled(number: int) -> str:
    for size, word in _THOUSANDS:
        if number >= size:
            count, rest = divmod(number, size)
            first = "seribu" if number < 2000 else f"{_spelled(count)} {word}"
            return f"{first} {_spelled(rest)}".strip()
    if number >= 100:
        count, rest = divmod(number, 100)
        return f"{'seratus' if count == 1 else f'{_UNITS[count]} ratus'} {_spelled(rest)}".strip()
    if number >= 20:
        count, rest = divmod(number, 10)
        return f"{_UNITS[count]} puluh {_UNITS[rest]}".strip()
    return f"{_UNITS[number - 10]} belas" if number > 11 else _UNITS[number]
