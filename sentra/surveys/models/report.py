"""What a visit saw, and who signed it."""

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
from sentra.registry.models import Business, Production
from sentra.surveys.models.visit import Visit


class Recommendation(models.TextChoices):
    """What the survey team recommends to the head."""

    GRANT = "grant", _("Grant")
    GRANT_WITH_ADVICE = "grant_with_advice", _("Grant, with advice")
    REFUSE = "refuse", _("Refuse")


class Report(models.Model):
    """A report of a visit (Berita Acara Pemeriksaan).

    `key` is made where the form is filled in, so that a report which is sent twice, or hours later from where there was
    no signal, stays one. `answers` are those to the checklist as `reference.checklist_answers` tells them, `notes` the
    words beside them, both by question. `quality` and `readiness` are scores in percent. A census has no production,
    and only a permit's survey a recommendation. The reports of a business are the history of its production. A product
    with a problem that was seen there is named in `problem_product`, with what is wrong with it.
    """

    SCOPE = Scope(permission=Permission.REGISTER_READ, district="district")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True)
    visit = models.OneToOneField(Visit, models.PROTECT, related_name="report")
    application = models.OneToOneField(Application, models.PROTECT, null=True, related_name="survey_report")
    business = models.ForeignKey(Business, models.PROTECT, null=True, related_name="survey_reports")
    district = models.CharField(max_length=8)
    village = models.CharField(max_length=13, blank=True)
    commodity = models.CharField(max_length=50, blank=True)
    surveyor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    team = models.JSONField(default=list)
    visited_on = models.DateField()
    visited_time = models.TimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    accuracy = models.PositiveIntegerField(null=True)
    answers = models.JSONField()
    notes = models.JSONField(default=dict)
    findings = models.TextField()
    production = models.CharField(max_length=10, choices=Production.choices, blank=True)
    production_reason = models.TextField(blank=True)
    workers_men = models.PositiveIntegerField(null=True)
    workers_women = models.PositiveIntegerField(null=True)
    capacity = models.CharField(max_length=200, blank=True)
    quality = models.PositiveSmallIntegerField(null=True)
    readiness = models.PositiveSmallIntegerField(null=True)
    recommendation = models.CharField(max_length=20, choices=Recommendation.choices, blank=True)
    recommendation_reason = models.TextField(blank=True)
    problem_product = models.CharField(max_length=200, blank=True)
    problem_happened = models.TextField(blank=True)
    objection = models.TextField(blank=True)
    objected_at = models.DateTimeField(null=True)
    photos: "models.ManyToManyField[File, models.Model]" = models.ManyToManyField(File, related_name="+")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["district", "visited_on"], name="report_district_day"),
            models.Index(fields=["business", "-visited_on"], name="report_business_day"),
            models.Index(fields=["visited_on"], name="report_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(production__in=[Production.SMOOTH, ""]) | ~Q(production_reason=""),
                name="trouble_in_production_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(recommendation=Recommendation.REFUSE) | ~Q(recommendation_reason=""),
                name="recommended_refusal_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(application__isnull=True, recommendation="")
                | (Q(application__isnull=False) & ~Q(recommendation="")),
                name="only_a_permit_survey_recommends",
            ),
            models.CheckConstraint(
                condition=Q(objection="", objected_at__isnull=True) | (~Q(objection="") & Q(objected_at__isnull=False)),
                name="an_objection_has_words_and_a_day",
            ),
            models.CheckConstraint(
                condition=Q(problem_product="", problem_happened="")
                | (~Q(problem_product="") & ~Q(problem_happened="")),
                name="a_problem_seen_has_product_and_words",
            ),
        ]

    def __str__(self) -> str:
        return self.document.number

    @property
    def business_name(self) -> str:
        """What the visited business is called; "" for a census."""
        if self.business:
            return self.business.name
        return self.application.business_name if self.application else ""


class SignatureRole(models.TextChoices):
    """For whom somebody signed a report."""

    OWNER = "owner", _("The business")
    TEAM = "team", _("The survey team")


class Signature(models.Model):
    """Who signed a report where it was written: drawn on the screen, or, without a picture, by a name with a tick."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="signatures")
    role = models.CharField(max_length=10, choices=SignatureRole.choices)
    name = models.CharField(max_length=150)
    picture = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["role", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "role"], name="one_signature_of_a_role")]

    def __str__(self) -> str:
        return f"{self.role} {self.name}"
