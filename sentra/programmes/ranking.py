"""Who is chosen: scores, ranks with ties by rule, seats, shares and money. Pure: the same input gives the same result.

What it is given doesn't depend on an order, and all of it can be kept as JSON, so that a choice is explained, and made
again, from what was stored.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any, Literal

Points = Mapping[str, int]
Place = Literal["chosen", "waiting"]
Why = Literal["", "seats", "district", "commodity", "budget", "owner"]


@dataclass(frozen=True, slots=True)
class Judged:
    """An applicant as the ranking sees it: `number` on the register, `points` of 100 by criterion, one set an assessor.

    `applied_at` is a moment in ISO 8601; `cost` in rupiah. One `owner` is chosen once.
    """

    id: str
    number: str
    owner: str
    district: str
    commodity: str
    woman: bool
    first_timer: bool
    applied_at: str
    cost: int = 0
    points: tuple[Points, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """By what is chosen: weights by criterion, rules for ties in their order, seats, shares, money (0: no limit)."""

    quota: int
    weights: Mapping[str, int] = field(default_factory=dict)
    ties: Sequence[str] = ()
    most_of_district: int | None = None
    most_of_commodity: int | None = None
    least_women: int = 0
    least_first_timers: int = 0
    budget: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """An applicant with its score (of 100, exact; None where nothing is scored) and its rank from 1."""

    judged: Judged
    score: Fraction | None
    rank: int


@dataclass(frozen=True, slots=True)
class Placed:
    """An applicant's place in the result, and what kept it from a seat."""

    ranked: Ranked
    place: Place
    why: Why = ""


def score_of(points: Sequence[Points], weights: Mapping[str, int]) -> Fraction | None:
    """Give the mean of the assessors' weighted points; None where nothing was judged, or nothing weighs."""
    whole = sum(weights.values())
    if not points or not whole:
        return None
    return Fraction(
        sum(weights[code] * given.get(code, 0) for given in points for code in weights), whole * len(points)
    )


def ranked(judged: Iterable[Judged], terms: Terms) -> list[Ranked]:
    """Order applicants: the higher score first, equal ones by the rules for ties, in the end by register number."""
    scored = [(score_of(one.points, terms.weights), one) for one in judged]
    ordered = sorted(scored, key=lambda pair: (_score_key(pair[0]), *_tie_key(pair[1], terms.ties)))
    return [Ranked(one, score, rank) for rank, (score, one) in enumerate(ordered, start=1)]


def _score_key(score: Fraction | None) -> Fraction:
    return Fraction(1) if score is None else -score


def _tie_key(one: Judged, ties: Sequence[str]) -> tuple[Any, ...]:
    keys: dict[str, Any] = {
        "first_timer": not one.first_timer,
        "women": not one.woman,
        "applied_first": one.applied_at,
    }
    return (*(keys[rule] for rule in ties), one.number, one.id)


class Seats:
    """The seats while they are given out: who has one, and what is left of shares and money."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.taken: list[Judged] = []
        self.districts: Counter[str] = Counter()
        self.commodities: Counter[str] = Counter()
        self.owners: set[str] = set()
        self.spent = 0

    def hinders(self, one: Judged) -> Why:
        """Say what keeps an applicant from a seat; "" where nothing does."""
        terms = self.terms
        if one.owner in self.owners:
            return "owner"
        if len(self.taken) >= terms.quota:
            return "seats"
        if terms.most_of_district is not None and self.districts[one.district] >= terms.most_of_district:
            return "district"
        if terms.most_of_commodity is not None and self.commodities[one.commodity] >= terms.most_of_commodity:
            return "commodity"
        return "budget" if terms.budget and self.spent + one.cost > terms.budget else ""

    def take(self, one: Judged) -> None:
        """Give an applicant a seat."""
        self.taken.append(one)
        self.districts[one.district] += 1
        self.commodities[one.commodity] += 1
        self.owners.add(one.owner)
        self.spent += one.cost


def placed(order: Sequence[Ranked], terms: Terms, kept: frozenset[str] = frozenset()) -> list[Placed]:
    """Give out the seats, in the order of the ranks: kept seats stay, then those kept for women and for first-timers.

    `kept` are the ids of applicants who have a seat already, when somebody moves up. Never more than the seats, the
    shares and the money allow.
    """
    seats = Seats(terms)
    for one in order:
        if one.judged.id in kept:
            seats.take(one.judged)
    _fill(seats, [one.judged for one in order if one.judged.woman], terms.least_women, "woman")
    _fill(seats, [one.judged for one in order if one.judged.first_timer], terms.least_first_timers, "first_timer")
    _fill(seats, [one.judged for one in order], terms.quota, "")
    chosen = {one.id for one in seats.taken}
    return [
        Placed(one, "chosen") if one.judged.id in chosen else Placed(one, "waiting", seats.hinders(one.judged))
        for one in order
    ]


def _fill(seats: Seats, order: Iterable[Judged], least: int, counted: str) -> None:
    """Give seats to those in order until so many of them have one."""
    have = sum(1 for one in seats.taken if not counted or getattr(one, counted))
    for one in order:
        if have >= least:
            return
        if one not in seats.taken and not seats.hinders(one):
            seats.take(one)
            have += 1


def given_as_json(judged: Iterable[Judged], terms: Terms) -> dict[str, Any]:
    """Write down all that a choice is made from."""
    return {"terms": asdict(terms), "judged": [asdict(one) for one in sorted(judged, key=lambda one: one.id)]}


def given_from_json(given: Mapping[str, Any]) -> tuple[list[Judged], Terms]:
    """Read what a choice was made from."""
    judged = [Judged(**{**one, "points": tuple(one["points"])}) for one in given["judged"]]
    return judged, Terms(**given["terms"])


def result_as_json(result: Iterable[Placed]) -> list[dict[str, Any]]:
    """Write down what came of a choice, in the order of the ranks."""
    return [
        {
            "id": one.ranked.judged.id,
            "rank": one.ranked.rank,
            "score": None if one.ranked.score is None else str(one.ranked.score),
            "place": one.place,
            "why": one.why,
        }
        for one in result
    ]


def chosen_again(given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Make a stored choice again from what it was made from."""
    judged, terms = given_from_json(given)
    return result_as_json(placed(ranked(judged, terms), terms))
