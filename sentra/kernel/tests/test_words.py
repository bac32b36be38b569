"""Texts, money, and numbers, whatever is thrown at them."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sentra.kernel import identifiers
from sentra.kernel.money import parse_rupiah, rupiah
from sentra.kernel.text import Text, fold, mask, official, tidy

ANYTHING = some.text(max_size=80)
PARSERS: list[Callable[[str], str]] = [
    identifiers.parse_nik,
    identifiers.parse_npwp,
    identifiers.parse_nib,
    identifiers.parse_kbli,
    identifiers.parse_pirt,
    identifiers.parse_halal,
    identifiers.parse_phone,
]


@given(ANYTHING)
def test_tidy_text_stays_tidy_and_holds_nothing_unseen(text: str) -> None:
    tidied = tidy(text)
    assert tidy(tidied) == tidied
    unseen = {"Cc", "Cf", "Cs", "Co", "Cn"}
    assert not [one for one in tidied if one != "\n" and unicodedata.category(one) in unseen]


@given(ANYTHING)
def test_folded_text_is_plain_and_stays_so(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == "" or all(word.isascii() and word.isalnum() for word in folded.split(" "))


@given(ANYTHING)
def test_case_and_accents_do_not_tell_names_apart(text: str) -> None:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    assert fold(plain.upper()) == fold(text)


@given(some.text(max_size=40), some.integers(0, 6))
def test_a_mask_hides_all_but_the_end(text: str, shown: int) -> None:
    masked = mask(text, shown=shown)
    assert len(masked) == len(text)
    hidden = len(text) - shown if len(text) > shown else len(text)
    assert masked[:hidden] == "•" * hidden


@given(some.integers(0, 10**15))
def test_money_is_read_as_it_is_written(amount: int) -> None:
    assert parse_rupiah(rupiah(amount)) == amount
    assert parse_rupiah(f"Rp {amount}") == amount
    assert parse_rupiah(f"{amount},-") == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("15rb", 15_000),
        ("20 ribu", 20_000),
        ("Rp 7,5 rb", 7_500),
        ("1,5 juta", 1_500_000),
        ("2JT", 2_000_000),
        ("1,25jt", 1_250_000),
    ],
)
def test_money_is_read_as_it_is_spoken(text: str, amount: int) -> None:
    assert parse_rupiah(text) == amount


@given(ANYTHING)
def test_what_is_no_money_is_none_or_a_number(text: str) -> None:
    amount = parse_rupiah(text)
    assert amount is None or amount >= 0


@pytest.mark.parametrize("text", ["1.50", "-5", "1e9", "1,5", "12.34.567", "", "Rp", "NaN", "9" * 5000])
def test_what_only_looks_like_money_is_none(text: str) -> None:
    assert parse_rupiah(text) is None


@pytest.mark.parametrize("parse", PARSERS)
@given(text=ANYTHING)
def test_a_number_is_read_to_what_reads_the_same_or_refused(parse: Callable[[str], str], text: str) -> None:
    try:
        number = parse(text)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - both ends are right
    else:
        assert parse(number) == number


@given(some.from_regex(r"[0-9]{16}", fullmatch=True), some.sampled_from([" ", ".", "-", ""]))
def test_a_nik_is_read_however_it_is_grouped(nik: str, between: str) -> None:
    assert identifiers.parse_nik(between.join(nik[start : start + 4] for start in range(0, 16, 4))) == nik
    assert isinstance(identifiers.nik_warnings(nik, female=True), list)


@given(some.from_regex(r"8[1-9][0-9]{7,9}", fullmatch=True))
def test_a_telephone_number_is_written_as_it_is_read(digits: str) -> None:
    number = identifiers.parse_phone(f"0{digits}")
    assert number == f"+62{digits}"
    assert identifiers.parse_phone(identifiers.format_phone(number)) == number


def test_what_stays_on_paper_is_in_the_offices_language() -> None:
    assert official(Text(id="Izin", en="Permit")) == "Izin"  # type: ignore[arg-type]
