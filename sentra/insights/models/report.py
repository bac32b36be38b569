"""A report of the regency's figures: which month or year it tells of, for which place, and the file that was made."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.files.models import File
from sentra.kernel import clock


class ReportKind(models.TextChoices):
    """How much time a report tells of."""

    MONTHLY = "monthly", _("Monthly report")
    YEARLY = "yearly", _("The year in figures")


class ReportState(models.TextChoices):
    """How far a report has come."""

    ASKED = "asked", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Couldn't be made")


_TONES = {ReportState.READY: "good", ReportState.ASKED: "wait", ReportState.FAILED: "bad"}


class FiguresReport(models.Model):
    """A report of closed months. `period` is the first day of its month, or of its year; `district` "" for all of them.

    There is one of each kind, period, place and language: asked for again, it is made anew. `asked_by` None: by the
    calendar.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=ReportKind.choices)
    period = models.DateField()
    district = models.CharField(max_length=8, blank=True)
    language = models.CharField(max_length=2, choices=[("id", "Bahasa Indonesia"), ("en", "English")], default="id")
    state = models.CharField(max_length=6, choices=ReportState.choices, default=ReportState.ASKED)
    last_error = models.CharField(max_length=500, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(null=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-period", "kind", "district", "language"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "period", "district", "language"], name="one_report_of_a_period"),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(file__isnull=False, made_at__isnull=False),
                name="a_ready_report_has_a_file",
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(last_error=""), name="a_failed_report_says_why"),
            models.CheckConstraint(
                condition=Q(period__day=1) & (Q(kind="monthly") | Q(period__month=1)),
                name="a_period_begins_on_its_first_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period:%Y-%m} {self.district}".rstrip()

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return _TONES[ReportState(self.state)]
