"""What happens by the calendar: once a day, whose cases are late is told. May run twice without telling twice."""

from django.db import transaction
from django.urls import reverse

from sentra.cases.filters import late
from sentra.cases.models import Case
from sentra.outbox.queries import told_today
from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.queries import on_duty

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
