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
    """A line of a survey's checklist with what was found."""

    label: str
    result: str
    note: str


class SurveyReportData(Content):
    """The survey report (Berita Acara Pemeriksaan); `photos` are ids of files."""

    letterhead: LetterheadData
    number: str
    application: str
    service: str
    business: str
    holder: str
    address: str
    district: str
    village: str
    visited_on: date
    team: list[str]
    items: list[CheckedItem]
    findings: str
    production: str
    production_reason: str
    workers_men: int
    workers_women: int
    capacity: str
    photos: list[str]
    recommendation: str
    recommendation_reason: str
    place: str
    signer: SignerData
    base_url: str
