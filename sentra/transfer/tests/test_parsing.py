"""Cells as people write them are read; what can't be known is refused, never guessed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentra.reference.loading import current_pack
from sentra.transfer.parsing import identifiers, numbers
from sentra.transfer.parsing.dates import MONTHS, Order, column_order, parse_date, project_day
from sentra.transfer.parsing.faults import EXPECTED, CellFault
from sentra.transfer.parsing.numbers import Style, column_style, parse_count, parse_money, parse_number, parse_year
from sentra.transfer.parsing.places import Place
from sentra.transfer.rows.knowledge import knowledge_of

KNOWN = knowledge_of(current_pack())
ANY_CELL = st.one_of(
    st.none(),
    st.text(max_size=60),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.text("0123456789.,-/ Ee+Rp"),
)


def fault(read: Any, *given: Any) -> str:
    """Give the code for which a cell is refused."""
    with pytest.raises(CellFault) as refused:
        read(*given)
    return refused.value.code


def refusal(read: Any, cell: Any) -> str:
    """Give the code for which a cell is refused; "" where it is read."""
    try:
        read(cell)
    except CellFault as refused:
        return refused.code
    return ""


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("Rp 1.500.000", "1500000"),
        ("Rp1.500.000,-", "1500000"),
        ("rp. 1.500.000,00", "1500000.00"),
        ("IDR 2500", "2500"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.500", "1500"),
        ("1,500", "1500"),
        ("1 500 000", "1500000"),
        ("5 juta", "5000000"),
        ("2,5 jt", "2500000.0"),
        ("1 milyar", "1000000000"),
        ("750 rb", "750000"),
        ("6 orang", "6"),
        (12, "12"),
        (12.5, "12.5"),
        (1e15, "1E+15"),
    ],
)
def test_a_number_is_read_however_it_is_written(cell: Any, number: str) -> None:
    assert parse_number(cell) == Decimal(number)


@pytest.mark.parametrize("cell", [None, "", "-", "–", "  ", "n/a", "nihil", "tidak ada"])
def test_nothing_is_nothing(cell: Any) -> None:
    assert parse_number(cell) is None
    assert parse_date(cell) is None
    assert identifiers.parse_nik(cell) == identifiers.parse_nib(cell) == identifiers.parse_npwp(cell) == ""


@pytest.mark.parametrize(
    ("cell", "code"),
    [("lima", "number"), ("1.2.3", "number"), ("12 ekor", "number"), (True, "number"), (-1, "negative"),
     ("-5", "negative"), ("(5)", "negative"), (1e30, "too_much"), (float("nan"), "number"), (float("inf"), "number")],
)  # fmt: skip
def test_what_is_no_number_is_refused(cell: Any, code: str) -> None:
    assert fault(parse_number, cell) == code


def test_the_column_decides_what_a_lone_mark_means() -> None:
    assert column_style(["1.500", "1,234.5", "2,000"]) == Style.ENGLISH
    assert column_style(["1.500", "12,5", "2.000"]) == Style.INDONESIAN
    assert column_style(["1.500", "2,000"]) == Style.INDONESIAN


def test_thousands_are_counted_but_not_where_the_cell_says_its_own_unit() -> None:
    assert parse_money("5.000", unit=1000) == 5_000_000
    assert parse_money(5000, unit=1000) == 5_000_000
    assert parse_money("Rp 5.000.000", unit=1000) == 5_000_000
    assert parse_money("5 juta", unit=1000) == 5_000_000


def test_percents_of_excel_are_fractions_where_the_whole_column_is() -> None:
    assert numbers.holds_fractions([0.25, 1.0, None])
    assert not numbers.holds_fractions([25, 0.5])
    assert numbers.parse_percent(0.25, fractions=True) == 25
    assert fault(numbers.parse_percent, 120) == "percent"


def test_a_share_may_be_told_by_yes_or_no() -> None:
    for cell in ("Tidak", "tidak ", "-", "Belum"):
        assert numbers.parse_percent(cell) == 0
    assert numbers.parse_percent("Ya") is None
    assert numbers.parse_percent("12,5") == Decimal("12.5")
    assert numbers.parse_percent("") is None
    assert fault(numbers.parse_percent, "kadang") == "number"


def test_counts_are_whole_and_years_are_years() -> None:
    assert parse_count(3.0) == 3
    assert fault(parse_count, 3.5) == "whole"
    for cell in (2019, "2019", "tahun 2019", 2019.0, date(2019, 5, 1), "12/03/2019"):
        assert parse_year(cell) == 2019
    assert fault(parse_year, "dulu") == "year"


@given(st.integers(0, 10**15))
def test_a_number_written_by_either_style_comes_back(number: int) -> None:
    assert parse_number(f"{number:,}") == number
    assert parse_number(f"Rp {number:,}".replace(",", ".")) == number


@given(ANY_CELL)
def test_whatever_stands_in_a_cell_is_read_or_refused_by_name(cell: Any) -> None:
    for read in (
        *(parse_number, parse_count, parse_money, parse_year, parse_date),
        *(numbers.parse_percent, numbers.parse_coordinate),
        *(identifiers.parse_nik, identifiers.parse_nib, identifiers.parse_npwp, identifiers.parse_kbli),
        *(identifiers.parse_phones, identifiers.parse_email, KNOWN.legal_forms.find, KNOWN.papers.find),
        *(KNOWN.goods.find, lambda one: KNOWN.places.find(one, None), lambda one: KNOWN.places.find(None, one)),
    ):
        assert refusal(read, cell) in {"", *EXPECTED}


@pytest.mark.parametrize(
    "cell",
    [
        "12/01/2024", "12-1-24", "12.01.2024", "12 Januari 2024", "12-Jan-24", "Jumat, 12 Januari 2024",
        "Jan 12, 2024", "January 12, 2024", "2024-01-12", "20240112", "2024-01-12 00:00:00", "12/01/2024 10:30",
        date(2024, 1, 12), 45303, 45303.0,
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(cell: Any) -> None:
    assert parse_date(cell, Order.DAY_FIRST) == date(2024, 1, 12)


def test_the_column_decides_which_number_is_the_day() -> None:
    assert column_order(["03/04/2024", "25/04/2024"]).order == Order.DAY_FIRST
    assert column_order(["03/04/2024", "04/25/2024"]).order == Order.MONTH_FIRST
    assert parse_date("03/04/2024", Order.MONTH_FIRST) == date(2024, 3, 4)
    assert column_order(["03/04/2024", "05/05/2024"]).asks
    assert not column_order(["05/05/2024"]).asks
    assert fault(parse_date, "03/04/2024", None) == "date_order"
    assert fault(parse_date, "25/04/2024", Order.MONTH_FIRST) == "date_order"


@pytest.mark.parametrize("cell", ["31/02/2024", "12 Foo 2024", "besok", 12, True, "1/1/1", "99/99/9999"])
def test_what_is_no_date_is_refused(cell: Any) -> None:
    assert fault(parse_date, cell, Order.DAY_FIRST) == "date"


@given(st.dates(date(1951, 1, 1), date(2049, 12, 31)))
def test_every_day_comes_back_from_every_way_to_write_it(day: date) -> None:
    month = next(name for name, number in MONTHS.items() if number == day.month)
    assert parse_date(f"{day.day} {month} {day.year}") == day
    assert parse_date(f"{day.day}/{day.month}/{day.year % 100:02}", Order.DAY_FIRST) == day
    assert parse_date(f"{day.month}/{day.day}/{day.year}", Order.MONTH_FIRST) == day
    assert parse_date((day - date(1899, 12, 30)).days) == day
    assert project_day(f"R-{day:%Y%m%d}0001") == day


NIK = "3505016005800001"


@pytest.mark.parametrize("cell", [NIK, f" {NIK} ", f"'{NIK}", "3505.0160.0580.0001", f"NIK: {NIK}"])
def test_a_nik_as_text_is_read(cell: str) -> None:
    assert identifiers.parse_nik(cell) == NIK


@pytest.mark.parametrize(
    "cell", [3505016005800000.0, 3505016005800001, "3,50512E+15", "3.50502E+15", "3505016005800000", f"{NIK}.0"]
)
def test_a_nik_that_excel_has_damaged_is_refused(cell: Any) -> None:
    assert fault(identifiers.parse_nik, cell) == "nik_damaged"


def test_a_nib_as_a_number_is_fine_only_when_exact() -> None:
    assert identifiers.parse_nib(1234567890123.0) == "1234567890123"
    assert identifiers.parse_nib("1234567890123.0") == "1234567890123"
    assert fault(identifiers.parse_nib, 220001234567.0) == "nib_damaged"
    assert fault(identifiers.parse_nib, "1,23457E+12") == "nib_damaged"
    assert fault(identifiers.parse_nib, "12345") == "nib"


def test_npwp_kbli_phones_and_mails() -> None:
    assert identifiers.parse_npwp("01.234.567.8-901.000") == "012345678901000"
    assert identifiers.parse_npwp("00.000.000.0-000.000") == ""
    assert fault(identifiers.parse_npwp, 12345678901000.0) == "npwp_damaged"
    assert identifiers.parse_kbli("10779 - Industri bumbu") == identifiers.parse_kbli(10779.0) == "10779"
    assert fault(identifiers.parse_kbli, "1077") == "kbli"
    assert identifiers.parse_phones(81234567890.0) == ("+6281234567890", "")
    assert identifiers.parse_phones("0812-3456-7890 / 0342 801234") == ("+6281234567890", "0342 801234")
    assert fault(identifiers.parse_phones, "tidak tahu nomornya") == "phone"
    assert identifiers.parse_email(" Siti@Contoh.ID ") == "siti@contoh.id"
    assert fault(identifiers.parse_email, "siti di contoh") == "email"


@given(st.integers(10**12, 10**13 - 1))
def test_thirteen_digits_survive_excel(nib: int) -> None:
    assert identifiers.parse_nib(float(nib)) == identifiers.parse_nib(str(nib)) == str(nib)


@given(st.integers(10**15, 10**16 - 1))
def test_sixteen_digits_never_do(nik: int) -> None:
    assert fault(identifiers.parse_nik, float(nik)) == fault(identifiers.parse_nik, nik) == "nik_damaged"


JATEN = Place("35.05.01", "35.05.01.2001")


@pytest.mark.parametrize(
    ("district", "village"),
    [
        ("Wonodadi", "Jaten"),
        ("Kec. Wonodadi", "Ds. Jaten"),
        ("KECAMATAN WONODADI", "Desa Jaten"),
        ("kec.wonodadi", "Kel. JATEN"),
        ("Wonodady", "Jatten"),
        ("35.05.01", "35.05.01.2001"),
        (None, "Ds. Jaten"),
    ],
)
def test_a_place_is_found_however_it_is_written(district: str | None, village: str) -> None:
    assert KNOWN.places.find(district, village) == JATEN


def test_a_name_of_two_villages_needs_the_district() -> None:
    assert fault(KNOWN.places.find, None, "Sumberjo") == "village_of_two"
    assert KNOWN.places.find("Kademangan", "Sumberjo").district == "35.05.04"
    assert fault(KNOWN.places.find, "Wonodadi", "Maron") == "village_elsewhere"
    assert fault(KNOWN.places.find, "Entah", "Jaten") == "district_unknown"
    assert fault(KNOWN.places.find, "Wonodadi", "Entahdimana") == "village_unknown"
    assert fault(KNOWN.places.find, None, None) == "place_missing"
    assert KNOWN.places.find("Wonodadi", "-") == Place("35.05.01", "")


def test_the_city_of_the_same_name_is_another_regency() -> None:
    assert [KNOWN.places.of_regency(one) for one in ("Kab. Blitar", "KABUPATEN BLITAR", "Blitar", None)] == [True] * 4
    assert not KNOWN.places.of_regency("Kota Blitar")
    assert not KNOWN.places.of_regency("Kab. Kediri")


def test_every_village_is_found_under_its_own_name() -> None:
    pack = current_pack()
    for one in pack.villages:
        assert KNOWN.places.find(f"Kec. {pack.district_names[one.district]}", f"Ds. {one.name}").village == one.code


def test_goods_are_found_by_words_or_by_the_code() -> None:
    assert KNOWN.goods.find("Sambal Pecel Pedas") == "sambel_pecel"
    assert KNOWN.goods.find("Industri kecil", "Kripik Buah Nangka") == "keripik_buah"
    assert KNOWN.goods.find(None, kbli="13134") == "batik_tulis"
    assert KNOWN.goods.find(None, kbli="16299") == ""
    assert fault(KNOWN.goods.find, "Jasa angkut") == "commodity_unknown"


def test_legal_forms_and_permits_are_found_by_words() -> None:
    forms = {"PT": "pt", "Perseroan Terbatas (PT)": "pt", "CV.": "cv", "UD": "sole", "Perorangan": "sole", "KUB": "kub"}
    assert {one: KNOWN.legal_forms.find(one) for one in forms} == forms
    assert fault(KNOWN.legal_forms.find, "Yayasan") == "legal_form"
    permits = {"belum": "none", "TDI": "tdi_lama", "IUI": "iui_lama", "IUMK": "iumk", "IZIN LAINNYA": "izin_lain"}
    assert {one: KNOWN.papers.find(one) for one in permits} == permits


def test_days_of_excel_begin_and_end() -> None:
    assert fault(parse_date, 3653) == "date"
    assert parse_date(3654) == date(1899, 12, 30) + timedelta(days=3654)
