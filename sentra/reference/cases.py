"""The shape of a pack's `cases.yaml`: how a regency handles problem products, by which limits, with whom."""

from typing import Literal

from pydantic import Field, model_validator

from sentra.kernel.text import Text, Words
from sentra.reference.parts import Code, Part

GravityCode = Literal["minor", "serious", "grave"]


class Reporting(Part):
    """The limits of the public report form, and the working days within which the office first answers.

    A form that comes back sooner than `least_seconds` was filled in by a machine. Reports of one product within
    `same_within_days` may be about the same problem; who reported is forgotten `forget_after_days` after the end of the
    case (both calendar days).
    """

    first_answer_days: int = Field(ge=1, le=60)
    least_seconds: int = Field(ge=0, le=60)
    most_hours: int = Field(ge=1, le=72)
    most_in_ten_minutes: int = Field(ge=1, le=100)
    most_photos: int = Field(ge=1, le=20)
    same_within_days: int = Field(ge=1, le=730)
    forget_after_days: int = Field(ge=30, le=3650)
    source: Words


class CaseKind(Part):
    """What a problem is about; `gravity` is what the triage is offered, `authorities` whom it may be handed to."""

    code: Code
    title: Text
    hint: Text
    gravity: GravityCode
    authorities: tuple[Code, ...] = ()
    source: Words


class CaseGravity(Part):
    """How grave a case is: the working days from triage to its end, and whether finding and closing take two people."""

    code: GravityCode
    title: Text
    what: Text
    days: int = Field(ge=1, le=365)
    two_people: bool
    source: Words


class Authority(Part):
    """An authority that a case may be handed over to."""

    code: Code
    title: Text
    source: Words


class Help(Part):
    """What opens up for a maker that comes onto the register."""

    title: Text
    what: Text


class Cases(Part):
    """`cases.yaml`: how problem products are handled; `statement_days` and `objection_days` are working days."""

    reporting: Reporting
    statement_days: int = Field(ge=1, le=60)
    objection_days: int = Field(ge=1, le=90)
    kinds: tuple[CaseKind, ...] = Field(min_length=1)
    gravities: tuple[CaseGravity, ...]
    authorities: tuple[Authority, ...] = ()
    helps: tuple[Help, ...] = ()

    @model_validator(mode="after")
    def _each_gravity_once(self) -> "Cases":
        if [one.code for one in self.gravities] != ["minor", "serious", "grave"]:
            raise ValueError("the gravities minor, serious and grave, each once, in this order")
        return self

    def kind(self, code: str) -> CaseKind | None:
        """Give a kind of problem; None for one that the pack doesn't know (any more)."""
        return next((one for one in self.kinds if one.code == code), None)

    def gravity(self, code: str) -> CaseGravity | None:
        """Give a gravity; None before the triage."""
        return next((one for one in self.gravities if one.code == code), None)

    def authority(self, code: str) -> Authority | None:
        """Give an authority; None for one that the pack doesn't know (any more)."""
        return next((one for one in self.authorities if one.code == code), None)
