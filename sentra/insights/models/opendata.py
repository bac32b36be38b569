"""What was published as open data, version by version, and what was left out of it."""

from django.db import models
from django.db.models import Q


class DataVersion(models.Model):
    """A data set as it was published for a period; it never changes (the database refuses it).

    `month` is the first day of the last month that it tells of. `rows` are plain values in the order of the set's
    columns, `columns` the names of these, as they were then. Without rows it is withheld: too little is known to tell
    it without telling of single businesses.
    """

    dataset = models.CharField(max_length=50)
    month = models.DateField()
    made_at = models.DateTimeField()
    columns = models.JSONField()
    rows = models.JSONField()
    withheld = models.BooleanField(default=False)
    hidden = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "month"], name="one_version_of_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="a_version_is_of_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.dataset} {self.period}"

    @property
    def period(self) -> str:
        """The month, as addresses write it."""
        return f"{self.month:%Y-%m}"


class LeftOut(models.Model):
    """What was left out of the counts of a month, so that the next versions of the year leave it out, too.

    `cells` are `[table, row, column]`, `sums` are `[dimension, member]`.
    """

    month = models.DateField(primary_key=True)
    cells = models.JSONField(default=list)
    sums = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
