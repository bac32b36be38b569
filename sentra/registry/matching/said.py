"""Whether the same words are said of two businesses, however little these words tell. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from sentra.kernel.text import fold


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a business; an owner whom nobody named is called as the business is. Numbers are "" if untold."""

    name: str
    owner: str
    village: str
    nik_index: str
    nib: str
    npwps: Collection[str]
    phones: Collection[str]
    names_owner: bool

    @classmethod
    def of(
        cls,
        *,
        name: str,
        owner: str,
        village: str,
        nik_index: str,
        nib: str,
        npwps: Collection[str],
        phones: Collection[str],
    ) -> "Said":
        """Bring it into comparable form."""
        named = fold(name)
        return cls(named, fold(owner) if owner else named, village, nik_index, nib, npwps, phones, bool(owner))


def said_alike(claim: Said, other: Said) -> bool:
    """Tell whether a claim says of a business what is said of another: name, village, and the owner by NIK or name.

    However common the words are, a list changes nothing when it comes again. Where the claim names no owner, neither
    NPWP nor phone may contradict.
    """
    if not claim.village or (claim.village, claim.name) != (other.village, other.name):
        return False
    if _differ(claim.nib, other.nib) or _differ(claim.nik_index, other.nik_index):
        return False
    if claim.nik_index and other.nik_index:
        return True
    if claim.owner != other.owner:
        return False
    return claim.names_owner or not (_apart(claim.npwps, other.npwps) or _apart(claim.phones, other.phones))


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _apart(some: Collection[str], others: Collection[str]) -> bool:
    return bool(some and others) and set(some).isdisjoint(others)
