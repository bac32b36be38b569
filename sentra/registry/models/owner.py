"""Owners: the persons behind the businesses."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.crypto import EncryptedText


class Sex(models.TextChoices):
    """What the NIK of a person tells: seats for women need it, and the figures."""

    FEMALE = "female", _("Woman")
    MALE = "male", _("Man")


class Owner(models.Model):
    """A person who owns a business; found by NIK through `nik_index`, never by reading it.

    `sex` is "" where no NIK is known; `services.derived` alone writes it.

    `merged_into` names the owner who stands for this one since the two were found to be the same person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    name_folded = models.CharField(max_length=200)
    nik = EncryptedText(blank=True)
    nik_index = models.CharField(max_length=64, null=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="owners", db_index=False
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged_from", db_index=False)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["phone"], name="owner_phone"),
            models.Index(fields=["user"], condition=Q(user__isnull=False), name="owner_account"),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="owner_merged"),
        ]
        constraints = [models.UniqueConstraint(fields=["nik_index"], name="one_owner_of_a_nik")]

    def __str__(self) -> str:
        return self.name


class Ownership(models.Model):
    """A stretch of time in which a business was somebody's; the open one is the present owner's.

    Without a row a business never changed hands: it is its owner's since it is known.
    """

    business = models.ForeignKey("registry.Business", models.CASCADE, related_name="ownerships")
    owner = models.ForeignKey(Owner, models.PROTECT, related_name="ownerships")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    how = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["until", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["business"], condition=models.Q(until__isnull=True), name="one_owner_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="ownership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business_id} {self.owner_id}"
