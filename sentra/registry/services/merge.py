"""Deciding about doubles: two records of one business become one, or are remembered not to be the same; and the undo.

Everything that hung on the record that goes hangs on the one that stays afterwards (`services.absorb`), the old
register number leads to it, and for 30 days all of it can be undone, as long as nothing was built on it since.
"""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.locks import locked
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.people.policy import Permission, require
from sentra.registry.doubles import merges_of, pairs_of
from sentra.registry.merging import merge_asked
from sentra.registry.models import Business, Merge, Owner, Pair, PairState, Production
from sentra.registry.services.absorb import Absorbed, absorb, give_back, hanging, restore, values_of
from sentra.registry.services.derived import refresh
from sentra.registry.services.one_person import owners_as_before, owners_become_one, require_one_person
from sentra.registry.services.pairs import (
    APART,
    LONGEST_WHY,
    decide,
    moved_on,
    pairs_follow,
    pairs_go_back,
    parting,
    reopen,
    require_nothing_new,
    require_undecided,
    require_undoable,
)

CHOICES: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "owner": ("owner_id",),
    "brand": ("brand",),
    "legal_form": ("legal_form",),
    "nib": ("nib",),
    "npwp": ("npwp", "npwp_index"),
    "phone": ("phone",),
    "email": ("email",),
    "website": ("website",),
    "address": ("address",),
    "village": ("village", "district"),
    "pin": ("latitude", "longitude"),
    "commodity": ("commodity",),
    "kbli": ("kbli", "kbli_version"),
    "founded": ("founded",),
    "markets": ("markets",),
    "export_countries": ("export_countries",),
    "standing": ("standing", "standing_since"),
    "production": ("production", "production_seen_on", "quality", "readiness"),
    "why_no_permit": ("why_no_permit",),
    "assigned_to": ("assigned_to_id",),
}
"""What is chosen field by field; columns that belong together are chosen together."""
NOTHING = (None, "", Production.UNKNOWN)


@transaction.atomic
def pair_merge(
    *,
    actor: User,
    pair_id: int,
    kept_id: UUID,
    versions: Mapping[UUID, int],
    taken: Collection[str] = (),
    owners_same: bool = False,
    why: str = "",
) -> Merge:
    """Make one record of the two of a pair: `kept_id` stays, and takes the fields `taken` from the other.

    Where the one that stays has nothing in a field, it takes what the other has. `owners_same` makes one of their
    owners too. Raises `NotFound`, `NotAllowed`, `InvalidInput`, and `Conflict` where the pair was decided or one of the
    two was changed since the actor saw it (`versions`), or a higher app needs something settled first.
    """
    pair = _pair_lock(actor, pair_id)
    merge_asked(kept_id, pair.other_id if pair.one_id == kept_id else pair.one_id)
    one, other = _both_lock(actor, pair)
    require_undecided(pair)
    if {business.pk: business.version for business in (one, other)} != dict(versions):
        raise Conflict(_("Somebody changed one of the two meanwhile. Look at both again, then decide."))
    kept, gone = (one, other) if one.pk == kept_id else (other, one)
    if kept.pk != kept_id:
        raise InvalidInput([Problem("kept", "missing", _("Please say which number stays."))])
    owner, before = _owner_of(kept, gone, taken, owners_same=owners_same), _before(kept, gone)
    done = absorb(kept, gone, apart=APART)
    pairs = pairs_follow(pair, kept.pk, gone.pk)
    owners = _owners_become_one(owner, kept, gone) if owners_same and kept.owner_id != gone.owner_id else None
    changed = _take_over(kept, gone, frozenset(taken), owner)
    refresh(_businesses_of(owner) | {kept.pk, gone.pk})
    kept.refresh_from_db()
    done.hanging = hanging(kept, apart=APART)
    decide(pair, actor, PairState.SAME, why)
    merge = Merge.objects.create(
        kept=kept,
        gone=gone,
        merged_by=actor,
        merged_at=clock.now(),
        why=tidy(why)[:LONGEST_WHY],
        record={
            **before,
            "after": {"version": kept.version, "owner": str(kept.owner_id)},
            "business": done.plain(),
            "owners": owners,
            "pairs": pairs,
        },
    )
    _tell(actor, merge, changed)
    return merge


