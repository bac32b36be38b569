"""What is said of an owner and a business, with what they are looked for by; it asks no database."""

from functools import cached_property

from sentra.kernel.crypto import blind_index
from sentra.registry.facts import BusinessFacts, OwnerFacts
from sentra.registry.matching.comparison import BUSINESS, OWNER, Prepared
from sentra.registry.matching.keys import business_keys
from sentra.registry.matching.levels import AS_ONE, Level, words_level
from sentra.registry.matching.names import Kind, Words, words_of
from sentra.registry.matching.said import Said
from sentra.registry.nearby import Nearby, told

ALIKE = AS_ONE | {Level.CLOSE, Level.PART}
LONG_NPWP = 16


class Sought:
    """What is said of an owner and a business, with what they are looked for by; it asks no database.

    `identify` works it out, or somebody beforehand who has time for it while the database is busy.
    """

    def __init__(self, owner: OwnerFacts, business: BusinessFacts, product: str = "") -> None:
        self.owner, self.business, self.product = owner, business, product
        self.nik_index = blind_index("nik", self.owner.nik) if self.owner.nik else ""
        self.npwps = [blind_index("npwp", npwp) for npwp in _npwps(self.business.npwp)]
        self.phones = told(self.business.phone, self.owner.phone)
        self.keys = business_keys(
            name=self.business.name,
            owner=self.owner.name,
            village=self.business.village,
            commodity=self.business.commodity,
            phones=self.phones,
        )

    @cached_property
    def name(self) -> Words:
        """The claimed name in comparable form."""
        return words_of(self.business.name, Kind.FIRM)

    @cached_property
    def said(self) -> Said:
        """The words of the claim."""
        return Said.of(
            name=self.business.name,
            owner=self.owner.name,
            village=self.business.village,
            nik_index=self.nik_index,
            nib=self.business.nib,
            npwps=self.npwps,
            phones=self.phones,
        )

    @cached_property
    def as_business(self) -> Prepared:
        """The claimed business in comparable form."""
        facts = {
            "nib": self.business.nib,
            "nik": self.nik_index,
            "npwp": self.npwps,
            "phone": self.phones,
            "name": self.business.name,
            "owner": self.owner.name,
            "village": self.business.village,
            "address": self.business.address,
            "commodity": self.business.commodity,
            "product": self.product,
        }
        return BUSINESS.prepare(facts)

    @cached_property
    def as_person(self) -> Prepared:
        """The claimed owner in comparable form."""
        facts = {
            "nik": self.nik_index,
            "npwp": self.npwps,
            "birth_date": self.owner.birth_date,
            "phone": self.phones,
            "email": self.owner.email,
            "name": self.owner.name,
            "village": self.business.village,
            "address": self.owner.address,
        }
        return OWNER.prepare(facts)

    def has_in_common(self, row: Nearby) -> bool:
        """Tell whether something but name and place speaks for the owner: without that nobody is surely the same."""
        born, email = self.owner.birth_date, self.owner.email
        return bool(
            self.phones & {row.phone, row.owner_phone}
            or (born and born == row.birth_date)
            or (email and email == row.email)
            or row.npwp_index in self.npwps
        )

    def is_anothers(self, nik_index: str | None, name: str) -> bool:
        """Tell whether an owner is surely another person: of another NIK and another name."""
        other_nik = bool(self.nik_index and nik_index) and self.nik_index != nik_index
        return other_nik and not is_same_person_name(self.owner.name, name)

    def is_owner(self, nik_index: str | None, name: str) -> bool:
        """Tell whether an owner of the register may be the claimed one: by NIK where both have one, else by name."""
        if self.nik_index and nik_index:
            return self.nik_index == nik_index
        return not self.owner.name or name_level(self.owner.name, name, Kind.PERSON) in ALIKE


def _npwps(npwp: str) -> set[str]:
    """Give the forms in which the register may have an NPWP: a company's of 16 digits is 0 and the old 15."""
    if len(npwp) == LONG_NPWP and npwp.startswith("0"):
        return {npwp, npwp[1:]}
    return {npwp, f"0{npwp}"} if npwp else set()


def is_same_person_name(one: str, other: str) -> bool:
    """Tell whether two names may be one person's."""
    return name_level(one, other, Kind.PERSON) in ALIKE


def name_level(one: str, other: str, kind: Kind) -> Level:
    """Tell how alike two names are."""
    return words_level(words_of(one, kind), words_of(other, kind))
