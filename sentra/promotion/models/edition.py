"""A printed catalogue: what the office chose for it, the file that was made, and who stands in it."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.files.models import File
from sentra.kernel import clock
from sentra.people.policy import Permission, Scope
from sentra.promotion.models.maker import Maker


class EditionState(models.TextChoices):
    """How far an edition has come."""

    ASKED = "asked", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Couldn't be made")


class Chapters(models.TextChoices):
    """By what the products of an edition are put together."""

    COMMODITY = "commodity", _("By commodity")
    DISTRICT = "district", _("By district")


class Paper(models.TextChoices):
    """The size of its pages."""

    A4 = "a4", "A4"
    A5 = "a5", "A5"


_TONES = {EditionState.READY: "good", EditionState.ASKED: "wait", EditionState.FAILED: "bad"}


class Edition(models.Model):
    """A catalogue for print. `choice` says who stands in it (`choosing.Choice`); who it was is in `makers`.

    `seconds` is how long it took to make. From `published_at` on everybody may read the file, yet only as long as all
    that stands in it is listed: `editions.gone_from` says so at each request.
    """

    SCOPE = Scope(permission=Permission.PROMOTION_READ)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    subtitle = models.CharField(max_length=160, blank=True)
    foreword = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=[("id", "Bahasa Indonesia"), ("en", "English")], default="id")
    paper = models.CharField(max_length=2, choices=Paper.choices, default=Paper.A4)
    chapters = models.CharField(max_length=10, choices=Chapters.choices, default=Chapters.COMMODITY)
    choice = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=EditionState.choices, default=EditionState.ASKED)
    last_error = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(null=True)
    seconds = models.FloatField(null=True)
    products = models.PositiveIntegerField(default=0)
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(file__isnull=False, made_at__isnull=False),
                name="a_ready_edition_has_a_file",
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(last_error=""), name="a_failed_edition_says_why"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return _TONES[EditionState(self.state)]


class EditionMaker(models.Model):
    """A maker who stands in an edition: the ids of its showings and of their photographs, and how it is reached.

    `contact` holds pairs of a way and what it leads to, in no language: what of it the owner gives no more is no longer
    given out.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="makers")
    maker = models.ForeignKey(Maker, models.CASCADE, related_name="+")
    showings = ArrayField(models.BigIntegerField())
    photos = ArrayField(models.UUIDField(), default=list)
    contact = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "maker"], name="a_maker_once_in_an_edition")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.maker_id}"
