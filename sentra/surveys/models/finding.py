"""What a visit found wrong, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.files.models import File
from sentra.kernel import clock
from sentra.kernel.text import Text
from sentra.people.policy import Permission, Scope
from sentra.reference.loading import current_pack
from sentra.registry.models import Business
from sentra.surveys.models.report import Report


class Gravity(models.TextChoices):
    """How grave a finding is."""

    MINOR = "minor", _("Minor")
    MAJOR = "major", _("Major")
    CRITICAL = "critical", _("Critical")


class FindingState(models.TextChoices):
    """Where a finding stands."""

    OPEN = "open", _("Open")
    DONE = "done", _("Put right")
    LAPSED = "lapsed", _("No longer pursued")


class Finding(models.Model):
    """Something that was found wrong: what has to be done about it, by when, and how it ended.

    `business` is None for the survey of a first permit; the report's application tells it then. `label` and `what` are
    bilingual words of the checklist as it was.
    """

    SCOPE = Scope(permission=Permission.REGISTER_READ, district="district")

    report = models.ForeignKey(Report, models.PROTECT, related_name="found")
    business = models.ForeignKey(Business, models.PROTECT, null=True, related_name="findings")
    district = models.CharField(max_length=8)
    question = models.CharField(max_length=50)
    label = models.JSONField()
    what = models.JSONField()
    note = models.TextField(blank=True)
    gravity = models.CharField(max_length=10, choices=Gravity.choices)
    found_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=FindingState.choices, default=FindingState.OPEN)
    how = models.TextField(blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    proof = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["state", "due_on"], name="finding_state_day"),
            models.Index(fields=["business", "state"], name="finding_business"),
            models.Index(fields=["closed_on"], name="finding_closed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["report", "question"], name="one_finding_of_a_question"),
            models.CheckConstraint(
                condition=Q(state=FindingState.OPEN, closed_at__isnull=True, closed_on__isnull=True)
                | (Q(closed_at__isnull=False, closed_on__isnull=False, closed_by__isnull=False) & ~Q(how="")),
                name="a_closed_finding_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.question}"

    @property
    def title(self) -> Text:
        """The question that it was found by."""
        return Text.model_validate(self.label)

    @property
    def to_do(self) -> Text:
        """What has to be done about it."""
        return Text.model_validate(self.what)

    @property
    def where(self) -> str:
        """What the business is called; the village for a finding of a census."""
        name = self.business.name if self.business else self.report.business_name
        return name or current_pack().village_names.get(self.report.village, "")

    @property
    def is_late(self) -> bool:
        """Tell whether it is open past its day."""
        return self.state == FindingState.OPEN and self.due_on < clock.today()

    @property
    def in_time(self) -> bool:
        """Tell whether it was put right by its day."""
        return self.state == FindingState.DONE and self.closed_on is not None and self.closed_on <= self.due_on


class FollowUp(models.Model):
    """A look at a finding: by a visit (`report`) or by an officer who learned of it."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="follow_ups")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    words = models.TextField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.at:%Y-%m-%d}"
