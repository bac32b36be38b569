"""Numbers as people type them."""

import pytest

from sentra.kernel import identifiers as numbers


@pytest.mark.parametrize("text", ["08123456789", "628123456789", "+62 812-3456-789", "812 3456 789", "0812.3456.789"])
def test_a_telephone_number_is_read_however_it_is_written(text: str) -> None:
    assert numbers.parse_phone(text) == "+628123456789"


@pytest.mark.parametrize("text", ["", "abc", "12", "0812" * 8, "0812 3456", "0812345"])
def test_what_is_no_telephone_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        numbers.parse_phone(text)


def test_a_number_from_abroad_keeps_its_country() -> None:
    number = numbers.parse_phone("+1 202 555 0100")
    assert numbers.parse_phone(numbers.format_phone(number)) == number == "+12025550100"


def test_a_nik_of_any_region_is_read() -> None:
    assert numbers.parse_nik("3171 0157 0890 0001") == "3171015708900001"


@pytest.mark.parametrize("text", ["123", "35050157089000011", "350501570890000a", "３５０５０１５７０８９００００１"])
def test_what_is_no_nik_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="16"):
        numbers.parse_nik(text)


def test_an_odd_nik_is_a_warning_and_no_error() -> None:
    assert numbers.nik_warnings("3505015708900001", female=True) == []
    assert len(numbers.nik_warnings("3505019913900001", female=True)) == 1
    assert len(numbers.nik_warnings("3505011708900000", female=True)) == 2


def test_a_kh_number_is_no_halal_certificate() -> None:
    assert numbers.parse_halal("ID 3511 0000 1234 5678") == "ID3511000012345678"
    with pytest.raises(ValueError, match="ID"):
        numbers.parse_halal("KH1234")


def test_a_pirt_is_written_as_on_a_label() -> None:
    digits = numbers.parse_pirt("P-IRT No. 2063505010001-30")
    assert numbers.format_pirt(digits) == "P-IRT No. 2063505010001-30"
