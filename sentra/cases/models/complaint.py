"""A report of a problem product by somebody, and what that somebody is told."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.cases.models.case import Case
from sentra.files.models import File
from sentra.kernel import clock
from sentra.kernel.crypto import EncryptedText
from sentra.surveys.models import Report as SurveyReport


class Complaint(models.Model):
    """What one person reported.

    `reporter_name` and `reporter_contact` are sealed: only the case's officer reads them, and each reading is
    recorded. `code` lets the reporter follow the case; it is found by `code_index`. `key` is that of the form, so that
    a form that is sent twice stays one report. `seen_in` is the report of the visit on which it was
    seen.
    """

    class Way(models.TextChoices):
        """How it reached the office."""

        PUBLIC = "public", _("Public form")
        OFFICER = "officer", _("Written down by an officer")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="complaints")
    key = models.UUIDField(unique=True)
    code = EncryptedText()
    code_index = models.CharField(max_length=64, unique=True)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.PUBLIC)
    seen_in = models.OneToOneField(SurveyReport, models.PROTECT, null=True, related_name="complaint")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    product_name = models.CharField(max_length=200)
    maker_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=50, blank=True)
    happened = models.TextField()
    bought_at = models.CharField(max_length=300)
    bought_on = models.DateField(null=True)
    batch = models.CharField(max_length=100, blank=True)
    reporter_name = EncryptedText(blank=True)
    reporter_contact = EncryptedText(blank=True)
    has_reporter = models.BooleanField(default=False)
    reported_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["reported_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(way="public", entered_by=None) | Q(way="officer", entered_by__isnull=False),
                name="an_officers_report_names_the_officer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.product_name} {self.reported_at:%Y-%m-%d}"


class ComplaintPhoto(models.Model):
    """A photograph that came with a report."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="photos")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.file)


class Told(models.Model):
    """What the reporters of a case were told; they read it with their codes."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="told")
    text = models.TextField()
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["told_at"]

    def __str__(self) -> str:
        return self.text[:60]
