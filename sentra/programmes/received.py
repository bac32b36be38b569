"""Who has what was promised: a machine that was handed over and isn't given back, or money that was paid."""

from collections.abc import Collection
from uuid import UUID

from sentra.programmes.models import Asset, AssetState, Spending


def received(candidate_ids: Collection[UUID]) -> set[UUID]:
    """Give those applicants who have at least one machine, or whom something was paid; what came back doesn't count."""
    kept = Asset.objects.filter(candidate__in=candidate_ids).exclude(state=AssetState.RETURNED)
    paid = Spending.objects.filter(candidate__in=candidate_ids, taken_back_at=None)
    return {one for found in (kept, paid) for one in found.values_list("candidate_id", flat=True) if one}
