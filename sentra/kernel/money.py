"""Money: whole rupiah, as people write it."""

import re

LONGEST = 30
_SHAPE = re.compile(r"^(?:rp\.?\s*)?(\d{1,3}(?:[.\s]\d{3})+|\d+)(?:,(?:00|-))?$", re.IGNORECASE)


def rupiah(amount: int) -> str:
    """Write an amount: `rupiah(1500000)` is `Rp1.500.000`."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


def parse_rupiah(text: str) -> int | None:
    """Read an amount as people type it (`1.500.000`, `Rp 1500000`, `Rp1.500.000,-`); None if it is none."""
    found = _SHAPE.match(text.strip()) if len(text) <= LONGEST else None
    if found is None:
        return None
    return int(re.sub(r"\D", "", found.group(1)))
