"""A regency of made-up businesses, counted as the tallies count them, for tests of open data."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from random import Random
from typing import Any

from sentra.insights.models import Month, Tally
from sentra.kernel import clock
from sentra.reference.loading import current_pack
from sentra.registry.legal import LegalStanding

SEPTEMBER, JUNE = date(2026, 9, 1), date(2026, 6, 1)
Facts = Mapping[str, str]
SIZE_CLASSES = {"umkm": ("micro", "small", ""), "industry": ("small", "medium", ""), "bps": ("micro", "small", "")}


def some_businesses(many: int, seed: int = 1) -> list[Facts]:
    """Make businesses up: most in some districts, few in the others, some without a commodity or a village."""
    rng = Random(seed)
    pack = current_pack()
    districts = [one.code for one in pack.districts]
    goods = [*(one.code for one in pack.commodities), ""]
    villages: dict[str, list[str]] = defaultdict(lambda: [""])
    for village in pack.villages:
        villages[village.district].append(village.code)
    found: list[Facts] = []
    for _one in range(many):
        district = districts[min(int(rng.expovariate(0.15)), len(districts) - 1)]
        found.append(
            {
                "district": district,
                "village": rng.choice(villages[district]),
                "commodity": goods[min(int(rng.expovariate(0.4)), len(goods) - 1)],
                "standing": rng.choice([*LegalStanding.values, LegalStanding.LEGAL, LegalStanding.LEGAL]),
                "owner": rng.choice(["women", "men", "men", ""]),
                "production": rng.choice(["smooth", "smooth", "halting", "stopped", ""]),
                **{scale: rng.choice(codes) for scale, codes in SIZE_CLASSES.items()},
            }
        )
    return found


def counted(businesses: Iterable[Facts], month: date = SEPTEMBER) -> None:
    """Keep the tallies of a month that is over, and close it."""
    cells: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for one in businesses:
        told = ["known"]
        told += [f"{name}:{one[name]}" for name in ("standing", "owner", "production", *SIZE_CLASSES) if one[name]]
        for cell in (
            ("all", "", ""),
            ("district", one["district"], ""),
            ("village", one["village"], ""),
            ("commodity", one["commodity"], ""),
            ("district_commodity", one["district"], one["commodity"]),
        ):
            cells[cell].update(told)
    Tally.objects.bulk_create(
        Tally(month=month, family="businesses", cut=cut, key=key, other=other, values=dict(values))
        for (cut, key, other), values in cells.items()
    )
    now = clock.now()
    Month.objects.create(first=month, counted_at=now, closed_at=now)


def records(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the rows of a JSON file."""
    return list(told["rows"])
