"""What must reach people: events with their in-app notices and mails, written in the act's own transaction."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock


class Event(models.Model):
    """Something that happened and that people are told; `data` is what the templates say."""

    kind = models.CharField(max_length=60)
    record_type = models.CharField(max_length=60)
    record_id = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


class Notice(models.Model):
    """An event as one person finds it under the bell."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="notices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "-at"], name="notice_user")]
        constraints = [models.UniqueConstraint(fields=["event", "user"], name="one_notice_for_each_person")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.user_id}"


class MailStatus(models.TextChoices):
    """Where a mail stands."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Given up")


class Mail(models.Model):
    """One mail to one person; tried again with growing pauses until it is sent or given up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="mails")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    address = models.EmailField()
    language = models.CharField(max_length=2)
    status = models.CharField(max_length=10, choices=MailStatus.choices, default=MailStatus.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    next_try_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["status", "next_try_at"], name="mail_waiting")]
        constraints = [models.UniqueConstraint(fields=["event", "address"], name="one_mail_for_each_address")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.status}"
