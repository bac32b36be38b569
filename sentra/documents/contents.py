"""What each template prints, typed; frozen as JSON with the document."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from sentra.kernel.text import Text


class Content(BaseModel):
    """What all contents share."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LetterheadData(Content):
    """The head of a letter."""

    lines: list[str]
    office: str
    address: str
    contact: str


class SignerData(Content):
    """Who signs."""

    name: str
    position: str
    id_number: str


class PermitData(Content):
    """A permit in two languages; `replaces` is the number of the permit whose place it takes."""

    letterhead: LetterheadData
    title: Text
    service: Text
    number: str
    replaces: str = ""
    holder: str
    business: str
    brand: str
    nib: str = ""
    register_number: str = ""
    address: str
    district: str
    village: str
    commodity: Text | None
    products: list[str] = []
    kbli: str
    kbli_title: Text | None = None
    capacity: str
    issued_on: date
    valid_until: date | None
    conditions: list[Text]
    legal_basis: list[Text]
    place: str
    signer: SignerData
    deemed: bool
    base_url: str


class CheckedItem(Content):
    """A line of a visit's checklist with what was found; `found` marks what makes a finding."""

    section: str = ""
    label: str
    result: str
    note: str
    found: bool = False


class FoundItem(Content):
    """A finding: how grave it is, what has to be done, and by when."""

    label: str
    gravity: str
    what: str
    due_on: date


class FollowedItem(Content):
    """An earlier finding that a visit looked at again, and how it stands."""

    label: str
    state: str
    words: str


class MetItem(Content):
    """A business that a census met."""

    name: str
    number: str
    owner: str


class SignedItem(Content):
    """A signature given on the spot; `file` is the id of its picture, "" for a name with a tick."""

    role: str
    name: str
    file: str


class SurveyReportData(Content):
    """The report of a visit (Berita Acara Pemeriksaan); `photos` are ids of files, `captions` what each of them shows.

    A census has no business and no production; only a permit's survey has an application and a recommendation. What
    was added later has a default: a document that was written down before is still made from what it holds.
    """

    letterhead: LetterheadData
    number: str
    kind: str = ""
    application: str
    service: str
    business: str
    business_number: str = ""
    holder: str
    address: str
    district: str
    village: str
    visited_on: date
    visited_time: str = ""
    coordinates: str = ""
    team: list[str]
    items: list[CheckedItem]
    findings: str
    found: list[FoundItem] = []
    followed: list[FollowedItem] = []
    met: list[MetItem] = []
    production: str
    production_reason: str
    workers_men: int | None
    workers_women: int | None
    capacity: str
    quality: str = ""
    readiness: str = ""
    photos: list[str]
    captions: list[str] = []
    recommendation: str
    recommendation_reason: str
    signatures: list[SignedItem] = []
    place: str
    signer: SignerData
    base_url: str


class WeightItem(Content):
    """What assessors judged by, and its weight."""

    label: str
    weight: int


class RecipientItem(Content):
    """Who stands on the list of a decision; `lifted`: a condition was not asked of it."""

    rank: int
    number: str
    business: str
    owner: str
    district: str
    lifted: bool


class LiftItem(Content):
    """A condition that was not asked of a business, and why."""

    business: str
    condition: str
    reason: str


class DecisionData(Content):
    """The decision on a call of a programme: its list of recipients and its waiting list. Money in whole rupiah."""

    letterhead: LetterheadData
    number: str
    call: str
    title: str
    kind: str
    begins_on: date
    ends_on: date
    quota: int
    budget: int
    budget_source: str
    object_until: date
    criteria: list[WeightItem]
    chosen: list[RecipientItem]
    waiting: list[RecipientItem]
    lifts: list[LiftItem]
    decided_on: date
    place: str
    signer: SignerData
    base_url: str


class PartyData(Content):
    """Who receives what a programme gives: the owner for a business, or for the group that it stands for."""

    name: str
    business: str
    number: str
    group: str = ""
    address: str
    village: str
    district: str


class GrantAgreementData(Content):
    """The agreement of a grant (NPHD): who gives what to whom, on which terms. `value` is in whole rupiah."""

    letterhead: LetterheadData
    number: str
    call: str
    title: str
    decision: str
    budget_source: str
    machine: str
    value: int
    value_words: str
    receiver: PartyData
    clauses: list[str]
    source: str
    agreed_on: date
    place: str
    signer: SignerData
    base_url: str


class MachineItem(Content):
    """A machine that is handed over; `value` in whole rupiah, `photos` its places among the photographs."""

    number: str
    what: str
    brand: str
    type: str
    serial: str
    year_made: int | None
    condition: str
    value: int
    photos: list[int]


class HandoverData(Content):
    """The record of a handover (BAST); `photos` are ids of files, `captions` whose machine each of them shows."""

    letterhead: LetterheadData
    number: str
    agreement: str
    agreed_on: date
    call: str
    title: str
    receiver: PartyData
    machines: list[MachineItem]
    total: int
    total_words: str
    handed_on: date
    where: str
    photos: list[str]
    captions: list[str]
    signatures: list[SignedItem]
    place: str
    signer: SignerData
    base_url: str


class PassingData(Content):
    """The agreement about a machine that is passed on to another business, on the terms of the first agreement.

    It names no earlier holder: the new one reads it.
    """

    letterhead: LetterheadData
    number: str
    agreement: str
    handover: str
    call: str
    title: str
    machine: MachineItem
    value_words: str
    receiver: PartyData
    clauses: list[str]
    source: str
    passed_on: date
    place: str
    signer: SignerData
    base_url: str


class LabelItem(Content):
    """What stands on the label of a machine; `qr` names the drawing of its code."""

    number: str
    what: str
    serial: str
    qr: str


class LabelsData(Content):
    """Labels of machines: one on a page of its own size, or a `sheet` of them to cut."""

    regency: str
    office: str
    labels: list[LabelItem]
    sheet: bool


class SessionItem(Content):
    """A session of a training that somebody came to, and how long it took."""

    on: date
    topic: str
    hours: str


class TrainingCertificateData(Content):
    """The certificate of a training: who came, to which sessions, how long they took together."""

    letterhead: LetterheadData
    number: str
    participant: str
    business: str
    business_number: str
    training: str
    call: str
    begins_on: date
    ends_on: date
    hours: str
    sessions: list[SessionItem]
    issued_on: date
    place: str
    signer: SignerData
    base_url: str
