"""What was late in its stage on a past day.

The last day of a stage's term stands on the application only as long as it is in that stage. What has left it since is
worked out from its way through the stages, by the rules by which the clock was set (`licensing.services.common`): a
term begins with the stage; what was returned for correction goes on with the days that were left. Days off are those
that are known today.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sentra.insights.counting import Cell, Span, Sums
from sentra.kernel import clock
from sentra.kernel.clock import WorkingCalendar
from sentra.licensing.models import Application, StageSpell, Status
from sentra.licensing.models.application import WORKING, revision_published
from sentra.reference.queries import working_calendar

Cuts = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of an application's way: in which status, and from which day."""

    status: str
    began: date


def term_of_last(way: Sequence[Stretch], days: Mapping[str, int], calendar: WorkingCalendar) -> date | None:
    """Give the last day of the term of the last stretch of a way; None while it waits for the applicant. Pure."""
    due: date | None = None
    left: int | None = None
    for one in way:
        if one.status == Status.CORRECTION:
            left, due = calendar.between(one.began, due) if due else None, None
        elif one.status in WORKING:
            allowed = days.get(one.status, 1) if left is None else max(left, 1)
            due, left = calendar.add(one.began, allowed), None
    return due


def late_and_left(span: Span, cuts: Cuts) -> Iterator[Cell]:
    """Count what was past its stage's term on the last day: what is there still, and what has left the stage since."""
    counted = Sums(cuts)
    open_then = StageSpell.objects.filter(span.stands("began_at", "ended_at"), status__in=WORKING)
    here = open_then.filter(
        ended_at=None, application__stage_due__lt=span.last, application__paused_since=None
    ).values_list("application__district", "application__service", "status")
    for district, service, stage in here:
        _count(counted, district, service, stage)
    for application, stage in _left_late(span, open_then):
        _count(counted, application.district, application.service, stage)
    return counted.cells()


def _count(counted: Sums, district: str, service: str, stage: str) -> None:
    told = {"district": district, "service": service, "stage": stage, "service_stage": f"{service}/{stage}"}
    counted.add(told, "late")


def _left_late(span: Span, open_then: "QuerySet[StageSpell]") -> Iterator[tuple[Application, str]]:
    """Give those that were late in a stage which they have left since."""
    calendar = working_calendar()
    gone = open_then.exclude(ended_at=None).select_related("application")
    found = {spell.application_id: spell for spell in gone}
    ways: dict[object, list[Stretch]] = {}
    before = StageSpell.objects.filter(began_at__lt=span.until, application__in=list(found)).order_by("began_at", "pk")
    for application, status, began_at in before.values_list("application", "status", "began_at"):
        ways.setdefault(application, []).append(Stretch(status, clock.local_day(began_at)))
    for key, spell in found.items():
        service = revision_published(spell.application.revision_id).content
        days = {str(stage.code): stage.working_days for stage in service.stages}
        due = term_of_last(ways[key], days, calendar)
        if due and due < span.last:
            yield spell.application, spell.status
