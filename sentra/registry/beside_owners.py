"""Two owners side by side: what the register says of each, how alike that is, and what can be chosen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.kernel.errors import Message
from sentra.kernel.identifiers import format_phone
from sentra.kernel.text import mask
from sentra.registry.beside import Row, compared_row, percent_of
from sentra.registry.matching.levels import Level
from sentra.registry.models import Business, Owner, OwnerPair
from sentra.registry.services.one_person import CHOICES, two_accounts, two_niks, usually_stays

SAID: Mapping[str, tuple[Message, Callable[[Owner], str]]] = {
    "name": (gettext_lazy("Name"), lambda owner: owner.name),
    "nik": (gettext_lazy("NIK"), lambda owner: mask(owner.nik) if owner.nik else ""),
    "birth_date": (
        gettext_lazy("Birth date"),
        lambda owner: date_format(owner.birth_date) if owner.birth_date else "",
    ),
    "phone": (gettext_lazy("Telephone"), lambda owner: format_phone(owner.phone) if owner.phone else ""),
    "email": (gettext_lazy("E-mail"), lambda owner: owner.email),
    "address": (gettext_lazy("Home address"), lambda owner: owner.address),
    "account": (gettext_lazy("Account"), lambda owner: _account(owner)),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two owners with the businesses that are the owner's now."""

    owner: Owner
    id: str
    businesses: Sequence[Business]


@dataclass(frozen=True, slots=True)
class OwnersBeside:
    """Two owners side by side; `stays` is the id of the one who stands for both once they are merged."""

    percent: int
    sides: tuple[Side, Side]
    rows: Sequence[Row]
    two_niks: bool
    two_accounts: bool
    stays: str

    @property
    def may_merge(self) -> bool:
        """Tell whether nothing speaks against their being one person."""
        return not self.two_niks and not self.two_accounts


def owners_beside(pair: OwnerPair) -> OwnersBeside:
    """Put the two of a pair side by side."""
    one, other = pair.one, pair.other
    levels = {field: Level(level) for field, level, _bits in pair.reasons}
    return OwnersBeside(
        percent=percent_of(pair),
        sides=(_side(one), _side(other)),
        rows=[row for name in SAID if (row := _row(name, one, other, levels.get(name)))],
        two_niks=two_niks(one, other),
        two_accounts=two_accounts(one, other),
        stays=str(usually_stays(one, other).pk),
    )


def _side(owner: Owner) -> Side:
    return Side(owner, str(owner.pk), list(owner.businesses.known().order_by("name_folded")))


def _row(name: str, one: Owner, other: Owner, level: Level | None) -> Row | None:
    """Compare a field; None where neither says anything."""
    label, said = SAID[name]
    mine, yours = said(one), said(other)
    if not mine and not yours:
        return None
    sides = (mine, str(one.pk)), (yours, str(other.pk))
    chosen = name in CHOICES and getattr(one, name) != getattr(other, name)
    return compared_row(name, label, sides, level, both=bool(mine and yours), differ=chosen)


def _account(owner: Owner) -> str:
    """Say whether an owner signs in; the address of the account is the person's own matter."""
    if owner.user is None:
        return ""
    return _("has one") if owner.user.is_active else _("has one, closed")
