"""How many industries are not yet known: the estimate of each district, a row a month."""

from django.db import models
from django.db.models import F, Q

from sentra.kernel import clock

REGENCY = ""
"""The district of the row that takes the lists of all districts together."""


class UnknownEstimate(models.Model):
    """What was estimated for a district (`REGENCY`: for all, their lists taken together) in a month (its first day).

    The running month's rows are counted anew each night; those of past months stay as they were told then. `method` is
    a `Method`; without an estimate `why` says why there are too few data (`Why`). `total`, `low` and `high` are
    businesses, the known among them; the interval is of 95 percent. `content` is what it rests on (`unknown.kept`).
    """

    month = models.DateField()
    district = models.CharField(max_length=8, blank=True)
    counted_at = models.DateTimeField(default=clock.now)
    known = models.PositiveIntegerField()
    total = models.PositiveIntegerField(null=True)
    low = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    method = models.CharField(max_length=10, blank=True)
    why = models.CharField(max_length=12, blank=True)
    content = models.JSONField(default=dict)

    class Meta:
        ordering = ["month", "district"]
        constraints = [
            models.UniqueConstraint(fields=["month", "district"], name="one_estimate_of_a_district_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="an_estimate_is_of_a_month"),
            models.CheckConstraint(
                condition=(Q(why="", total__isnull=False, low__isnull=False, high__isnull=False) & ~Q(method=""))
                | (~Q(why="") & Q(total__isnull=True, low__isnull=True, high__isnull=True, method="")),
                name="an_estimate_or_the_reason_why_none",
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(low__gte=F("known"), total__gte=F("low"), high__gte=F("total")),
                name="an_estimate_is_never_below_what_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district or 'regency'} {self.month:%Y-%m}"

    @property
    def unknown(self) -> int | None:
        """How many are not yet known; None where there are too few data."""
        return None if self.total is None else self.total - self.known

    @property
    def share(self) -> int | None:
        """The known among all, in whole percent, rounded down: 100 only where none is missing."""
        return 100 * self.known // self.total if self.total else None
