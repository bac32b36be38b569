"""Identifiers: numbers that people and papers carry, each with its shape and its source.

A `parse_*` gives the number in the one form that is stored, or raises `ValueError` with a sentence for the user.
A `*_warnings` tells what looks odd but may be right: a NIK keeps a wrong date for life, so that is never an error.
"""

import re
from datetime import date

import phonenumbers
from django.utils.translation import gettext as _

FEMALE_DAY_OFFSET = 40
PIRT_PACKAGING = {
    "1": "glass",
    "2": "plastic",
    "3": "carton or paper",
    "4": "can",
    "5": "foil",
    "6": "other",
} | {
    "7": "composite",
    "8": "double",
}


def digits_of(text: str) -> str:
    """Take out the spaces, dots and dashes with which people group digits."""
    return re.sub(r"[\s.\-–/]", "", text)


def parse_nik(text: str) -> str:
    """Read a NIK: 16 digits, any region (Permendagri 102/2019; people move, so 3505 is never required)."""
    digits = digits_of(text)
    if not re.fullmatch(r"[0-9]{16}", digits):
        raise ValueError(
            _("A NIK has 16 digits, as on the identity card. You gave %(count)s.") % {"count": len(digits)}
        )
    return digits


def is_womans(nik: str) -> bool:
    """Tell whether a NIK is a woman's: 40 is added to her day of birth (Permendagri 102/2019)."""
    return int(nik[6:8]) > FEMALE_DAY_OFFSET


def nik_warnings(nik: str, *, born: date | None = None, female: bool | None = None) -> list[str]:
    """Tell what looks odd about a NIK beside the birth date and sex that a person states."""
    warnings = []
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    says_female = is_womans(nik)
    day -= FEMALE_DAY_OFFSET if says_female else 0
    if not (1 <= day <= 31 and 1 <= month <= 12):
        warnings.append(_("Digits 7 to 12 of the NIK are not a date. Please compare it with the card."))
    elif born is not None and (day, month, year) != (born.day, born.month, born.year % 100):
        warnings.append(_("The date in the NIK differs from the birth date. Please compare it with the card."))
    if female is not None and female != says_female:
        warnings.append(_("The NIK says another sex. Please compare it with the card."))
    if nik.endswith("0000"):
        warnings.append(_("A NIK doesn't end in 0000. Please compare it with the card."))
    return warnings


def parse_npwp(text: str) -> str:
    """Read an NPWP: 15 digits (old) or 16 (PMK 112/2022); kept as given: no rule says which 16 a 15 becomes."""
    digits = digits_of(text)
    if not re.fullmatch(r"[0-9]{15,16}", digits):
        raise ValueError(_("An NPWP has 15 or 16 digits. You gave %(count)s.") % {"count": len(digits)})
    return digits


def npwp_warnings(npwp: str) -> list[str]:
    """Tell what looks odd about an NPWP."""
    if len(npwp) == 15:
        return [_("This is the old NPWP of 15 digits; since 1 July 2024 services use the one of 16 digits.")]
    return []


def parse_nib(text: str) -> str:
    """Read a NIB: 13 digits (PP 28/2025; no public check digit)."""
    digits = digits_of(text)
    if not re.fullmatch(r"[0-9]{13}", digits):
        raise ValueError(_("A NIB has 13 digits. You gave %(count)s.") % {"count": len(digits)})
    return digits


def parse_kbli(text: str) -> str:
    """Read a KBLI code: 5 digits; which version it belongs to is stored beside it."""
    digits = digits_of(text)
    if not re.fullmatch(r"[0-9]{5}", digits):
        raise ValueError(_("A KBLI code has 5 digits."))
    return digits


def parse_pirt(text: str) -> str:
    """Read a P-IRT number: 15 digits, printed `P-IRT No. 1234567890123-45` (Per-BPOM 22/2018); stored as digits."""
    digits = digits_of(re.sub(r"(?i)p-?irt|no\.?", "", text))
    if not re.fullmatch(r"[0-9]{15}", digits):
        raise ValueError(_("A P-IRT number has 15 digits. You gave %(count)s.") % {"count": len(digits)})
    if digits[0] not in PIRT_PACKAGING:
        raise ValueError(_("The first digit of a P-IRT number names the packaging, 1 to 8."))
    return digits


def format_pirt(digits: str) -> str:
    """Write a P-IRT number as it is printed on a label."""
    return f"P-IRT No. {digits[:13]}-{digits[13:]}"


def parse_halal(text: str) -> str:
    """Read a halal certificate number: `ID` and digits. A `KH` number is a letter of BPJPH and another thing."""
    number = re.sub(r"[\s.\-]", "", text).upper()
    if number.startswith("KH"):
        raise ValueError(_("A KH number is a decision letter. The certificate's own number starts with ID."))
    if not re.fullmatch(r"ID[0-9]+", number):
        raise ValueError(_("A halal certificate number is ID followed by digits."))
    return number


def halal_warnings(number: str) -> list[str]:
    """Tell what looks odd about a halal certificate number."""
    if not re.fullmatch(r"ID[0-9]{14,17}", number):
        return [_("Most halal certificate numbers have 14 to 17 digits after ID.")]
    return []


INDONESIA = 62
SHORTEST_MOBILE = 9


def parse_phone(text: str) -> str:
    """Read a telephone number (08.., 628.., +628.., 8..) and give it in E.164: `+6281234567890`."""
    message = _("This is not a telephone number. An example: 0812 3456 7890.")
    compact = re.sub(r"[^\d+]", "", text)
    if compact.startswith("62"):
        compact = "+" + compact
    try:
        number = phonenumbers.parse(compact, "ID")
    except phonenumbers.NumberParseException as error:
        raise ValueError(message) from error
    if not phonenumbers.is_possible_number(number) or _too_short(number):
        raise ValueError(message)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _too_short(number: phonenumbers.PhoneNumber) -> bool:
    """Tell whether a mobile number of the country lacks digits: those begin with 8 and have nine at least."""
    national = str(number.national_number)
    return number.country_code == INDONESIA and national.startswith("8") and len(national) < SHORTEST_MOBILE


def format_phone(e164: str) -> str:
    """Write a telephone number as people in the country dial it; one from abroad with its country."""
    number = phonenumbers.parse(e164, "ID")
    shape = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(
        number, shape.NATIONAL if number.country_code == INDONESIA else shape.INTERNATIONAL
    )