def _pair_lock(actor: User, pair_id: int) -> Pair:
    """Lock a pair. Raises `NotFound`."""
    pair = pairs_of(actor).select_for_update(of=("self",)).filter(pk=pair_id).first()
    if pair is None:
        raise NotFound(_("There is no such pair, or one of the two isn't in your area."))
    return pair


def _both_lock(actor: User, pair: Pair) -> tuple[Business, Business]:
    """Lock both businesses of a pair. Raises `NotAllowed`."""
    both = Business.objects.select_related("owner").filter(pk__in=[pair.one_id, pair.other_id])
    one, other = locked(both).order_by("pk")
    for business in (one, other):
        require(actor, Permission.REGISTER_MERGE, business.district)
    return one, other


def _owner_of(kept: Business, gone: Business, taken: Collection[str], *, owners_same: bool) -> Owner:
    """Give the owner whom the record that stays has. Raises `InvalidInput` where the two are no one person."""
    if owners_same:
        require_one_person(kept.owner, gone.owner, "owners_same")
    return gone.owner if "owner" in taken else kept.owner


def _before(kept: Business, gone: Business) -> dict[str, Any]:
    """Write down all values as they were."""
    owners = {str(owner.pk): values_of(owner) for owner in (kept.owner, gone.owner)}
    return {"kept": values_of(kept), "gone": values_of(gone), "owner_rows": owners}


def _take_over(kept: Business, gone: Business, taken: frozenset[str], owner: Owner) -> dict[str, Any]:
    """Bring the record that stays up to date with what the other had; gives what has changed for the audit."""
    before = values_of(kept)
    for name, columns in CHOICES.items():
        if name != "owner" and has_told(gone, name) and (name in taken or not has_told(kept, name)):
            for column in columns:
                setattr(kept, column, getattr(gone, column))
    kept.owner = owner
    known = [one for one in (kept, gone) if one.registered_at]
    first = min(known, key=lambda one: one.registered_at or clock.now(), default=None)
    kept.registered_at = first.registered_at if first else None
    if gone.recorded_at < kept.recorded_at:
        kept.recorded_at, kept.recorded_from = gone.recorded_at, gone.recorded_from
    kept.tags = list(dict.fromkeys([*kept.tags, *gone.tags]))
    kept.in_process = kept.in_process or gone.in_process
    gone.merged_into = kept
    if kept.nib and kept.nib == gone.nib:
        gone.nib = None
    for business in (gone, kept):
        business.version += 1
        business.updated_at = clock.now()
        business.save()
    after = values_of(kept)
    shown = [name for name in CHOICES if name not in {"owner", "npwp", "assigned_to"}]
    changed = [column for name in shown for column in CHOICES[name] if before[column] != after[column]]
    return {column: (before[column], after[column]) for column in changed}


def has_told(business: Business, name: str) -> bool:
    """Tell whether a record says anything in a field of `CHOICES`."""
    return any(getattr(business, column) not in NOTHING for column in CHOICES[name])


def _owners_become_one(stays: Owner, kept: Business, gone: Business) -> dict[str, Any]:
    """Let one owner take over all that the other has; gives what undoes it."""
    goes = gone.owner if stays.pk == kept.owner_id else kept.owner
    list(Owner.objects.select_for_update().filter(pk__in=[stays.pk, goes.pk]).order_by("pk"))
    done = owners_become_one(stays, goes)
    gone.owner = stays
    return done


def _businesses_of(owner: Owner) -> set[UUID]:
    return set(Business.objects.filter(owner=owner).values_list("pk", flat=True))


def _tell(actor: User, merge: Merge, changed: Mapping[str, tuple[Any, Any]]) -> None:
    """Write the merge, or its undo, into the story of both records."""
    kept, gone = merge.kept, merge.gone
    record(
        actor=actor,
        act="register.unmerged" if merge.undone_at else "register.merged",
        record=kept,
        before={name: was for name, (was, _became) in changed.items()},
        after={**{name: became for name, (_was, became) in changed.items()}, "number": gone.register_number},
        reason=merge.why,
    )
    record(
        actor=actor,
        act="register.unmerged_away" if merge.undone_at else "register.merged_away",
        record=gone,
        after={"number": kept.register_number},
        reason=merge.why,
    )


