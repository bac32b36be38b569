"""Poisson regression of the counts by history, by iteratively reweighted least squares (Newton's method). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, isfinite, lgamma, log

from sentra.insights.unknown.histories import History
from sentra.insights.unknown.solving import Singular, solve

Term = frozenset[str]
"""A term of a model: the empty one, a list, or lists that depend on each other."""
Cell = tuple[History, float]
MOST_STEPS, CLOSE = 60, 1e-10
MOST_EFFECT = 14.0
"""An effect beyond e**14 stands for one that grows without end: no best fit exists (zero cells)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A model as it fits best; `expected` by cell in the given order, `missing` those on no list."""

    terms: tuple[Term, ...]
    missing: float
    expected: tuple[float, ...]
    likelihood: float

    @property
    def parameters(self) -> int:
        """How many numbers were fitted."""
        return len(self.terms)


def fit(cells: Sequence[Cell], terms: Sequence[Term]) -> Fit | None:
    """Fit a log-linear model; None where it can't be: no best fit exists, or the steps don't settle.

    The expected count of a history is the exponential of the sum of the effects of all terms that it holds, so that
    the effect of the empty term alone is the logarithm of those on no list.
    """
    if len(terms) > len(cells) or any(_nobody(cells, term) for term in terms):
        return None
    rows = [[1.0 if term <= history else 0.0 for term in terms] for history, _count in cells]
    counts = [float(count) for _history, count in cells]
    expected = [count + 0.5 for count in counts]
    before = -inf
    for _step in range(MOST_STEPS):
        try:
            effects = _weighted(rows, counts, expected)
        except Singular:
            return None
        sums = [sum(effect * x for effect, x in zip(effects, row, strict=True)) for row in rows]
        if max(map(abs, sums)) > MOST_EFFECT * 2:
            return None
        expected = [exp(one) for one in sums]
        likelihood = _likelihood(counts, expected)
        if not isfinite(likelihood):
            return None
        if abs(likelihood - before) < CLOSE * (1 + abs(likelihood)):
            return _settled(terms, effects, expected, likelihood)
        before = likelihood
    return None


def _nobody(cells: Sequence[Cell], term: Term) -> bool:
    """Tell whether nobody stands on all the lists of a term: then its effect has no end."""
    return not any(count for history, count in cells if term <= history)


def _weighted(rows: Sequence[Sequence[float]], counts: Sequence[float], expected: Sequence[float]) -> list[float]:
    """One step: least squares of the working counts, weighted by what is expected."""
    size = len(rows[0])
    matrix = [[0.0] * size for _row in range(size)]
    right = [0.0] * size
    for row, count, mean in zip(rows, counts, expected, strict=True):
        working = log(mean) * mean + count - mean
        at = [place for place in range(size) if row[place]]
        for one in at:
            right[one] += working
            for other in at:
                matrix[one][other] += mean
    return solve(matrix, right)


def _likelihood(counts: Sequence[float], expected: Sequence[float]) -> float:
    return sum(count * log(mean) - mean - lgamma(count + 1) for count, mean in zip(counts, expected, strict=True))


def _settled(terms: Sequence[Term], effects: Sequence[float], expected: list[float], likelihood: float) -> Fit | None:
    if max(map(abs, effects)) > MOST_EFFECT:
        return None
    missing = next(effect for term, effect in zip(terms, effects, strict=True) if not term)
    return Fit(tuple(terms), exp(missing), tuple(expected), likelihood)
