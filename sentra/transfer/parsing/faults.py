"""What can be wrong with a cell: each fault has a code, and words that say what was expected."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Message


class CellFault(ValueError):
    """A cell can't be read; `code` is one of `EXPECTED`, `hint` a value that may have been meant."""

    def __init__(self, code: str, hint: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.hint = hint


EXPECTED: Mapping[str, Message] = {
    "number": _("a number, such as 1.500 or 12,5"),
    "negative": _("a number that isn't negative"),
    "whole": _("a whole number"),
    "too_much": _("a smaller number: this one is beyond all bounds"),
    "percent": _("a share between 0 and 100"),
    "year": _("a year, such as 2024"),
    "date": _("a date, such as 12/01/2024 or 12 Januari 2024"),
    "date_order": _("a date in the order that the column has"),
    "nik_damaged": _(
        "the NIK as text: Excel has turned it into a number and lost its last digit. Type it anew in a text column"
    ),
    "nik": _("a NIK of 16 digits"),
    "nib_damaged": _(
        "the NIB as text: Excel has turned it into a number and lost digits. Type it anew in a text column"
    ),
    "nib": _("a NIB of 13 digits"),
    "npwp_damaged": _(
        "the NPWP as text: Excel has turned it into a number and lost digits. Type it anew in a text column"
    ),
    "npwp": _("an NPWP of 15 or 16 digits"),
    "kbli": _("a KBLI code of 5 digits"),
    "phone": _("a telephone number, such as 0812 3456 7890"),
    "email": _("an e-mail address, such as nama@contoh.id"),
    "district_unknown": _("a district (kecamatan) of this regency"),
    "village_unknown": _("a village of this district"),
    "village_elsewhere": _("a village of this district: this one lies in another"),
    "village_of_two": _("the district too: villages of this name lie in more than one"),
    "place_missing": _("a village or a district"),
    "other_regency": _("a place in this regency"),
    "commodity_unknown": _("a kind of product that the regency knows"),
    "legal_form": _("a legal form: perorangan, CV, PT, koperasi or KUB"),
    "too_long": _("a shorter text"),
    "name_missing": _("a name of the business"),
    "sentra_missing": _("a name of the sentra"),
    "project_missing": _("the Id Proyek"),
    "year_missing": _("the year of the figures"),
    "programme_missing": _("the name of the programme, or what was received"),
    "programme_year_missing": _("the year of the programme"),
    "business_unknown": _("a business that the register knows: by NIB, NPWP, or name and place"),
    "coordinate": _("degrees, such as -8,0954"),
    "paper": _("a kind of permit: TDI, IUI, IUMK or another"),
}
