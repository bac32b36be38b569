"""THE identity check that every path to the register uses: whom and what it already knows, for many claims at once.

Exact on NIK, NIB, NPWP and phone, fuzzy on name, owner, place and product (`matching.comparison`). What is surely the
same is found; what a person must decide is named as a candidate, and is a doubt; what contradicts the register is a
doubt, never a silent choice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Problem
from sentra.registry.facts import BusinessFacts, OwnerFacts
from sentra.registry.matching.comparison import BUSINESS, OWNER, Reason, Score, Verdict
from sentra.registry.matching.levels import Level, as_one
from sentra.registry.matching.names import Kind, words_of
from sentra.registry.matching.said import said_alike
from sentra.registry.models import Business, Owner
from sentra.registry.nearby import MOST_FOR_A_KEY, Nearby, Signs, nearby, told
from sentra.registry.sought import ALIKE, Sought, name_level

MOST_CANDIDATES = 5

NIB_OF_ANOTHER = Problem("business", "nib_of_another", _("The register has this NIB under another owner."))
NIB_OF_ANOTHER_ROW = Problem(
    "business", "nib_of_another_row", _("An earlier row of this list has this NIB under another owner.")
)
NIB_OF_OTHER_NAME = Problem("business", "nib_of_other_name", _("The register has this NIB under another name."))
SAME_NAME = Problem(
    "business", "same_name", _("The register has a business of this name in this village, of another owner.")
)
OTHER_OWNER_NAME = Problem("owner", "other_name", _("The register has this NIK under another name."))
OTHER_NIK = Problem("owner", "other_nik", _("The register has this business under another NIK."))
MAYBE_SAME = "maybe_same"


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says of an owner and a business.

    `known` is the business of the permit that an application follows: it isn't looked for, only what is newly said of
    it is checked.
    """

    sought: Sought
    known: Business | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A business that may be the claimed one, with how likely that is (0 to 1) and why."""

    business: Business
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier claim of the same call, by its place, that may be about the same business; `surely` that it is."""

    place: int
    score: Score
    surely: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the register takes somebody for; `doubts` are for an officer to settle before anything is decided.

    `alike` are the claims before this one that the register may not know yet either, the likeliest first. `person` has
    the claimed NIK; `nib_holder` is the row that has the claimed NIB, also one that was merged.
    """

    owner: Owner | None
    business: Business | None
    doubts: tuple[Problem, ...]
    candidates: tuple[Candidate, ...] = ()
    alike: tuple[Alike, ...] = ()
    person: Owner | None = None
    nib_holder: UUID | None = None


def identify(claims: Sequence[Claim]) -> list[Identity]:
    """Tell of each claim whether the register already has its owner and its business; at most seven questions in all.

    A NIK is one person for life; a NIB is one business. What one claim says of the register doesn't count for the
    others; that two of them may be about the same is told by `alike`.
    """
    asked = [claim.sought for claim in claims]
    people = _people({one.nik_index for one in asked if one.nik_index})
    by_nib = _by_nib({one.business.nib for one in asked if one.business.nib})
    persons = [people.get(one.nik_index) for one in asked]
    signs = [
        Signs(one.keys, person.pk if person else None, one.npwps) for one, person in zip(asked, persons, strict=True)
    ]
    alike: list[tuple[Alike, ...]] = []
    found = nearby(signs, meanwhile=lambda: alike.extend(_alike_of_all(asked)))
    holders = [by_nib.get(one.business.nib) for one in asked]
    findings = [
        _find(claim, person, (holder.merged_into or holder) if holder else None, near)
        for claim, person, holder, near in zip(claims, persons, holders, found, strict=True)
    ]
    businesses = Business.objects.select_related("owner").in_bulk({pk for one in findings for pk in one.business_ids})
    owners = Owner.objects.in_bulk({one.owner_id for one in findings if one.owner_id})
    return [
        replace(finding.identity(businesses, owners, others), person=person, nib_holder=holder.pk if holder else None)
        for finding, others, person, holder in zip(findings, alike, persons, holders, strict=True)
    ]


def identity_check(*, owner: OwnerFacts, business: BusinessFacts, known: Business | None = None) -> Identity:
    """Tell of one claim whether the register already has its owner and its business."""
    return identify([Claim(Sought(owner, business), known)])[0]


def _people(niks: set[str]) -> dict[str, Owner]:
    """Give the owners of some NIKs; for one who was merged, whoever stands for both now."""
    found = Owner.objects.filter(nik_index__in=niks).select_related("merged_into") if niks else ()
    return {owner.nik_index or "": owner.merged_into or owner for owner in found}


def _by_nib(nibs: set[str]) -> dict[str, Business]:
    """Give the businesses that have some NIBs, each with what stands for it now if it was merged."""
    found = Business.objects.filter(nib__in=nibs).select_related("owner", "merged_into__owner") if nibs else ()
    return {business.nib or "": business for business in found}


@dataclass(slots=True)
class _Finding:
    """What was found for a claim, before the rows themselves are read."""

    owner: Owner | None
    business: Business | None = None
    business_id: UUID | None = None
    owner_id: UUID | None = None
    doubts: list[Problem] = field(default_factory=list)
    candidates: list[tuple[UUID, Score]] = field(default_factory=list)

    @property
    def business_ids(self) -> list[UUID]:
        """The businesses that are still to be read."""
        return [*([self.business_id] if self.business_id else []), *(pk for pk, _score in self.candidates)]

    def identity(
        self, businesses: Mapping[UUID, Business], owners: Mapping[UUID, Owner], alike: tuple[Alike, ...]
    ) -> Identity:
        """Put in the rows that were read."""
        business = self.business or (businesses[self.business_id] if self.business_id else None)
        owner = self.owner or (owners[self.owner_id] if self.owner_id else None)
        if owner is None and self.business_id:
            owner = businesses[self.business_id].owner
        candidates = tuple(Candidate(businesses[pk], score.likelihood, score.reasons) for pk, score in self.candidates)
        doubts = (*self.doubts, *(_maybe(one.business) for one in candidates[:1]))
        return Identity(owner, business, doubts, candidates, alike)


def _maybe(business: Business) -> Problem:
    """Doubt whether a claim isn't about a business that the register has; names it, so that an officer can look."""
    message = _("This may be a business that the register has: {number}, {name}, of {owner}.")
    words = format_lazy(message, number=business.register_number, name=business.name, owner=business.owner.name)
    return Problem("business", f"{MAYBE_SAME}:{business.register_number}", words)


