"""Figures are rounded, not cut, and written with the reader's signs."""

import pytest
from django.utils.translation import override

from sentra.insights.saying import UNKNOWN, short, told


@pytest.mark.parametrize(
    ("value", "digits", "words"),
    [
        (92.8667, 1, "92,9"),
        (1 / 3, 0, "0"),
        (99.96, 1, "100,0"),
        (1e-9, 1, "0,0"),
        (1234567, 0, "1.234.567"),
        (None, 1, UNKNOWN),
    ],
)
def test_rounded_with_the_readers_signs(value: float | None, digits: int, words: str) -> None:
    with override("id"):
        assert told(value, digits) == words


def test_large_amounts_are_short_beside_a_bar() -> None:
    with override("en"):
        assert short(21_259_000_000) == "21.3 billion"
        assert short(999_999) == "999,999"
        assert short(None) == UNKNOWN
