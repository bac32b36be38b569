"""Quantities: an amount with its unit, as people write it (`500 kg per bulan`)."""

import re
from decimal import Decimal

_SHAPE = re.compile(r"^(\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,(\d{1,2}))?(?![\d.,])\s*(.*)$", re.DOTALL)


def parse_quantity(text: str) -> tuple[Decimal | None, str]:
    """Part `1.500,5 kg per bulan` into amount and unit; words without a leading number are all unit."""
    found = _SHAPE.match(text.strip())
    if found is None:
        return None, text.strip()
    whole, fraction, unit = found.groups()
    return Decimal(f"{whole.replace('.', '')}.{fraction or 0}"), unit.strip()


def write_quantity(amount: Decimal | None, unit: str) -> str:
    """Write an amount with its unit as people read it here: a dot for thousands, a comma for the fraction."""
    return " ".join(part for part in (write_amount(amount), unit) if part)


def write_amount(amount: Decimal | None) -> str:
    """Write an amount without needless zeros; "" for none."""
    if amount is None:
        return ""
    whole, _point, fraction = f"{amount:,.2f}".partition(".")
    fraction = fraction.rstrip("0")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")
