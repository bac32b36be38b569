"""What happens by the calendar: what is late is told once a day, who reported is forgotten in time.

All may run twice without doing anything twice.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from sentra.audit.services import record
from sentra.cases.filters import late
from sentra.cases.models import Case, Complaint
from sentra.kernel import clock
from sentra.outbox.queries import told_today
from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.queries import on_duty
from sentra.reference.loading import current_pack

NAMED = 10
"""How many late cases a notice names."""


def late_cases_tell() -> int:
    """Tell each officer in one notice a day which cases are late; gives how many officers were told.

    A case that nobody has taken on is told to everybody who handles cases in its district.
    """
    by_officer: dict[int, tuple[User, list[Case]]] = {}
    handlers: dict[str, list[User]] = {}
    for case in Case.objects.filter(late()).select_related("assigned_to").order_by("close_due", "answer_due", "pk"):
        if case.district not in handlers:
            handlers[case.district] = on_duty(Permission.CASE_HANDLE, case.district or None)
        for officer in [case.assigned_to] if case.assigned_to else handlers[case.district]:
            by_officer.setdefault(officer.pk, (officer, []))[1].append(case)
    return sum(_tell_late(officer, cases) for officer, cases in by_officer.values())


@transaction.atomic
def _tell_late(officer: User, cases: list[Case]) -> bool:
    if told_today(officer, "case_late"):
        return False
    emit(
        kind="case_late",
        record=cases[0],
        to=[officer],
        context={"count": len(cases), "numbers": ", ".join(case.number for case in cases[:NAMED])},
        url=f"{reverse('cases:cases')}?late=1",
    )
    return True


def reporters_forget() -> int:
    """Forget who reported, so long after a case has ended as the pack says (UU 27/2022); gives how many cases."""
    before = clock.now() - timedelta(days=current_pack().cases.reporting.forget_after_days)
    known = Complaint.objects.filter(has_reporter=True, case__closed_at__lt=before)
    return sum(_forget(case_id) for case_id in set(known.order_by().values_list("case_id", flat=True)))


@transaction.atomic
def _forget(case_id: UUID) -> bool:
    case = Case.objects.select_for_update().get(pk=case_id)
    known = Complaint.objects.filter(case=case, has_reporter=True)
    forgotten = known.update(reporter_name="", reporter_contact="", has_reporter=False)
    if forgotten:
        record(actor=None, act="case.forget_reporters", record=case, after={"case_reports": forgotten})
    return bool(forgotten)
