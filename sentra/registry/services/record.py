"""THE way onto the register as a record: a census, a programme list, an import; one business is a batch of one.

A batch takes a fixed number of statements, however many businesses are in it. `rehearsal` does all of it but what would
make others wait: it takes no numbers of the register, holds no names and writes no audit; the caller rolls it back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from sentra.audit.services import Told, record_many
from sentra.documents.services import numbers_next
from sentra.kernel import clock
from sentra.kernel.bulk import copying, new_row
from sentra.kernel.errors import Problem
from sentra.kernel.locks import hold_many, locked
from sentra.kernel.text import fold
from sentra.people.models import User
from sentra.people.policy import Permission, districts_of, require
from sentra.registry.facts import Entry
from sentra.registry.following import businesses_followed
from sentra.registry.identity import (
    MOST_CANDIDATES,
    NIB_OF_ANOTHER,
    NIB_OF_ANOTHER_ROW,
    Candidate,
    Claim,
    Identity,
    identify,
)
from sentra.registry.models import (
    Activity,
    Business,
    Figures,
    Group,
    LegalPaper,
    Owner,
    Product,
    RecordedFrom,
    Support,
)
from sentra.registry.services.derived import derive_owner, old_numbers
from sentra.registry.services.entries import PROJECT, UNNUMBERED, Overlay, support_key
from sentra.registry.services.held import Difference, Held, Laid, hung, shown
from sentra.registry.services.permit import register_number
from sentra.registry.services.signs import NIB, Sign, maybe_earlier, names_held, nib_sign, signs_of
from sentra.registry.sought import Sought

WRITTEN_AT_ONCE = 1000
REHEARSED = "R-"
NOT_YOUR_DISTRICT = Problem("district", "not_your_district", _("This district is not among your duties."))
UNKNOWN_NUMBER = Problem("register_number", "unknown", _("The register has no such business."))
M = TypeVar("M", bound=Model)


class Result(StrEnum):
    """What became of an entry."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    TO_DECIDE = "to_decide"
    REFUSED = "refused"


