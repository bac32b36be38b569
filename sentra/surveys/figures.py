"""What is counted of supervision: plan against done, findings closed in time, how production ran over time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncQuarter

from sentra.kernel import clock
from sentra.people.models import User
from sentra.people.policy import Permission, within
from sentra.reference.loading import current_pack
from sentra.registry.models import Production
from sentra.surveys.models import Finding, FindingState, Gravity, Report, Visit, VisitKind, VisitState

QUARTERS = 6
LAST_OBJECTIONS = 10
SEEN = (Production.SMOOTH, Production.HALTING, Production.STOPPED, Production.NOT_YET)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """Visits of one month that somebody planned, or of a district or a kind: planned in all, done, still open, late."""

    name: str
    planned: int
    done: int
    late: int

    @property
    def percent(self) -> int:
        """The done ones among the planned, in whole percent."""
        return round(100 * self.done / self.planned) if self.planned else 0


@dataclass(frozen=True, slots=True)
class FindingLine:
    """Findings of one gravity: open, open past their day, put right, and of these in time."""

    name: str
    open: int
    late: int
    done: int
    in_time: int

    @property
    def percent(self) -> int:
        """Those put right in time among those put right, in whole percent."""
        return round(100 * self.in_time / self.done) if self.done else 0


@dataclass(frozen=True, slots=True)
class RunLine:
    """How the production ran where visits saw it in a quarter: how many of each status, and the smooth in percent."""

    name: str
    counts: tuple[int, ...]

    @property
    def seen(self) -> int:
        """How many were seen."""
        return sum(self.counts)

    @property
    def percent(self) -> int:
        """The smooth ones, in whole percent."""
        return round(100 * self.counts[0] / self.seen) if self.seen else 0


@dataclass(frozen=True, slots=True)
class SupervisionFigures:
    """All figures of the supervision page."""

    month: date
    total: PlanLine
    surveyors: Sequence[PlanLine]
    districts: Sequence[PlanLine]
    kinds: Sequence[PlanLine]
    findings: Sequence[FindingLine]
    quarters: Sequence[tuple[date, RunLine]]
    by_district: Sequence[RunLine]
    by_commodity: Sequence[RunLine]
    objections: Sequence[Report]


def month_of(text: str) -> date:
    """Read a month (`2026-11`); the present one where none can be read."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return clock.today().replace(day=1)


def supervision_figures(actor: User, month: date) -> SupervisionFigures:
    """Count supervision in the actor's districts; the plan for one month, the rest as of today."""
    inside = within(actor, Permission.FIGURES_READ)
    following = (month + timedelta(days=32)).replace(day=1)
    visits = Visit.objects.filter(inside, planned_on__gte=month, planned_on__lt=following)
    visits = visits.exclude(state=VisitState.CANCELLED)
    reports = Report.objects.filter(inside).exclude(production="")
    names = current_pack()
    goods = {code: str(one.name) for code, one in names.commodities_by_code.items()}
    return SupervisionFigures(
        month=month,
        total=_plan_line("", visits.aggregate(**_counted())),
        surveyors=_plan(visits, "surveyor__name", {}),
        districts=_plan(visits, "district", names.district_names),
        kinds=_plan(visits, "kind", {one.value: str(one.label) for one in VisitKind}),
        findings=_findings(Finding.objects.filter(inside)),
        quarters=_quarters(reports),
        by_district=_runs(reports, "district", names.district_names),
        by_commodity=_runs(reports, "commodity", goods),
        objections=list(
            Report.objects.filter(inside)
            .exclude(objection="")
            .select_related("business", "application", "document")
            .order_by("-objected_at")[:LAST_OBJECTIONS]
        ),
    )


def _counted() -> dict[str, Count]:
    late = Q(state=VisitState.PLANNED, planned_on__lt=clock.today())
    return {
        "planned": Count("pk"),
        "done": Count("pk", filter=Q(state=VisitState.DONE)),
        "late": Count("pk", filter=late),
    }


def _plan_line(name: str, counted: Mapping[str, Any]) -> PlanLine:
    return PlanLine(name, counted["planned"], counted["done"], counted["late"])


def _plan(visits: "QuerySet[Visit]", by: str, names: Mapping[str, str]) -> list[PlanLine]:
    rows = visits.order_by().values(by).annotate(**_counted()).order_by("-planned", by)
    return [_plan_line(names.get(row[by], row[by]), row) for row in rows]


def _findings(findings: "QuerySet[Finding]") -> list[FindingLine]:
    still, right = Q(state=FindingState.OPEN), Q(state=FindingState.DONE)
    rows = (
        findings.order_by()
        .values("gravity")
        .annotate(
            still=Count("pk", filter=still),
            late=Count("pk", filter=still & Q(due_on__lt=clock.today())),
            right=Count("pk", filter=right),
            timely=Count("pk", filter=right & Q(closed_on__lte=F("due_on"))),
        )
    )
    found = {row["gravity"]: row for row in rows}
    return [
        FindingLine(str(one.label), row["still"], row["late"], row["right"], row["timely"])
        for one in reversed(Gravity)
        if (row := found.get(one.value))
    ]


def _counts(rows: Sequence[Mapping[str, Any]]) -> tuple[int, ...]:
    found = {row["production"]: row["many"] for row in rows}
    return tuple(found.get(one.value, 0) for one in SEEN)


def _quarters(reports: "QuerySet[Report]") -> list[tuple[date, RunLine]]:
    """Count what visits saw quarter by quarter, the newest last."""
    rows = (
        reports.order_by()
        .annotate(quarter=TruncQuarter("visited_on"))
        .values("quarter", "production")
        .annotate(many=Count("pk"))
    )
    by_quarter: dict[date, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_quarter[row["quarter"]].append(row)
    return [(day, RunLine("", _counts(by_quarter[day]))) for day in sorted(by_quarter)[-QUARTERS:]]


def _runs(reports: "QuerySet[Report]", by: str, names: Mapping[str, str]) -> list[RunLine]:
    """Count what visits saw within a year, by district or commodity."""
    since = clock.today() - timedelta(days=365)
    rows = reports.filter(visited_on__gte=since).order_by().values(by, "production").annotate(many=Count("pk"))
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row[by]].append(row)
    lines = [RunLine(names.get(code, code), _counts(found[code])) for code in found if code]
    return sorted(lines, key=lambda line: (-line.seen, line.name))
