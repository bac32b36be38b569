"""Intervals that never go below what is known. Pure."""

from math import exp, log, sqrt

from sentra.insights.unknown.limits import Z95


def lognormal(seen: float, missing: float, variance: float) -> tuple[float, float]:
    """Give the 95 percent interval of a total of which `seen` are known and `missing` estimated with a variance.

    What is missing is taken to be log-normal (Burnham et al. 1987; Chao 1987, Biometrics 43), so that the interval is
    as skew as it should be: [seen + missing / c, seen + missing * c].
    """
    if missing <= 0:
        return seen, seen
    factor = exp(Z95 * sqrt(log(1 + variance / missing**2)))
    return seen + missing / factor, seen + missing * factor


def variance_of(low: float, high: float) -> float:
    """Give the variance that an interval of 95 percent stands for, as if it were that of a normal distribution."""
    return ((high - low) / (2 * Z95)) ** 2
