"""Counting the terms anew when the days off change."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.clock import WorkingCalendar
from sentra.licensing.models import Application, Status
from sentra.licensing.models.application import OPEN
from sentra.people.models import User


@transaction.atomic
def terms_recount(*, actor: User | None, before: WorkingCalendar, after: WorkingCalendar) -> int:
    """Let every term that runs keep the working days that it had left; gives how many terms moved.

    What ended before today stays: a day off that comes too late gives no time back.
    """
    waiting = Q(status__in=OPEN) | Q(status=Status.GRANTED, survey_owed=True)
    moved = 0
    found = Application.objects.only("due", "stage_due").select_for_update(of=("self",)).filter(waiting).order_by("pk")
    for application in found:
        was = {"due": application.due, "stage_due": application.stage_due}
        now = {name: _kept(day, before, after) for name, day in was.items()}
        if now == was:
            continue
        application.due, application.stage_due = now["due"], now["stage_due"]
        application.save(update_fields=["due", "stage_due"])
        record(actor=actor, act="application.recount", record=application, before=was, after=now)
        moved += 1
    return moved


def _kept(day: date | None, before: WorkingCalendar, after: WorkingCalendar) -> date | None:
    """Give the day on which a term ends that has as many working days left as before, today among them."""
    today = clock.today()
    if day is None or day < today:
        return day
    yesterday = today - timedelta(days=1)
    left = before.between(yesterday, day)
    return after.add(yesterday, left) if left else after.add(day, 0)
