"""Reads of findings for screens: the officers' list, one finding, and the board of a business."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sentra.kernel.errors import NotFound
from sentra.licensing.models import Application
from sentra.people.models import User
from sentra.people.policy import Permission, can, visible_to
from sentra.registry.hung import may_have
from sentra.registry.models import Business
from sentra.surveys.filters import FindingFilter
from sentra.surveys.models import Finding, FindingState, Report, Visit, VisitState
from sentra.surveys.queries import of_business
from sentra.surveys.workflow import FINDING

LAST_REPORTS = 12
LAST_CLOSED = 6


def findings_found(actor: User, chosen: FindingFilter) -> "QuerySet[Finding]":
    """Give the findings that the actor may see, the most urgent first."""
    found = visible_to(actor, Finding.objects.filter(chosen.condition()))
    return found.select_related("business", "report__application").order_by("due_on", "pk")


def finding_seen(actor: User, finding_id: int) -> Finding:
    """Give a finding with its story. Raises `NotFound` outside of what the actor may see."""
    finding = (
        visible_to(actor, Finding.objects.all())
        .select_related("business", "report__application", "report__visit", "report__document", "closed_by", "proof")
        .prefetch_related("follow_ups__by", "follow_ups__report")
        .filter(pk=finding_id)
        .first()
    )
    if finding is None:
        raise NotFound(_("There is no such finding, or it isn't in your area."))
    return finding


def finding_acts(actor: User, finding: Finding) -> frozenset[str]:
    """Give the codes of what the actor may do with a finding now."""
    allowed = FINDING.allowed(
        finding.state, None, lambda permission: can(actor, Permission(permission), finding.district)
    )
    return frozenset(act.code for act in allowed)


@dataclass(frozen=True, slots=True)
class SeenHistory:
    """What visits saw of a business: reports, newest first, open findings and those closed last, what is planned."""

    reports: Sequence[Report]
    open: Sequence[Finding]
    closed: Sequence[Finding]
    planned: Sequence[Visit]

    @property
    def any(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.reports or self.open or self.closed or self.planned)


def seen_history(business: Business) -> SeenHistory:
    """Give what visits saw of a business; whoever asks may see the business."""
    if not may_have(business, Visit, Report, Finding, Application):
        return SeenHistory((), (), (), ())
    findings = list(
        Finding.objects.filter(of_business(business, "report__")).select_related("report").order_by("due_on", "pk")
    )
    reports = Report.objects.filter(of_business(business)).select_related("surveyor", "document", "visit")
    closed = [one for one in findings if one.state != FindingState.OPEN]
    return SeenHistory(
        reports=list(reports.order_by("-visited_on", "-handed_in_at")[:LAST_REPORTS]),
        open=[one for one in findings if one.state == FindingState.OPEN],
        closed=sorted(closed, key=lambda one: one.closed_on or one.due_on, reverse=True)[:LAST_CLOSED],
        planned=list(
            Visit.objects.filter(business=business, state=VisitState.PLANNED)
            .select_related("surveyor")
            .order_by("planned_on")
        ),
    )
