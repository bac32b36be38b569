"""The shape of a pack's `insights.yaml`: which figures lead, what is aimed at, what needs attention."""

from typing import Literal

from pydantic import Field, model_validator

from sentra.kernel.text import Words
from sentra.reference.parts import Code, Part

ConcernCode = Literal[
    "applications_late", "permits_ending", "cases_grave", "notices_open", "findings_late", "districts_unlicensed"
]


class Goal(Part):
    """What a figure is to reach by the end of a year."""

    value: float = Field(ge=0)
    year: int = Field(ge=2000, le=2100)
    source: Words


class Leading(Part):
    """A figure of the leader's page, by its code in the catalogue of figures, with what is aimed at."""

    figure: Code
    goal: Goal | None = None


class Concern(Part):
    """What the leader's page warns of, from how many on."""

    code: ConcernCode
    least: int = Field(ge=1, le=1_000_000)


class Forming(Part):
    """From when on a village's trade is said to be forming a sentra.

    `makers` are the least there have to be, `quotient` the least location quotient, `share` the least part of the
    village's makers and `growth` the least growth of the trade there within twelve months (both in percent).
    """

    makers: int = Field(ge=3, le=1000)
    quotient: float = Field(ge=1, le=1000)
    share: float = Field(ge=0, le=100)
    growth: float = Field(ge=0, le=1000)
    source: Words


class Insights(Part):
    """`insights.yaml`. All figures are codes of the catalogue of figures.

    `leading` are the numbers of the leader's page in their order, `measures` what its map may show, the first one at
    first, `public_figures` the numbers for everybody, which must be public in the catalogue.
    """

    leading: tuple[Leading, ...] = Field(min_length=1, max_length=12)
    measures: tuple[Code, ...] = Field(min_length=1, max_length=8)
    public_figures: tuple[Code, ...] = Field(min_length=1, max_length=12)
    concerns: tuple[Concern, ...] = ()
    forming: Forming

    @model_validator(mode="after")
    def _each_once(self) -> "Insights":
        named = {
            "leading": [one.figure for one in self.leading],
            "measures": list(self.measures),
            "public_figures": list(self.public_figures),
            "concerns": [str(one.code) for one in self.concerns],
        }
        for name, codes in named.items():
            if twice := sorted({code for code in codes if codes.count(code) > 1}):
                raise ValueError(f"each of {name} once: {', '.join(twice)}")
        return self
