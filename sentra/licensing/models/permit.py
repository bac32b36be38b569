"""A permit: what a granted application became."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.documents.models import Document
from sentra.kernel import clock
from sentra.licensing.models.application import Application
from sentra.people.policy import Permission, Scope
from sentra.registry.models import Business


class PermitStatus(models.TextChoices):
    """What a permit is worth."""

    ACTIVE = "active", _("Valid")
    SUSPENDED = "suspended", _("Suspended")
    REVOKED = "revoked", _("Revoked")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Replaced by a newer one")


class Permit(models.Model):
    """A numbered permit with its document; `valid_until` is None where it has no end.

    `origin` is the service of the first permit in the chain that this one ends: a renewed TDI is still a TDI.
    """

    SCOPE = Scope(
        permission=Permission.PERMIT_READ,
        district="district",
        owner="application__applicant",
        keeper="application__entered_by",
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(Application, models.PROTECT, related_name="permit")
    business = models.ForeignKey(Business, models.PROTECT, related_name="permits")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    service = models.CharField(max_length=50)
    origin = models.CharField(max_length=50)
    number = models.CharField(max_length=80, unique=True)
    status = models.CharField(max_length=20, choices=PermitStatus.choices, default=PermitStatus.ACTIVE)
    status_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    district = models.CharField(max_length=8)
    issued_on = models.DateField()
    valid_until = models.DateField(null=True)
    reminded_days = models.PositiveIntegerField(null=True)
    deemed = models.BooleanField(default=False)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["status", "valid_until"], name="permit_expiry")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("issued_on")),
                name="permit_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def standing(self) -> str:
        """The status that counts today: an active permit past its last day has expired, also before the job says so."""
        if self.status == PermitStatus.ACTIVE and self.valid_until and self.valid_until < clock.today():
            return PermitStatus.EXPIRED
        return self.status

    @property
    def standing_words(self) -> str:
        """The standing in the reader's language."""
        return str(PermitStatus(self.standing).label)
