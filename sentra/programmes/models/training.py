"""How a training runs: its sessions, who came to them, the tests before and after, the certificates."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.documents.models import Document
from sentra.kernel import clock
from sentra.programmes.models.call import Call
from sentra.programmes.models.candidate import Candidate


class Session(models.Model):
    """A meeting of a training; times are those of the regency's clock."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="sessions")
    on = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()
    topic = models.CharField(max_length=200)
    place = models.CharField(max_length=300, blank=True)
    teacher = models.CharField(max_length=150, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["on", "begins", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=models.F("begins")), name="a_session_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(topic=""), name="a_session_has_a_topic"),
            models.UniqueConstraint(fields=["call", "on", "begins"], name="one_session_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.on.isoformat()} {self.hours}: {self.topic}"

    @property
    def hours(self) -> str:
        """From when to when, as on a clock."""
        return f"{self.begins:%H.%M}–{self.ends:%H.%M}"

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return (self.ends.hour - self.begins.hour) * 60 + self.ends.minute - self.begins.minute

    @property
    def begins_at(self) -> datetime:
        """The moment it begins."""
        return datetime.combine(self.on, self.begins, clock.local_zone())

    @property
    def ends_at(self) -> datetime:
        """The moment it ends."""
        return datetime.combine(self.on, self.ends, clock.local_zone())


class How(models.TextChoices):
    """How it is known that somebody came."""

    QR = "qr", _("by QR code")
    LIST = "list", _("on the list")


class Attendance(models.Model):
    """Somebody came to a session: who said so (the participant by the QR code, or an officer), and when."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="attendances")
    how = models.CharField(max_length=4, choices=How.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "candidate"], name="one_comes_once_to_a_session")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.candidate_id}"


class Scores(models.Model):
    """The points of 100 that a participant had in the tests before and after; None where there was no test."""

    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="scores")
    before = models.PositiveSmallIntegerField(null=True)
    after = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(before=None) | Q(before__lte=100)) & (Q(after=None) | Q(after__lte=100)),
                name="points_of_a_test_are_of_100",
            )
        ]

    def __str__(self) -> str:
        return f"{self.before}/{self.after}"


class Certificate(models.Model):
    """The certificate of a participant who earned it; the document says who issued it and when."""

    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="certificate")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.document.number
