"""A visit, whatever it is for, and the businesses that a census visit met."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.licensing.models import Application
from sentra.people.policy import Permission, Scope
from sentra.reference.checklists import Checklist
from sentra.reference.models import ChecklistRevision, checklist_published
from sentra.registry.models import Business


class VisitKind(models.TextChoices):
    """What a visit is for."""

    PERMIT = "permit", _("Permit survey")
    SUPERVISION = "supervision", _("Periodic supervision")
    FOLLOW_UP = "follow_up", _("Follow-up")
    CENSUS = "census", _("Field census")


class VisitState(models.TextChoices):
    """Where a visit stands; one that was planned anew is cancelled."""

    PLANNED = "planned", _("Planned")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


TO_BUSINESSES = (VisitKind.SUPERVISION, VisitKind.FOLLOW_UP)


class Visit(models.Model):
    """A planned visit: to the business of an application, to one of the register, or to a village for its census.

    `revision` is the checklist that it was planned with; None for a permit whose service has none. `reasons` are codes
    of the pack's rules, why it was planned.
    """

    SCOPE = Scope(permission=Permission.REGISTER_READ, district="district")

    kind = models.CharField(max_length=12, choices=VisitKind.choices)
    state = models.CharField(max_length=10, choices=VisitState.choices, default=VisitState.PLANNED)
    application = models.ForeignKey(Application, models.CASCADE, null=True, related_name="visits")
    business = models.ForeignKey(Business, models.PROTECT, null=True, related_name="visits")
    district = models.CharField(max_length=8)
    village = models.CharField(max_length=13, blank=True)
    planned_on = models.DateField()
    surveyor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits")
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=clock.now)
    remark = models.CharField(max_length=500, blank=True)
    revision = models.ForeignKey(ChecklistRevision, models.PROTECT, null=True, related_name="+")
    reasons = models.JSONField(default=list)
    cancelled_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-planned_at", "-pk"]
        indexes = [
            models.Index(fields=["surveyor", "planned_on"], name="visit_surveyor_day"),
            models.Index(fields=["state", "planned_on"], name="visit_state_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind=VisitKind.PERMIT, application__isnull=False)
                    | Q(kind__in=TO_BUSINESSES, application__isnull=True, business__isnull=False)
                    | (Q(kind=VisitKind.CENSUS, application__isnull=True, business__isnull=True) & ~Q(village=""))
                ),
                name="visit_goes_somewhere",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state=VisitState.PLANNED),
                name="one_planned_visit_of_an_application",
            ),
            models.UniqueConstraint(
                fields=["business"],
                condition=Q(state=VisitState.PLANNED, application__isnull=True),
                name="one_planned_visit_of_a_business",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.planned_on}"

    @property
    def checklist(self) -> Checklist | None:
        """The checklist that it was planned with."""
        return checklist_published(self.revision_id) if self.revision_id else None

    @property
    def is_permit(self) -> bool:
        """Tell whether it is the survey of an application."""
        return self.kind == VisitKind.PERMIT

    @property
    def is_census(self) -> bool:
        """Tell whether it goes to a village rather than to a business."""
        return self.kind == VisitKind.CENSUS


class CensusRecord(models.Model):
    """A business that a census visit met; `key` is made where it was written down, so that it arrives once."""

    key = models.UUIDField(unique=True)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="met")
    business = models.ForeignKey(Business, models.PROTECT, related_name="census_records")
    is_new = models.BooleanField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "business"], name="one_record_of_a_census_visit")]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.business_id}"
