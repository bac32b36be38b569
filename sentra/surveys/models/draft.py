"""A report that is being written."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sentra.files.models import File
from sentra.kernel import clock
from sentra.licensing.models import Application
from sentra.people.policy import Permission, Scope
from sentra.surveys.models.visit import Visit


class ReportDraft(models.Model):
    """A report that is being written: what was typed, as it was typed, and its files. Gone once handed in.

    It hangs on the application, which may be surveyed without a planned visit, or on any other visit. `placed` says
    which files answer which question or are which signature, by the name of the field; the other photographs are loose.
    """

    SCOPE = Scope(permission=Permission.APPLICATION_SURVEY, owner="surveyor")

    application = models.ForeignKey(Application, models.CASCADE, null=True, related_name="report_drafts")
    visit = models.ForeignKey(Visit, models.CASCADE, null=True, related_name="report_drafts")
    surveyor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.UUIDField()
    data = models.JSONField(default=dict)
    placed = models.JSONField(default=dict)
    photos: "models.ManyToManyField[File, models.Model]" = models.ManyToManyField(File, related_name="+")
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "surveyor"], name="one_draft_of_a_surveyor"),
            models.UniqueConstraint(fields=["visit", "surveyor"], name="one_draft_of_a_visit"),
            models.CheckConstraint(
                condition=Q(application__isnull=True) ^ Q(visit__isnull=True), name="draft_is_about_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id or self.visit_id} {self.surveyor_id}"
