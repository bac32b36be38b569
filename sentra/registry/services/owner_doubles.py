"""Owners who may be one person: named by an officer, made one, remembered not to be the same; and the undo.

All that hung on the one who goes hangs on the one who stays afterwards: businesses and with them their applications and
permits, earlier ownerships, the account. For 30 days it can be undone, as long as nothing was built on it.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from sentra.audit.services import Told, record_many
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.text import mask, tidy
from sentra.people.models import User
from sentra.people.policy import Permission, require
from sentra.registry.doubles import owner_merges_of, owner_pairs_of
from sentra.registry.matching.comparison import OWNER, Prepared
from sentra.registry.models import Business, Merge, Owner, OwnerMerge, OwnerPair, PairState
from sentra.registry.nearby import told
from sentra.registry.services.absorb import Absorbed, give_back, hanging, values_of
from sentra.registry.services.derived import refresh
from sentra.registry.services.doubles import businesses_named
from sentra.registry.services.one_person import (
    owners_as_before,
    owners_become_one,
    require_one_person,
    usually_stays,
)
from sentra.registry.services.pairs import (
    APART,
    LONGEST_WHY,
    decide,
    moved_on,
    pair_ask_again,
    pairs_follow,
    pairs_go_back,
    pairs_keep,
    parting,
    reopen,
    require_nothing_new,
    require_undecided,
    require_undoable,
)


@transaction.atomic
def owner_pair_name(*, actor: User, numbers: tuple[str, str]) -> OwnerPair:
    """Make a pair of the owners of two businesses, by their register numbers: an officer takes them for one person.

    Raises `NotAllowed`, `NotFound` where one of them has a business outside of the actor's area, and `InvalidInput`
    for unknown numbers or two businesses of one owner.
    """
    one, other = sorted(businesses_named(actor, numbers), key=lambda business: business.owner_id)
    if one.owner_id == other.owner_id:
        message = _("Both numbers are of the same owner already. Please give two.")
        raise InvalidInput([Problem("second", "twice", message)])
    pairs_keep(OwnerPair, {(one.owner_id, other.owner_id): OWNER.score(_person(one), _person(other))})
    pair = owner_pairs_of(actor).select_for_update(of=("self",)).filter(one=one.owner, other=other.owner).first()
    if pair is None:
        raise NotFound(_("One of the two owners has a business outside of your area. Ask who decides there."))
    pair_ask_again(pair)
    return pair


def _person(business: Business) -> Prepared:
    """Give the owner of a business in comparable form."""
    owner = business.owner
    return OWNER.prepare(
        {
            "nik": owner.nik_index,
            "npwp": told(business.npwp_index),
            "birth_date": owner.birth_date,
            "phone": told(business.phone, owner.phone),
            "email": owner.email,
            "name": owner.name,
            "village": business.village,
            "address": owner.address,
        }
    )


@transaction.atomic
def owner_pair_merge(
    *, actor: User, pair_id: int, seen: Mapping[UUID, str], chosen: Mapping[str, UUID], why: str = ""
) -> OwnerMerge:
    """Make one person of two owners; `chosen` says of a field (`one_person.CHOICES`) whose value stays.

    Who stays is the one with an account, else with a NIK, else the older (`one_person.usually_stays`). Raises
    `NotFound`, `NotAllowed`, `InvalidInput` where both have a NIK or an account, and `Conflict` where the pair was
    decided or one of the two was changed since the actor saw it (`seen`: `seen_at` of both).
    """
    pair, businesses = _lock(actor, pair_id)
    require_undecided(pair)
    if {owner.pk: seen_at(owner) for owner in (pair.one, pair.other)} != dict(seen):
        raise Conflict(_("Somebody changed one of the two meanwhile. Look at both again, then decide."))
    require_one_person(pair.one, pair.other)
    stays = usually_stays(pair.one, pair.other)
    goes = pair.other if stays == pair.one else pair.one
    rows = {str(owner.pk): values_of(owner) for owner in (stays, goes)}
    before = {owner.pk: _shown(owner) for owner in (stays, goes)}
    pairs = pairs_follow(pair, stays.pk, goes.pk)
    owners = owners_become_one(stays, goes, {name for name, owner_id in chosen.items() if owner_id == goes.pk})
    owners["done"]["hanging"] = hanging(stays, apart=APART)
    decide(pair, actor, PairState.SAME, why)
    merge = OwnerMerge.objects.create(
        kept=stays,
        gone=goes,
        merged_by=actor,
        merged_at=clock.now(),
        why=tidy(why)[:LONGEST_WHY],
        record={"owner_rows": rows, "owners": owners, "pairs": pairs},
    )
    after = _shown(stays)
    changes = [(business, before[business.owner_id], after) for business in businesses]
    _tell(actor, merge, changes)
    return merge


def seen_at(owner: Owner) -> str:
    """Give the version of an owner, as a page carries it along."""
    return owner.updated_at.isoformat()


@transaction.atomic
def owner_pair_part(*, actor: User, pair_id: int, why: str = "") -> OwnerPair:
    """Remember that two owners are two persons: they are never offered again.

    Raises `NotFound`, `NotAllowed`, `Conflict` where the pair was decided meanwhile.
    """
    pair, businesses = _lock(actor, pair_id)
    require_undecided(pair)
    decide(pair, actor, PairState.DIFFERENT, why)
    acts = [Told(act="register.owners_not_same", record=one, before={}, after={}) for one in businesses]
    record_many(actor=actor, told=acts, reason=pair.why)
    return pair


def _lock(actor: User, pair_id: int) -> tuple[OwnerPair, Sequence[Business]]:
    """Lock a pair, all businesses of both owners, then the owners. Raises `NotFound`, `NotAllowed`."""
    pair = owner_pairs_of(actor).select_for_update(of=("self",)).filter(pk=pair_id).first()
    if pair is None:
        raise NotFound(_("There is no such pair, or a business of one of the two isn't in your area."))
    businesses = _businesses_lock(actor, [pair.one_id, pair.other_id])
    pair.one, pair.other = _owners_lock([pair.one_id, pair.other_id])
    return pair, businesses


def _businesses_lock(actor: User, owner_ids: Collection[UUID]) -> Sequence[Business]:
    businesses = list(Business.objects.filter(owner__in=owner_ids).select_for_update(of=("self",)).order_by("pk"))
    for district in {business.district for business in businesses}:
        require(actor, Permission.REGISTER_MERGE, district)
    return businesses


def _owners_lock(owner_ids: Collection[UUID]) -> Sequence[Owner]:
    owners = Owner.objects.filter(pk__in=owner_ids).select_related("user")
    return list(owners.select_for_update(of=("self",)).order_by("pk"))


def _shown(owner: Owner) -> dict[str, Any]:
    """Give what the audit tells of an owner: nothing secret in full."""
    return {
        "owner": owner.name,
        "owner_nik": mask(owner.nik),
        "owner_birth_date": str(owner.birth_date or ""),
        "owner_phone": owner.phone,
        "owner_email": owner.email,
        "owner_address": owner.address,
    }


def _tell(
    actor: User, merge: OwnerMerge, changes: Sequence[tuple[Business, Mapping[str, Any], Mapping[str, Any]]]
) -> None:
    """Write into the story of each business how a merge or its undo changed its owner; make its next version."""
    ids = [business.pk for business, _was, _became in changes]
    Business.objects.filter(pk__in=ids).update(version=F("version") + 1, updated_at=clock.now())
    refresh(ids)
    acts = []
    for business, was, became in changes:
        changed = [key for key in became if key == "owner" or was[key] != became[key]]
        acts.append(
            Told(
                act="register.owners_parted" if merge.undone_at else "register.owners_merged",
                record=business,
                before={key: was[key] for key in changed},
                after={key: became[key] for key in changed},
            )
        )
    record_many(actor=actor, told=acts, reason=merge.why)


@transaction.atomic
def owner_merge_undo(*, actor: User, merge_id: UUID) -> OwnerMerge:
    """Part two owners again: every link and value is as it was before.

    Raises `NotFound`, `NotAllowed`, and `Conflict` where the 30 days are over or something was built on it since.
    """
    merge = owner_merges_of(actor).select_for_update(of=("self",)).filter(pk=merge_id).first()
    if merge is None:
        raise NotFound(_("There is no such merge, or a business of the owner isn't in your area."))
    businesses = _businesses_lock(actor, [merge.kept_id, merge.gone_id])
    owners = {owner.pk: owner for owner in _owners_lock([merge.kept_id, merge.gone_id])}
    merge.kept = owners[merge.kept_id]
    _require_unbuilt(merge)
    before = _shown(merge.kept)
    with parting():
        if give_back(Absorbed.read(merge.record["owners"]["done"])):
            raise moved_on()
        owners_as_before(merge.record["owner_rows"])
        pairs_go_back(OwnerPair, merge.record["pairs"])
        reopen(OwnerPair, merge.kept_id, merge.gone_id)
    merge.undone_by, merge.undone_at = actor, clock.now()
    merge.save(update_fields=["undone_by", "undone_at"])
    after = {owner.pk: _shown(owner) for owner in _owners_lock([merge.kept_id, merge.gone_id])}
    whose = dict(Business.objects.filter(owner__in=after).values_list("pk", "owner_id"))
    changes = [(business, before, after[whose[business.pk]]) for business in businesses]
    _tell(actor, merge, changes)
    return merge


def _require_unbuilt(merge: OwnerMerge) -> None:
    """Refuse to part what others have built on since. Raises `Conflict`."""
    require_undoable(merge)
    kept, owners = merge.kept, merge.record["owners"]
    since = Merge.objects.filter(undone_at=None, merged_at__gte=merge.merged_at)
    if since.filter(Q(kept__owner=kept) | Q(gone__owner=kept)).exists():
        raise Conflict(_("A business of this owner was merged since. Undo that merge first."))
    if seen_at(kept) != owners["at"]:
        raise Conflict(_("The record was changed since, and so can't be parted any more. Correct it by hand."))
    require_nothing_new(kept, Absorbed.read(owners["done"]))
