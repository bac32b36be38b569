"""Machines that were given: the agreement of each receiver, the handover, and each machine as an asset for years."""

import uuid
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.documents.models import Document
from sentra.files.models import File
from sentra.kernel import clock
from sentra.people.policy import Permission, Scope
from sentra.programmes.models.candidate import Candidate
from sentra.registry.models import Business, Group
from sentra.surveys.models import Report


class Agreement(models.Model):
    """The grant agreement (NPHD) with who was chosen: what is given, worth how much (whole rupiah), on which terms.

    The receiver accepts it on the own page, or signs it on paper, of which `scan` may be a picture.
    """

    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="agreement")
    machine = models.CharField(max_length=300)
    value = models.PositiveBigIntegerField()
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    accepted_name = models.CharField(max_length=150, blank=True)
    on_paper = models.BooleanField(default=False)
    scan = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True, accepted_name="", on_paper=False)
                | (Q(accepted_at__isnull=False, accepted_by__isnull=False) & ~Q(accepted_name="")),
                name="who_accepted_an_agreement_is_named",
            ),
        ]

    def __str__(self) -> str:
        return self.document.number


class Handover(models.Model):
    """Machines that were handed over together (BAST), and who signed for it; without a picture a name with a tick.

    `key` is that of the form, so that a form that is sent twice stays one handover. `place` is a village.
    """

    key = models.UUIDField(unique=True)
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="handovers")
    handed_on = models.DateField()
    place = models.CharField(max_length=13)
    receiver = models.CharField(max_length=150)
    receiver_picture = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    officer = models.CharField(max_length=150)
    officer_picture = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    handed_at = models.DateTimeField(default=clock.now)
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["handed_on", "pk"]

    def __str__(self) -> str:
        return self.document.number


class AssetState(models.TextChoices):
    """How a machine that was handed over is, as far as the office knows."""

    IN_USE = "in_use", _("In use")
    IDLE = "idle", _("Not used")
    DAMAGED = "damaged", _("Damaged")
    LOST = "lost", _("Lost")
    RETURNED = "returned", _("Given back")


HELD = (AssetState.IN_USE, AssetState.IDLE, AssetState.DAMAGED)
"""The states of a machine that somebody holds."""
_TONES: Mapping[str, str] = {
    AssetState.IN_USE: "good",
    AssetState.IDLE: "wait",
    AssetState.DAMAGED: "bad",
    AssetState.LOST: "bad",
}


class AssetCondition(models.TextChoices):
    """In which condition a machine is handed over."""

    NEW = "new", _("New")
    GOOD = "good", _("Used, in good order")
    WORN = "worn", _("Used, works with wear")


class Asset(models.Model):
    """A machine that the regency gave, found again years later by its number.

    `business` holds it now; `group` is the one that it was given to. `identity` is brand and serial without marks and
    case: one machine is handed over once, until it is given back. `value` in whole rupiah. The state is as it was
    known on `state_on`: what is told later about an earlier day doesn't change it. `missing_since` is the day on
    which somebody looked for it and it wasn't there.
    """

    SCOPE = Scope(permission=Permission.PROGRAMME_READ, owner="business__owner__user")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=30, unique=True)
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="assets")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="assets")
    business = models.ForeignKey(Business, models.PROTECT, related_name="assets")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="assets")
    what = models.CharField(max_length=200)
    brand = models.CharField(max_length=100)
    type = models.CharField(max_length=100)
    serial = models.CharField(max_length=100)
    identity = models.CharField(max_length=210)
    year_made = models.PositiveIntegerField(null=True)
    value = models.PositiveBigIntegerField()
    condition = models.CharField(max_length=10, choices=AssetCondition.choices)
    photos: "models.ManyToManyField[File, models.Model]" = models.ManyToManyField(File, related_name="+")
    state = models.CharField(max_length=10, choices=AssetState.choices, default=AssetState.IN_USE)
    state_on = models.DateField()
    handed_on = models.DateField()
    last_seen_on = models.DateField(null=True)
    missing_since = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["-handed_on", "number"], name="asset_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["identity"], condition=~Q(state="returned"), name="a_machine_is_handed_over_once"
            ),
            models.CheckConstraint(condition=Q(value__gt=0), name="an_asset_has_a_value"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.what}"

    @property
    def tone(self) -> str:
        """The class that colours its state."""
        return _TONES.get(self.state, "calm")

    @property
    def is_held(self) -> bool:
        """Tell whether somebody holds it."""
        return self.state in HELD


class SeenAs(models.TextChoices):
    """What somebody who looked for a machine saw."""

    IN_USE = "in_use", _("There, and in use")
    IDLE = "idle", _("There, not used")
    DAMAGED = "damaged", _("There, damaged")
    NOT_THERE = "not_there", _("Not there")


class AssetSeen(models.Model):
    """Somebody looked for a machine on a day, maybe on the visit of a `report`."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="seen")
    on = models.DateField()
    condition = models.CharField(max_length=10, choices=SeenAs.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="assets_seen")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["asset", "report"], name="a_report_sees_a_machine_once"),
        ]

    def __str__(self) -> str:
        return f"{self.asset_id} {self.on} {self.condition}"


class Trouble(models.TextChoices):
    """What a holder reports about a machine."""

    DAMAGE = "damage", _("It is damaged")
    LOSS = "loss", _("It is lost or was stolen")


class AssetTrouble(models.Model):
    """What the holder of a machine reported to the office; the office looks, and records what it finds."""

    key = models.UUIDField(unique=True)
    asset = models.ForeignKey(Asset, models.CASCADE, related_name="troubles")
    kind = models.CharField(max_length=10, choices=Trouble.choices)
    words = models.TextField()
    photo = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.asset_id} {self.kind}"


class Passing(models.Model):
    """A machine that the head passed on to the business `to`, with the grant agreement of this new holder.

    The new holder accepts it on the own page, or signs it on paper; the newest one of a machine is what holds.
    """

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="passings")
    to = models.ForeignKey(Business, models.PROTECT, related_name="+")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    passed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    passed_at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    accepted_name = models.CharField(max_length=150, blank=True)
    on_paper = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True, accepted_name="", on_paper=False)
                | (Q(accepted_at__isnull=False, accepted_by__isnull=False) & ~Q(accepted_name="")),
                name="who_accepted_a_passing_is_named",
            ),
        ]

    def __str__(self) -> str:
        return self.document.number
