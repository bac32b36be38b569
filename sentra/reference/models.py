"""The regency's places, goods and days off, as rows: what comes from the pack, and what officers edit."""

from django.db import models


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
