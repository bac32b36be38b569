"""Figures of licensing for those who lead: how much came in, went out, waits and is late. Aggregates only."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, Q

from sentra.kernel import clock
from sentra.licensing.filters import ends_soon, late, stands
from sentra.licensing.models import Application, Permit, PermitStatus, StageSpell, Status
from sentra.licensing.models.application import OPEN, WORKING
from sentra.people.models import User
from sentra.people.policy import Permission, districts_of
from sentra.reference.loading import current_pack


@dataclass(frozen=True, slots=True)
class StageFigures:
    """How long one stage took this year, in working days, and how much waits in it now."""

    label: str
    waiting: int
    late: int
    median_days: float | None


@dataclass(frozen=True, slots=True)
class LicensingFigures:
    """Licensing in the calendar year so far; `by_service` counts applications received."""

    year: int
    received: int
    granted: int
    refused: int
    waiting: int
    late: int
    deemed: int
    permits_valid: int
    permits_ending: int
    by_service: Mapping[str, int]
    stages: tuple[StageFigures, ...]


def licensing_figures(actor: User) -> LicensingFigures:
    """Count licensing in the districts of which the actor reads figures: five queries."""
    year = clock.today().year
    within = _seen(actor)
    counts = Application.objects.filter(within).aggregate(
        received=Count("pk", filter=Q(submitted_at__year=year)),
        granted=Count("pk", filter=Q(status=Status.GRANTED, decided_at__year=year)),
        refused=Count("pk", filter=Q(status=Status.REFUSED, decided_at__year=year)),
        waiting=Count("pk", filter=Q(status__in=OPEN)),
        late=Count("pk", filter=Q(status__in=WORKING) & late()),
        deemed=Count("pk", filter=Q(deemed=True, decided_at__year=year)),
    )
    by_code = dict(
        Application.objects.filter(within, submitted_at__year=year)
        .values_list("service")
        .annotate(count=Count("pk"))
        .order_by("service")
    )
    return LicensingFigures(
        year=year,
        **counts,
        **_permits(within),
        by_service={str(one.title): by_code.get(one.code, 0) for one in current_pack().services},
        stages=_stages(year, actor),
    )


def _seen(actor: User, path: str = "") -> Q:
    districts = districts_of(actor, Permission.FIGURES_READ)
    return Q() if districts is None else Q(**{f"{path}district__in": sorted(districts)})


def _permits(within: Q) -> dict[str, int]:
    valid, ending = stands(PermitStatus.ACTIVE), ends_soon()
    return Permit.objects.filter(within).aggregate(
        permits_valid=Count("pk", filter=valid), permits_ending=Count("pk", filter=ending)
    )


def _stages(year: int, actor: User) -> tuple[StageFigures, ...]:
    spent: dict[str, list[int]] = {}
    ended = StageSpell.objects.filter(status__in=WORKING, ended_at__year=year).exclude(working_days=None)
    for status, days in ended.filter(_seen(actor, "application__")).values_list("status", "working_days"):
        spent.setdefault(status, []).append(days or 0)
    rows = (
        Application.objects.filter(_seen(actor), status__in=WORKING)
        .values_list("status")
        .annotate(count=Count("pk"), late=Count("pk", filter=late()))
        .order_by()
    )
    waiting = {str(status): (count, behind) for status, count, behind in rows}
    return tuple(
        StageFigures(
            label=str(status.label),
            waiting=waiting.get(status, (0, 0))[0],
            late=waiting.get(status, (0, 0))[1],
            median_days=median(spent[status]) if spent.get(status) else None,
        )
        for status in WORKING
    )
