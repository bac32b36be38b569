"""Doubles of the register: pairs that may be the same, the search for them, and what was merged."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.crypto import EncryptedJSON
from sentra.kernel.errors import Message
from sentra.registry.models.business import Business
from sentra.registry.models.owner import Owner

UNDO_WITHIN = timedelta(days=30)


class PairState(models.TextChoices):
    """What became of a pair."""

    OPEN = "open", _("To decide")
    SAME = "same", _("The same: merged")
    DIFFERENT = "different", _("Not the same")


class Doubt(models.Model):
    """What is known of two records that may be one, and what was decided.

    `score` and the weights in `reasons` are in bits (`matching.comparison`); `reasons` hold no personal data. Two that
    were found not to be the same stay, so that they are never offered again.
    """

    score = models.FloatField()
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=PairState.choices, default=PairState.OPEN)
    found_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True
        ordering = ["-score", "pk"]

    @property
    def said(self) -> Message:
        """What was decided, in words."""
        return PairState(self.state).label


class Pair(Doubt):
    """Two businesses that may be one; `one` has the lesser id, so that two are a pair once."""

    one = models.ForeignKey(Business, models.CASCADE, related_name="+")
    other = models.ForeignKey(Business, models.CASCADE, related_name="+")

    class Meta(Doubt.Meta):
        indexes = [
            models.Index(fields=["state", "-score"], name="pair_to_decide"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_businesses_are_a_pair_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="the_lesser_id_comes_first"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"


class OwnerPair(Doubt):
    """Two owners that may be one person; `one` has the lesser id."""

    one = models.ForeignKey(Owner, models.CASCADE, related_name="+")
    other = models.ForeignKey(Owner, models.CASCADE, related_name="+")

    SAID = {PairState.SAME: _("One person: merged"), PairState.DIFFERENT: _("Two persons")}

    class Meta(Doubt.Meta):
        indexes = [
            models.Index(fields=["state", "-score"], name="owner_pair_to_decide"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_owners_are_a_pair_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="the_lesser_owner_comes_first"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"

    @property
    def said(self) -> Message:
        """What was decided, in words: of persons."""
        return self.SAID.get(PairState(self.state), super().said)


class MatchRun(models.Model):
    """A search of the whole register for doubles; all businesses up to the id `last` have been compared."""

    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(default=clock.now)
    businesses = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    compared = models.PositiveBigIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    last = models.UUIDField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["finished_at"],
                condition=Q(finished_at__isnull=True),
                nulls_distinct=False,
                name="one_search_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {self.done}/{self.businesses}"

    @property
    def percent(self) -> int:
        """How far it has come."""
        return min(100, 100 * self.done // self.businesses) if self.businesses else 100


class Union(models.Model):
    """Two records that became one, with all that it takes to part them again.

    `record` holds every link that was moved, every row that gave way and every value that was changed, encrypted, since
    NIK and NPWP may be among them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    merged_at = models.DateTimeField(default=clock.now)
    why = models.CharField(max_length=500, blank=True)
    record = EncryptedJSON(default=dict)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["-merged_at"]

    @property
    def undo_until(self) -> datetime:
        """Until when it can be undone."""
        return self.merged_at + UNDO_WITHIN

    @property
    def can_be_undone(self) -> bool:
        """Tell whether it can still be undone, as far as its days go."""
        return self.undone_at is None and clock.now() <= self.undo_until


class Merge(Union):
    """Two businesses that became one."""

    kept = models.ForeignKey(Business, models.PROTECT, related_name="+")
    gone = models.ForeignKey(Business, models.PROTECT, related_name="+")

    class Meta(Union.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="a_business_goes_into_one_other"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"


class OwnerMerge(Union):
    """Two owners that turned out to be one person."""

    kept = models.ForeignKey(Owner, models.PROTECT, related_name="+")
    gone = models.ForeignKey(Owner, models.PROTECT, related_name="+")

    class Meta(Union.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="an_owner_goes_into_one_other"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"
