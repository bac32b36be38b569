"""Imports of spreadsheets: what was sent, how it was understood, what became of each row."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.files.models import File
from sentra.kernel import clock
from sentra.kernel.crypto import EncryptedJSON
from sentra.registry.models import Business


class State(models.TextChoices):
    """Where an import stands."""

    COLUMNS = "columns", _("Columns to check")
    REHEARSING = "rehearsing", _("Being rehearsed")
    REHEARSED = "rehearsed", _("Rehearsed")
    APPLYING = "applying", _("Being taken over")
    APPLIED = "applied", _("Taken over")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


STOPPED = "stopped"
"""The problem of a work that failed as often as it may."""
BUSY = frozenset({State.REHEARSING, State.APPLYING, State.UNDOING})


class RowOutcome(models.TextChoices):
    """What became of a row, or would."""

    NEW = "new", _("New")
    UPDATE = "update", _("Update")
    UNCHANGED = "unchanged", _("Unchanged")
    DUPLICATE = "duplicate", _("To decide")
    REFUSED = "refused", _("Refused")


class Import(models.Model):
    """A spreadsheet that an officer sent; `plan` is what was settled on the page of its columns,
    `manner` how its numbers and dates turned out to be written.

    `done` counts the rows that the running work has behind it, `applied_through` is the last row of the sheet that was
    taken over: the work goes on there when it was interrupted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=12, choices=State.choices, default=State.COLUMNS)
    profile = models.CharField(max_length=50, blank=True)
    plan = models.JSONField(default=dict)
    manner = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    problem = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    rows_total = models.PositiveIntegerField(null=True)
    done = models.PositiveIntegerField(default=0)
    applied_through = models.PositiveIntegerField(default=0)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    result = models.ForeignKey(File, models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-begun_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_busy(self) -> bool:
        """Tell whether the worker has it in hand."""
        return self.state in BUSY

    @property
    def is_stopped(self) -> bool:
        """Tell whether the work on it failed, so that somebody has to let it go on."""
        return bool(self.problem.get("code") == STOPPED)

    @property
    def percent(self) -> int | None:
        """How far the running work is; None where it can't be told."""
        return min(100, self.done * 100 // self.rows_total) if self.rows_total else None


class ImportRow(models.Model):
    """A row of the sheet; `number` as the spreadsheet counts.

    `faults` are cells that couldn't be read, `differences` words that weren't taken, `candidates` the businesses that
    it may be. `kept` is what is needed to take it over later, or to undo it; it may hold personal data and is sealed.
    """

    id = models.BigAutoField(primary_key=True)
    of = models.ForeignKey(Import, models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=RowOutcome.choices)
    label = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=13, blank=True)
    business = models.ForeignKey(Business, models.SET_NULL, null=True, related_name="+")
    faults = models.JSONField(default=list)
    differences = models.JSONField(default=list)
    candidates = models.JSONField(default=list)
    decided_new = models.BooleanField(default=False)
    decided_same = models.ForeignKey(Business, models.SET_NULL, null=True, related_name="+", db_index=False)
    applied = models.BooleanField(default=False)
    audit_seq = models.PositiveIntegerField(null=True)
    kept = EncryptedJSON(blank=True, default=dict)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["of", "outcome", "number"], name="import_row_outcome"),
            models.Index(fields=["decided_same"], condition=Q(decided_same__isnull=False), name="import_row_same"),
        ]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="one_row_of_a_number")]

    def __str__(self) -> str:
        return f"{self.of_id} {self.number}"

    @property
    def is_decided(self) -> bool:
        """Tell whether somebody decided whether it is new or a business that is known."""
        return self.decided_new or self.decided_same_id is not None


class KnownColumns(models.Model):
    """How an office understands the columns of a sheet of theirs, by the header's names; used when it comes again."""

    office = models.CharField(max_length=20)
    header = models.CharField(max_length=64)
    fields: Any = models.JSONField(default=dict)
    settled_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "header"], name="one_understanding_of_a_header")]

    def __str__(self) -> str:
        return f"{self.office} {self.header[:8]}"


class Export(models.Model):
    """A file that somebody took out of the register: which form, narrowed by what, how many rows."""

    form = models.CharField(max_length=20)
    query = models.TextField(blank=True)
    rows = models.PositiveIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.form} {self.rows}"
