"""What is counted of businesses: the measures, whichever way their state on a day was read (`families.businesses`)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Aggregate, Count, F, Q, QuerySet, Sum

from sentra.insights.counting import Cell, Span, cells, merged
from sentra.kernel import clock
from sentra.registry.legal import LegalStanding
from sentra.registry.models import Business, Figures, Production, RecordedFrom, Sex

KEYS = ("district", "village", "commodity", "kbli", "kbli_version")
CUTS = {
    "all": (),
    "district": ("district",),
    "village": ("village",),
    "commodity": ("commodity",),
    "kbli": ("kbli", "kbli_version"),
    "district_commodity": ("district", "commodity"),
    "village_commodity": ("village", "commodity"),
}
GATHERED = 3
"""From so many of one trade on, a village's trade is kept: a sentra may be forming there."""
SIZES = {
    "umkm": ("micro", "small", "medium", "large"),
    "industry": ("small", "medium", "large"),
    "bps": ("micro", "small", "medium", "large"),
}
AGES = {"under_30": (0, 30), "30_44": (30, 45), "45_59": (45, 60), "60_on": (60, 200)}
"""Ages of owners in whole years: from, up to and without."""
SEEN_WITHIN = timedelta(days=365)
SUMS = (
    "workers_men",
    "workers_women",
    "workers",
    "investment",
    "production_value",
    "raw_material_value",
    "export_value",
)


def counted(present: "QuerySet[Business]", told: "QuerySet[Figures]", span: Span) -> Iterator[Cell]:
    """Count businesses whose state stands in annotations, and the figures that they told; two statements."""
    facts = cells(_grouped(present).annotate(**_people(span.last), **_states(span)), CUTS, _people_names())
    figures = cells(_of_figures(told), CUTS, _figure_names())
    return (cell for cell in merged(facts, figures) if _is_kept(cell))


def _is_kept(cell: Cell) -> bool:
    if cell.cut == "village_commodity":
        return bool(cell.key and cell.other) and int(str(cell.values.get("known", 0))) >= GATHERED
    return cell.cut != "kbli" or bool(cell.key)


def _grouped(rows: "QuerySet[Any]") -> "QuerySet[Any, dict[str, Any]]":
    return rows.values(*KEYS)


def _many(condition: Q) -> Count:
    return Count("pk", filter=condition)


def _states(span: Span) -> dict[str, Aggregate]:
    """How many there are of each state."""
    new = {"recorded_at__date__range": (span.first, span.last)}
    listed = {"registered_at__date__range": (span.first, span.last)}
    return {
        "known": Count("pk"),
        "registered": _many(Q(is_registered_now=True)),
        "legal": _many(Q(is_legal_now=True)),
        **{f"standing:{one}": _many(Q(**{f"is_{one}": True})) for one in LegalStanding.values},
        "newly_known": _many(Q(**new)),
        "newly_registered": _many(Q(**listed)),
        **{f"from:{one}": _many(Q(recorded_from=one)) for one in RecordedFrom.values},
        **{
            f"production:{one}": _many(Q(seen_production=one)) for one in Production.values if one != Production.UNKNOWN
        },
        "seen": _many(Q(seen_on__gt=span.last - SEEN_WITHIN)),
        "graded": Count("seen_quality"),
        "quality": Sum("seen_quality"),
    }


def _people(day: date) -> dict[str, Count]:
    """How many owners are women and men, and how old they are on a day."""
    aged = {
        f"age:{code}": _many(
            Q(
                owner__birth_date__gt=clock.months_on(day, -12 * end),
                owner__birth_date__lte=clock.months_on(day, -12 * start),
            )
        )
        for code, (start, end) in AGES.items()
    }
    return {"owner:women": _many(Q(owner__sex=Sex.FEMALE)), "owner:men": _many(Q(owner__sex=Sex.MALE)), **aged}


def _people_names() -> list[str]:
    day = date(2000, 1, 1)
    return [*_people(day), *_states(Span(day, day))]


def _of_figures(told: "QuerySet[Any]") -> "QuerySet[Any, dict[str, Any]]":
    """Add up what businesses told of themselves: each by its newest accepted year."""
    abroad = F("production_value") * F("export_share") / 100
    named = {key: F(f"business__{key}") for key in KEYS}
    summed: QuerySet[Any, dict[str, Any]] = told.values(**named).annotate(
        told=Count("pk"),
        exporters=_many(Q(export_share__gt=0)),
        **{f"sum_{one}": Sum(one) for one in SUMS if one not in {"workers", "export_value"}},
        sum_workers=Sum("all_workers"),
        sum_export_value=Sum(abroad),
        **{f"{scale}:{code}": _many(Q(**{scale: code})) for scale, codes in SIZES.items() for code in codes},
    )
    return summed


def _figure_names() -> list[str]:
    sizes = [f"{scale}:{code}" for scale, codes in SIZES.items() for code in codes]
    return ["told", "exporters", *(f"sum_{one}" for one in SUMS), *sizes]
