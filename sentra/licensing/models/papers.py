"""The papers that come with an application, and what the verifier found on them."""

from django.conf import settings
from django.db import models

from sentra.files.models import File
from sentra.kernel import clock
from sentra.licensing.models.application import Application


class ApplicationPaper(models.Model):
    """One uploaded file for one of the papers that the service asks for; a paper may need several photographs."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="papers")
    code = models.CharField(max_length=50)
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "code", "file"], name="same_file_once")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.code}"


class PaperCheck(models.Model):
    """The verifier's word on one paper; gone when the applicant changes the paper."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="paper_checks")
    code = models.CharField(max_length=50)
    good = models.BooleanField()
    remark = models.CharField(max_length=500, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "code"], name="one_check_for_each_paper"),
            models.CheckConstraint(condition=models.Q(good=True) | ~models.Q(remark=""), name="bad_paper_has_a_remark"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.code} {self.good}"
