"""From capture histories to an estimate, or to the reason why there is none. Pure."""

from collections.abc import Collection, Mapping
from math import ceil, floor, sqrt

from sentra.insights.unknown.chapman import chapman
from sentra.insights.unknown.fitting import Term
from sentra.insights.unknown.histories import Histories
from sentra.insights.unknown.intervals import variance_of
from sentra.insights.unknown.limits import LEAST_ON_LIST, LEAST_OVERLAP, MOST_LISTS, MOST_SPREAD
from sentra.insights.unknown.loglinear import choose, interval_of
from sentra.insights.unknown.result import Estimate, Interval, Left, Method, TooFew, Why

TWO = 2


def estimate(histories: Histories, *, known: int, dependent: Collection[Term] = ()) -> Estimate | TooFew:
    """Estimate how many there are of which `known` are known, those on none of the lists among them.

    `dependent` are pairs of lists of which one is made of the other: two such lists alone tell nothing, and a model of
    more has to hold them. Raises `ValueError` where there are too many lists, or more on them than are known.
    """
    if len(histories.lists) > MOST_LISTS:
        raise ValueError(f"more than {MOST_LISTS} lists")
    if known < histories.seen:
        raise ValueError("more stand on the lists than are known")
    used, left = usable(histories)
    if len(used.lists) < TWO:
        return TooFew(known, Why.OVERLAP if Left.APART in left.values() else Why.LISTS, used, left)
    if len(used.lists) == TWO:
        if frozenset(used.lists) in dependent:
            return TooFew(known, Why.DEPENDENT, used, left)
        return _by_two(used, known, left)
    return _by_more(used, known, left, dependent)


def usable(histories: Histories) -> tuple[Histories, dict[str, Left]]:
    """Leave out lists that hold too few, then those that share too few with the others, until all do."""
    left = {one: Left.SMALL for one in histories.lists if histories.size(one) < LEAST_ON_LIST}
    used = histories.only(set(histories.lists) - set(left))
    while len(used.lists) > 1 and (apart := [one for one in used.lists if used.shared(one) < LEAST_OVERLAP]):
        left |= dict.fromkeys(apart, Left.APART)
        used = used.only(set(used.lists) - set(apart))
    return used, left


def _by_two(used: Histories, known: int, left: Mapping[str, Left]) -> Estimate | TooFew:
    one, other = used.lists
    found = chapman(used.size(one), used.size(other), used.both(one, other))
    low, high = found.interval
    if why := _doubt(known, found.total, low, high):
        return TooFew(known, why, used, left)
    return Estimate(known, *_never_below(known, found.total, low, high), Method.CHAPMAN, Interval.LOGNORMAL, used, left)


def _by_more(used: Histories, known: int, left: Mapping[str, Left], dependent: Collection[Term]) -> Estimate | TooFew:
    chosen = choose(used, dependent)
    if chosen is None:
        return TooFew(known, Why.NO_FIT, used, left)
    ends = interval_of(used, chosen)
    if ends is None:
        return TooFew(known, Why.UNSTABLE, used, left)
    low, high = ends
    if why := _doubt(known, chosen.total, low, high):
        return TooFew(known, why, used, left)
    least, most = chosen.rivals
    return Estimate(
        known,
        *_never_below(known, chosen.total, low, high),
        Method.LOGLINEAR,
        Interval.PROFILE,
        used,
        left,
        chosen.interactions,
        chosen.tried,
        chosen.ahead,
        (max(known, round(least)), max(known, round(most))),
    )


def _doubt(known: int, total: float, low: float, high: float) -> Why | None:
    """Tell why an estimate isn't to be trusted, if so."""
    if sqrt(variance_of(low, high)) > MOST_SPREAD * total:
        return Why.UNSTABLE
    return Why.CONTRADICTED if known > ceil(high) else None


def _never_below(known: int, total: float, low: float, high: float) -> tuple[int, int, int]:
    """Round total and interval; none of them is below what is known, and the total lies within."""
    middle = max(known, round(total))
    return middle, min(middle, max(known, floor(low))), max(middle, ceil(high))
