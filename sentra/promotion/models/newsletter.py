"""The newsletter: who reads it, its issues, and one mail of each issue to each reader."""

import uuid
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.crypto import EncryptedText
from sentra.promotion.models.heard import Theme
from sentra.promotion.models.maker import Maker, Showing


class SubscriberState(models.TextChoices):
    """Where somebody who reads the newsletter stands."""

    WAITING = "waiting", _("Not yet confirmed")
    ACTIVE = "active", _("Subscribed")
    SUSPENDED = "suspended", _("Mails come back")
    LEFT = "left", _("Left")


class Subscriber(models.Model):
    """Somebody who asked for the newsletter; no user of ours.

    The address is sealed and found by `address_index` alone; of who left, both are gone, and the row only counts.
    `asked_at` is when the subscription was asked for last, `told_at` when the mail with the link went out for it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = EncryptedText(blank=True)
    address_index = models.CharField(max_length=64, null=True, unique=True)
    language = models.CharField(max_length=2, default="id")
    state = models.CharField(max_length=10, choices=SubscriberState.choices, default=SubscriberState.WAITING)
    asked_at = models.DateTimeField(default=clock.now)
    told_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    bounces = models.PositiveSmallIntegerField(default=0)
    bounced_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "asked_at"], name="subscriber_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="left", address="", address_index=None)
                | (~Q(state="left") & ~Q(address="") & Q(address_index__isnull=False)),
                name="who_left_is_forgotten",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "left"]) | Q(confirmed_at__isnull=False),
                name="who_reads_has_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class IssueState(models.TextChoices):
    """How far an issue has come."""

    DRAFT = "draft", _("Draft")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")


_TONES: Mapping[str, str] = {IssueState.SENDING: "wait", IssueState.SENT: "good"}


class Issue(models.Model):
    """An issue of the newsletter, in both languages; who is in it today `newsletter.contents_of` alone says.

    The id is the key of the form.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    words_en = models.TextField(blank=True)
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=IssueState.choices, default=IssueState.DRAFT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-sent_at", "-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", sent_at=None, sent_by=None)
                | (~Q(state="draft") & Q(sent_at__isnull=False, sent_by__isnull=False)),
                name="somebody_sent_the_issue",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return _TONES.get(IssueState(self.state), "calm")


class IssueItem(models.Model):
    """A maker of an issue, or one of its products (`showing`)."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="items")
    maker = models.ForeignKey(Maker, models.CASCADE, related_name="+")
    showing = models.ForeignKey(Showing, models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "maker", "showing"], name="once_in_an_issue", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.maker_id} {self.showing_id}"


class DeliveryState(models.TextChoices):
    """Where the mail of an issue to a reader stands."""

    WAITING = "waiting", _("Waiting")
    BEGUN = "begun", _("Handed over, not confirmed")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused")
    FAILED = "failed", _("Given up")
    LEFT_OUT = "left_out", _("Left out")


class Delivery(models.Model):
    """The mail of an issue to one reader.

    It is `begun`, and that is committed, before the mail server sees it: whatever dies then, nobody gets a mail twice;
    one that stays so may have arrived or not. `id` is the mail's Message-ID: who brings it back has seen the mail.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    issue = models.ForeignKey(Issue, models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["issue", "next_try_at"], condition=Q(state="waiting"), name="delivery_waits"),
        ]
        constraints = [models.UniqueConstraint(fields=["issue", "subscriber"], name="one_mail_of_an_issue")]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.state}"
