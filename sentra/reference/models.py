"""The regency's places, days off and checklists, as rows: what comes from the pack, and what officers edit."""

from functools import cached_property, lru_cache

from django.db import models

from sentra.kernel import clock
from sentra.reference.checklists import Checklist


class District(models.Model):
    """A kecamatan; `row` and `col` place it on the schematic tile map."""

    code = models.CharField(max_length=8, primary_key=True)
    name = models.CharField(max_length=100)
    row = models.PositiveSmallIntegerField()
    col = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Village(models.Model):
    """A desa or kelurahan."""

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=100)
    district = models.ForeignKey(District, models.PROTECT, related_name="villages")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    """A day on which the offices are closed; `edited` rows are the office's own and no pack overwrites them."""

    day = models.DateField(primary_key=True)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=20)
    estimated = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)
    edited = models.BooleanField(default=False)
    cancelled = models.BooleanField(default=False)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class ChecklistRevision(models.Model):
    """A checklist as it stood in the pack when it was published; a visit keeps the one that it was planned with."""

    code = models.CharField(max_length=50)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "number"], name="checklist_number_once")]

    def __str__(self) -> str:
        return f"{self.code} r{self.number}"

    @cached_property
    def checklist(self) -> Checklist:
        """The checklist, typed."""
        return Checklist.model_validate(self.content)


@lru_cache(maxsize=256)
def checklist_published(revision_id: int) -> Checklist:
    """Give the checklist of a revision, read once for each process: what was published never changes."""
    return ChecklistRevision.objects.get(pk=revision_id).checklist
