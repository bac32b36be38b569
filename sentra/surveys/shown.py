"""What surveys show in words: where a business is and how to reach it, and what a report says."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Message
from sentra.licensing.models import Application
from sentra.reference.answers import saved_to
from sentra.surveys.models import Report
from sentra.surveys.queries import items_of

RESULT_LABELS: dict[str, Message] = {
    "not_ok": _("Doesn't fit"),
    "ok": _("Fits"),
    "not_applicable": _("Not applicable"),
}
"""The results in the order in which a reader needs them: what doesn't fit comes first."""
RESULT_TONES = {"not_ok": "bad", "ok": "good", "not_applicable": "calm"}


@dataclass(frozen=True, slots=True)
class Contact:
    """How to find and reach a business; `phone` in E.164, "" where none is known."""

    address: str
    phone: str

    @property
    def whatsapp(self) -> str:
        """The number as WhatsApp's links want it."""
        return self.phone.removeprefix("+")


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """A line of the checklist with what was found."""

    label: str
    must: bool
    result: str
    words: Message
    tone: str
    note: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What the application says, beside which the surveyor puts what is there; "" where it doesn't say."""

    workers_men: str
    workers_women: str
    capacity: str


def contact_of(application: Application) -> Contact:
    """Tell where a business is and how to reach it, from the answers or from the permit that is followed."""
    told = saved_to(application.revision.content, application.answers)
    permit = application.previous_permit
    address = told.get("business.address") or (permit.business.address if permit else "")
    phone = told.get("owner.phone") or (permit.business.owner.phone if permit else "") or application.applicant.phone
    return Contact(str(address), phone or "")


def stated_in(application: Application) -> Stated:
    """Give what the application states about workers and capacity."""
    told = saved_to(application.revision.content, application.answers)
    men, women, capacity = (told.get(f"figures.{name}", "") for name in ("workers_men", "workers_women", "capacity"))
    return Stated(str(men), str(women), str(capacity))


def checked_lines(report: Report, application: Application) -> Sequence[CheckedLine]:
    """Give the checklist of a report, what doesn't fit first."""
    order = list(RESULT_LABELS)
    lines = []
    for item in items_of(application):
        given = report.results.get(item.code)
        if given:
            result = given["result"]
            words, tone = RESULT_LABELS[result], RESULT_TONES[result]
            lines.append(CheckedLine(str(item.label), item.must, result, words, tone, given.get("note", "")))
    return sorted(lines, key=lambda line: order.index(line.result))
