"""The shape of a pack's `supervision.yaml`: whom the office visits, how often, and how it grades what it saw."""

from typing import Literal

from pydantic import Field, model_validator

from sentra.kernel.text import Text, Words
from sentra.reference.parts import Code, Part

VISIT_KINDS = ("permit", "supervision", "follow_up", "census")
RuleCode = Literal["finding_late", "complaint", "help_unseen", "help_follow_up", "production", "permit_new", "long_ago"]
BY_MONTHS = ("help_unseen", "production", "permit_new", "long_ago")
"""The rules that wait for some months."""
PERCENT = 100


class DueRule(Part):
    """Why a business is due for a visit, and how much that weighs against the other reasons.

    `months` is how long after the last visit (`long_ago`), after the permit (`permit_new`), after trouble was seen
    (`production`), or after a machine that the regency gave was last seen (`help_unseen`); `days` how long a finding
    may be past its day (`finding_late`). When a participant of a programme is due (`help_follow_up`) says its kind.
    """

    code: RuleCode
    label: Text
    visit: Literal["supervision", "follow_up"]
    weight: int = Field(ge=1, le=100)
    months: int | None = Field(None, ge=0, le=120)
    days: int | None = Field(None, ge=0, le=365)
    source: Words

    @model_validator(mode="after")
    def _has_its_time(self) -> "DueRule":
        if (self.months is not None) != (self.code in BY_MONTHS):
            raise ValueError(f"months are given for {', '.join(BY_MONTHS)}, and only for these")
        if (self.days is not None) != (self.code == "finding_late"):
            raise ValueError("days are given for finding_late, and only for it")
        return self


class Grade(Part):
    """A grade, and the percent from which it is given."""

    code: Code
    label: Text
    least: int = Field(ge=0, le=PERCENT)


class VisitChecklists(Part):
    """Which checklist a visit of each kind uses; a permit's survey uses that of its service."""

    supervision: Code
    follow_up: Code
    census: Code


class Supervision(Part):
    """`supervision.yaml`: the rules of visits. `a_day` is how many visits a surveyor can make in one day.

    `kept_on_phone_hours` is how long what was taken along stays on a phone.
    """

    source: Words
    a_day: int = Field(ge=1, le=30)
    objection_days: int = Field(ge=1, le=365)
    kept_on_phone_hours: int = Field(ge=1, le=24 * 30)
    checklists: VisitChecklists
    rules: tuple[DueRule, ...] = Field(min_length=1)
    grades: tuple[Grade, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _fits(self) -> "Supervision":
        codes = [rule.code for rule in self.rules]
        if len(set(codes)) < len(codes):
            raise ValueError("each rule only once")
        limits = [grade.least for grade in self.grades]
        if limits != sorted(set(limits), reverse=True) or limits[-1] != 0:
            raise ValueError("grades stand from the best to the worst, and the worst begins at 0")
        return self

    def rule(self, code: str) -> DueRule | None:
        """Give a rule; None where the pack doesn't have it."""
        return next((rule for rule in self.rules if rule.code == code), None)

    def grade_of(self, percent: int) -> Grade:
        """Give the grade that a score reaches."""
        return next(grade for grade in self.grades if percent >= grade.least)
