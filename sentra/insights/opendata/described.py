"""How a data set is described: its columns, how often it comes, where it is from."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Message


class Rhythm(StrEnum):
    """How often a data set comes out; `LIVE` is read anew each time and not archived."""

    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    LIVE = "live"

    @property
    def label(self) -> Message:
        """The rhythm in words."""
        return RHYTHMS[self]

    @property
    def duration(self) -> str:
        """The rhythm as ISO 8601 writes it; "" for what is always new."""
        return {"quarterly": "P3M", "monthly": "P1M"}.get(self, "")

    @property
    def frequency(self) -> str:
        """The rhythm in the vocabulary of the Publications Office of the EU, which DCAT profiles use."""
        return {"quarterly": "QUARTERLY", "monthly": "MONTHLY"}.get(self, "CONT")


RHYTHMS = {
    Rhythm.QUARTERLY: _("each quarter, in the month after it"),
    Rhythm.MONTHLY: _("each month, for the month before"),
    Rhythm.LIVE: _("at once: read anew each time"),
}


class Kind(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    CODE = "code"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    URL = "url"

    @property
    def label(self) -> Message:
        """The kind in words."""
        return KINDS[self]


KINDS = {
    Kind.TEXT: _("words"),
    Kind.CODE: _("code"),
    Kind.INTEGER: _("whole number"),
    Kind.NUMBER: _("number"),
    Kind.DATE: _("date"),
    Kind.URL: _("web address"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a data set; `name` stands in the head of the files and never changes."""

    name: str
    title: Message
    kind: Kind
    meaning: Message
    unit: Message = ""


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set; `code` stands in its addresses. `suppressed`: small cells are left out of it."""

    code: str
    title: Message
    description: Message
    columns: tuple[Column, ...]
    rhythm: Rhythm
    source: Message
    suppressed: bool = False

    @property
    def is_live(self) -> bool:
        """Tell whether it is read anew each time, and not archived."""
        return self.rhythm == Rhythm.LIVE

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]
