"""The slow and obvious recount of the businesses: one after the other, in Python, from the rows as they stand."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from sentra.insights.counting import Cell, Values
from sentra.kernel import clock
from sentra.reference.loading import current_pack
from sentra.registry.legal import legal_standing
from sentra.registry.models import Business, Figures

MONEY = ("investment", "production_value", "raw_material_value")
BANDS = (("under_30", 0, 29), ("30_44", 30, 44), ("45_59", 45, 59), ("60_on", 60, 999))
Counted = dict[tuple[str, str, str], Values]


def recounted(first: date) -> Counted:
    """Count all businesses as they stand today, for the month that began on `first`."""
    found: dict[tuple[str, str, str], Counter[str]] = {}
    for one in Business.objects.select_related("owner").prefetch_related("figures"):
        if one.merged_into_id or one.standing == "closed":
            continue
        counts = facts_of(one, first)
        for cell in cells_of(one):
            found.setdefault(cell, Counter()).update(counts)
    return {
        cell: {name: value for name, value in counts.items() if value}
        for cell, counts in found.items()
        if cell[0] != "village_commodity" or (cell[1] and cell[2] and counts["known"] >= 3)
    }


def cells_of(one: Business) -> Iterable[tuple[str, str, str]]:
    """Give the cells that a business counts in."""
    yield "all", "", ""
    yield "district", one.district, ""
    yield "village", one.village, ""
    yield "commodity", one.commodity, ""
    if one.kbli:
        yield "kbli", one.kbli, one.kbli_version
    yield "district_commodity", one.district, one.commodity
    yield "village_commodity", one.village, one.commodity


def facts_of(one: Business, first: date) -> dict[str, int]:
    """Give what a business adds to the counts of its cells."""
    today = clock.today()
    standing = legal_standing(one)
    facts = {
        "known": 1,
        "registered": int(one.registered_at is not None),
        "legal": int(standing in {"legal", "expiring"}),
        f"standing:{standing}": 1,
        "newly_known": int(clock.local_day(one.recorded_at) >= first),
        "newly_registered": int(one.registered_at is not None and clock.local_day(one.registered_at) >= first),
        f"from:{one.recorded_from}": 1,
        "seen": int(one.production_seen_on is not None and today - one.production_seen_on < timedelta(days=365)),
        "graded": int(one.quality is not None),
        "quality": one.quality or 0,
    }
    if one.production != "unknown":
        facts[f"production:{one.production}"] = 1
    if one.owner.sex:
        facts["owner:women" if one.owner.sex == "female" else "owner:men"] = 1
    if born := one.owner.birth_date:
        age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        facts[next(f"age:{code}" for code, least, most in BANDS if least <= age <= most)] = 1
    accepted = [year for year in one.figures.all() if year.state == "accepted"]
    return {**facts, **figures_facts(max(accepted, key=lambda year: year.year))} if accepted else facts


def figures_facts(told: Figures) -> dict[str, int]:
    """Give what the newest accepted year of a business adds."""
    facts = {f"sum_{name}": getattr(told, name) or 0 for name in MONEY}
    facts |= {"sum_workers_men": told.workers_men or 0, "sum_workers_women": told.workers_women or 0}
    facts |= {"told": 1, "exporters": int(bool(told.export_share)), "sum_workers": told.workers or 0}
    facts["sum_export_value"] = int((told.production_value or 0) * (told.export_share or 0) / 100)
    for scale, code in sizes_of(told).items():
        if code:
            facts[f"{scale}:{code}"] = 1
    return facts


def sizes_of(told: Figures) -> dict[str, str]:
    """Class a year's figures as the regulations say (PP 7/2021, Permenperin 64/2016, BPS), with the pack's limits."""
    scales, workers = current_pack().registry.sizes, told.workers
    umkm = industry = bps = ""
    if told.production_value:
        umkm = next((one.code for one in scales.umkm.classes if told.production_value <= one.sales), "large")
    elif told.investment is not None:
        umkm = next((one.code for one in scales.umkm.classes if told.investment <= one.capital), "large")
    if workers is not None and told.investment is not None:
        limits = scales.industry
        if workers <= limits.small_workers and told.investment < limits.small_investment:
            industry = "small"
        elif workers <= limits.small_workers or told.investment <= limits.medium_investment:
            industry = "medium"
        else:
            industry = "large"
    if workers:
        bps = next((one.code for one in scales.bps.classes if workers <= one.workers), "large")
    return {"umkm": umkm, "industry": industry, "bps": bps}


def as_counted(cells: Iterable[Cell]) -> Counted:
    """Give cells by what they are told apart by."""
    return {(cell.cut, cell.key, cell.other): cell.values for cell in cells}
