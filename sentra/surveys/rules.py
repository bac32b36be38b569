"""What a survey report must say: pure checks that return every problem at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from sentra.kernel.errors import Problem
from sentra.kernel.text import tidy
from sentra.reference.conditions import asked
from sentra.reference.schema import CheckItem, Checklist, Commodity
from sentra.registry.models import Production

RESULTS = ("ok", "not_ok", "not_applicable")
RECOMMENDATIONS = ("grant", "grant_with_advice", "refuse")
SEEN = frozenset({str(one) for one in Production} - {str(Production.UNKNOWN)})
LONGEST = 4000
LONGEST_NOTE = 500
LONGEST_NAME = 150
MOST_WORKERS = 100_000
MOST_IN_TEAM = 10
MOST_PHOTOS = 20


@dataclass(frozen=True, slots=True)
class Findings:
    """What a surveyor hands in; `key` is made once where the form is filled in."""

    key: UUID
    visited_on: date
    team: Sequence[str]
    results: Mapping[str, Mapping[str, str]]
    findings: str
    production: str
    production_reason: str
    workers_men: int
    workers_women: int
    capacity: str
    recommendation: str
    recommendation_reason: str = ""


def tidied(found: Findings) -> Findings:
    """Take out of all texts what can't be seen, and of the results what no report holds."""
    return replace(
        found,
        team=[name for given in found.team if (name := tidy(given).replace("\n", " "))],
        results={
            code: {"result": given.get("result", ""), "note": tidy(given.get("note", ""))}
            for code, given in found.results.items()
        },
        findings=tidy(found.findings),
        production_reason=tidy(found.production_reason),
        capacity=tidy(found.capacity).replace("\n", " "),
        recommendation_reason=tidy(found.recommendation_reason),
    )


def items_asked(
    checklist: Checklist, answers: Mapping[str, Any], commodities: Mapping[str, Commodity]
) -> list[CheckItem]:
    """Give the lines of a checklist that an application calls for."""
    return [item for item in checklist.items if asked(item.when, answers, commodities)]


def problems_of_report(
    found: Findings, items: Sequence[CheckItem], today: date, photos: int = 0, since: date = date.min
) -> list[Problem]:
    """Tell everything that is missing or can't be in a report with so many photographs.

    `since` is the day on which the application was sent in: nobody visits before. The fields of a line of the
    checklist are `item-<code>` and `note-<code>`.
    """
    problems = []
    for item in items:
        given = found.results.get(item.code, {})
        if given.get("result") not in RESULTS:
            message = _("Please answer: %(item)s.") % {"item": item.label}
            problems.append(Problem(f"item-{item.code}", "missing", message))
        elif given["result"] == "not_ok" and not given.get("note", "").strip():
            message = _("Say what is wrong: %(item)s.") % {"item": item.label}
            problems.append(Problem(f"note-{item.code}", "note_missing", message))
    if found.visited_on > today:
        problems.append(Problem("visited_on", "future", _("The visit can't lie in the future.")))
    elif found.visited_on < since:
        problems.append(Problem("visited_on", "too_early", _("The visit can't lie before the application.")))
    if not found.findings.strip():
        problems.append(Problem("findings", "missing", _("Please write what you saw.")))
    problems += _of_production(found)
    problems += _of_recommendation(found, items)
    return problems + _of_sizes(found, items, photos)


def _of_sizes(found: Findings, items: Sequence[CheckItem], photos: int) -> list[Problem]:
    long = [
        name
        for name in ("findings", "production_reason", "recommendation_reason", "capacity")
        if len(getattr(found, name)) > (200 if name == "capacity" else LONGEST)
    ]
    long += [
        f"note-{item.code}" for item in items if len(found.results.get(item.code, {}).get("note", "")) > LONGEST_NOTE
    ]
    problems = [Problem(name, "too_long", _("This text is too long.")) for name in long]
    if len(found.team) > MOST_IN_TEAM or any(len(name) > LONGEST_NAME for name in found.team):
        message = _("Name at most %(most)s people, each with at most %(longest)s characters.")
        problems.append(Problem("team", "too_long", message % {"most": MOST_IN_TEAM, "longest": LONGEST_NAME}))
    if photos > MOST_PHOTOS:
        message = _("A report has at most %(most)s photographs.") % {"most": MOST_PHOTOS}
        problems.append(Problem("photos", "too_many", message))
    return problems


def _of_production(found: Findings) -> list[Problem]:
    problems = []
    if found.production not in SEEN:
        problems.append(Problem("production", "missing", _("Please choose how the production runs.")))
    elif found.production != Production.SMOOTH and not found.production_reason.strip():
        problems.append(
            Problem("production_reason", "missing", _("Please say why the production does not run smoothly."))
        )
    if not 0 <= found.workers_men <= MOST_WORKERS:
        problems.append(Problem("workers_men", "impossible", _("Please give the number of men that you saw.")))
    if not 0 <= found.workers_women <= MOST_WORKERS:
        problems.append(Problem("workers_women", "impossible", _("Please give the number of women that you saw.")))
    if not found.capacity.strip():
        problems.append(Problem("capacity", "missing", _("Please give the capacity that you saw.")))
    return problems


def _of_recommendation(found: Findings, items: Sequence[CheckItem]) -> list[Problem]:
    failed = [item for item in items if item.must and found.results.get(item.code, {}).get("result") == "not_ok"]
    if found.recommendation not in RECOMMENDATIONS:
        return [Problem("recommendation", "missing", _("Please choose what you recommend."))]
    if found.recommendation == "refuse" and not found.recommendation_reason.strip():
        return [Problem("recommendation_reason", "missing", _("Please say why you recommend to refuse."))]
    if failed and found.recommendation == "grant":
        labels = ", ".join(str(item.label) for item in failed)
        message = _("A point that must be so is not: %(items)s. Recommend to refuse, or to grant with advice.")
        return [Problem("recommendation", "contradiction", message % {"items": labels})]
    return []
