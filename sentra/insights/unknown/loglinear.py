"""Three or four lists: log-linear models (Fienberg 1972; Bishop, Fienberg & Holland 1975, chapter 6). Pure.

A model says which lists depend on each other. All hierarchical ones are tried but for the highest interaction, which
nobody can tell from a number of unknown businesses; the one with the least AICc is taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from math import lgamma, log

from sentra.insights.unknown.fitting import Fit, Term, fit
from sentra.insights.unknown.histories import Histories
from sentra.insights.unknown.limits import CHI95, CLOSE_MODEL

PAIR = 2
STEPS, FINE, NEAR = 60, 1e-3, 0.1
FARTHEST = 200
"""So many times what is seen an upper end is looked for; one beyond that is none."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The model that was chosen of `tried`; `close` are those that fit nearly as well, itself the first.

    `ahead` is by how much its AICc is less than that of the next model (None: there was no other).
    """

    fit: Fit
    seen: int
    tried: int
    ahead: float | None
    close: tuple[Fit, ...]

    @property
    def total(self) -> float:
        """How many there are in all."""
        return self.seen + self.fit.missing

    @property
    def rivals(self) -> tuple[float, float]:
        """The least and the greatest total of the models that fit nearly as well."""
        totals = [self.seen + one.missing for one in self.close]
        return min(totals), max(totals)

    @property
    def interactions(self) -> tuple[Term, ...]:
        """The lists that the model takes to depend on each other; a term within a greater one isn't named."""
        together = [term for term in self.fit.terms if len(term) >= PAIR]
        return tuple(term for term in together if not any(term < other for other in together))


def hierarchical(lists: Sequence[str], dependent: Iterable[Term] = ()) -> Iterator[tuple[Term, ...]]:
    """Give all hierarchical models but for the highest interaction; pairs that are `dependent` stand in each."""
    alone = [frozenset[str](), *(frozenset({one}) for one in lists)]
    always = {pair for pair in dependent if pair <= set(lists)}
    for chosen in _subsets([frozenset(pair) for pair in combinations(lists, PAIR)]):
        if always <= set(chosen):
            yield from _higher([*alone, *chosen], lists, PAIR + 1)


def _higher(terms: list[Term], lists: Sequence[str], order: int) -> Iterator[tuple[Term, ...]]:
    """Add terms of an order and above, each only where all within it stand already."""
    if order >= len(lists):
        yield tuple(terms)
        return
    held = set(terms)
    could = [
        frozenset(some)
        for some in combinations(lists, order)
        if all(frozenset(part) in held for part in combinations(some, order - 1))
    ]
    for chosen in _subsets(could):
        yield from _higher([*terms, *chosen], lists, order + 1)


def _subsets(terms: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    return chain.from_iterable(combinations(terms, many) for many in range(len(terms) + 1))


def aicc(fitted: Fit, seen: int) -> float:
    """Give Akaike's criterion with the correction for few data (Hurvich & Tsai 1989): less is better."""
    many = fitted.parameters
    return 2 * many - 2 * fitted.likelihood + 2 * many * (many + 1) / max(seen - many - 1, 1)


def choose(histories: Histories, dependent: Iterable[Term] = ()) -> Chosen | None:
    """Fit all models and choose one; None where none can be fitted."""
    cells = [(history, float(count)) for history, count in histories.cells()]
    models = list(hierarchical(histories.lists, dependent))
    fitted = [found for terms in models if (found := fit(cells, terms))]
    seen = histories.seen
    ranked = sorted((aicc(one, seen), one.parameters, place, one) for place, one in enumerate(fitted))
    if not ranked:
        return None
    least, *_rest, best = ranked[0]
    close = tuple(one for value, *_rest, one in ranked if value <= least + CLOSE_MODEL)
    ahead = ranked[1][0] - least if len(ranked) > 1 else None
    return Chosen(best, seen, len(models), ahead, close)


def interval_of(histories: Histories, chosen: Chosen) -> tuple[float, float] | None:
    """Give the interval that spans those of all models that fit nearly as well; None where one has no end.

    That of the chosen model alone would be too narrow: it forgets that another one might have been chosen.
    """
    ends = [profile_interval(histories, one) for one in chosen.close]
    told = [one for one in ends if one]
    if len(told) < len(ends):
        return None
    return min(low for low, _high in told), max(high for _low, high in told)


def profile_interval(histories: Histories, fitted: Fit) -> tuple[float, float] | None:
    """Give the interval of 95 percent by the profile likelihood of the total (Cormack 1992); None without an end.

    The unknown are put into the table as if they were counted: all numbers of them whose likelihood falls short of the
    greatest one by no more than chance allows are in the interval.
    """
    profile = _Profile(histories, fitted.terms)
    top = profile.top(max(2 * fitted.missing, 10.0))
    least = profile.at(top) - CHI95 / 2
    low = _crossing(profile, least, top, 0.0) if profile.at(0.0) < least else 0.0
    far = max(top, 1.0)
    while profile.at(far) >= least:
        far *= 2
        if far > FARTHEST * histories.seen:
            return None
    high = _crossing(profile, least, top, far)
    return histories.seen + min(low, fitted.missing), histories.seen + max(high, fitted.missing)


class _Profile:
    """The logarithm of the likelihood of a number of unknown businesses, the model fitted as well as can be."""

    def __init__(self, histories: Histories, terms: Sequence[Term]) -> None:
        self.cells = [(history, float(count)) for history, count in histories.cells()]
        self.seen, self.terms = histories.seen, terms

    def at(self, missing: float) -> float:
        """Give it; minus infinity where the model can't be fitted."""
        total = self.seen + missing
        fitted = fit([*self.cells, (frozenset(), missing)], self.terms)
        if fitted is None:
            return float("-inf")
        counts = [*(count for _history, count in self.cells), missing]
        shares = zip(counts, fitted.expected, strict=True)
        chances = sum(count * log(mean / total) for count, mean in shares if count)
        return lgamma(total + 1) - lgamma(missing + 1) + chances

    def top(self, far: float) -> float:
        """Find the number with the greatest likelihood below `far`."""
        low, high = 0.0, far
        while high - low > FINE * far:
            third = (high - low) / 3
            if self.at(low + third) < self.at(high - third):
                low += third
            else:
                high -= third
        return (low + high) / 2


def _crossing(profile: _Profile, least: float, inside: float, outside: float) -> float:
    """Find where the likelihood falls to `least`, between a number inside of the interval and one outside."""
    for _step in range(STEPS):
        middle = (inside + outside) / 2
        if profile.at(middle) >= least:
            inside = middle
        else:
            outside = middle
        if abs(outside - inside) < NEAR:
            break
    return inside
