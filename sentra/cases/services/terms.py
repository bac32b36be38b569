"""Counting the terms of cases anew when the days off change."""

from django.db import transaction

from sentra.audit.services import record
from sentra.cases.models import OPEN, Case
from sentra.kernel import clock
from sentra.kernel.clock import WorkingCalendar
from sentra.people.models import User
from sentra.reference.loading import current_pack


@transaction.atomic
def case_terms_recount(*, actor: User | None, before: WorkingCalendar, after: WorkingCalendar) -> int:
    """Let every term that still runs end after as many working days as the pack gives; gives how many terms moved.

    What ended before today stays: a day off that comes too late gives no time back.
    """
    cases, today, moved = current_pack().cases, clock.today(), 0
    for case in Case.objects.select_for_update().filter(state__in=OPEN).order_by("pk"):
        was = {"case_answer_due": case.answer_due, "case_due": case.close_due}
        if case.answered_at is None and case.answer_due >= today:
            case.answer_due = after.add(clock.local_day(case.reported_at), cases.reporting.first_answer_days)
        weight = cases.gravity(case.gravity)
        if weight and case.triaged_at and case.close_due and case.close_due >= today:
            case.close_due = after.add(clock.local_day(case.triaged_at), weight.days)
        now = {"case_answer_due": case.answer_due, "case_due": case.close_due}
        if now != was:
            case.save(update_fields=["answer_due", "close_due"])
            record(actor=actor, act="case.recount", record=case, before=was, after=now)
            moved += 1
    return moved
