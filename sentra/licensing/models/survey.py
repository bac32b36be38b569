"""What the survey of an application saw, kept until the grant brings it to the register."""

from django.db import models

from sentra.licensing.models.application import Application


class SurveySeen(models.Model):
    """What the survey saw; the report itself is the `surveys` app's, which licensing doesn't know."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="survey_seen")
    production = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    seen_on = models.DateField()
    workers_men = models.PositiveIntegerField()
    workers_women = models.PositiveIntegerField()
    capacity = models.CharField(max_length=200)
    quality = models.PositiveSmallIntegerField(null=True)
    readiness = models.PositiveSmallIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.application_id} {self.production}"
