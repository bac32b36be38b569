"""A case: one problem of one product, whoever and however many reported it."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.people.policy import Permission, Scope
from sentra.reference.cases import CaseKind
from sentra.reference.loading import current_pack
from sentra.registry.models import Business, Product
from sentra.surveys.models import Visit


class State(models.TextChoices):
    """Where a case stands."""

    REPORTED = "reported", _("Reported")
    TRIAGED = "triaged", _("Sorted")
    EXAMINING = "examining", _("Being examined")
    ACTING = "acting", _("Measures under way")
    CLOSED = "closed", _("Finished")
    JOINED = "joined", _("Joined to another")
    DISMISSED = "dismissed", _("Not pursued")


OPEN = (State.REPORTED, State.TRIAGED, State.EXAMINING, State.ACTING)
CLOSED = (State.CLOSED, State.JOINED, State.DISMISSED)
_TONES = {State.CLOSED: "good", State.JOINED: "calm", State.DISMISSED: "calm"}


class Gravity(models.TextChoices):
    """How grave it is; what each means and how long it may take stands in the pack."""

    MINOR = "minor", _("Minor")
    SERIOUS = "serious", _("Serious")
    GRAVE = "grave", _("Grave")


_GRAVITY_TONES = {Gravity.GRAVE: "bad", Gravity.SERIOUS: "wait"}


class Case(models.Model):
    """One problem of one product.

    `business` is None where the register doesn't know the maker (any more: `maker_name` is what was told), `product`
    where it doesn't know the product. `answered_at` is when the office first answered, `answer_due` when it had to;
    `close_due` counts from the triage. `maker_told_at` opens the case to the maker; `object_until` is the maker's last
    day to object to the finding. `listing_stopped`: the product must not be offered meanwhile. `visits` look into it.
    """

    SCOPE = Scope(permission=Permission.CASE_READ, district="district")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=30, unique=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.REPORTED)
    kind = models.CharField(max_length=50, blank=True)
    gravity = models.CharField(max_length=10, choices=Gravity.choices, blank=True)
    business = models.ForeignKey(Business, models.PROTECT, null=True, related_name="cases")
    product = models.ForeignKey(Product, models.SET_NULL, null=True, related_name="cases")
    product_name = models.CharField(max_length=200)
    product_folded = models.CharField(max_length=200)
    maker_name = models.CharField(max_length=200, blank=True)
    batch = models.CharField(max_length=100, blank=True)
    district = models.CharField(max_length=8, blank=True)
    search = models.CharField(max_length=700, blank=True)
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    reported_at = models.DateTimeField(default=clock.now)
    answer_due = models.DateField()
    answered_at = models.DateTimeField(null=True)
    triaged_at = models.DateTimeField(null=True)
    close_due = models.DateField(null=True)
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    object_until = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    result = models.TextField(blank=True)
    joined_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined")

    visits: "models.ManyToManyField[Visit, models.Model]" = models.ManyToManyField(Visit, related_name="cases")
    maker_told_at = models.DateTimeField(null=True)
    invited_at = models.DateTimeField(null=True)
    listing_stopped = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["state", "close_due"], name="case_due"),
            models.Index(fields=["product_folded"], name="case_product"),
            models.Index(fields=["business"], condition=Q(listing_stopped=True), name="case_stopped"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="joined", joined_into__isnull=False)) | (~Q(state="joined") & Q(joined_into=None)),
                name="a_joined_case_names_the_other",
            ),
            models.CheckConstraint(
                condition=Q(state="reported") | Q(state__in=["joined", "dismissed"]) | (~Q(kind="") & ~Q(gravity="")),
                name="a_sorted_case_has_kind_and_gravity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.product_name}"

    @property
    def is_open(self) -> bool:
        """Tell whether anybody still works on it."""
        return self.state in OPEN

    @property
    def due(self) -> date | None:
        """The day by which the next thing is due: the first answer, then the end."""
        if not self.is_open:
            return None
        return self.answer_due if self.state == State.REPORTED and self.answered_at is None else self.close_due

    @property
    def is_late(self) -> bool:
        """Tell whether that day has passed."""
        return self.due is not None and self.due < clock.today()

    @property
    def tone(self) -> str:
        """The class that colours its state."""
        return _TONES.get(State(self.state), "wait")

    @property
    def gravity_tone(self) -> str:
        """The class that colours its gravity."""
        return _GRAVITY_TONES.get(Gravity(self.gravity), "calm") if self.gravity else ""

    @property
    def kind_told(self) -> CaseKind | None:
        """The kind as the pack describes it."""
        return current_pack().cases.kind(self.kind)

    @property
    def maker(self) -> str:
        """The maker's name: as the register has it, or else as it was told."""
        return self.business.name if self.business else self.maker_name

    @property
    def maker_account(self) -> int | None:
        """The id of the maker's account; None where the maker isn't known or has none."""
        return self.business.owner.user_id if self.business else None

    @property
    def is_grave(self) -> bool:
        """Tell whether finding and closing take two people."""
        gravity = current_pack().cases.gravity(self.gravity)
        return gravity is not None and gravity.two_people
