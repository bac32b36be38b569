"""What can be counted of the register as it stands at this moment, under the names by which figures are read."""

from collections.abc import Mapping

from django.db.models import Aggregate, Case, Count, F, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from sentra.insights.figure import Figure, Mean, Read, Share
from sentra.insights.figure import Sum as Added
from sentra.registry.legal import LegalStanding, has_standing, is_legal
from sentra.registry.models import Sex

TOLD = "told_now"
"""The newest accepted figures of a business, joined under this name."""
_APART = Q(**{f"{TOLD}__workers_men__isnull": False}) | Q(**{f"{TOLD}__workers_women__isnull": False})
_WORKERS = Case(
    When(_APART, then=Coalesce(F(f"{TOLD}__workers_men"), 0) + Coalesce(F(f"{TOLD}__workers_women"), 0)),
    default=F(f"{TOLD}__workers_total"),
)
_ABROAD = F(f"{TOLD}__production_value") * F(f"{TOLD}__export_share") / Value(100)


def _many(condition: Q) -> Count:
    return Count("pk", filter=condition)


def of_the_register() -> Mapping[str, Aggregate]:
    """Give what is counted of the businesses themselves."""
    return {
        "known": Count("pk"),
        "registered": _many(Q(registered_at__isnull=False)),
        "legal": _many(is_legal()),
        **{f"standing:{one}": _many(has_standing(one)) for one in LegalStanding.values},
        "owner:women": _many(Q(owner__sex=Sex.FEMALE)),
        "owner:men": _many(Q(owner__sex=Sex.MALE)),
    }


def of_the_figures() -> Mapping[str, Aggregate]:
    """Give what is added up of the figures that the businesses told: personal financial data of each."""
    return {
        "told": Count(f"{TOLD}__pk"),
        "exporters": _many(Q(**{f"{TOLD}__export_share__gt": 0})),
        "sum_workers": Sum(_WORKERS),
        "sum_workers_men": Sum(f"{TOLD}__workers_men"),
        "sum_workers_women": Sum(f"{TOLD}__workers_women"),
        "sum_investment": Sum(f"{TOLD}__investment"),
        "sum_production_value": Sum(f"{TOLD}__production_value"),
        "sum_raw_material_value": Sum(f"{TOLD}__raw_material_value"),
        "sum_export_value": Sum(_ABROAD),
    }


REGISTER_NAMES = frozenset(
    {"known", "registered", "legal", "owner:women", "owner:men", *(f"standing:{one}" for one in LegalStanding.values)}
)
FIGURE_NAMES = frozenset(
    {
        *("told", "exporters", "sum_workers", "sum_workers_men", "sum_workers_women", "sum_investment"),
        *("sum_production_value", "sum_raw_material_value", "sum_export_value"),
    }
)


def names_of(read: Read) -> frozenset[str]:
    """Give the counts that a figure is read from."""
    if isinstance(read, Added):
        return frozenset(read.names)
    if isinstance(read, Share):
        return frozenset({*read.part.names, *read.of.names})
    return frozenset({*read.sum.names, *read.of.names}) if isinstance(read, Mean) else frozenset({""})


def is_live(figure: Figure) -> bool:
    """Tell whether a figure can be read from the register as it stands."""
    return figure.family == "businesses" and names_of(figure.read) <= REGISTER_NAMES | FIGURE_NAMES


def is_of_figures(figure: Figure) -> bool:
    """Tell whether a figure is read from what businesses told of their money and workers."""
    return bool(names_of(figure.read) & FIGURE_NAMES)
