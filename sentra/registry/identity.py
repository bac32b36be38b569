"""THE identity check on many at once: which owners and businesses the register already has, by exact signs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sentra.kernel.crypto import blind_index
from sentra.kernel.errors import Problem
from sentra.kernel.text import fold
from sentra.registry.facts import BusinessFacts, OwnerFacts
from sentra.registry.matching import core
from sentra.registry.models import Business, Owner, Standing


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said of an owner and a business; `known` is the business that it is said of, where that is settled."""

    owner: OwnerFacts
    business: BusinessFacts
    product: str = ""
    known: Business | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A business that may be the one, how alike it is (0 to 1), and why."""

    business: Business
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the register takes somebody for; `candidates` are for a person to decide between."""

    owner: Owner | None
    business: Business | None
    doubts: tuple[Problem, ...]
    candidates: tuple[Candidate, ...] = ()


def identify(claims: Sequence[Claim]) -> list[Identity]:
    """Tell for each claim whether the register has its owner and business; three queries for a batch."""
    niks = {blind_index("nik", one.owner.nik): one.owner.nik for one in claims if one.owner.nik}
    owners = {one.nik_index: one for one in Owner.objects.filter(nik_index__in=niks)}
    near = Business.objects.present().select_related("owner")
    nibs = [one.business.nib for one in claims if one.business.nib]
    by_nib = {one.nib: one for one in Business.objects.known().select_related("owner").filter(nib__in=nibs)}
    folded = {fold(one.business.name) for one in claims}
    by_name: dict[tuple[str, str], list[Business]] = defaultdict(list)
    for one in near.filter(name_folded__in=folded).exclude(standing=Standing.CLOSED):
        by_name[(one.village, one.name_folded)].append(one)
    return [_identity(one, owners, by_nib, by_name) for one in claims]


def _identity(
    claim: Claim,
    owners: dict[str | None, Owner],
    by_nib: dict[str | None, Business],
    by_name: dict[tuple[str, str], list[Business]],
) -> Identity:
    owner = owners.get(blind_index("nik", claim.owner.nik)) if claim.owner.nik else None
    if claim.known or (claim.business.nib and claim.business.nib in by_nib):
        found = claim.known or by_nib[claim.business.nib]
        return Identity(owner or found.owner, found, ())
    alike = by_name.get((claim.business.village, fold(claim.business.name)), [])
    for one in alike:
        same_owner = one.owner == owner or core(one.owner.name) == core(claim.owner.name or claim.business.name)
        if same_owner and not (one.nib and claim.business.nib):
            return Identity(one.owner, one, ())
    return Identity(owner, None, (), tuple(Candidate(one, 0.8, ("name", "village")) for one in alike))
