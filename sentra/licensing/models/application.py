"""An application, the revision of the service that it was started under, and its way through the stages."""

import uuid
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.crypto import EncryptedJSON, EncryptedText
from sentra.people.policy import Permission, Scope
from sentra.reference.checklists import Checklist
from sentra.reference.models import ChecklistRevision, checklist_published
from sentra.reference.schema import Service
from sentra.registry.models import Business


class ServiceRevision(models.Model):
    """A service as it stood in the pack when it was published; an application keeps the one it was started under."""

    service = models.CharField(max_length=50)
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    checklist = models.ForeignKey(ChecklistRevision, models.PROTECT, null=True, related_name="+")
    fingerprint = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"{self.service} r{self.number}"

    @cached_property
    def content(self) -> Service:
        """The service, typed."""
        return Service.model_validate(self.definition)

    @property
    def survey_checklist(self) -> Checklist | None:
        """The survey's checklist, typed; None where the service has no survey."""
        return checklist_published(self.checklist_id) if self.checklist_id else None


@lru_cache(maxsize=256)
def revision_published(revision_id: int) -> ServiceRevision:
    """Give a revision, read once for each process: what was published never changes."""
    return ServiceRevision.objects.get(pk=revision_id)


class Status(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft", _("Draft")
    VERIFICATION = "verification", _("Papers are being checked")
    CORRECTION = "correction", _("Waiting for your correction")
    SURVEY = "survey", _("Survey")
    DECISION = "decision", _("Waiting for the decision")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed")


WORKING = (Status.VERIFICATION, Status.SURVEY, Status.DECISION)
OPEN = (*WORKING, Status.CORRECTION)
CLOSED = (Status.GRANTED, Status.REFUSED, Status.WITHDRAWN, Status.LAPSED)


class Application(models.Model):
    """One application for one permit.

    `answers` holds the plain answers by field code, `sealed` the encrypted ones (NIK, NPWP). `due` and `stage_due`
    are the last days of the term in all and of the present stage; they stand still while `paused_since` is set, and
    `stage_left` are the working days that the stage had left then. `business` is the one on the register that it is
    about, where that is known: it was begun from its record, follows its permit, or the identity check is sure.
    """

    SCOPE = Scope(permission=Permission.APPLICATION_READ, district="district", owner="applicant", keeper="entered_by")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=30, null=True, unique=True)
    revision = models.ForeignKey(ServiceRevision, models.PROTECT, related_name="applications")
    service = models.CharField(max_length=50, db_index=True)
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="applications")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=1)

    answers = models.JSONField(default=dict)
    sealed = EncryptedJSON(default=dict)
    nik_index = models.CharField(max_length=64, blank=True, db_index=True)
    tracking_word = EncryptedText(blank=True)

    holder_name = models.CharField(max_length=200, blank=True)
    business_name = models.CharField(max_length=200, blank=True)
    search = models.CharField(max_length=600, blank=True)
    district = models.CharField(max_length=8, blank=True)
    village = models.CharField(max_length=13, blank=True)
    commodity = models.CharField(max_length=50, blank=True)

    previous_permit = models.ForeignKey(
        "licensing.Permit", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    business = models.ForeignKey(Business, models.PROTECT, null=True, blank=True, related_name="applications")
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="assigned")
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    surveyed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    deemed = models.BooleanField(default=False)
    survey_owed = models.BooleanField(default=False)
    refusal_reason = models.TextField(blank=True)

    created_at = models.DateTimeField(default=clock.now)
    saved_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    paused_since = models.DateTimeField(null=True)
    stage_left = models.PositiveIntegerField(null=True)
    due = models.DateField(null=True)
    stage_due = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["status", "stage_due"], name="application_queue"),
            models.Index(fields=["district", "status"], name="application_district"),
            models.Index(fields=["applicant", "-created_at"], name="application_owner"),
            models.Index(fields=["submitted_at"], name="application_sent"),
            models.Index(fields=["decided_at"], name="application_decided"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT) | Q(number__isnull=False, submitted_at__isnull=False),
                name="submitted_application_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.CORRECTION) | Q(paused_since__isnull=False),
                name="clock_stands_still_during_correction",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.REFUSED) | ~Q(refusal_reason=""), name="refusal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"draft {self.pk}"

    @property
    def all_answers(self) -> dict[str, Any]:
        """The answers with the sealed ones among them: for rules and documents, never for a page."""
        return {**self.known, **self.answers, **self.sealed}

    @property
    def known(self) -> dict[str, str]:
        """What an application that follows a permit knows without asking, so that conditions on it hold."""
        return {"commodity": self.commodity} if self.commodity and self.previous_permit_id else {}

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to do something before the decision."""
        return self.status in OPEN

    @property
    def is_late(self) -> bool:
        """Tell whether the present stage's term has passed while the clock runs."""
        return self.stage_due is not None and self.paused_since is None and self.stage_due < clock.today()

    @property
    def walk_in(self) -> bool:
        """Tell whether an officer entered it at the counter for somebody."""
        return self.entered_by_id != self.applicant_id


class StageSpell(models.Model):
    """A stretch of time in one status: the honest time that each stage took."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="spells")
    status = models.CharField(max_length=20, choices=Status.choices)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    working_days = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["began_at", "pk"]
        indexes = [models.Index(fields=["ended_at"], name="spell_ended")]
        constraints = [
            models.UniqueConstraint(fields=["application"], condition=Q(ended_at__isnull=True), name="one_open_spell")
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.status}"
