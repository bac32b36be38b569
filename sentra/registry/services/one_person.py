"""Two owners become one person: a step of merging businesses and of merging owners, and what undoes it."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, Problem
from sentra.registry.models import Owner
from sentra.registry.services.absorb import Values, absorb, restore
from sentra.registry.services.derived import derive_owner
from sentra.registry.services.pairs import APART

CHOICES = ("name", "birth_date", "phone", "email", "address")
"""What is chosen field by field. The NIK isn't: two different ones are two persons."""


def two_niks(one: Owner, other: Owner) -> bool:
    """Tell whether two NIKs say that two owners are two persons."""
    return len({one.nik_index, other.nik_index} - {None}) > 1


def two_accounts(one: Owner, other: Owner) -> bool:
    """Tell whether both owners sign in: with which account the person goes on isn't the register's to say."""
    accounts = {owner.user_id for owner in (one, other) if owner.user and owner.user.is_active}
    return len(accounts) > 1


def require_one_person(one: Owner, other: Owner, field: str = "") -> None:
    """Refuse to make one of two who are two persons, or who both have an account. Raises `InvalidInput`."""
    if two_niks(one, other):
        said = _("The two owners have different NIKs: that makes two persons. Correct the wrong NIK first.")
        raise InvalidInput([Problem(field, "two_niks", said)])
    if two_accounts(one, other):
        said = _(
            "Both owners have an account of their own. Ask the person which one stays, let the administrator close the"
            " other, then merge."
        )
        raise InvalidInput([Problem(field, "two_accounts", said)])


def usually_stays(one: Owner, other: Owner) -> Owner:
    """Give the owner who stands for both: the one with an account, else with a NIK, else the older."""
    return min((one, other), key=lambda owner: (not _signs_in(owner), not owner.nik_index, owner.created_at))


def _signs_in(owner: Owner) -> bool:
    return bool(owner.user and owner.user.is_active)


def owners_become_one(stays: Owner, goes: Owner, taken: Collection[str] = ()) -> dict[str, Any]:
    """Let `stays` take over all that `goes` has, both locked by the caller; gives what undoes it.

    Of `CHOICES` it takes those `taken`, and those in which it has nothing itself.
    """
    done = absorb(stays, goes, apart=APART)
    for column in CHOICES:
        theirs = getattr(goes, column)
        if theirs and (column in taken or not getattr(stays, column)):
            setattr(stays, column, theirs)
    if goes.user_id and (not stays.user_id or (_signs_in(goes) and not _signs_in(stays))):
        stays.user, goes.user = goes.user, None
    if goes.nik_index and not stays.nik_index:
        nik, nik_index = goes.nik, goes.nik_index
        goes.nik, goes.nik_index = "", None
        goes.save(update_fields=["nik", "nik_index"])
        stays.nik, stays.nik_index = nik, nik_index
    derive_owner(stays)
    goes.merged_into = stays
    for owner in (goes, stays):
        owner.updated_at = clock.now()
        owner.save()
    return {"stays": str(stays.pk), "goes": str(goes.pk), "at": stays.updated_at.isoformat(), "done": done.plain()}


def owners_as_before(rows: Mapping[str, Values]) -> None:
    """Write both owners as they were; what hung on them was given back before."""
    Owner.objects.filter(pk__in=rows).update(nik="", nik_index=None)
    for values in rows.values():
        restore("registry.Owner", values)
