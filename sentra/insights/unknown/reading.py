"""Reading the kept estimates for the pages and reports: each month in one query, within the reader's districts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil, floor

from django.db.models import Max

from sentra.insights.models import REGENCY, UnknownEstimate
from sentra.insights.unknown.intervals import lognormal, variance_of
from sentra.insights.unknown.kept import Basis, basis_read
from sentra.insights.unknown.wording import lists_shortly, why_words
from sentra.people.models import User
from sentra.people.policy import Permission, districts_of
from sentra.reference.loading import current_pack

TEACHING = 5
WIDE = 1000
"""How wide a drawing is, in its own units."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where bar, interval and estimate lie in a drawing that is `WIDE`; None: there is no estimate."""

    known: int
    low: int | None = None
    total: int | None = None
    width: int | None = None


@dataclass(frozen=True)
class Line:
    """A district (or the regency) with what is kept of it; `scale` is the greatest number of all drawings."""

    row: UnknownEstimate
    name: str
    scale: int

    @cached_property
    def basis(self) -> Basis:
        """What it rests on."""
        return basis_read(self.row.content)

    @property
    def lists(self) -> str:
        """The lists that were used, shortly."""
        return lists_shortly(self.basis.used)

    @property
    def why(self) -> str:
        """Why there are too few data; "" where there are enough."""
        return why_words(self.row.why)

    @property
    def width(self) -> int | None:
        """How many businesses the interval is wide; None without an estimate."""
        return None if self.row.high is None or self.row.low is None else self.row.high - self.row.low

    @property
    def unknown_low(self) -> int | None:
        """The least that are not yet known."""
        return None if self.row.low is None else self.row.low - self.row.known

    @property
    def unknown_high(self) -> int | None:
        """The most that are not yet known."""
        return None if self.row.high is None else self.row.high - self.row.known

    @property
    def drawn(self) -> Drawn:
        """The drawing of it."""
        row, known = self.row, self._at(self.row.known)
        if row.low is None or row.high is None or row.total is None:
            return Drawn(known)
        low = self._at(row.low)
        return Drawn(known, low, self._at(row.total), max(self._at(row.high) - low, 1))

    def _at(self, count: int) -> int:
        return round(WIDE * count / self.scale) if self.scale else 0

    @property
    def villages(self) -> int:
        """How many villages the district has."""
        return sum(village.district == self.row.district for village in current_pack().villages)


@dataclass(frozen=True, slots=True)
class Sum:
    """The districts that have an estimate, added up; the interval as if they were independent of each other."""

    districts: int
    of: int
    known: int
    total: int
    low: int
    high: int

    @property
    def unknown(self) -> int:
        """How many are not yet known."""
        return self.total - self.known

    @property
    def share(self) -> int:
        """The known among all, in whole percent, rounded down."""
        return 100 * self.known // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class Overview:
    """A month's estimates as somebody may see them; `pooled` only for who sees all districts."""

    month: date
    lines: tuple[Line, ...]
    known: int
    sum: Sum | None
    pooled: Line | None
    teaching: tuple[Line, ...]


def months_kept() -> list[date]:
    """Give the months of which estimates are kept, the newest first."""
    return list(UnknownEstimate.objects.order_by("-month").values_list("month", flat=True).distinct())


def overview(actor: User, month: date | None = None) -> Overview | None:
    """Give a month's estimates (the newest one's without a month) in the actor's districts; None where none is kept."""
    month = month or newest_month()
    return overview_of(month, districts_of(actor, Permission.FIGURES_READ)) if month else None


def overview_of(month: date, districts: frozenset[str] | None) -> Overview | None:
    """Give a month's estimates in some districts (None: in all, with that of their lists together)."""
    rows = UnknownEstimate.objects.filter(month=month)
    if districts is not None:
        rows = rows.filter(district__in=sorted(districts))
    kept = {row.district: row for row in rows}
    if not kept:
        return None
    pooled = kept.pop(REGENCY, None)
    lines = _lines(kept.values())
    return Overview(
        month=month,
        lines=lines,
        known=sum(line.row.known for line in lines),
        sum=added(lines),
        pooled=Line(pooled, regency_name(), pooled.high or pooled.known) if pooled else None,
        teaching=teaching(lines, pooled),
    )


def newest_month() -> date | None:
    """Give the newest month of which estimates are kept."""
    newest: date | None = UnknownEstimate.objects.aggregate(newest=Max("month"))["newest"]
    return newest


def _lines(rows: Iterable[UnknownEstimate]) -> tuple[Line, ...]:
    by_code = {row.district: row for row in rows}
    scale = max((row.high or row.known for row in by_code.values()), default=0)
    names = current_pack().district_names
    return tuple(Line(by_code[code], name, scale) for code, name in names.items() if code in by_code)


def regency_name() -> str:
    """Give what the regency is called."""
    return str(current_pack().regency.name)


def added(lines: Sequence[Line]) -> Sum | None:
    """Add up the districts that have an estimate; None where none has."""
    rows = [line.row for line in lines]
    told = [(row.known, row.total, row.low, row.high) for row in rows]
    sure = [
        (known, total, low, high)
        for known, total, low, high in told
        if total is not None and low is not None and high is not None
    ]
    if not sure:
        return None
    known, total = sum(one[0] for one in sure), sum(one[1] for one in sure)
    variance = sum(variance_of(low, high) for _known, _total, low, high in sure)
    low, high = lognormal(known, total - known, variance)
    return Sum(len(sure), len(lines), known, total, max(known, floor(low)), max(total, ceil(high)))


def teaching(lines: Sequence[Line], pooled: UnknownEstimate | None) -> tuple[Line, ...]:
    """Give the districts where a census would teach most: where most businesses are in doubt.

    In doubt are those between the ends of the interval; where there is no estimate, as many for each known one as
    there might be unknown ones in the whole regency at most (one for each, where that isn't known either).
    """
    most = pooled.high / pooled.known - 1 if pooled and pooled.high and pooled.known else 1.0

    def in_doubt(line: Line) -> float:
        return float(line.width) if line.width is not None else line.row.known * most

    ranked = sorted(lines, key=lambda line: (-in_doubt(line), line.row.district))
    return tuple(line for line in ranked[:TEACHING] if in_doubt(line) >= 1)


def story(actor: User, district: str) -> tuple[Line, ...]:
    """Give all months kept of a district (`REGENCY`: of all together), the newest first; none where not the actor's."""
    allowed, names = districts_of(actor, Permission.FIGURES_READ), current_pack().district_names
    if (district and district not in names) or (allowed is not None and district not in allowed):
        return ()
    rows = list(UnknownEstimate.objects.filter(district=district).order_by("-month"))
    scale = max((row.high or row.known for row in rows), default=0)
    name = names[district] if district else regency_name()
    return tuple(Line(row, name, scale) for row in rows)
