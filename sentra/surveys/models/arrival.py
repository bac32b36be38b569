"""Photographs on their way from a phone."""

from django.conf import settings
from django.db import models

from sentra.files.models import File
from sentra.kernel import clock


class PhotoArrival(models.Model):
    """A photograph on its way from a phone: it comes in pieces, each where the last one ended, and arrives once.

    `key` is made on the phone; `sha256` is the hash of what the phone sends, which the kept clean copy has not.
    `pieces` is empty again once the photograph is kept as a `file`.
    """

    key = models.UUIDField(primary_key=True)
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=150)
    pieces = models.BinaryField(default=b"")
    file = models.ForeignKey(File, models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField(default=clock.now)
    arrived_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["begun_at"], name="arrival_age")]

    def __str__(self) -> str:
        return f"{self.name} {self.received}/{self.size}"

    @property
    def received(self) -> int:
        """How many bytes have come."""
        return self.size if self.arrived_at else len(self.pieces)
