"""The size of a business by a year's figures, as the database works it out: `registry.rules.size_codes` in SQL."""

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Coalesce

from sentra.reference.register import Sizes
from sentra.registry.rules import LARGE

TOLD_APART = Q(workers_men__isnull=False) | Q(workers_women__isnull=False)
WORKERS = Case(
    When(TOLD_APART, then=Coalesce(F("workers_men"), 0) + Coalesce(F("workers_women"), 0)), default=F("workers_total")
)
"""All workers that a year's figures tell: men and women, or those told only together."""


def size_cases(scales: Sizes) -> dict[str, Case]:
    """Give the classes of a year's figures on the three scales by name; "" where the figures don't tell."""
    return {"umkm": _umkm(scales), "industry": _industry(scales), "bps": _bps(scales)}


def _classed(*cases: When, default: str = "") -> Case:
    return Case(*cases, default=Value(default), output_field=CharField())


def _umkm(scales: Sizes) -> Case:
    by_sales = [
        When(production_value__gt=0, production_value__lte=one.sales, then=Value(one.code))
        for one in scales.umkm.classes
    ]
    by_capital = [When(investment__lte=one.capital, then=Value(one.code)) for one in scales.umkm.classes]
    return _classed(
        *by_sales,
        When(production_value__gt=0, then=Value(LARGE)),
        *by_capital,
        When(investment__isnull=False, then=Value(LARGE)),
    )


def _industry(scales: Sizes) -> Case:
    scale = scales.industry
    few = Q(all_workers__lte=scale.small_workers)
    return _classed(
        When(Q(all_workers__isnull=True) | Q(investment__isnull=True), then=Value("")),
        When(few & Q(investment__lt=scale.small_investment), then=Value("small")),
        When(few | Q(investment__lte=scale.medium_investment), then=Value("medium")),
        default=LARGE,
    )


def _bps(scales: Sizes) -> Case:
    classes = [
        When(all_workers__gt=0, all_workers__lte=one.workers, then=Value(one.code)) for one in scales.bps.classes
    ]
    return _classed(*classes, When(all_workers__gt=0, then=Value(LARGE)))
