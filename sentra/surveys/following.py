"""Lets higher apps follow the visits: what they make of a report happens with it, in the same transaction.

An app registers what it does, and what it shows on the page of a visit, once, when it is loaded (`AppConfig.ready`).
"""

from collections.abc import Callable, Sequence

from sentra.people.models import User
from sentra.people.panels import Board
from sentra.surveys.models import Report, Visit

VISIT: Board[User, Visit] = Board()
"""The page of a visit and its report's form: why somebody goes there, as a higher app knows it."""

Follow = Callable[[User, Report], object]
_followers: list[Follow] = []


def follow_reports(follow: Follow) -> None:
    """Have something done whenever a report is handed in; registering it again changes nothing."""
    if follow not in _followers:
        _followers.append(follow)


def report_followed(actor: User, report: Report) -> None:
    """Run what follows a report that is handed in. A step of an act."""
    for follow in _followers:
        follow(actor, report)


FollowPlan = Callable[[User, Sequence[Visit]], object]
_planners: list[FollowPlan] = []


def follow_plans(follow: FollowPlan) -> None:
    """Have something done whenever visits to businesses are planned; registering it again changes nothing."""
    if follow not in _planners:
        _planners.append(follow)


def plan_followed(actor: User, visits: Sequence[Visit]) -> None:
    """Run what follows visits to businesses that are planned together. A step of an act."""
    for follow in _planners:
        follow(actor, visits)
