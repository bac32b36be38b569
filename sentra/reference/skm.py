"""The shape of a pack's `skm.yaml`: the survey of the citizens' satisfaction (SKM), its questions, bands and limits."""

from decimal import Decimal
from itertools import pairwise
from typing import Literal, get_args

from pydantic import Field, model_validator

from sentra.kernel.text import Text, Words
from sentra.reference.parts import Code, Part

ElementCode = Literal[
    "requirements",
    "procedure",
    "time",
    "cost",
    "product",
    "competence",
    "behaviour",
    "facilities",
    "complaints",
]
ELEMENTS: tuple[str, ...] = get_args(ElementCode)
"""The nine elements of the rule, in its order."""
MARKS = (1, 2, 3, 4)
BandCode = Literal["A", "B", "C", "D"]
LOWEST = Decimal(25)


class SkmElement(Part):
    """One of the nine elements: its name, the question, and the four answers from the worst (1) to the best (4)."""

    code: ElementCode
    name: Text
    question: Text
    answers: tuple[Text, Text, Text, Text]


class SkmBand(Part):
    """What an index is called from `least` (of 100) upwards."""

    code: BandCode
    title: Text
    least: Decimal = Field(ge=LOWEST, le=100, decimal_places=2)


class SkmService(Part):
    """A service that is finished at the counter itself, without an application."""

    code: Code
    title: Text


class Skm(Part):
    """`skm.yaml`.

    `after` says which finished services people are asked about by a notice, `counter` what is finished at the counter.
    A figure rests on `smallest` answers at least: below, none is published. `link_days` are the calendar days after
    the end of a service for which one may answer; a code at the counter holds `counter_minutes`. The words of a comment
    that was withheld are forgotten after `withheld_days`.
    """

    elements: tuple[SkmElement, ...]
    bands: tuple[SkmBand, ...]
    period: Literal["quarter", "half"]
    smallest: int = Field(ge=3, le=1000)
    link_days: int = Field(ge=1, le=365)
    counter_minutes: int = Field(ge=2, le=240)
    longest_comment: int = Field(ge=100, le=5000)
    withheld_days: int = Field(ge=1, le=3650)
    after: tuple[Literal["application", "programme"], ...] = Field(min_length=1)
    counter: tuple[SkmService, ...] = ()
    source: Words

    @model_validator(mode="after")
    def _as_the_rule_says(self) -> "Skm":
        if tuple(one.code for one in self.elements) != ELEMENTS:
            raise ValueError(f"the nine elements, each once, in this order: {', '.join(ELEMENTS)}")
        if [one.code for one in self.bands] != ["A", "B", "C", "D"]:
            raise ValueError("the bands A, B, C and D, each once, in this order")
        least = [one.least for one in self.bands]
        if any(higher <= lower for higher, lower in pairwise(least)) or least[-1] != LOWEST:
            raise ValueError(f"each band begins below the one before it, and D with {LOWEST}, the lowest that there is")
        if len(set(self.after)) < len(self.after):
            raise ValueError("each kind of service once in after")
        return self

    @property
    def months(self) -> int:
        """The months of a period."""
        return 3 if self.period == "quarter" else 6
