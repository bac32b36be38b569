"""Reading the register, and THE identity check that every path to it uses."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from sentra.kernel.crypto import blind_index
from sentra.kernel.errors import Problem
from sentra.people.models import User
from sentra.people.policy import visible_to
from sentra.registry.facts import BusinessFacts, OwnerFacts
from sentra.registry.matching import Likeness, core, likeness
from sentra.registry.models import Business, Owner, Standing


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the register takes somebody for; `doubts` are for an officer to settle before anything is decided."""

    owner: Owner | None
    business: Business | None
    doubts: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """How many businesses stand on the register."""

    businesses: int
    by_commodity: Mapping[str, int]


def identity_check(*, owner: OwnerFacts, business: BusinessFacts) -> Identity:
    """Tell whether the register already has an owner and a business; at most three queries.

    A NIK is one person for life; a NIB is one business; the same owner's business of the same name in the same
    village is the same business. What contradicts that is a doubt, never a silent choice.
    """
    doubts: list[Problem] = []
    known_owner = Owner.objects.filter(nik_index=blind_index("nik", owner.nik)).first() if owner.nik else None
    if known_owner and likeness(known_owner.name, owner.name) == Likeness.DIFFERENT:
        doubts.append(Problem("owner", "other_name", _("The register has this NIK under another name.")))
    by_nib = Business.objects.filter(nib=business.nib).select_related("owner").first() if business.nib else None
    if by_nib and by_nib.owner != known_owner:
        doubts.append(Problem("business", "nib_of_another", _("The register has this NIB under another owner.")))
        return Identity(known_owner, None, tuple(doubts))
    near = Business.objects.filter(village=business.village).exclude(standing=Standing.CLOSED).select_related("owner")
    same_name = [one for one in near if likeness(one.name, business.name) != Likeness.DIFFERENT]
    own = by_nib or next((one for one in same_name if known_owner and one.owner_id == known_owner.pk), None)
    if own is None and any(core(one.name) == core(business.name) for one in same_name):
        doubts.append(
            Problem(
                "business",
                "same_name",
                _("The register has a business of this name in this village, of another owner."),
            )
        )
    return Identity(known_owner, own, tuple(doubts))


def is_registered(business_id: UUID) -> bool:
    """Tell whether a business stands on the register and exists."""
    return Business.objects.filter(pk=business_id).exclude(standing=Standing.CLOSED).exists()


def businesses_visible(actor: User) -> "QuerySet[Business]":
    """Give the businesses that the actor may see."""
    return visible_to(actor, Business.objects.select_related("owner"))


def register_counts() -> RegisterCounts:
    """Count the businesses on the register, in one query."""
    rows = Business.objects.exclude(standing=Standing.CLOSED).values("commodity").annotate(count=Count("pk"))
    by_commodity = {row["commodity"]: row["count"] for row in rows}
    return RegisterCounts(sum(by_commodity.values()), by_commodity)
