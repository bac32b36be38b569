"""Two lists: Chapman's estimator (Chapman 1951). Pure."""

from dataclasses import dataclass

from sentra.insights.unknown.intervals import lognormal


@dataclass(frozen=True, slots=True)
class Chapman:
    """The total by two lists, with its variance."""

    seen: int
    total: float
    variance: float

    @property
    def interval(self) -> tuple[float, float]:
        """The log-normal interval of 95 percent."""
        return lognormal(self.seen, self.total - self.seen, self.variance)


def chapman(first: int, second: int, both: int) -> Chapman:
    """Estimate a total of which `first` stand on one list, `second` on another, `both` on the two.

    (first + 1)(second + 1) / (both + 1) - 1, with the variance of Seber (1970). Raises `ValueError` for counts that
    can't be.
    """
    if not 0 <= both <= min(first, second):
        raise ValueError("more stand on both lists than on one of them")
    total = (first + 1) * (second + 1) / (both + 1) - 1
    above = (first + 1) * (second + 1) * (first - both) * (second - both)
    return Chapman(first + second - both, total, above / ((both + 1) ** 2 * (both + 2)))
