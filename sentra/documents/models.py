"""Numbered, signed documents; the counters of their numbers; the look-ups of the public."""

import uuid

from django.conf import settings
from django.db import models

from sentra.files.models import File
from sentra.kernel import clock


class Counter(models.Model):
    """One series of numbers, such as the permits of a service in a year; `year` 0 for a series without end."""

    series = models.CharField(max_length=80)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_counter_for_each_series")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"


class Document(models.Model):
    """A document as it was decided: `data` is all that it prints, `file` the signed PDF once the worker made it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30)
    number = models.CharField(max_length=80)
    code = models.CharField(max_length=16, unique=True)
    title = models.CharField(max_length=200)
    template = models.CharField(max_length=30)
    data = models.JSONField()
    record_type = models.CharField(max_length=60)
    record_id = models.CharField(max_length=40)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signer_name = models.CharField(max_length=150)
    signer_position = models.CharField(max_length=150, blank=True)
    issued_at = models.DateTimeField()
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    rendered_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    lookups_cleared = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="one_document_of_a_number")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Lookup(models.Model):
    """A look at a document by the public; `visitor` is a keyed hash that changes every day, not an address."""

    document = models.ForeignKey(Document, models.CASCADE, null=True, related_name="lookups")
    kind = models.CharField(max_length=10)
    visitor = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["visitor", "at"], name="lookup_visitor")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
