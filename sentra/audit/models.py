"""The audit's one table."""

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One act on one record; the database refuses to change or delete it, and `hash` chains it to the one before."""

    record_type = models.CharField(max_length=60)
    record_id = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=60)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=150)
    at = models.DateTimeField(db_index=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["record_type", "record_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "seq"], name="one_entry_for_each_seq")
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id} #{self.seq} {self.act}"
