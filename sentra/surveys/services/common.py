"""What all acts on a visit share: lock it, say who may, plan it, tell people."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, NotFound, Problem
from sentra.kernel.locks import locked
from sentra.people.models import User
from sentra.people.policy import Permission, can, visible_to
from sentra.surveys.models import Visit

LONGEST_AHEAD = timedelta(days=180)
LONGEST_REMARK = 500


def visit_lock(actor: User, visit_id: int) -> Visit:
    """Lock a visit that the actor may see. Raises `NotFound`."""
    seen = visible_to(actor, Visit.objects.all()).select_related("business__owner", "surveyor")
    visit = locked(seen.filter(pk=visit_id)).first()
    if visit is None:
        raise NotFound(_("There is no such visit, or it isn't in your area."))
    return visit


def problems_of_plan(planned_on: date, surveyor: User, district: str) -> list[Problem]:
    """Tell what is wrong with a day and with who goes."""
    problems = []
    if planned_on < clock.today():
        problems.append(Problem("planned_on", "past", _("Please choose today or a day to come.")))
    elif planned_on > clock.today() + LONGEST_AHEAD:
        problems.append(Problem("planned_on", "too_far", _("Please choose a day within half a year.")))
    if not can(surveyor, Permission.APPLICATION_SURVEY, district):
        message = _("This is not among the duties of %(name)s.") % {"name": surveyor}
        problems.append(Problem("surveyor", "no_duty", message))
    return problems


def require_plan(problems: Sequence[Problem]) -> None:
    """Refuse a plan with problems. Raises `InvalidInput`."""
    if problems:
        raise InvalidInput(problems)


def remember_visit(
    actor: User | None,
    visit: Visit,
    act: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any],
    reason: str = "",
) -> None:
    """Write an act on a visit into the audit, where the story of its business finds it."""
    record(actor=actor, act=f"visit.{act}", record=visit, before=before, after=after, reason=reason)