@dataclass(slots=True)
class Outcome:
    """What became of one entry; `laid` says what it changed, `audit_seq` which entry of the audit tells of it."""

    result: Result
    business: Business | None = None
    problems: tuple[Problem, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    laid: Laid = field(default_factory=Laid)
    audit_seq: int | None = None
    owner_made: bool = False
    group: Group | None = None

    @property
    def differences(self) -> list[Difference]:
        """What the list says otherwise than the register, and wasn't taken."""
        return self.laid.differences


def is_passing(business: Business) -> bool:
    """Tell whether only a rehearsal made a business, to undo it."""
    return business.register_number.startswith(REHEARSED)


@transaction.atomic
def businesses_record(
    *,
    actor: User | None,
    entries: Sequence[Entry],
    source: RecordedFrom,
    as_of: date | None = None,
    reason: str = "",
    rehearsal: bool = False,
    seen: set[UUID] | None = None,
    sought: Sequence[Sought] | None = None,
) -> list[Outcome]:
    """Record what lists say of businesses: new ones, and what is new of known ones; an outcome for each, in order.

    `as_of` is the day that the list tells of: what the register learned later stands. Entries of one batch that mean
    the same business are laid over each other, the later ones only where something is missing; `seen` keeps which
    businesses, and owners with a NIK, a list has spoken of, from batch to batch; `sought` is what the entries are
    looked for by, where that was worked out beforehand. `actor` None is the system itself. Raises `NotAllowed`; outside
    of the actor's districts an entry is refused.
    """
    if actor:
        require(actor, Permission.REGISTER_RECORD)
    if not rehearsal:
        hold_many(key for one in entries for key in names_held(one))
    if sought is None:
        sought = [Sought(one.owner, one.business, one.product) for one in entries]
    batch = _Batch(actor, entries, sought, source, as_of or clock.today(), set() if seen is None else seen)
    outcomes = [batch.take(place, entry) for place, entry in enumerate(entries)]
    batch.number(rehearsal=rehearsal)
    batch.write(rehearsal=rehearsal)
    if not rehearsal:
        batch.tell(reason, outcomes)
    return outcomes


class _Batch:
    """A batch while it is recorded."""

    def __init__(
        self,
        actor: User | None,
        entries: Sequence[Entry],
        sought: Sequence[Sought],
        source: RecordedFrom,
        as_of: date,
        seen: set[UUID],
    ) -> None:
        self.actor = actor
        self.seen = seen
        self.sought = sought
        self.source = source
        self.districts = districts_of(actor, Permission.REGISTER_RECORD) if actor else None
        known = {one.known for one in entries if one.known}
        settled = {one.pk: one for one in Business.objects.known().select_related("owner").filter(pk__in=known)}
        self.settled = settled
        self.identities = identify(
            [
                Claim(looked_for, settled.get(one.known) if one.known else None)
                for one, looked_for in zip(entries, sought, strict=True)
            ]
        )
        self.held: dict[UUID, Held] = {}
        self.order: list[Held] = []
        self.mine: dict[Sign, Held] = {}
        self.at: dict[int, Held] = {}
        self.people: dict[UUID, Owner] = {}
        self.new_owners: dict[UUID, Owner] = {}
        self.overlay = Overlay(as_of=as_of, actor_id=actor.pk if actor else None, taken={})
        self._load(entries)

    def _load(self, entries: Sequence[Entry]) -> None:
        """Read and hold the businesses that the batch means, with all that hangs on them.

        A person who has several is one row, so that no change of one is lost over another's.
        """
        self._hold_numbers(entries)
        ids = {one.business.pk for one in self.identities if one.business} | set(self.settled)
        for business in locked(Business.objects.select_related("owner").filter(pk__in=ids)).order_by("pk"):
            business.owner = self._same(business.owner)
            self._keep(Held(business))
        known = [*self.people, *(one.owner.pk for one in self.identities if one.owner)]
        registered = Business.objects.registered().filter(owner__in=known)
        self.guarded = set(registered.values_list("owner_id", flat=True))
        for held in self.order:
            held.owner_guarded = self._is_guarded(held.owner)
        for figures in Figures.objects.filter(business__in=ids):
            self.held[figures.business_id].figures[figures.year] = figures
        for product in Product.objects.filter(business__in=ids):
            self.held[product.business_id].products[fold(product.name)] = product
        if any(one.supports for one in entries):
            for support in Support.objects.filter(business__in=ids):
                self.held[support.business_id].supports[support_key(support)] = support
        self._load_papers(entries, ids)
        self._load_activities(entries, ids)

    def _hold_numbers(self, entries: Sequence[Entry]) -> None:
        """Keep whose the NIK and the NIB are that are told: both are one person's and one business's for life."""
        for entry, looked_for, identity in zip(entries, self.sought, self.identities, strict=True):
            if identity.person:
                self.overlay.persons[looked_for.nik_index] = self._same(identity.person)
            if identity.nib_holder:
                self.overlay.taken[(NIB, entry.business.nib)] = identity.nib_holder

    def _same(self, owner: Owner) -> Owner:
        return self.people.setdefault(owner.pk, owner)

    def _is_guarded(self, owner: Owner) -> bool:
        return owner.pk in self.guarded or owner.user_id is not None

    def _load_papers(self, entries: Sequence[Entry], ids: set[UUID]) -> None:
        numbers = {paper.number for one in entries for paper in one.papers if paper.number}
        for paper in LegalPaper.objects.filter(Q(business__in=ids) | Q(number__in=numbers)):
            self.overlay.taken[(paper.kind, paper.number)] = paper.business_id
            if paper.business_id in self.held:
                self.held[paper.business_id].papers[(paper.kind, paper.number)] = paper

    def _load_activities(self, entries: Sequence[Entry], ids: set[UUID]) -> None:
        projects = {activity.oss_id for one in entries for activity in one.activities if activity.oss_id}
        for activity in Activity.objects.filter(Q(business__in=ids) | Q(oss_id__in=projects)):
            if activity.oss_id:
                self.overlay.taken[(PROJECT, activity.oss_id)] = activity.business_id
            if activity.business_id in self.held:
                key = activity.oss_id or f"{activity.kbli} {activity.kbli_version}"
                self.held[activity.business_id].activities[key] = activity

    def _keep(self, held: Held) -> None:
        self.held[held.business.pk] = held
        self.order.append(held)

    def take(self, place: int, entry: Entry) -> Outcome:
        """Decide what the entry at a place means, and lay it over its business."""
        identity = self.identities[place]
        if entry.known and entry.known not in self.settled:
            return Outcome(Result.REFUSED, problems=(UNKNOWN_NUMBER,))
        nib = nib_sign(entry)
        held = self._meant(place, entry, identity)
        district = held.business.district if held else entry.business.district
        if self.districts is not None and district not in self.districts:
            return Outcome(Result.REFUSED, problems=(NOT_YOUR_DISTRICT,))
        if held is None and NIB_OF_ANOTHER in identity.doubts:
            return Outcome(Result.REFUSED, problems=identity.doubts)
        if held is None and nib in self.mine:
            return Outcome(Result.REFUSED, problems=(NIB_OF_ANOTHER_ROW,))
        if held is None and not entry.surely_new and (candidates := self._candidates(identity)):
            earlier = () if identity.candidates else (maybe_earlier(candidates[0].business),)
            return Outcome(Result.TO_DECIDE, problems=(*identity.doubts, *earlier), candidates=candidates)
        is_new = held is None
        made_before = len(self.new_owners)
        if held is None:
            held = self._begin(place, entry)
        held.is_settled = held.business.pk in self.seen
        held.is_owner_settled = held.is_settled or held.owner.pk in self.seen
        laid = self.overlay.lay(entry, held)
        self.seen.update([held.business.pk, held.owner.pk] if held.owner.nik_index else [held.business.pk])
        if nib and held.business.nib == entry.business.nib:
            self.mine.setdefault(nib, held)
        if held.is_new:
            self.at[place] = held
            for sign in signs_of(entry):
                self.mine.setdefault(sign, held)
        result = Result.NEW if is_new else Result.UPDATED if laid.any else Result.UNCHANGED
        owner_made = len(self.new_owners) > made_before
        return Outcome(result, held.business, identity.doubts, laid=laid, owner_made=owner_made)

    def _meant(self, place: int, entry: Entry, identity: Identity) -> Held | None:
        """Find the business that an entry means: on the register, or spoken of before in this batch.

        A NIB is one business, and a NIK one person: what another NIK has isn't meant.
        """
        nib, found = entry.business.nib, identity.business
        of_nib = None if entry.known else self.mine.get(nib_sign(entry))
        if of_nib:
            return None if self._is_anothers(place, of_nib) else of_nib
        if found and found.pk in self.held and (not entry.surely_new or (nib and nib == found.nib)):
            return self.held[found.pk]
        if NIB_OF_ANOTHER in identity.doubts or entry.surely_new:
            return None
        of_signs = (self.mine.get(sign) for sign in signs_of(entry))
        of_alike = (self.at.get(one.place) for one in identity.alike if one.surely)
        for mine in chain(of_signs, of_alike):
            if mine and not (nib and mine.business.nib) and not self._is_anothers(place, mine):
                return mine
        return None

    def _is_anothers(self, place: int, held: Held) -> bool:
        nik = self.sought[place].nik_index
        return bool(nik and held.owner.nik_index and nik != held.owner.nik_index)

    def _candidates(self, identity: Identity) -> tuple[Candidate, ...]:
        """Give what an entry may be: businesses of the register, and such as this very batch has begun."""
        own: dict[UUID, Candidate] = {}
        for one in identity.alike:
            if held := self.at.get(one.place):
                found = Candidate(held.business, one.score.likelihood, one.score.reasons)
                own.setdefault(held.business.pk, found)
        return (*identity.candidates, *own.values())[:MOST_CANDIDATES]

    def _begin(self, place: int, entry: Entry) -> Held:
        """Begin a record of a business that nobody knew."""
        told, now, owner = entry.business, clock.now(), self._owner_of(place, entry)
        business = new_row(
            Business,
            owner=owner,
            name=told.name,
            district=told.district,
            village=told.village,
            recorded_from=self.source,
            recorded_at=now,
            updated_at=now,
            why_no_permit=entry.why_no_permit[:300],
        )
        held = Held(
            business,
            is_new=True,
            sought=self.sought[place],
            owner_is_new=owner.pk in self.new_owners,
            owner_guarded=self._is_guarded(owner),
        )
        held.after = {"name": told.name, "district": told.district, "village": told.village}
        self._keep(held)
        return held

    def _owner_of(self, place: int, entry: Entry) -> Owner:
        owner = self.overlay.persons.get(self.sought[place].nik_index) or self.identities[place].owner
        if owner is None:
            told, now = entry.owner.name or entry.business.name, clock.now()
            owner = new_row(Owner, name=told, created_at=now, updated_at=now)
            self.new_owners[owner.pk] = owner
        return self._same(owner)

    def number(self, *, rehearsal: bool) -> None:
        """Give the new businesses their numbers for life; a rehearsal gives some that nobody else can have."""
        new = [held for held in self.order if held.is_new]
        numbers = numbers_next(series="register", year=0, many=len(new)) if new and not rehearsal else range(len(new))
        for held, number in zip(new, numbers, strict=True):
            business = held.business
            business.register_number = f"{REHEARSED}{business.pk.hex[:27]}" if rehearsal else register_number(number)
            for paper in held.papers.values():
                if paper.number.startswith(UNNUMBERED):
                    paper.number = f"{UNNUMBERED} {business.register_number}"
            held.after["register_number"] = business.register_number

    def write(self, *, rehearsal: bool) -> None:
        """Write all that is new or changed."""
        now = clock.now()
        touched = [one for one in self.order if one.touched or one.fresh or one.changed or one.is_new]
        owners = {one.owner.pk: one.owner for one in touched if "owner" in one.touched}
        owners = {pk: one for pk, one in owners.items() if pk not in self.new_owners}
        for owner in [*self.new_owners.values(), *owners.values()]:
            derive_owner(owner)
            owner.updated_at = now
        numbers = old_numbers([held.business.pk for held in touched if not held.is_new])

        def derived(some: Iterable[Held]) -> Iterator[Business]:
            for held in some:
                held.business.updated_at = now
                held.business.version += 0 if held.is_new else 1
                held.derive(numbers.get(held.business.pk, ()), searched=not rehearsal)
                yield held.business

        fresh: dict[type[Model], list[Any]] = defaultdict(list)
        changed: dict[type[Model], list[Any]] = defaultdict(list)
        for held in touched:
            for row in held.fresh:
                fresh[type(row)].append(row)
            for row in held.changed:
                changed[type(row)].append(row)
        with copying() as copy_in:
            copy_in(Owner, self.new_owners.values())
            copy_in(Business, derived(one for one in touched if one.is_new))
            for kind, rows in fresh.items():
                copy_in(kind, rows)
        _replace(Owner, list(owners.values()))
        _replace(Business, list(derived(one for one in touched if not one.is_new)))
        for kind, rows in changed.items():
            _replace(kind, rows)
        businesses_followed([held.business.pk for held in touched if not held.is_new])

    def tell(self, reason: str, outcomes: Sequence[Outcome]) -> None:
        """Write the audit of the batch, and tell each outcome which entry is its own."""
        told = [
            Told(
                act="register.recorded" if held.is_new else "register.record_updated",
                record=held.business,
                before=shown(held.before),
                after={**shown(held.after), **hung(held)},
            )
            for held in self.order
            if held.touched or held.fresh or held.changed or held.is_new
        ]
        seqs = {entry.record_id: entry.seq for entry in record_many(actor=self.actor, told=told, reason=reason)}
        for outcome in outcomes:
            if outcome.business and outcome.result in {Result.NEW, Result.UPDATED}:
                outcome.audit_seq = seqs.get(str(outcome.business.pk))


def _replace(kind: type[M], rows: Sequence[M]) -> None:
    """Write rows that exist already, whole: many times faster than an UPDATE with a case for each row."""
    columns = [one.name for one in kind._meta.concrete_fields if not one.primary_key and not one.generated]
    kind._default_manager.bulk_create(
        rows, batch_size=WRITTEN_AT_ONCE, update_conflicts=True, unique_fields=["pk"], update_fields=columns
    )
