"""Figures before and after, of those who took part beside those who applied and weren't chosen. Pure.

It is no experiment: who was chosen differed from the others before. The page says so, with the numbers.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

SMOOTH = "smooth"


@dataclass(frozen=True, slots=True)
class Line:
    """A year's figures of a business: production value in whole rupiah, workers; None where nobody told."""

    sales: int | None
    workers: int | None


@dataclass(frozen=True, slots=True)
class Member:
    """One applicant: whether it took part, and what is known of it before and after; `""` where nobody looked."""

    took_part: bool
    before: Line
    after: Line
    production_before: str = ""
    production_after: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """The median of a figure before and after, over the `known` businesses for which both are there."""

    known: int
    before: Fraction
    after: Fraction

    @property
    def change(self) -> Fraction | None:
        """The change in percent; None where there was nothing before."""
        return (self.after - self.before) * 100 / self.before if self.before else None


@dataclass(frozen=True, slots=True)
class Group:
    """Those who took part, or those who weren't chosen.

    `looked_at` are those of which a visit saw the production both before and after, the other two how many of these
    produced smoothly.
    """

    took_part: bool
    many: int
    sales: Compared | None
    workers: Compared | None
    looked_at: int
    smooth_before: int
    smooth_after: int


def grouped(members: Iterable[Member]) -> list[Group]:
    """Give both groups, those who took part first; it doesn't matter in which order the members come."""
    rows = list(members)
    return [_group(took_part, [one for one in rows if one.took_part == took_part]) for took_part in (True, False)]


def _group(took_part: bool, rows: Sequence[Member]) -> Group:
    both = [one for one in rows if one.production_before and one.production_after]
    return Group(
        took_part=took_part,
        many=len(rows),
        sales=_compared(rows, lambda line: line.sales),
        workers=_compared(rows, lambda line: line.workers),
        looked_at=len(both),
        smooth_before=sum(one.production_before == SMOOTH for one in both),
        smooth_after=sum(one.production_after == SMOOTH for one in both),
    )


def _compared(rows: Sequence[Member], of: Callable[[Line], int | None]) -> Compared | None:
    both = [(of(one.before), of(one.after)) for one in rows]
    pairs = [(before, after) for before, after in both if before is not None and after is not None]
    if not pairs:
        return None
    return Compared(
        len(pairs), _median([before for before, _after in pairs]), _median([after for _before, after in pairs])
    )


def _median(values: Sequence[int]) -> Fraction:
    return Fraction(median(map(Fraction, values)))
