"""What merging businesses and merging owners share: pairs that are kept, decided, and follow what was merged."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import Conflict
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.registry.matching.comparison import Score
from sentra.registry.models import Merge, OwnerMerge, OwnerPair, Pair, PairState
from sentra.registry.services.absorb import Absorbed, Values, hanging, restore, values_of

APART: frozenset[Any] = frozenset({Pair, Merge, OwnerPair, OwnerMerge})
"""What isn't moved by the way: pairs have a rule of their own, and a merge tells of the records as they were."""
LONGEST_WHY = 500
P = TypeVar("P", Pair, OwnerPair)


def pairs_keep(model: type[P], found: Mapping[tuple[UUID, UUID], Score]) -> None:
    """Keep pairs, the lesser id first; one that is known keeps what was decided about it."""
    pairs = [
        model(
            one_id=one,
            other_id=other,
            score=score.bits,
            reasons=[[reason.field, reason.level, round(reason.bits, 1)] for reason in score.reasons],
            found_at=clock.now(),
        )
        for (one, other), score in found.items()
    ]
    told = ["score", "reasons", "found_at"]
    model._default_manager.bulk_create(pairs, update_conflicts=True, unique_fields=["one", "other"], update_fields=told)


def pair_ask_again(pair: Pair | OwnerPair) -> None:
    """Ask again about two that were found not to be the same: somebody takes them for one now."""
    if pair.state == PairState.DIFFERENT:
        pair.state, pair.decided_by, pair.decided_at = PairState.OPEN, None, None
        pair.save(update_fields=["state", "decided_by", "decided_at"])


def require_undecided(pair: Pair | OwnerPair) -> None:
    """Refuse to decide twice about a pair; a pair of one that was merged is nothing to decide. Raises `Conflict`."""
    if pair.state != PairState.OPEN:
        by = pair.decided_by.name if pair.decided_by else _("The system")
        said = _("%(name)s decided about these two meanwhile: %(state)s. Look at what stands there now.")
        raise Conflict(said % {"name": by, "state": pair.said})
    if pair.one.merged_into_id or pair.other.merged_into_id:
        raise Conflict(_("One of the two was merged into another record meanwhile. Look at what stands there now."))


def decide(pair: Pair | OwnerPair, actor: User, state: PairState, why: str) -> None:
    """Write down what was decided about a pair, and by whom."""
    pair.state, pair.decided_by, pair.decided_at = state, actor, clock.now()
    pair.why = tidy(why)[:LONGEST_WHY]
    pair.save()


def pairs_follow(pair: Pair | OwnerPair, kept_id: UUID, gone_id: UUID) -> list[Values]:
    """Let what was asked and decided about the record that goes count for the one that stays; gives the rows before."""
    pairs = type(pair)._default_manager
    before = []
    for row in pairs.filter(Q(one=gone_id) | Q(other=gone_id)).exclude(pk=pair.pk).order_by("pk"):
        third = row.other_id if row.one_id == gone_id else row.one_id
        one, other = sorted((kept_id, third))
        known = pairs.filter(one=one, other=other).first()
        before.append(values_of(row))
        if known is None:
            pairs.filter(pk=row.pk).update(one=one, other=other)
            continue
        if row.state == PairState.DIFFERENT and known.state == PairState.OPEN:
            before.append(values_of(known))
            decided = {name: getattr(row, name) for name in ("state", "decided_by", "decided_at", "why")}
            pairs.filter(pk=known.pk).update(**decided)
        pairs.filter(pk=row.pk).delete()
    return before


def pairs_go_back(model: type[Pair | OwnerPair], before: list[Values]) -> None:
    """Write the pairs as they were before `pairs_follow`."""
    model._default_manager.filter(pk__in=[values["id"] for values in before]).delete()
    for values in before:
        restore(model._meta.label, values)


def reopen(model: type[Pair | OwnerPair], one_id: UUID, other_id: UUID) -> None:
    """Ask again about two that were parted."""
    one, other = sorted((one_id, other_id))
    told = {"state": PairState.OPEN, "decided_by": None, "decided_at": None, "why": ""}
    model._default_manager.filter(one=one, other=other).update(**told)


def require_undoable(merge: Merge | OwnerMerge) -> None:
    """Refuse to undo a merge twice, or after its 30 days. Raises `Conflict`."""
    if merge.undone_at:
        raise Conflict(_("This merge was undone already."))
    if not merge.can_be_undone:
        raise Conflict(_("A merge can be undone for 30 days; these are over."))
    if merge.kept.merged_into_id:
        raise Conflict(_("The record was merged again since. Undo that merge first."))


def require_nothing_new(row: Model, done: Absorbed) -> None:
    """Refuse to part what something was added to or taken from since. Raises `Conflict`."""
    new = set(hanging(row, apart=APART)) ^ set(done.hanging)
    if new:
        said = _(
            "Something was added to the record or taken from it since (%(count)s), so it can't be parted any more."
        )
        raise Conflict(said % {"count": len(new)})


def moved_on() -> Conflict:
    """Give the refusal to part what doesn't fit back any more."""
    return Conflict(_("Something that was moved isn't where it was put any more, so the record can't be parted."))


@contextmanager
def parting() -> Iterator[None]:
    """Put back what was merged within this: all of it, or nothing.

    Raises `Conflict` where somebody else has by now what a row had that is put back, or where that is no more.
    """
    try:
        with transaction.atomic():
            yield
            connection.check_constraints()
    except IntegrityError as error:
        raise moved_on() from error
