"""The steps of a case: statements, tests, finding, measures, notices to the public, objections, notes."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.cases.models.case import Case
from sentra.kernel import clock
from sentra.licensing.models import Permit


class Statement(models.Model):
    """What the maker was asked, and answered."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="statements")
    question = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(answered_at__isnull=True), name="one_statement_is_waited_for"
            )
        ]

    def __str__(self) -> str:
        return self.question[:60]

    @property
    def is_late(self) -> bool:
        """Tell whether the maker didn't answer in time."""
        return self.answered_at is None and self.due_on < clock.today()


class LabTest(models.Model):
    """The result of a test of the product."""

    class Verdict(models.TextChoices):
        """What the test says of the product."""

        FIT = "fit", _("Meets the requirement")
        UNFIT = "unfit", _("Doesn't meet the requirement")
        UNCLEAR = "unclear", _("Unclear")

    case = models.ForeignKey(Case, models.CASCADE, related_name="tests")
    what = models.CharField(max_length=200)
    laboratory = models.CharField(max_length=200, blank=True)
    tested_on = models.DateField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    result = models.TextField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["tested_on", "pk"]

    def __str__(self) -> str:
        return self.what


class Conclusion(models.TextChoices):
    """What an examination came to."""

    CONFIRMED = "confirmed", _("The problem is confirmed")
    UNFOUNDED = "unfounded", _("There is no problem")
    UNCLEAR = "unclear", _("It can't be told")


class CaseFinding(models.Model):
    """What the examination found; the newest one counts."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="findings")
    conclusion = models.CharField(max_length=10, choices=Conclusion.choices)
    text = models.TextField()
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    found_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["found_at"]

    def __str__(self) -> str:
        return self.text[:60]


class ActionKind(models.TextChoices):
    """What the office can do about a problem."""

    GUIDANCE = "guidance", _("Guidance with a plan")
    WARNING = "warning", _("Written warning")
    STOP_LISTING = "stop_listing", _("Not offered for now")
    RECALL = "recall", _("Recall, with a notice to the public")
    SUSPENSION = "suspension", _("Permit suspended")
    HAND_OVER = "hand_over", _("Handed over to an authority")


class Action(models.Model):
    """A measure; `due_on` is the day by which the maker carries it out, `done_at` when that was seen."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="actions")
    kind = models.CharField(max_length=20, choices=ActionKind.choices)
    text = models.TextField()
    due_on = models.DateField(null=True)
    authority = models.CharField(max_length=50, blank=True)
    permit = models.ForeignKey(Permit, models.PROTECT, null=True, related_name="+")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(default=clock.now)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_how = models.TextField(blank=True)

    class Meta:
        ordering = ["taken_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.taken_at:%Y-%m-%d}"

    @property
    def is_owed(self) -> bool:
        """Tell whether the maker still has to carry it out."""
        return self.due_on is not None and self.done_at is None

    @property
    def is_late(self) -> bool:
        """Tell whether the maker is late with it."""
        return self.is_owed and self.due_on is not None and self.due_on < clock.today()


class PublicNotice(models.Model):
    """What the public is told about a product: what the danger is and what to do; open until `ended_at`."""

    class Kind(models.TextChoices):
        """How strongly it is said."""

        RECALL = "recall", _("Recall")
        WARNING = "warning", _("Warning")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=30, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    product = models.CharField(max_length=200)
    maker = models.CharField(max_length=200, blank=True)
    batch = models.CharField(max_length=200, blank=True)
    danger = models.TextField()
    advice = models.TextField()
    published_at = models.DateTimeField(default=clock.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-published_at", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at__isnull=True), name="one_notice_of_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.product}"

    @property
    def is_open(self) -> bool:
        """Tell whether it still holds."""
        return self.ended_at is None


class Objection(models.Model):
    """What the maker says against a finding, and what the office answered."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="objections")
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
            models.UniqueConstraint(fields=["case"], condition=Q(answered_at__isnull=True), name="one_open_objection")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class CaseNote(models.Model):
    """A word among officers."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["written_at"]

    def __str__(self) -> str:
        return self.text[:60]
