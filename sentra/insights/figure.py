"""What a figure is: its name and meaning in words, and how it is read from what was counted. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Literal, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sentra.insights.counting import Values

Words = str | Promise
Number = int | float
Better = Literal["more", "less", ""]


class Unit(Enum):
    """What a figure counts in."""

    BUSINESSES = _("businesses")
    PEOPLE = _("people")
    RUPIAH = _("rupiah")
    PERCENT = _("percent")
    POINTS = _("points of 100")
    APPLICATIONS = _("applications")
    VISITS = _("visits")
    FINDINGS = _("findings")
    CASES = _("cases")
    DAYS = _("working days")
    PARTICIPANTS = _("participants")
    TIMES = _("times")
    ANSWERS = _("answers")
    MACHINES = _("machines")
    CALLS = _("programmes")
    NOTICES = _("notices")
    PIECES = _("pieces")
    CAMPAIGNS = _("campaigns")
    PRODUCTS = _("products")

    @property
    def label(self) -> str:
        """The unit in the reader's language."""
        return str(self.value)


class Read(Protocol):
    """How a figure is read from the counts of a cell; None where it can't be told."""

    def __call__(self, values: Values) -> Number | None:
        """Read it."""
        ...


@dataclass(frozen=True, slots=True)
class Sum:
    """Counts that are added up; what wasn't counted is none."""

    names: tuple[str, ...]

    def __call__(self, values: Values) -> int:
        """Read it."""
        return sum(whole(values, name) for name in self.names)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, in percent; None of none."""

    part: Sum
    of: Sum

    def __call__(self, values: Values) -> float | None:
        """Read it."""
        all_of_them = self.of(values)
        return float(Fraction(100 * self.part(values), all_of_them)) if all_of_them else None


@dataclass(frozen=True, slots=True)
class Mean:
    """A sum for each of those that it was added up from; None for nobody."""

    sum: Sum
    of: Sum

    def __call__(self, values: Values) -> float | None:
        """Read it."""
        many = self.of(values)
        return float(Fraction(self.sum(values), many)) if many else None


@dataclass(frozen=True, slots=True)
class Percentile:
    """The least number of days within which at least so many percent were done; None where nothing was."""

    name: str
    percent: int

    def __call__(self, values: Values) -> int | None:
        """Read it."""
        counted = spread(values, self.name)
        wanted, done = self.percent * sum(counted.values()), 0
        for days in sorted(counted):
            done += 100 * counted[days]
            if done >= wanted:
                return days
        return None


def names_read(read: Read) -> frozenset[str]:
    """Give the names of the counts that a figure is read from."""
    if isinstance(read, Sum):
        return frozenset(read.names)
    if isinstance(read, Share):
        return names_read(read.part) | names_read(read.of)
    if isinstance(read, Mean):
        return names_read(read.sum) | names_read(read.of)
    return frozenset({read.name}) if isinstance(read, Percentile) else frozenset()


def total(*names: str) -> Sum:
    """Give the sum of some counts."""
    return Sum(names)


def share(part: str, of: str) -> Share:
    """Give the share of one count in another."""
    return Share(Sum((part,)), Sum((of,)))


def whole(values: Values, name: str) -> int:
    """Read a count; 0 where nothing was counted."""
    value = values.get(name, 0)
    if not isinstance(value, int):
        raise TypeError(f"{name} is a spread, not a count")
    return value


def spread(values: Values, name: str) -> dict[int, int]:
    """Read a spread: how many there are of each number of days."""
    value = values.get(name, {})
    if isinstance(value, int):
        raise TypeError(f"{name} is a count, not a spread")
    return {int(days): many for days, many in value.items()}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that Sentra answers with: defined here once, drawn wherever it is told.

    A stock is what there is on a month's last day; a flow is what came in a month, and months add up. `better` says
    which way is good news. What is not `public` is told to officers alone. `cuts` are those of its family that make
    sense for it; `leads_to` is the list behind it.
    """

    code: str
    family: str
    name: Words
    meaning: Words
    formula: Words
    source: Words
    unit: Unit
    read: Read
    flow: bool = False
    better: Better = ""
    public: bool = False
    cuts: tuple[str, ...] = ("all", "district", "commodity")
    leads_to: str = ""
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Split:
    """A way to tell what a figure counts apart by what it is like: by size, standing, sex ...

    `parts` maps the count of each part to its words, in their order; what of `of` is in no part isn't known.
    """

    code: str
    family: str
    name: Words
    of: str
    parts: Mapping[str, Words]
    source: Words
    whole: bool = False
    public: bool = False
    flow: bool = False
