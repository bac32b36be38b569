"""The shape of a pack's `checklists/`: what a visit asks, in sections, each question with a kind of its own."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from sentra.kernel.text import Text, Words
from sentra.reference.parts import Code, Condition, Part

Kind = Literal["yes_no", "grade", "number", "choice", "text", "photo", "place", "signature"]
Gravity = Literal["minor", "major", "critical"]
GradesFor = Literal["quality", "readiness"]
YES_NO = ("yes", "no", "not_applicable")
BY_ANSWER = frozenset({"yes_no", "grade", "choice"})
"""The kinds whose possible answers are few, so that a finding or a condition can name them."""
MOST_PHOTOS_ASKED = 10


class Option(Part):
    """A possible answer of a choice, or a level of a grade."""

    code: Code
    label: Text


class FindingRule(Part):
    """Which answers make a finding, how grave it is, what has to be done about it and within how many calendar days.

    `below` and `above` are for numbers, both without the limit itself.
    """

    answers: tuple[Code, ...] = ()
    below: Decimal | None = None
    above: Decimal | None = None
    gravity: Gravity
    days: int = Field(ge=1, le=365)
    what: Text

    @model_validator(mode="after")
    def _says_when(self) -> "FindingRule":
        if bool(self.answers) == (self.below is not None or self.above is not None):
            raise ValueError("a finding says by which answers it is made, or below or above which number")
        return self


class Question(Part):
    """One question of a checklist.

    `must` marks a yes-or-no that has to be yes before a permit is recommended without more. `grades` are levels, best
    first. `least` and `most` bound a number, or how many photographs there are. `grades_for` lets the answer count for
    the grade of product quality or of readiness to produce.
    """

    code: Code
    label: Text
    hint: Text | None = None
    kind: Kind
    required: bool = True
    must: bool = False
    when: Condition | None = None
    unit: Text | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    decimals: int = Field(0, ge=0, le=2)
    grades: tuple[Option, ...] = ()
    choices: tuple[Option, ...] = ()
    several: bool = False
    finding: tuple[FindingRule, ...] = ()
    grades_for: GradesFor | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Question":
        options = len(self.grades) if self.kind == "grade" else len(self.choices)
        for wrong, message in (
            (self.must and self.kind != "yes_no", "must is for a yes_no"),
            (bool(self.grades) != (self.kind == "grade"), "a grade, and only that, has grades"),
            (bool(self.choices) != (self.kind == "choice"), "a choice, and only that, has choices"),
            (self.kind in {"grade", "choice"} and options < 2, "at least two to choose from"),
            (len({one.code for one in (*self.grades, *self.choices)}) < options, "each code only once"),
            (self.several and self.kind != "choice", "several is for a choice"),
            (bool(self.unit or self.decimals) and self.kind != "number", "unit and decimals are for a number"),
            (self.grades_for is not None and self.kind not in {"grade", "yes_no"}, "grades_for is for grade or yes_no"),
            (self._limits_wrong(), "least and most bound a number or how many photographs (at most 10), least first"),
        ):
            if wrong:
                raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _findings_fit(self) -> "Question":
        for rule in self.finding:
            if rule.answers and not set(rule.answers) <= set(self.possible):
                wrong = ", ".join(sorted(set(rule.answers) - set(self.possible)))
                raise ValueError(f"a finding by possible answers, not {wrong}")
            if not rule.answers and self.kind != "number":
                raise ValueError("a finding below or above is for a number")
        return self

    def _limits_wrong(self) -> bool:
        if self.kind not in {"number", "photo"}:
            return self.least is not None or self.most is not None
        if self.kind == "photo" and not 0 <= (self.least or 0) <= (self.most or 1) <= MOST_PHOTOS_ASKED:
            return True
        return self.least is not None and self.most is not None and self.least > self.most

    @property
    def possible(self) -> tuple[str, ...]:
        """The codes of all possible answers, where they are few."""
        if self.kind == "yes_no":
            return YES_NO
        return tuple(one.code for one in (*self.grades, *self.choices))

    @property
    def photos_least(self) -> int:
        """How many photographs there must be."""
        return int(self.least if self.least is not None else 1) if self.required else 0

    @property
    def photos_most(self) -> int:
        """How many photographs there may be."""
        return int(self.most if self.most is not None else max(self.photos_least, 3))


class Section(Part):
    """Questions that belong together: one place to stand, or one thing to look at."""

    code: Code
    title: Text
    questions: tuple[Question, ...] = Field(min_length=1)


class Checklist(Part):
    """A file of `checklists/`: what a visit asks."""

    code: Code
    title: Text
    sections: tuple[Section, ...] = Field(min_length=1)
    source: Words

    @property
    def questions(self) -> Iterator[Question]:
        """All questions of all sections, in order."""
        for section in self.sections:
            yield from section.questions
