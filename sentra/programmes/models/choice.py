"""How the applicants of a call were judged, what was chosen, and who objects."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sentra.documents.models import Document
from sentra.kernel import clock
from sentra.programmes.models.call import Assessor, Call
from sentra.programmes.models.candidate import Candidate


class Assessment(models.Model):
    """What one assessor gave one applicant: points of 100 by criterion. With an `interest` there are none."""

    assessor = models.ForeignKey(Assessor, models.CASCADE, related_name="assessments")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="assessments")
    points = models.JSONField(default=dict)
    words = models.TextField(blank=True)
    interest = models.BooleanField(default=False)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessor", "candidate"], name="one_assessment_of_an_assessor"),
            models.CheckConstraint(condition=Q(interest=False) | Q(points={}), name="an_interest_gives_no_points"),
        ]

    def __str__(self) -> str:
        return f"{self.assessor_id} {self.candidate_id}"


class Choice(models.Model):
    """A choice among the applicants: what it was made from and what came of it, for ever.

    `given` holds all that the ranking looked at, `result` its rows in order; `ranking.chosen` makes one from the other.
    `document` is the decision (SK) as a signed PDF. The newest choice of a call counts.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="choices")
    given = models.JSONField()
    result = models.JSONField()
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-decided_at", "-pk"]

    def __str__(self) -> str:
        return self.document.number


class Objection(models.Model):
    """What an applicant says against the result; `upheld` is None until it is decided."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="objections")
    choice = models.ForeignKey(Choice, models.PROTECT, related_name="objections")
    text = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    upheld = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "choice"], name="one_objection_to_a_choice"),
            models.CheckConstraint(
                condition=Q(upheld__isnull=True, answer="") | (Q(upheld__isnull=False) & ~Q(answer="")),
                name="a_decided_objection_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
