"""What was counted, month by month: the summaries from which pages, reports and open data are drawn."""

from django.db import models
from django.db.models import Q


class Month(models.Model):
    """A month of the regency's figures; `first` is its first day.

    The open month is counted anew every few minutes (`counted_at`). Once it is over it is counted a last time and
    closed: from then on its figures stay as they were known. `counted_later` marks a month that was closed more than
    some days after its end, from the days that the records tell: before Sentra came, or while the worker stood still.
    """

    first = models.DateField(primary_key=True)
    counted_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    counted_later = models.BooleanField(default=False)

    class Meta:
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(condition=Q(first__day=1), name="a_month_begins_on_its_first_day"),
            models.CheckConstraint(
                condition=Q(counted_later=False) | Q(closed_at__isnull=False), name="only_the_closed_are_counted_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


class Seen(models.TextChoices):
    """From where a month is looked at."""

    THEN = "then", "as known then"
    TODAY = "today", "as known today"


class Tally(models.Model):
    """The counts of one cell in one month.

    `family` says what is counted (businesses, licensing ...), `cut` by what it is told apart (all, district, commodity
    ...), `key` and `other` which district, which commodity. `values` maps names of the family's counts to whole numbers
    (people, rupiah, percent points added up), or to a spread `{days: how many}`; what is zero isn't kept. A closed
    month as known then never changes: the database refuses it.
    """

    month = models.DateField()
    seen = models.CharField(max_length=5, choices=Seen.choices, default=Seen.THEN)
    family = models.CharField(max_length=20)
    cut = models.CharField(max_length=30)
    key = models.CharField(max_length=60, blank=True)
    other = models.CharField(max_length=60, blank=True)
    values = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "cut", "seen", "month", "key", "other"], name="one_tally_of_a_cell"
            )
        ]

    def __str__(self) -> str:
        return f"{self.family} {self.month:%Y-%m} {self.cut} {self.key} {self.other}".rstrip()
