"""Who has what was promised: a machine that isn't given back, money that was paid, a certificate."""

from collections.abc import Collection
from uuid import UUID

from sentra.programmes.models import Asset, AssetState, Certificate, Spending


def received(candidate_ids: Collection[UUID]) -> set[UUID]:
    """Give those applicants who have a machine or a certificate, or were paid; what came back doesn't count."""
    kept = Asset.objects.filter(candidate__in=candidate_ids).exclude(state=AssetState.RETURNED)
    paid = Spending.objects.filter(candidate__in=candidate_ids, taken_back_at=None)
    certified = Certificate.objects.filter(candidate__in=candidate_ids)
    return {one for found in (kept, paid, certified) for one in found.values_list("candidate_id", flat=True) if one}