def _find(claim: Claim, person: Owner | None, by_nib: Business | None, near: Sequence[Nearby]) -> _Finding:
    asked = claim.sought
    if claim.known:
        return _about_known(asked, claim.known, person, by_nib, near)
    finding = _Finding(person, doubts=_doubts_about_owner(asked, person))
    if by_nib:
        owner = by_nib.owner
        if owner != person and not asked.is_owner(owner.nik_index, owner.name):
            finding.doubts.append(NIB_OF_ANOTHER)
            if asked.nik_index and owner.nik_index:
                return finding
        finding.owner, finding.business = person or owner, by_nib
        if name_level(by_nib.name, asked.business.name, Kind.FIRM) not in ALIKE:
            finding.doubts.append(NIB_OF_OTHER_NAME)
    if not by_nib:
        _choose(finding, asked, near)
    own = by_nib or next((row for row in near if row.id == finding.business_id), None)
    unnamed = [row for row in near if row.id not in finding.business_ids]
    if _has_namesake(asked, unnamed, own.owner_id if own else None, own.name if own else ""):
        finding.doubts.append(SAME_NAME)
    return finding


def _about_known(
    asked: Sought, known: Business, person: Owner | None, by_nib: Business | None, near: Sequence[Nearby]
) -> _Finding:
    """Check what is newly said of a business that is known."""
    doubts = _doubts_about_owner(asked, person)
    other_nik = bool(asked.nik_index) and known.owner.nik_index not in {None, asked.nik_index}
    doubts += [OTHER_NIK] if other_nik else []
    finding = _Finding(person or (None if other_nik else known.owner), business=known, doubts=doubts)
    if by_nib and by_nib != known:
        doubts.append(NIB_OF_ANOTHER)
    elif _has_namesake(asked, near, known.owner_id, known.name):
        doubts.append(SAME_NAME)
    return finding


