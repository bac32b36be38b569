"""Quantities: what people write is read, and reads back as they wrote it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sentra.kernel.quantity import parse_quantity, write_quantity


@pytest.mark.parametrize(
    ("said", "amount", "unit"),
    [
        ("500 kg per bulan", Decimal(500), "kg per bulan"),
        ("1.500,5 liter", Decimal("1500.5"), "liter"),
        ("2.000buah", Decimal(2000), "buah"),
        ("sekitar 30 kg", None, "sekitar 30 kg"),
        ("1,500 kg", None, "1,500 kg"),
        ("12.5 kg", None, "12.5 kg"),
        ("", None, ""),
    ],
)
def test_what_people_write_is_parted_into_amount_and_unit(said: str, amount: Decimal | None, unit: str) -> None:
    assert parse_quantity(said) == (amount, unit)


@given(some.decimals(0, 10**12, places=2), some.sampled_from(["kg", "buah per bulan", "liter/hari"]))
def test_a_written_quantity_is_read_back(amount: Decimal, unit: str) -> None:
    assert parse_quantity(write_quantity(amount, unit)) == (amount, unit)
