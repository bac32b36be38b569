"""Legal papers: permits issued here, and papers from elsewhere that were declared, imported or checked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.files.models import File
from sentra.kernel import clock
from sentra.people.policy import Permission, Scope
from sentra.registry.models.business import Business, Product


class PaperStanding(models.TextChoices):
    """What a legal paper is worth."""

    ACTIVE = "active", _("Valid")
    SUSPENDED = "suspended", _("Suspended")
    REVOKED = "revoked", _("Revoked")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Replaced")


class PaperSource(models.TextChoices):
    """Whence the register knows a paper."""

    ISSUED = "issued", _("Issued here")
    DECLARED = "declared", _("Declared by the owner")
    OFFICER = "officer", _("Entered by an officer")
    IMPORTED = "imported", _("Imported")


class LegalPaper(models.Model):
    """A legal paper of a business: a permit of ours (`permit_id`), or one from elsewhere.

    `kind` is a service of the pack or one of its `paper_kinds`. What an owner declares counts for the legal standing
    once an officer has checked it; what was issued here or imported counts at once.
    """

    SCOPE = Scope(permission=Permission.REGISTER_READ, district="business__district", owner="business__owner__user")

    business = models.ForeignKey(Business, models.CASCADE, related_name="papers")
    product = models.ForeignKey(Product, models.SET_NULL, null=True, related_name="papers", db_index=False)
    kind = models.CharField(max_length=50)
    number = models.CharField(max_length=80)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    status = models.CharField(max_length=12, choices=PaperStanding.choices, default=PaperStanding.ACTIVE)
    source = models.CharField(max_length=10, choices=PaperSource.choices, default=PaperSource.ISSUED)
    permit_id = models.UUIDField(null=True, unique=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+", db_index=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    added_at = models.DateTimeField(default=clock.now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    checked_at = models.DateTimeField(null=True)
    reminded_days = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["-issued_on", "pk"]
        indexes = [
            models.Index(fields=["status", "valid_until"], name="paper_expiry"),
            models.Index(fields=["product"], condition=Q(product__isnull=False), name="paper_of_product"),
            models.Index(fields=["file"], condition=Q(file__isnull=False), name="paper_file"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="one_paper_of_a_number"),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=models.F("issued_on")),
                name="paper_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def standing(self) -> str:
        """The status that counts today: a valid paper past its last day has expired, also before the job says so."""
        if self.status == PaperStanding.ACTIVE and self.valid_until and self.valid_until < clock.today():
            return PaperStanding.EXPIRED
        return self.status

    @property
    def standing_words(self) -> str:
        """The standing in the reader's language."""
        return str(PaperStanding(self.standing).label)

    @property
    def counts(self) -> bool:
        """Tell whether it bears on the legal standing: issued here, imported, or looked at by an officer."""
        return self.source in {PaperSource.ISSUED, PaperSource.IMPORTED} or self.checked_at is not None
