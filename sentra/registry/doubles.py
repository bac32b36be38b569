"""Reading what may be double: pairs to decide, how far the search has come, what was merged."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from sentra.people.models import User
from sentra.people.policy import Permission, districts_of
from sentra.registry.models import Business, MatchRun, Merge, OwnerMerge, OwnerPair, Pair, PairState


def pairs_of(actor: User) -> "QuerySet[Pair]":
    """Give the pairs of which both businesses lie where the actor decides about doubles."""
    districts = districts_of(actor, Permission.REGISTER_MERGE)
    pairs = Pair.objects.all()
    if districts is None:
        return pairs
    return pairs.filter(one__district__in=districts, other__district__in=districts)


def pairs_to_decide(actor: User) -> "QuerySet[Pair]":
    """Give the pairs that wait for the actor, the likeliest first; merged records wait for nothing."""
    waiting = pairs_of(actor).filter(state=PairState.OPEN, one__merged_into=None, other__merged_into=None)
    return waiting.select_related("one__owner", "other__owner")


def merges_of(actor: User) -> "QuerySet[Merge]":
    """Give what was merged where the actor decides about doubles, the newest first."""
    districts = districts_of(actor, Permission.REGISTER_MERGE)
    merges = Merge.objects.select_related("kept__owner", "gone__owner", "merged_by", "undone_by")
    return merges if districts is None else merges.filter(kept__district__in=districts, gone__district__in=districts)


def newest_run() -> MatchRun | None:
    """Give the last search for doubles, whether it is over or not."""
    return MatchRun.objects.select_related("started_by").first()


def owner_pairs_of(actor: User) -> "QuerySet[OwnerPair]":
    """Give the pairs of owners all of whose businesses lie where the actor decides about doubles."""
    pairs, districts = OwnerPair.objects.all(), districts_of(actor, Permission.REGISTER_MERGE)
    theirs = Business.objects.filter(Q(owner=OuterRef("one")) | Q(owner=OuterRef("other")))
    return pairs if districts is None else pairs.filter(_all_in(theirs, districts))


def owner_pairs_to_decide(actor: User) -> "QuerySet[OwnerPair]":
    """Give the pairs of owners that wait for the actor, the likeliest first."""
    waiting = owner_pairs_of(actor).filter(state=PairState.OPEN, one__merged_into=None, other__merged_into=None)
    return waiting.select_related("one", "other").prefetch_related("one__businesses", "other__businesses")


def owner_merges_of(actor: User) -> "QuerySet[OwnerMerge]":
    """Give the owners that were merged where the actor decides about doubles, the newest first."""
    merges = OwnerMerge.objects.select_related("kept", "gone", "merged_by", "undone_by")
    districts = districts_of(actor, Permission.REGISTER_MERGE)
    theirs = Business.objects.filter(Q(owner=OuterRef("kept")) | Q(owner=OuterRef("gone")))
    return merges if districts is None else merges.filter(_all_in(theirs, districts))


def _all_in(businesses: "QuerySet[Business]", districts: Collection[str]) -> Q:
    """Narrow to what has businesses in some districts and none elsewhere."""
    return Q(Exists(businesses)) & ~Q(Exists(businesses.exclude(district__in=districts)))
