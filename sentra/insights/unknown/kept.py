"""What an estimate rests on, as it is kept with its row and read again. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sentra.insights.unknown.histories import Histories
from sentra.insights.unknown.result import Estimate, Left, TooFew


@dataclass(frozen=True, slots=True)
class Basis:
    """All lists as they were, those that were used, why others weren't; the model, and those beside it."""

    histories: Histories
    used: tuple[str, ...]
    left: Mapping[str, Left]
    terms: tuple[tuple[str, ...], ...]
    interval: str
    tried: int
    ahead: float | None
    rivals: tuple[int, int] | None
    villages: int


def basis_kept(told: Estimate | TooFew, histories: Histories, villages: int) -> dict[str, Any]:
    """Give as JSON what an estimate rests on, or the lack of one."""
    kept: dict[str, Any] = {
        "histories": sorted([sorted(history), count] for history, count in histories.counts.items()),
        "used": list(told.used.lists),
        "left": {one: str(why) for one, why in told.left.items()},
        "villages": villages,
    }
    if isinstance(told, Estimate):
        kept |= {
            "terms": sorted(sorted(term) for term in told.terms),
            "interval": str(told.interval),
            "tried": told.tried,
            "ahead": told.ahead,
            "rivals": told.rivals,
        }
    return kept


def basis_read(kept: Mapping[str, Any]) -> Basis:
    """Read what `basis_kept` wrote."""
    rivals = kept.get("rivals")
    return Basis(
        histories=Histories.of((lists, count) for lists, count in kept["histories"]),
        used=tuple(kept["used"]),
        left={one: Left(why) for one, why in kept["left"].items()},
        terms=tuple(tuple(term) for term in kept.get("terms", ())),
        interval=kept.get("interval", ""),
        tried=kept.get("tried", 0),
        ahead=kept.get("ahead"),
        rivals=(rivals[0], rivals[1]) if rivals else None,
        villages=kept["villages"],
    )
