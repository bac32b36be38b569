"""What is said about an application: corrections asked for, questions, notes inside the office, blocking flags."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sentra.kernel import clock
from sentra.licensing.models.application import Application


class Correction(models.Model):
    """What an applicant is asked to put right.

    `items` is a list of `{"kind": "field"|"paper", "code": ..., "reason": ...}`: only these are opened; one that the
    applicant has touched since says `"touched": true`.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="corrections")
    items = models.JSONField()
    message = models.TextField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    lapses_on = models.DateField()
    reminded_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(answered_at__isnull=True), name="one_open_correction"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.asked_at:%Y-%m-%d}"

    def reasons(self, kind: str) -> dict[str, str]:
        """Give the reasons by code, of fields or of papers."""
        return {item["code"]: item["reason"] for item in self.items if item["kind"] == kind}

    def touched(self, kind: str) -> set[str]:
        """Give the codes of the fields or papers that the applicant has gone over already."""
        return {item["code"] for item in self.items if item["kind"] == kind and item.get("touched")}


class Question(models.Model):
    """A question to the applicant that doesn't stop the work."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return self.text[:60]


class Note(models.Model):
    """A word among officers; never shown to the applicant."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="notes")
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["written_at"]

    def __str__(self) -> str:
        return self.text[:60]


class Flag(models.Model):
    """A reason for which no decision may be taken until it is lifted; `doubt` is the identity check's code for it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="flags")
    reason = models.CharField(max_length=500)
    doubt = models.CharField(max_length=30, blank=True)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField(default=clock.now)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lift_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["raised_at"]

    def __str__(self) -> str:
        return self.reason[:60]
