"""The register's tables as the rival sees them: the columns that its pages show."""

from django.db import models


class Owner(models.Model):
    """An owner."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=20, blank=True)

    class Meta:
        app_label = "bench_admin"
        managed = False
        db_table = "registry_owner"

    def __str__(self) -> str:
        return self.name


class Business(models.Model):
    """A business."""

    id = models.UUIDField(primary_key=True)
    register_number = models.CharField(max_length=30)
    owner = models.ForeignKey(Owner, models.PROTECT)
    name = models.CharField(max_length=200)
    brand = models.CharField(max_length=200, blank=True)
    nib = models.CharField(max_length=13, null=True)
    address = models.CharField(max_length=300, blank=True)
    district = models.CharField(max_length=8)
    village = models.CharField(max_length=13, blank=True)
    commodity = models.CharField(max_length=50, blank=True)
    standing = models.CharField(max_length=10)
    production = models.CharField(max_length=10)
    licensed = models.BooleanField()
    licensed_until = models.DateField(null=True)

    class Meta:
        app_label = "bench_admin"
        managed = False
        db_table = "registry_business"

    def __str__(self) -> str:
        return self.name
