"""Campaigns: what the office does so that makers become known, who took part, what was published of it."""

import uuid
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sentra.files.models import File
from sentra.kernel import clock
from sentra.promotion.models.maker import Maker


class CampaignState(models.TextChoices):
    """How far a campaign has come."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


_TONES: Mapping[str, str] = {CampaignState.PLANNED: "wait", CampaignState.RUNNING: "good"}


class Campaign(models.Model):
    """A plan to make some makers known, and what became of it.

    The id is the key of the form, so that a plan that is sent twice stays one. `media` are codes of the pack's
    `media`; `cost_planned` is in whole rupiah. `results` is the office's own word on what came of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    media = models.JSONField(default=list)
    place = models.CharField(max_length=200, blank=True)
    from_day = models.DateField()
    until_day = models.DateField()
    cost_planned = models.PositiveBigIntegerField(default=0)
    budget_source = models.CharField(max_length=100, blank=True)
    in_charge = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=CampaignState.choices, default=CampaignState.PLANNED)
    cancelled_reason = models.CharField(max_length=500, blank=True)
    results = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-from_day", "-made_at"]
        indexes = [models.Index(fields=["state", "-from_day"], name="campaign_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(until_day__gte=F("from_day")), name="a_campaign_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_reason=""), name="a_cancelled_campaign_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return _TONES.get(CampaignState(self.state), "calm")


class CampaignMaker(models.Model):
    """A maker that takes part in a campaign: it stays on the record when it isn't listed any more."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="places")
    maker = models.ForeignKey(Maker, models.PROTECT, related_name="campaigns")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "maker"], name="a_maker_once_in_a_campaign")]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.maker_id}"


class Piece(models.Model):
    """Something that was published in a campaign: where, when, a link or a scan, whom it shows.

    `key` is that of the form. `reach` is what the publisher told (people), `cost` is in whole rupiah.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="pieces")
    key = models.UUIDField(unique=True)
    medium = models.CharField(max_length=50)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=120)
    published_on = models.DateField()
    link = models.URLField(max_length=500, blank=True)
    scan = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    reach = models.PositiveIntegerField(null=True)
    cost = models.PositiveBigIntegerField(default=0)
    makers: "models.ManyToManyField[Maker, models.Model]" = models.ManyToManyField(Maker, related_name="pieces")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(link="") | Q(link__istartswith="http://") | Q(link__istartswith="https://"),
                name="a_link_leads_to_the_web",
            )
        ]

    def __str__(self) -> str:
        return self.title
