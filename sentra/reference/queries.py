"""Reading the reference rows."""

from django.db.models import QuerySet

from sentra.kernel.clock import WorkingCalendar
from sentra.reference.models import ChecklistRevision, Holiday


def working_calendar() -> WorkingCalendar:
    """Give the offices' calendar as it stands now; terms that were counted before follow an edit (`following`)."""
    return WorkingCalendar.of(Holiday.objects.filter(cancelled=False).values_list("day", flat=True))


def holidays(year: int) -> "QuerySet[Holiday]":
    """Give the days off of a year, the cancelled ones too."""
    return Holiday.objects.filter(day__year=year)


def checklist_newest(code: str) -> ChecklistRevision | None:
    """Give the newest revision of a checklist; None where none was published yet."""
    return ChecklistRevision.objects.filter(code=code).order_by("-number").first()
