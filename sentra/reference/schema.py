"""The shape of a pack: everything about one regency, as data.

A pack is a folder; `loading.py` reads it into the types of this module, `checking.py` tells every fault in it.
Anything that a regency may decide otherwise stands in the pack with its `source`.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from sentra.kernel.text import Text, Words
from sentra.reference.parts import Code, Condition, DistrictCode, KbliCode, Part, VillageCode


class Regency(Part):
    """`regency.yaml`: who this regency is, what its letters look like, and what it relaxes."""

    code: Annotated[str, StringConstraints(pattern=r"^\d{2}\.\d{2}$")]
    name: Text
    province: Text
    seat: Words
    email: Words
    phone: Words
    letterhead: "Letterhead"
    relaxed: "Relaxed"
    lapse: "Lapse"
    expiry_reminders: tuple[int, ...]


class Letterhead(Part):
    """The head of every letter and permit, and where it is signed."""

    lines: tuple[Words, ...] = Field(min_length=1)
    office: Words
    address: Words
    contact: Words
    place: Words


class Relaxed(Part):
    """Which of the four-eyes rules a regency short of staff gives up; each act done so says so in the audit."""

    one_person_may_do_two_stages: bool = False
    own_entry_may_be_verified: bool = False
    source: Words


class Lapse(Part):
    """How long a correction may stay unanswered (calendar days), and on which days before it reminders go out."""

    days: int = Field(ge=1, le=365)
    reminders: tuple[int, ...]
    source: Words


class District(Part):
    """A row of `districts.csv`; `row` and `col` place it on the schematic tile map."""

    code: DistrictCode
    name: Words
    row: int = Field(ge=0)
    col: int = Field(ge=0)


class Village(Part):
    """A row of `villages.csv`; a fourth part of 1xxx is a kelurahan, of 2xxx a desa."""

    code: VillageCode
    name: Words

    @property
    def district(self) -> str:
        """The code of the district that the village lies in."""
        return self.code[:8]


class Office(Part):
    """An entry of `offices.yaml`."""

    code: Code
    name: Text
    short: Words
    address: Words
    phone: Words
    email: Words
    hours: Text


class Commodity(Part):
    """An entry of `commodities.yaml`: a kind of product; `controlled` ones carry extra requirements.

    `words` are what lists call it beside its name: by them an import knows it.
    """

    code: Code
    name: Text
    flagship: bool
    controlled: bool = False
    food: bool = False
    kbli: tuple[KbliCode, ...] = Field(min_length=1)
    words: tuple[Words, ...] = ()


class Kbli(Part):
    """A row of `kbli.csv`: a class of business of one version."""

    version: Literal["2020", "2025"]
    code: KbliCode
    title: Text


class Holiday(Part):
    """A row of `holidays.csv`: a day on which the offices are closed."""

    day: date
    name: Words
    kind: Literal["national", "cuti_bersama"]
    estimated: bool = False
    source: Words


FieldType = Literal[
    "text", "longtext", "nik", "npwp", "nib", "phone", "email", "date", "integer", "money", "choice",
    "multichoice", "yesno", "district", "village", "commodity", "kbli", "pirt", "permit", "paper_kind",
    "pin", "decimal",
]  # fmt: skip


class Choice(Part):
    """One answer of a choice."""

    value: Code
    label: Text


class FormField(Part):
    """One question of a form.

    `saves_to` names the column of the register that the answer fills: in a service once the permit is issued, in the
    register's own pages at once (`checking.COLUMNS` lists them).
    """

    code: Code
    type: FieldType
    label: Text
    hint: Text | None = None
    required: bool = True
    when: Condition | None = None
    choices: tuple[Choice, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    max_length: int | None = Field(None, ge=1, le=5000)
    saves_to: str | None = None

    @model_validator(mode="after")
    def _choices_belong_to_choices(self) -> "FormField":
        if (self.type in {"choice", "multichoice"}) != bool(self.choices):
            raise ValueError("a choice or multichoice, and only that, has choices")
        return self


class FormPage(Part):
    """One page of a form: one idea."""

    code: Code
    title: Text
    intro: Text | None = None
    fields: tuple[FormField, ...] = Field(min_length=1)


class Paper(Part):
    """A paper that an application needs, and what the verifier looks at on it."""

    code: Code
    title: Text
    hint: Text | None = None
    required: bool = True
    when: Condition | None = None
    checks: tuple[Text, ...] = Field(min_length=1)
    source: Words


class Standard(Part):
    """The 14 points of the service standard (UU 25/2009, Permenpan RB 15/2014) that each service page states."""

    legal_basis: tuple[Text, ...] = Field(min_length=1)
    requirements: Text
    procedure: tuple[Text, ...] = Field(min_length=1)
    time: Text
    cost: Text
    product: Text
    facilities: Text
    competence: Text
    internal_supervision: Text
    complaints: Text
    staff: Text
    service_guarantee: Text
    safety_guarantee: Text
    evaluation: Text


class Stage(Part):
    """One stage of the work on an application: whose duty it is, and how many working days it may take."""

    code: Literal["verification", "survey", "decision"]
    working_days: int = Field(ge=1, le=60)


class Numbering(Part):
    """How permits are numbered; `format` may use {seq}, {year}, {month_roman}, {regency}, {service}."""

    format: Words
    width: int = Field(4, ge=1, le=8)


class PermitCondition(Part):
    """A condition that is printed on a permit; `when` narrows it, to controlled commodities for example."""

    text: Text
    when: Condition | None = None


class Service(Part):
    """A file of `services/`: one kind of permit.

    `renews` names the services whose permits it follows, whatever followed them since. `instant_unless` tells which
    applications an officer decides even though the service is instant. `renewal_opens_days` is how many days before
    its end a permit may be renewed; a renewal before the end runs on from there (SOP of the office).
    """

    code: Code
    order: int
    kind: Literal["new", "registration", "expansion", "renewal", "amendment"]
    short: Words
    title: Text
    summary: Text
    who: Text
    permit_title: Text
    risk: Literal["low", "medium_low", "medium_high", "high"]
    standard: Standard
    pages: tuple[FormPage, ...] = Field(min_length=1)
    papers: tuple[Paper, ...]
    stages: tuple[Stage, ...]
    instant: bool = False
    instant_unless: Condition | None = None
    deemed_granted: bool = False
    renews: tuple[Code, ...] = ()
    renewal_opens_days: int | None = Field(None, ge=1, le=1825)
    checklist: Code | None
    fee: int = Field(0, ge=0)
    validity_years: int | None = Field(None, ge=1, le=20)
    numbering: Numbering
    conditions: tuple[PermitCondition, ...] = ()
    source: Words

    @model_validator(mode="after")
    def _stages_fit(self) -> "Service":
        codes = [stage.code for stage in self.stages]
        order = [code for code in ("verification", "survey", "decision") if code in codes]
        if codes != order:
            raise ValueError("stages stand in the order verification, survey, decision, each at most once")
        if not {"verification", "decision"} <= set(codes):
            raise ValueError(
                "a service has a verification and a decision; an instant one for what an officer must settle"
            )
        if ("survey" in codes) != (self.checklist is not None):
            raise ValueError("a checklist is named where, and only where, there is a survey")
        if bool(self.renews) != (self.kind in {"expansion", "renewal", "amendment"}):
            raise ValueError("renews names services for an expansion, a renewal or an amendment, and only for these")
        if self.instant_unless is not None and not self.instant:
            raise ValueError("instant_unless narrows an instant service, and only such a one")
        if (self.renewal_opens_days is not None) != (self.kind == "renewal"):
            raise ValueError("renewal_opens_days is given for a renewal, and only for one")
        return self

    @property
    def working_days(self) -> int:
        """The working days that all stages may take together."""
        return sum(stage.working_days for stage in self.stages)

    @property
    def fields(self) -> tuple[FormField, ...]:
        """All questions of all pages, in order."""
        return tuple(field for page in self.pages for field in page.fields)
