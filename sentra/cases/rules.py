"""Pure checks of what is told about a case; what is wrong comes back as problems, all at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Message, Problem
from sentra.kernel.text import tidy

SHORTEST, LONGEST = 5, 4000
LONGEST_NAME = 200
SAYS_NOTHING = _("Please write this in a sentence.")


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody reports; the contact is optional, and so is the name."""

    product_name: str
    happened: str
    bought_at: str
    maker_name: str = ""
    kind: str = ""
    batch: str = ""
    district: str = ""
    bought_on: date | None = None
    reporter_name: str = ""
    reporter_contact: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str], bought_on: date | None = None) -> "Report":
        """Tidy what was typed."""
        texts = {name: tidy(given.get(name, "")) for name in TEXTS}
        return cls(bought_on=bought_on, **texts)


TEXTS: Mapping[str, int] = {
    "product_name": LONGEST_NAME,
    "happened": LONGEST,
    "bought_at": 300,
    "maker_name": LONGEST_NAME,
    "kind": 50,
    "batch": 100,
    "district": 8,
    "reporter_name": 150,
    "reporter_contact": 150,
}
"""The texts of a report, each with the most characters that it may have."""
NEEDED: Mapping[str, Message] = {
    "product_name": _("Please say which product it is."),
    "happened": _("Please tell what happened."),
    "bought_at": _("Please say where you bought it. “From a neighbour” is enough."),
}


def problems_of_report(report: Report, *, kinds: Iterable[str], districts: Iterable[str], today: date) -> list[Problem]:
    """Tell all that is wrong with a report."""
    found = [Problem(name, "missing", message) for name, message in NEEDED.items() if not getattr(report, name)]
    for name, most in TEXTS.items():
        if len(getattr(report, name)) > most:
            found.append(Problem(name, "too_long", _("Please use at most %(most)s characters.") % {"most": most}))
    if report.happened and len(report.happened) < SHORTEST:
        found.append(Problem("happened", "too_short", SAYS_NOTHING))
    if report.kind and report.kind not in set(kinds):
        found.append(Problem("kind", "unknown", _("Please choose one of the list.")))
    if report.district and report.district not in set(districts):
        found.append(Problem("district", "unknown", _("Please choose a district from the list.")))
    if report.bought_on and report.bought_on > today:
        found.append(Problem("bought_on", "future", _("This day is still to come.")))
    return found


def problems_of_words(text: str, field: str) -> list[Problem]:
    """Tell what is wrong with a text that says why or what; nothing where it says enough."""
    if len(text) < SHORTEST:
        return [Problem(field, "missing", SAYS_NOTHING)]
    if len(text) > LONGEST:
        return [Problem(field, "too_long", _("Please use at most %(most)s characters.") % {"most": LONGEST})]
    return []


def problems_of_day(day: date | None, field: str, *, since: date) -> list[Problem]:
    """Tell what is wrong with a day that is still to come."""
    if day is None:
        return [Problem(field, "missing", _("Please give the day."))]
    if day < since:
        return [Problem(field, "past", _("This day has passed already."))]
    return []
