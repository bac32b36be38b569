"""Visits to a business, and the reports of what was seen there."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.documents.models import Document
from sentra.files.models import File
from sentra.kernel import clock
from sentra.licensing.models import Application
from sentra.people.policy import Permission, Scope
from sentra.registry.models import Production


class Visit(models.Model):
    """A visit that is planned for an application; the last planned one counts."""

    SCOPE = Scope(permission=Permission.APPLICATION_READ, district="application__district")

    application = models.ForeignKey(Application, models.CASCADE, related_name="visits")
    planned_on = models.DateField()
    surveyor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits")
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=clock.now)
    remark = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-planned_at", "-pk"]
        indexes = [models.Index(fields=["surveyor", "planned_on"], name="visit_surveyor_day")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.planned_on}"


class Recommendation(models.TextChoices):
    """What the survey team recommends to the head."""

    GRANT = "grant", _("Grant")
    GRANT_WITH_ADVICE = "grant_with_advice", _("Grant, with advice")
    REFUSE = "refuse", _("Refuse")


class Report(models.Model):
    """A survey report (Berita Acara Pemeriksaan).

    `key` is made where the form is filled in, so that a report which is sent twice, or hours later from where there was
    no signal, stays one. `results` holds by code of the checklist `{"result": "ok"|"not_ok"|"not_applicable", "note"}`.
    """

    SCOPE = Scope(permission=Permission.APPLICATION_READ, district="application__district")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True)
    application = models.OneToOneField(Application, models.PROTECT, related_name="survey_report")
    surveyor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    team = models.JSONField(default=list)
    visited_on = models.DateField()
    results = models.JSONField()
    findings = models.TextField()
    production = models.CharField(max_length=10, choices=Production.choices)
    production_reason = models.TextField(blank=True)
    workers_men = models.PositiveIntegerField()
    workers_women = models.PositiveIntegerField()
    capacity = models.CharField(max_length=200)
    recommendation = models.CharField(max_length=20, choices=Recommendation.choices)
    recommendation_reason = models.TextField(blank=True)
    photos: "models.ManyToManyField[File, models.Model]" = models.ManyToManyField(File, related_name="+")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(production__in=[Production.SMOOTH]) | ~Q(production_reason=""),
                name="trouble_in_production_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(recommendation=Recommendation.REFUSE) | ~Q(recommendation_reason=""),
                name="recommended_refusal_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.document.number


class ReportDraft(models.Model):
    """A report that is being written: what was typed, as it was typed, and the photographs. Gone once handed in."""

    SCOPE = Scope(permission=Permission.APPLICATION_SURVEY, district="application__district")

    application = models.ForeignKey(Application, models.CASCADE, related_name="report_drafts")
    surveyor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.UUIDField()
    data = models.JSONField(default=dict)
    photos: "models.ManyToManyField[File, models.Model]" = models.ManyToManyField(File, related_name="+")
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "surveyor"], name="one_draft_of_a_surveyor"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.surveyor_id}"
