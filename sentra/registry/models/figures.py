"""A year's figures of a business, reported by the owner or an officer, and accepted by an officer."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.quantity import write_quantity
from sentra.people.policy import Permission, Scope
from sentra.registry.models.business import Business

EARLIEST_YEAR = 1950


class FiguresState(models.TextChoices):
    """What a year's figures are worth."""

    SUBMITTED = "submitted", _("Waiting to be read")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")


class FiguresSource(models.TextChoices):
    """Who told a year's figures."""

    OWNER = "owner", _("Owner")
    OFFICER = "officer", _("Officer")
    PERMIT = "permit", _("Permit")
    SURVEY = "survey", _("Survey")
    IMPORT = "import", _("Import")


class Figures(models.Model):
    """A year's figures of a business; personal financial data (UU 27/2022), never public.

    Money is in whole rupiah for the whole year; `investment` is without land and building (Permenperin 64/2016);
    `capacity` and `production` count in `capacity_unit`; `export_share` is in percent of the production's value;
    `workers_total` is kept where a list told men and women only together, and counts where neither is known.
    """

    SCOPE = Scope(permission=Permission.REGISTER_FIGURES, district="business__district", owner="business__owner__user")

    business = models.ForeignKey(Business, models.CASCADE, related_name="figures", db_index=False)
    year = models.PositiveIntegerField()
    workers_men = models.PositiveIntegerField(null=True)
    workers_women = models.PositiveIntegerField(null=True)
    workers_total = models.PositiveIntegerField(null=True)
    investment = models.PositiveBigIntegerField(null=True)
    capacity_amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    capacity_unit = models.CharField(max_length=200, blank=True)
    production_amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    production_value = models.PositiveBigIntegerField(null=True)
    raw_material_value = models.PositiveBigIntegerField(null=True)
    export_share = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    export_countries = models.CharField(max_length=300, blank=True)

    state = models.CharField(max_length=10, choices=FiguresState.choices, default=FiguresState.ACCEPTED)
    source = models.CharField(max_length=10, choices=FiguresSource.choices, default=FiguresSource.PERMIT)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    submitted_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    return_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year"]
        indexes = [models.Index(fields=["submitted_at"], condition=Q(state="submitted"), name="figures_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["business", "year"], name="figures_once_a_year"),
            models.CheckConstraint(
                condition=Q(export_share__isnull=True) | Q(export_share__range=(0, 100)), name="export_share_is_percent"
            ),
            models.CheckConstraint(
                condition=~Q(state=FiguresState.RETURNED) | ~Q(return_reason=""), name="returned_figures_have_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business_id} {self.year}"

    @property
    def workers(self) -> int | None:
        """Men and women together; None where nobody told."""
        told = [count for count in (self.workers_men, self.workers_women) if count is not None]
        return sum(told) if told else self.workers_total

    @property
    def capacity(self) -> str:
        """The capacity in one phrase: `500 kg per bulan`."""
        return write_quantity(self.capacity_amount, self.capacity_unit)

    @property
    def production(self) -> str:
        """What was made in the year, in one phrase."""
        return write_quantity(self.production_amount, self.capacity_unit) if self.production_amount is not None else ""

    @property
    def sales(self) -> int | None:
        """What the size classes take for yearly sales: the production's value."""
        return self.production_value

    @property
    def export_words(self) -> Decimal | None:
        """The export's share without needless zeros."""
        return None if self.export_share is None else self.export_share.normalize()
