"""Pure checks of what is written about a call and by its applicants; all that is wrong comes back at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Problem
from sentra.kernel.text import tidy
from sentra.reference.needs import LiesIn, MakesOneOf, Registered
from sentra.reference.programmes import ProgrammeKind

SHORTEST, LONGEST = 5, 4000
MOST_SEATS = 10_000
MOST_WEIGHT = 100
MOST_MONEY = 10**13
YEARS = range(2000, 2101)
LONGEST_WORDS = {
    "title": 200,
    "title_en": 200,
    "about": LONGEST,
    "about_en": LONGEST,
    "place": 300,
    "budget_source": 100,
}
SAYS_NOTHING = _("Please write this in a sentence.")


@dataclass(frozen=True, slots=True)
class CallTold:
    """A call as an officer writes it. `conditions` and `papers` are those of the kind that hold, by place and by code;
    `districts` and `commodities` narrow it further; `weights` stand by criterion. Money in whole rupiah.
    """

    title: str
    about: str
    place: str
    begins_on: date
    ends_on: date
    apply_from: date
    apply_until: date
    quota: int
    budget: int = 0
    budget_source: str = ""
    budget_year: int | None = None
    value_each: int = 0
    most_of_district: int | None = None
    most_of_commodity: int | None = None
    least_women: int = 0
    least_first_timers: int = 0
    conditions: frozenset[int] = frozenset()
    districts: Sequence[str] = ()
    commodities: Sequence[str] = ()
    papers: frozenset[str] = frozenset()
    weights: Mapping[str, int] = field(default_factory=dict)
    title_en: str = ""
    about_en: str = ""


def problems_of_call(told: CallTold, today: date) -> list[Problem]:
    """Tell all that is wrong with a call."""
    found = [*_of_words(told), *_of_days(told, today), *_of_seats(told), *_of_money(told)]
    for code, weight in told.weights.items():
        if not 1 <= weight <= MOST_WEIGHT:
            found.append(Problem(f"weight-{code}", "impossible", _("Please give a weight from 1 to 100.")))
    return found


def _of_words(told: CallTold) -> list[Problem]:
    found = []
    if len(tidy(told.title)) < SHORTEST:
        found.append(Problem("title", "missing", _("Please give the call a title that says what it is.")))
    for name, most in LONGEST_WORDS.items():
        if len(getattr(told, name)) > most:
            found.append(Problem(name, "too_long", _("Please use at most %(most)s characters.") % {"most": most}))
    return found


def _of_days(told: CallTold, today: date) -> list[Problem]:
    found = []
    if told.ends_on < told.begins_on:
        found.append(Problem("ends_on", "before", _("It can't end before it begins.")))
    if told.apply_until < told.apply_from:
        found.append(Problem("apply_until", "before", _("The last day to apply lies before the first.")))
    if told.apply_until < today:
        found.append(Problem("apply_until", "past", _("This day has passed already.")))
    if told.apply_until > told.begins_on:
        found.append(Problem("apply_until", "after", _("One has to apply before it begins.")))
    return found


def _of_seats(told: CallTold) -> list[Problem]:
    found = []
    if not 1 <= told.quota <= MOST_SEATS:
        message = _("Please say for how many it is: from 1 to %(most)s.") % {"most": MOST_SEATS}
        found.append(Problem("quota", "impossible", message))
    for name in ("least_women", "least_first_timers"):
        if not 0 <= getattr(told, name) <= told.quota:
            found.append(Problem(name, "too_many", _("More seats are kept than there are.")))
    for name in ("most_of_district", "most_of_commodity"):
        most = getattr(told, name)
        if most is not None and not 1 <= most <= MOST_SEATS:
            message = _("Please give a number from 1 to %(most)s, or leave it empty.") % {"most": MOST_SEATS}
            found.append(Problem(name, "impossible", message))
    return found


def _of_money(told: CallTold) -> list[Problem]:
    found = []
    for name in ("budget", "value_each"):
        if not 0 <= getattr(told, name) <= MOST_MONEY:
            found.append(Problem(name, "impossible", _("Please give an amount in rupiah.")))
    if told.budget and not told.budget_source.strip():
        found.append(Problem("budget_source", "missing", _("Please say where the money comes from.")))
    if told.budget and told.budget_year is None:
        found.append(Problem("budget_year", "missing", _("Please say of which year the money is.")))
    if told.budget_year is not None and told.budget_year not in YEARS:
        found.append(Problem("budget_year", "impossible", _("Please give the year in four digits.")))
    if told.budget and told.value_each * min(told.quota, MOST_SEATS) > told.budget:
        message = _("So many at this price cost more than the budget.")
        found.append(Problem("budget", "too_little", message))
    return found


def content_of(kind: ProgrammeKind, told: CallTold) -> dict[str, Any]:
    """Give what the kind says as this call changes it; being on the register can't be taken out."""
    kept = [
        need for place, need in enumerate(kind.conditions) if isinstance(need, Registered) or place in told.conditions
    ]
    if told.districts:
        kept.append(LiesIn(needs="district", districts=tuple(sorted(told.districts))))
    if told.commodities:
        kept.append(MakesOneOf(needs="commodity", commodities=tuple(sorted(told.commodities))))
    changed = kind.model_copy(
        update={
            "conditions": tuple(kept),
            "papers": tuple(paper for paper in kind.papers if paper.code in told.papers),
            "criteria": tuple(
                one.model_copy(update={"weight": told.weights.get(one.code, one.weight)}) for one in kind.criteria
            ),
        }
    )
    return changed.model_dump(mode="json")


def problems_of_points(points: Mapping[str, int], kind: ProgrammeKind) -> list[Problem]:
    """Tell which criteria were not judged, or with points that none of their levels gives."""
    found = []
    for one in kind.criteria:
        if points.get(one.code) not in {level.points for level in one.levels}:
            found.append(Problem(f"points-{one.code}", "missing", _("Please choose a level.")))
    return found
