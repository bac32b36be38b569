"""Who has what was promised: a machine that isn't given back, money that was paid, a certificate."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from sentra.programmes.models import Asset, AssetState, Certificate, Spending


def received(candidates: "Collection[UUID] | QuerySet[Any]") -> set[UUID]:
    """Give those applicants (by id) who have a machine or a certificate, or were paid; what came back doesn't count.

    One query.
    """
    kept = Asset.objects.filter(candidate__in=candidates).exclude(state=AssetState.RETURNED)
    paid = Spending.objects.filter(candidate__in=candidates, taken_back_at=None)
    certified = Certificate.objects.filter(candidate__in=candidates)
    both = (found.order_by().values_list("candidate_id", flat=True) for found in (paid, certified))
    return {one for one in kept.order_by().values_list("candidate_id", flat=True).union(*both) if one}
