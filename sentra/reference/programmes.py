"""The shape of a pack's `programmes/`: what the trade office offers, to whom, by what it chooses, what follows."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sentra.kernel.text import Text, Words
from sentra.reference.needs import HelpKind, Need, Registered
from sentra.reference.parts import Code, Part
from sentra.reference.schema import FormField, Paper

Gives = Literal["exhibition", "training", "machines", "reimbursement", "promotion", "market", "advice"]
TieRule = Literal["first_timer", "women", "applied_first"]
StageCode = Literal["papers", "visit", "assessment", "choice", "objections", "running", "results"]
STAGES: tuple[StageCode, ...] = ("papers", "visit", "assessment", "choice", "objections", "running", "results")
"""The order of what follows the last day to apply."""
Duty = Literal["programme.manage", "programme.assess", "programme.decide", "application.survey", "visit.plan"]
"""The duties (`people.policy.Permission`) that a stage may be: those of officers who read programmes."""
FULL = 100
MOST_MONTHS = 60


class Level(Part):
    """A level of a criterion: what it looks like, and how many points of 100 it is worth."""

    points: int = Field(ge=0, le=FULL)
    label: Text


class Criterion(Part):
    """What assessors judge an applicant by; `weight` is its part of the whole, against the other weights."""

    code: Code
    title: Text
    weight: int = Field(ge=1, le=FULL)
    levels: tuple[Level, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _goes_down(self) -> "Criterion":
        points = [level.points for level in self.levels]
        if points != sorted(set(points), reverse=True):
            raise ValueError("levels stand from the best to the worst, each with other points")
        return self


class Reimbursed(Part):
    """What of the price of a machine is paid back: percent by its origin, within a floor and a ceiling in rupiah."""

    domestic_percent: int = Field(ge=1, le=FULL)
    imported_percent: int = Field(ge=1, le=FULL)
    floor: int = Field(ge=0)
    ceiling: int = Field(gt=0)
    source: Words

    @model_validator(mode="after")
    def _floor_below_ceiling(self) -> "Reimbursed":
        if self.floor >= self.ceiling:
            raise ValueError("the floor lies below the ceiling")
        return self


class GrantTerms(Part):
    """What who receives a machine agrees to: the clauses of the grant agreement (NPHD), in their order."""

    clauses: tuple[Text, ...] = Field(min_length=1)
    source: Words


class Training(Part):
    """Who gets a certificate: whoever came to so many percent of the sessions, with so many points of 100 in the end.

    The points count only where a test was held at all.
    """

    attend_percent: int = Field(ge=1, le=FULL)
    pass_score: int = Field(ge=0, le=FULL)
    source: Words


class CallStage(Part):
    """A stage of a call once it takes no more applications: whose duty it is, and how long it may take.

    `days` are working days after the stage before; of `running` after the programme's last day, by which the office
    finishes it. Objections have none: `objection_days` say it.
    """

    code: StageCode
    title: Text
    duty: Duty
    days: int | None = Field(None, ge=1, le=120)
    source: Words


class ProgrammeKind(Part):
    """A file of `programmes/`: one kind of programme. Each call takes all of it over, and may then change it.

    `helps` is as what it stands among the help that a business received. `conditions` are all to be met; one of them is
    that the business is on the register. `fields` are asked of an applicant beside what is known. Where there are
    `criteria`, at least `assessors` people judge each applicant; without, who comes first is served first. `ties`
    decide between equal scores, in this order. `visit`: somebody goes and looks before the choice, with
    `checklist`, or the follow-up's where none is named. `objection_days` are working days after the result.
    `results` are asked of each participant once it is over, `after` again so many months later as `after_months` say.
    `stages` are what follows the closing; what was frozen before there were any has none.
    `follow_up_months`: so many months after its end each participant is visited, members of a group included.
    """

    code: Code
    order: int
    title: Text
    about: Text
    gives: Gives
    helps: HelpKind
    conditions: tuple[Need, ...] = Field(min_length=1)
    fields: tuple[FormField, ...] = ()
    papers: tuple[Paper, ...] = ()
    groups: bool = False
    visit: bool = False
    checklist: Code | None = None
    criteria: tuple[Criterion, ...] = ()
    assessors: int = Field(2, ge=2, le=9)
    ties: Annotated[tuple[TieRule, ...], Field(min_length=1)] = ("first_timer", "applied_first")
    objection_days: int = Field(ge=1, le=60)
    results: tuple[FormField, ...] = ()
    after: tuple[FormField, ...] = ()
    after_months: tuple[Annotated[int, Field(ge=1, le=MOST_MONTHS)], ...] = ()
    follow_up_months: tuple[Annotated[int, Field(ge=1, le=MOST_MONTHS)], ...] = ()
    stages: tuple[CallStage, ...] = ()
    reimbursed: Reimbursed | None = None
    agreement: GrantTerms | None = None
    training: Training | None = None
    source: Words

    @model_validator(mode="after")
    def _fits(self) -> "ProgrammeKind":
        if not any(isinstance(need, Registered) for need in self.conditions):
            raise ValueError("a condition registered: a programme is for those on the register")
        if (self.gives == "reimbursement") != (self.reimbursed is not None):
            raise ValueError("reimbursed says how much is paid back, where and only where a programme pays back")
        if (self.gives == "machines") != (self.agreement is not None):
            raise ValueError("agreement says what a receiver agrees to, where and only where machines are given")
        if (self.gives == "training") != (self.training is not None):
            raise ValueError("training says who gets a certificate, where and only where a programme is a training")
        if len(set(self.ties)) < len(self.ties):
            raise ValueError("each rule for ties once")
        for name in ("after_months", "follow_up_months"):
            if list(getattr(self, name)) != sorted(set(getattr(self, name))):
                raise ValueError(f"{name} stand in their order, each once")
        if bool(self.after) != bool(self.after_months):
            raise ValueError("after and after_months go together: what is asked, and when")
        return self

    @property
    def stages_wanted(self) -> tuple[StageCode, ...]:
        """The stages that the settings ask for, in their order: no papers are checked where none are asked."""
        asked: dict[StageCode, bool] = {
            "papers": bool(self.papers),
            "visit": self.visit,
            "assessment": bool(self.criteria),
            "results": bool(self.results),
        }
        return tuple(code for code in STAGES if asked.get(code, True))