def _doubts_about_owner(asked: Sought, person: Owner | None) -> list[Problem]:
    other = person and asked.owner.name and name_level(person.name, asked.owner.name, Kind.PERSON) not in ALIKE
    return [OTHER_OWNER_NAME] if other else []


def _choose(finding: _Finding, asked: Sought, near: Sequence[Nearby]) -> None:
    """Find the business among those that are near, or name those that it may be."""
    others = [row for row in near if not asked.is_anothers(row.nik_index, row.owner)]
    if same := next((row for row in others if said_alike(asked.said, row.said)), None):
        finding.business_id = same.id
        return
    found = [(row, score) for row in others if (score := BUSINESS.near(asked.as_business, row.business))]
    found.sort(key=lambda one: (-one[1].bits, one[0].id))
    for row, score in found:
        is_owner = finding.owner and row.owner_id == finding.owner.pk
        if score.verdict == Verdict.SAME and (is_owner or asked.is_owner(row.nik_index, row.owner)):
            finding.business_id = row.id
            return
    finding.candidates = [(row.id, score) for row, score in found[:MOST_CANDIDATES]]
    if finding.owner is None and asked.owner.name:
        known = [row for row in near if asked.has_in_common(row)]
        people = [(score.bits, row.owner_id) for row in known if (score := OWNER.surely(asked.as_person, row.person))]
        finding.owner_id = max(people)[1] if people else None


def _alike_of_all(asked: Sequence[Sought]) -> Iterator[tuple[Alike, ...]]:
    """Compare claims with those before them that share what businesses of the register must share to be compared."""
    places: dict[str | int, list[int]] = defaultdict(list)
    for place, one in enumerate(asked):
        shared: Counter[int] = Counter()
        of_one: list[str | int] = [*one.keys, *told(one.nik_index), *one.npwps]
        for sign in of_one:
            telling = isinstance(sign, str) or sign & 1
            for other in places[sign]:
                shared[other] += 2 if telling else 1
            if len(places[sign]) < MOST_FOR_A_KEY:
                places[sign].append(place)
        yield _alike(one, [(other, asked[other]) for other, signs in shared.items() if signs > 1])


def _alike(one: Sought, others: Sequence[tuple[int, Sought]]) -> tuple[Alike, ...]:
    found = []
    for place, other in others:
        if one.is_anothers(other.nik_index, other.owner.name):
            continue
        same_words = said_alike(one.said, other.said)
        compare = BUSINESS.score if same_words else BUSINESS.near
        if score := compare(one.as_business, other.as_business):
            is_same = score.verdict == Verdict.SAME and one.is_owner(other.nik_index or None, other.owner.name)
            found.append(Alike(place, score, same_words or is_same))
    return tuple(sorted(found, key=lambda alike: (not alike.surely, -alike.score.bits, alike.place)))[:MOST_CANDIDATES]


def _has_namesake(asked: Sought, near: Sequence[Nearby], owner_id: UUID | None, name: str) -> bool:
    """Tell whether another owner has a business of the claimed name in the village, where the name is newly said."""
    if name and name_level(name, asked.business.name, Kind.FIRM) == Level.SAME:
        return False
    return any(
        row.village == asked.business.village
        and row.owner_id != owner_id
        and as_one(words_of(row.name, Kind.FIRM), asked.name)
        for row in near
    )
