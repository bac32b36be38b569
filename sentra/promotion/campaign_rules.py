"""Pure checks of a campaign's plan and of what was published; what is wrong comes back as problems, all at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from sentra.kernel.errors import Problem, named
from sentra.promotion.years import is_near

LONGEST_TITLE, LONGEST_PIECE, LONGEST_PURPOSE, LONGEST_RESULTS = 120, 200, 2000, 4000
LONGEST_PLACE, LONGEST_SOURCE, LONGEST_PUBLISHER, LONGEST_LINK = 200, 100, 120, 500
SHORTEST = 5
MOST_MONEY = 10**12
MOST_PEOPLE = 10**9
LONGEST_CAMPAIGN = timedelta(days=731)
_web = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Plan:
    """A campaign as somebody plans it; `cost_planned` in whole rupiah, `in_charge` the id of an officer."""

    title: str
    purpose: str
    media: tuple[str, ...]
    from_day: date | None
    until_day: date | None
    in_charge: int | None
    place: str = ""
    cost_planned: int = 0
    budget_source: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """Something that was published, as somebody writes it down; `makers` are the ids of those whom it shows."""

    medium: str
    title: str
    publisher: str
    published_on: date | None
    makers: frozenset[int]
    link: str = ""
    has_scan: bool = False
    reach: int | None = None
    cost: int = 0


def problems_of_plan(plan: Plan, *, media: Collection[str], officers: Collection[int]) -> list[Problem]:
    """Tell all that is wrong with a plan."""
    found = [
        *_of_text("title", plan.title, LONGEST_TITLE, _("Please give the campaign a title.")),
        *_of_text("purpose", plan.purpose, LONGEST_PURPOSE, _("Please say what the campaign is for.")),
        *_too_long("place", plan.place, LONGEST_PLACE),
        *_too_long("budget_source", plan.budget_source, LONGEST_SOURCE),
        *_of_money("cost_planned", plan.cost_planned),
    ]
    if not plan.media or not set(plan.media) <= set(media):
        found.append(Problem("media_kinds", "unknown", _("Please choose at least one kind of medium.")))
    if plan.in_charge not in officers:
        found.append(Problem("in_charge", "unknown", _("Please choose an officer from the list.")))
    if plan.from_day is None:
        found.append(Problem("from_day", "missing", _("Please give the day.")))
    if plan.until_day is None:
        found.append(Problem("until_day", "missing", _("Please give the day.")))
    elif not all(is_near(day) for day in (plan.from_day or plan.until_day, plan.until_day)):
        found.append(Problem("from_day", "year", _("Please check the year.")))
    elif plan.from_day and plan.until_day < plan.from_day:
        found.append(Problem("until_day", "before", _("A campaign can't end before it begins.")))
    elif plan.from_day and plan.until_day - plan.from_day > LONGEST_CAMPAIGN:
        found.append(Problem("until_day", "long", _("A campaign lasts two years at most. Plan another one after it.")))
    return found


def problems_of_piece(
    piece: Published, *, media: Collection[str], makers: Collection[int], begun: date, today: date
) -> list[Problem]:
    """Tell all that is wrong with the record of something published; `makers` are those who take part."""
    found = [
        *_of_text("title", piece.title, LONGEST_PIECE, _("Please say what was published.")),
        *_of_text("publisher", piece.publisher, LONGEST_PUBLISHER, _("Please say who published it."), shortest=2),
        *_of_money("cost", piece.cost),
    ]
    if piece.medium not in media:
        found.append(Problem("medium", "unknown", _("Please choose one of the list.")))
    if piece.published_on is None:
        found.append(Problem("published_on", "missing", _("Please give the day.")))
    elif piece.published_on > today:
        found.append(Problem("published_on", "future", _("This day is still to come.")))
    elif piece.published_on < begun:
        found.append(Problem("published_on", "early", _("That is before the campaign began.")))
    if piece.link and not is_web_address(piece.link):
        message = _("Please give an address that begins with https:// or http://.")
        found.append(Problem("link", "no_address", message))
    if not piece.link and not piece.has_scan:
        found.append(Problem("link", "missing", _("Please give a link, or choose a scan or photograph of it.")))
    if piece.reach is not None and not 0 <= piece.reach <= MOST_PEOPLE:
        found.append(Problem("reach", "impossible", _("This number is impossible.")))
    if not piece.makers:
        found.append(Problem("makers", "missing", _("Please say which makers it shows.")))
    elif not piece.makers <= set(makers):
        found.append(Problem("makers", "unknown", _("Please choose among the makers who take part.")))
    return found


def is_web_address(text: str) -> bool:
    """Tell whether something is the address of a page, and of nothing that runs or reads files."""
    if len(text) > LONGEST_LINK or not text.isprintable():
        return False
    try:
        _web(text)
    except ValidationError:
        return False
    return True


def problems_of_results(text: str) -> list[Problem]:
    """Tell what is wrong with the words on what came of a campaign."""
    missing = _("Please write in a sentence what came of the campaign.")
    return named(_of_text("results", text, LONGEST_RESULTS, missing), {"results": _("Results")})


def problems_of_reason(text: str) -> list[Problem]:
    """Tell what is wrong with a reason."""
    return named(_of_text("reason", text, 500, _("Please say why, in a sentence.")), {"reason": _("Reason")})


def _of_text(name: str, text: str, most: int, missing: str, *, shortest: int = SHORTEST) -> list[Problem]:
    if len(text) < shortest:
        return [Problem(name, "missing", missing)]
    return _too_long(name, text, most)


def _too_long(name: str, text: str, most: int) -> list[Problem]:
    if len(text) <= most:
        return []
    return [Problem(name, "too_long", _("Please use at most %(most)s characters.") % {"most": most})]


def _of_money(name: str, amount: int) -> list[Problem]:
    if 0 <= amount <= MOST_MONEY:
        return []
    return [Problem(name, "impossible", _("Please give an amount in rupiah."))]
