"""Who is due for a visit and why, shared out over surveyors, and in which order a day's places are reached. Pure."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar
from uuid import UUID

from sentra.reference.supervision import Supervision

DAYS_A_MONTH = 365.25 / 12
EARTH_KM = 6371.0
MOST_STARTS = 12
"""From so many places at most the route is tried; with more, the one that lies first is where it begins."""
Point = tuple[float, float]
Place = TypeVar("Place")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a business when one asks whether it is due.

    `late_by` is how many days its latest open finding is past its day, None where none is; `complaints` are open ones;
    `help_seen_on` is the day on which a machine that the regency gave was last seen there, None where it has none;
    `follow_up_since` the day from which a visit after a programme is due, None where none is.
    """

    business_id: UUID
    district: str
    village: str
    registered_on: date | None = None
    seen_on: date | None = None
    production: str = "unknown"
    late_by: int | None = None
    complaints: int = 0
    help_seen_on: date | None = None
    follow_up_since: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A business that is due: what for, why (codes of the pack's rules), and how much that weighs."""

    known: Known
    kind: str
    reasons: tuple[str, ...]
    weight: int


def months_since(day: date, today: date) -> float:
    """Give how many months lie between two days."""
    return (today - day).days / DAYS_A_MONTH


def due_of(known: Known, rules: Supervision, today: date) -> Due | None:
    """Tell whether a business is due by the rules of the pack; the heaviest reason says what the visit is for."""
    met = [rule for rule in rules.rules if _meets(rule.code, rule.months, rule.days, known, today)]
    if not met:
        return None
    heaviest = max(met, key=lambda rule: rule.weight)
    ordered = sorted(met, key=lambda rule: -rule.weight)
    return Due(known, heaviest.visit, tuple(rule.code for rule in ordered), sum(rule.weight for rule in met))


def _meets(code: str, months: int | None, days: int | None, known: Known, today: date) -> bool:
    waited = months or 0
    if code == "complaint":
        return known.complaints > 0
    if code == "finding_late":
        return known.late_by is not None and known.late_by > (days or 0)
    if code == "help_unseen":
        return known.help_seen_on is not None and months_since(known.help_seen_on, today) >= waited
    if code == "help_follow_up":
        return known.follow_up_since is not None and known.follow_up_since <= today
    if code == "production":
        trouble = known.production in {"halting", "stopped"} and known.seen_on is not None
        return trouble and months_since(known.seen_on or today, today) >= waited
    if known.registered_on is None:
        return False
    if code == "permit_new":
        seen_since = known.seen_on is not None and known.seen_on > known.registered_on
        return not seen_since and waited <= months_since(known.registered_on, today) < 2 * waited
    return months_since(known.seen_on or known.registered_on, today) >= waited


def all_due(known: Iterable[Known], rules: Supervision, today: date) -> list[Due]:
    """Give those that are due, the heaviest first, neighbours beside each other."""
    found = [due for one in known if (due := due_of(one, rules, today))]
    return sorted(found, key=lambda due: (-due.weight, due.known.village, str(due.known.business_id)))


@dataclass(slots=True)
class Surveyor:
    """Somebody who visits: in which districts (None: all), and how many visits each day has already."""

    user_id: int
    districts: frozenset[str] | None
    busy: dict[date, int] = field(default_factory=dict)

    def covers(self, district: str) -> bool:
        """Tell whether the surveyor visits in a district."""
        return self.districts is None or district in self.districts


@dataclass(frozen=True, slots=True)
class Share:
    """A due business given to a surveyor on a day."""

    due: Due
    user_id: int
    day: date


def share_out(
    dues: Sequence[Due], surveyors: Sequence[Surveyor], days: Sequence[date], a_day: int
) -> tuple[list[Share], list[Due]]:
    """Share the due out over surveyors and days; gives what found a place, and what didn't.

    A district goes whole to the surveyor of it who has the least to do, so that one way serves many visits; within it
    the villages follow each other. Nobody gets more than `a_day` visits on one day, those already planned counted.
    """
    free = {one.user_id: {day: a_day - one.busy.get(day, 0) for day in days} for one in surveyors}
    shares: list[Share] = []
    left: list[Due] = []
    for district, wanted in _by_district(dues):
        fitting = [one for one in surveyors if one.covers(district)]
        chosen = max(fitting, key=lambda one: (sum(free[one.user_id].values()), -one.user_id), default=None)
        for due in wanted:
            days_free = free[chosen.user_id] if chosen else {}
            day = next((one for one in days if days_free.get(one, 0) > 0), None)
            if chosen is None or day is None:
                left.append(due)
                continue
            days_free[day] -= 1
            shares.append(Share(due, chosen.user_id, day))
    return shares, left


def _by_district(dues: Sequence[Due]) -> list[tuple[str, list[Due]]]:
    found: dict[str, list[Due]] = {}
    for due in dues:
        found.setdefault(due.known.district, []).append(due)
    weights = {district: sum(one.weight for one in wanted) for district, wanted in found.items()}
    ordered = sorted(found, key=lambda district: (-weights[district], district))
    return [(one, sorted(found[one], key=lambda due: (due.known.village, -due.weight))) for one in ordered]


def distance_km(one: Point, other: Point) -> float:
    """Give the distance of two places over the ground, in kilometres."""
    lat, lon, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


@dataclass(frozen=True, slots=True)
class Route(Generic[Place]):
    """A day's places in the order in which they are reached; those without a pin come last, by their village."""

    stops: tuple[Place, ...]
    km: float
    unpinned: tuple[Place, ...]


def route(points: Mapping[Place, Point], unpinned: Sequence[Place] = ()) -> Route[Place]:
    """Order places so that the way is short: from each start the nearest next, and of these ways the shortest."""
    if not points:
        return Route((), 0.0, tuple(unpinned))
    starts = list(points) if len(points) <= MOST_STARTS else [next(iter(points))]
    ways = [_nearest_next(start, points) for start in starts]
    best = min(ways, key=lambda way: _length(way, points))
    return Route(tuple(best), _length(best, points), tuple(unpinned))


def _nearest_next(start: Place, points: Mapping[Place, Point]) -> list[Place]:
    way, left = [start], [one for one in points if one != start]
    while left:
        nearest = min(left, key=lambda one: distance_km(points[way[-1]], points[one]))
        left.remove(nearest)
        way.append(nearest)
    return way


def _length(way: Sequence[Place], points: Mapping[Place, Point]) -> float:
    return sum(distance_km(points[one], points[other]) for one, other in pairwise(way))
