"""Groups: sentra (a village of one trade) and joint businesses (kelompok usaha bersama, KUB), with their members."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.quantity import write_quantity
from sentra.people.policy import Permission, Scope
from sentra.registry.models.business import Business


class GroupKind(models.TextChoices):
    """What holds the members together."""

    SENTRA = "sentra", _("Sentra")
    KUB = "kub", _("Joint business (KUB)")


class Group(models.Model):
    """A sentra or a joint business; machine aid as a grant goes to such a group."""

    SCOPE = Scope(permission=Permission.REGISTER_READ, district="district")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=GroupKind.choices)
    name = models.CharField(max_length=200)
    name_folded = models.CharField(max_length=200, db_index=True)
    trade = models.CharField(max_length=200, blank=True)
    commodity = models.CharField(max_length=50, blank=True)
    kbli = models.CharField(max_length=5, blank=True)
    kbli_version = models.CharField(max_length=4, blank=True)
    address = models.CharField(max_length=300, blank=True)
    district = models.CharField(max_length=8, db_index=True)
    village = models.CharField(max_length=13, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    founded = models.DateField(null=True)
    dissolved_on = models.DateField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name_folded"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name_folded", "district", "village"], name="one_group_of_a_name_in_a_place"
            ),
            models.CheckConstraint(
                condition=(Q(kbli="") & Q(kbli_version="")) | (~Q(kbli="") & ~Q(kbli_version="")),
                name="group_kbli_has_a_version",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A business in a group; it may leave and come back."""

    class Role(models.TextChoices):
        """What a member is in the group."""

        MEMBER = "member", _("Member")
        HEAD = "head", _("Head")
        SECRETARY = "secretary", _("Secretary")
        TREASURER = "treasurer", _("Treasurer")

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    business = models.ForeignKey(Business, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "business"], condition=Q(until__isnull=True), name="a_member_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.business_id} in {self.group_id}"


class GroupFigures(models.Model):
    """A year's figures of a whole group, as the sheet of the sentra tells them. Money in whole rupiah."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="figures")
    year = models.PositiveIntegerField()
    units = models.PositiveIntegerField(null=True)
    workers = models.PositiveIntegerField(null=True)
    investment = models.PositiveBigIntegerField(null=True)
    capacity_amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    capacity_unit = models.CharField(max_length=200, blank=True)
    production_value = models.PositiveBigIntegerField(null=True)
    raw_material_value = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["group", "year"], name="group_figures_once_a_year")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.year}"

    @property
    def capacity(self) -> str:
        """The capacity in one phrase."""
        return write_quantity(self.capacity_amount, self.capacity_unit)