@transaction.atomic
def pair_part(*, actor: User, pair_id: int, why: str = "") -> Pair:
    """Remember that two businesses are not the same: they are never offered again as a pair.

    Raises `NotFound`, `NotAllowed`, `Conflict` where the pair was decided meanwhile.
    """
    pair = _pair_lock(actor, pair_id)
    one, other = _both_lock(actor, pair)
    require_undecided(pair)
    decide(pair, actor, PairState.DIFFERENT, why)
    for business, beside in ((one, other), (other, one)):
        record(
            actor=actor,
            act="register.not_same",
            record=business,
            after={"number": beside.register_number},
            reason=pair.why,
        )
    return pair


@transaction.atomic
def merge_undo(*, actor: User, merge_id: UUID) -> Merge:
    """Part again what was merged: every link, row and value is as it was before.

    Raises `NotFound`, `NotAllowed`, and `Conflict` where the 30 days are over or something was built on it since.
    """
    merge = merges_of(actor).select_for_update(of=("self",)).filter(pk=merge_id).first()
    if merge is None:
        raise NotFound(_("There is no such merge, or one of the two isn't in your area."))
    both = Business.objects.select_for_update(of=("self",)).order_by("pk")
    rows = {business.pk: business for business in both.filter(pk__in=[merge.kept_id, merge.gone_id])}
    kept, gone = rows[merge.kept_id], rows[merge.gone_id]
    before = merge.record
    for district in {kept.district, before["kept"]["district"], gone.district}:
        require(actor, Permission.REGISTER_MERGE, district)
    _require_unbuilt(merge, kept)
    with parting():
        _restore(before)
        reopen(Pair, kept.pk, gone.pk)
    merge.undone_by, merge.undone_at = actor, clock.now()
    merge.save(update_fields=["undone_by", "undone_at"])
    refresh([kept.pk, gone.pk])
    merge.kept, merge.gone = kept, gone
    _tell(actor, merge, {})
    return merge


def _require_unbuilt(merge: Merge, kept: Business) -> None:
    """Refuse to part what others have built on since. Raises `Conflict`."""
    merge.kept = kept
    require_undoable(merge)
    after, done, owners = merge.record["after"], Absorbed.read(merge.record["business"]), merge.record["owners"]
    owner_changed = owners and Owner.objects.get(pk=owners["stays"]).updated_at.isoformat() != owners["at"]
    if (kept.version, str(kept.owner_id)) != (after["version"], after["owner"]) or owner_changed:
        raise Conflict(_("The record was changed since, and so can't be parted any more. Correct it by hand."))
    before = Owner.objects.filter(pk__in=[merge.record[side]["owner_id"] for side in ("kept", "gone")])
    if before.exclude(merged_into=None).exclude(pk__in=[owners["goes"]] if owners else []).exists():
        raise Conflict(_("The owner was merged into another one since. Undo that merge first."))
    require_nothing_new(kept, done)


def _restore(before: Mapping[str, Any]) -> None:
    """Set both records, their owners and all that hung on them back to what they were; versions go on.

    Raises `Conflict` where something that was moved has been moved on.
    """
    owners, both = before["owners"], (before["kept"], before["gone"])
    lost = give_back(Absorbed.read(owners["done"])) if owners else []
    lost += give_back(Absorbed.read(before["business"]))
    if lost:
        raise moved_on()
    versions = dict(Business.objects.filter(pk__in=[values["id"] for values in both]).values_list("pk", "version"))
    Business.objects.filter(pk__in=versions).update(nib=None)
    if owners:
        owners_as_before(before["owner_rows"])
    for values in both:
        restore("registry.Business", {**values, "version": versions[UUID(values["id"])] + 1})
    pairs_go_back(Pair, before["pairs"])
