"""What an estimate tells: numbers with all that they rest on, or why there are too few data. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sentra.insights.unknown.fitting import Term
from sentra.insights.unknown.histories import Histories


class Method(StrEnum):
    """By what the total was estimated."""

    CHAPMAN = "chapman"
    LOGLINEAR = "loglinear"


class Interval(StrEnum):
    """How the interval was worked out."""

    LOGNORMAL = "lognormal"
    PROFILE = "profile"


class Why(StrEnum):
    """Why there are too few data."""

    LISTS = "lists"
    """Fewer than two lists hold enough."""
    OVERLAP = "overlap"
    """The lists share too few."""
    DEPENDENT = "dependent"
    """The only two lists are made of each other."""
    NO_FIT = "no_fit"
    """No model could be fitted: cells are empty, or the steps did not settle."""
    UNSTABLE = "unstable"
    """The estimate moves too much by chance."""
    CONTRADICTED = "contradicted"
    """More are known than the lists allow: they can't be apart from each other."""


class Left(StrEnum):
    """Why a list was left out."""

    SMALL = "small"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class TooFew:
    """No estimate, and why; `left` are the lists that were left out beforehand."""

    known: int
    why: Why
    used: Histories
    left: Mapping[str, Left] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many there are in all, never fewer than are `known`; the interval is of 95 percent.

    `terms` are the lists that the model takes to depend on each other. `tried`, `ahead` and `rivals` are those of
    `loglinear.Chosen`.
    """

    known: int
    total: int
    low: int
    high: int
    method: Method
    interval: Interval
    used: Histories
    left: Mapping[str, Left] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    tried: int = 1
    ahead: float | None = None
    rivals: tuple[int, int] | None = None

    @property
    def unknown(self) -> int:
        """How many are not yet known."""
        return self.total - self.known
