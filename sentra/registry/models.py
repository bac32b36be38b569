"""The master register (data induk): owners, businesses, products, yearly figures, legal papers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.crypto import EncryptedText
from sentra.people.policy import Permission, Scope


class Owner(models.Model):
    """A person who owns a business; found by NIK through `nik_index`, never by reading it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    name_folded = models.CharField(max_length=200, db_index=True)
    nik = EncryptedText(blank=True)
    nik_index = models.CharField(max_length=64, null=True, unique=True)
    birth_date = models.DateField(null=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="owners")
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name


class Standing(models.TextChoices):
    """Whether a business exists at all."""

    ACTIVE = "active", _("Active")
    STOPPED = "stopped", _("Stopped for now")
    CLOSED = "closed", _("Closed")


class Production(models.TextChoices):
    """What the last survey saw of its production."""

    UNKNOWN = "unknown", _("Not yet seen")
    SMOOTH = "smooth", _("Smooth")
    HALTING = "halting", _("Halting")
    STOPPED = "stopped", _("Stopped")
    NOT_YET = "not_yet", _("Not yet producing")


class Business(models.Model):
    """A small or medium industry (IKM) on the register."""

    SCOPE = Scope(permission=Permission.REGISTER_READ, district="district", owner="owner__user")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register_number = models.CharField(max_length=30, unique=True)
    owner = models.ForeignKey(Owner, models.PROTECT, related_name="businesses")
    name = models.CharField(max_length=200)
    name_folded = models.CharField(max_length=200, db_index=True)
    brand = models.CharField(max_length=200, blank=True)
    legal_form = models.CharField(max_length=50, blank=True)
    nib = models.CharField(max_length=13, null=True, unique=True)
    npwp = EncryptedText(blank=True)
    npwp_index = models.CharField(max_length=64, blank=True, db_index=True)
    address = models.CharField(max_length=300, blank=True)
    district = models.CharField(max_length=8, db_index=True)
    village = models.CharField(max_length=13, db_index=True)
    commodity = models.CharField(max_length=50, db_index=True)
    kbli = models.CharField(max_length=5, blank=True)
    kbli_version = models.CharField(max_length=4, blank=True)
    founded = models.DateField(null=True)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.ACTIVE)
    production = models.CharField(max_length=10, choices=Production.choices, default=Production.UNKNOWN)
    production_seen_on = models.DateField(null=True)
    registered_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["district", "commodity"], name="business_place_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(production=Production.UNKNOWN) | Q(production_seen_on__isnull=False),
                name="production_is_seen_on_a_day",
            ),
            models.CheckConstraint(condition=Q(nib__isnull=True) | Q(nib__regex=r"^\d{13}$"), name="nib_has_13_digits"),
            models.CheckConstraint(
                condition=(Q(kbli="") & Q(kbli_version="")) | (~Q(kbli="") & ~Q(kbli_version="")),
                name="kbli_has_a_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register_number} {self.name}"


class Product(models.Model):
    """Something that a business makes."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="products")
    name = models.CharField(max_length=200)
    commodity = models.CharField(max_length=50)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "name"], name="one_product_of_a_name")]

    def __str__(self) -> str:
        return self.name


class Figures(models.Model):
    """A year's figures of a business; personal financial data (UU 27/2022), never public. Money in rupiah."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="figures")
    year = models.PositiveIntegerField()
    workers_men = models.PositiveIntegerField(null=True)
    workers_women = models.PositiveIntegerField(null=True)
    investment = models.PositiveBigIntegerField(null=True)
    capacity = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "year"], name="figures_once_a_year")]

    def __str__(self) -> str:
        return f"{self.business_id} {self.year}"


class PaperStanding(models.TextChoices):
    """What a legal paper is worth."""

    ACTIVE = "active", _("Valid")
    SUSPENDED = "suspended", _("Suspended")
    REVOKED = "revoked", _("Revoked")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Replaced")


class LegalPaper(models.Model):
    """A legal paper of a business: a permit of ours (`permit_id`), or one from elsewhere."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=50)
    number = models.CharField(max_length=80)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    status = models.CharField(max_length=12, choices=PaperStanding.choices, default=PaperStanding.ACTIVE)
    permit_id = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="one_paper_of_a_number")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
