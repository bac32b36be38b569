"""What people said of a finished service (SKM): tickets that are used up, and answers that name nobody."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock


class SkmKind(models.TextChoices):
    """What kind of service was finished."""

    APPLICATION = "application", _("Application")
    PROGRAMME = "programme", _("Programme")
    COUNTER = "counter", _("At the counter")


class SkmTicket(models.Model):
    """The one answer that a finished service is worth, before (`open`) or after it was given or ran out.

    The database has one for each service, opens none again, and takes an answer only where a ticket is closed in the
    same transaction (`0002_skm_guards`). When it was closed, by an answer or by the calendar, is not kept: a ticket
    whose time is over doesn't tell whether anybody answered. `record_id` is the application or whatever was finished,
    `ended_at` when that was.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=SkmKind.choices)
    record_id = models.UUIDField()
    service = models.CharField(max_length=50)
    ended_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    open = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record_id"], name="one_ticket_for_each_service")]
        indexes = [models.Index(fields=["expires_at"], condition=Q(open=True), name="skm_ticket_open")]

    def __str__(self) -> str:
        return f"{self.kind} {self.service}"


class SkmChannel(models.TextChoices):
    """How somebody came to the survey."""

    AFTER = "after", _("After the service")
    COUNTER = "counter", _("At the counter")


class SkmState(models.TextChoices):
    """Where a comment stands."""

    NONE = "none", _("No comment")
    WAITING = "waiting", _("Waiting to be read")
    PUBLISHED = "published", _("Made public")
    WITHHELD = "withheld", _("Withheld")


class SkmWhy(models.TextChoices):
    """Why a comment is not published."""

    PERSONAL = "personal", _("It names a person or private data")
    INSULT = "insult", _("It insults or threatens somebody")
    ADVERT = "advert", _("It is advertising")
    OFF_TOPIC = "off_topic", _("It isn't about the service")
    OTHER = "other", _("Another reason")


def _mark() -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField()


class SkmAnswer(models.Model):
    """One answer: marks from 1 to 4 for the nine elements of the rule, and maybe a comment.

    It names neither a person nor the ticket, the application or the district, and keeps the month alone: only the
    service, and by which way it came. `done` is what the office did about the comment; `version` guards moderation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.CharField(max_length=50)
    month = models.DateField()
    channel = models.CharField(max_length=10, choices=SkmChannel.choices)
    requirements = _mark()
    procedure = _mark()
    time = _mark()
    cost = _mark()
    product = _mark()
    competence = _mark()
    behaviour = _mark()
    facilities = _mark()
    complaints = _mark()
    comment = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=SkmState.choices, default=SkmState.NONE)
    why = models.CharField(max_length=10, choices=SkmWhy.choices, blank=True)
    reason = models.TextField(blank=True)
    done = models.TextField(blank=True)
    moderated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    moderated_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(requirements__range=(1, 4), procedure__range=(1, 4), time__range=(1, 4))
                & Q(cost__range=(1, 4), product__range=(1, 4), competence__range=(1, 4))
                & Q(behaviour__range=(1, 4), facilities__range=(1, 4), complaints__range=(1, 4)),
                name="skm_marks_from_1_to_4",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="skm_answer_keeps_the_month_alone"),
            models.CheckConstraint(
                condition=Q(comment="", state__in=["none", "withheld"]) | (~Q(comment="") & ~Q(state="none")),
                name="skm_comment_has_a_state",
            ),
            models.CheckConstraint(
                condition=Q(state="withheld", why__gt="") | (~Q(state="withheld") & Q(why="")),
                name="skm_withheld_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["none", "waiting"]) | Q(moderated_by__isnull=False),
                name="skm_published_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["month", "service"],
                include=[
                    "requirements",
                    "procedure",
                    "time",
                    "cost",
                    "product",
                    "competence",
                    "behaviour",
                    "facilities",
                    "complaints",
                ],
                name="skm_answer_counted",
            ),
            models.Index(fields=["state", "-month"], condition=~Q(state="none"), name="skm_comment_state"),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.month:%Y-%m}"

    @property
    def tone(self) -> str:
        """The class that colours the state of its comment."""
        return {"waiting": "wait", "published": "good"}.get(self.state, "calm")
