"""Reading the register; THE identity check is `identity`."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from sentra.registry.models import Business


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """How many businesses stand on the register."""

    businesses: int
    by_commodity: Mapping[str, int]


def register_counts() -> RegisterCounts:
    """Count the businesses on the register, in one query."""
    rows = Business.objects.present().registered().values("commodity").annotate(count=Count("pk"))
    by_commodity = {row["commodity"]: row["count"] for row in rows}
    return RegisterCounts(sum(by_commodity.values()), by_commodity)


def register_by_district() -> dict[str, int]:
    """Count the businesses on the register by district, in one query."""
    return dict(Business.objects.present().registered().values_list("district").annotate(count=Count("pk")).order_by())
