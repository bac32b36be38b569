"""A business of the register, and what it makes, with what, of what."""

import uuid
from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from sentra.files.models import File
from sentra.kernel import clock
from sentra.kernel.crypto import EncryptedText
from sentra.people.policy import Permission, Scope
from sentra.registry.models.owner import Owner

SEARCH_CONFIGURATION = "indonesian"
"""The stemmer of the register's words; index and query must use the same one."""

NO_END = date(9999, 12, 31)
LEGAL_END = Coalesce("licensed_until", Value(NO_END))
"""The last day of being legal, for sorting: what has no end comes last. The index holds this very expression."""


class Standing(models.TextChoices):
    """Whether a business exists at all."""

    ACTIVE = "active", _("Active")
    STOPPED = "stopped", _("Stopped for now")
    CLOSED = "closed", _("Closed")


class Production(models.TextChoices):
    """What the last survey saw of its production."""

    UNKNOWN = "unknown", _("Not yet seen")
    SMOOTH = "smooth", _("Smooth")
    HALTING = "halting", _("Halting")
    STOPPED = "stopped", _("Stopped")
    NOT_YET = "not_yet", _("Not yet producing")


class RecordedFrom(models.TextChoices):
    """Whence the regency knows a business."""

    PERMIT = "permit", _("Permit")
    COUNTER = "counter", _("Counter")
    CENSUS = "census", _("Field census")
    PROGRAMME = "programme", _("Programme list")
    IMPORT = "import", _("Import")


KNOWN = Q(merged_into__isnull=True)
TENTH = Q(register_number__endswith="7")
"""Every tenth business: enough of them to find some hundreds by words that a great many match."""


class BusinessQuerySet(models.QuerySet["Business"]):
    """The businesses, narrowed in the words of the register."""

    def known(self) -> "BusinessQuerySet":
        """Those that stand for themselves: a merged record is only a way to the one that it became."""
        return self.filter(KNOWN)

    def present(self) -> "BusinessQuerySet":
        """Those that are known and not closed."""
        return self.known().exclude(standing=Standing.CLOSED)

    def registered(self) -> "BusinessQuerySet":
        """Those on the register: a permit put them there."""
        return self.known().exclude(registered_at=None)


class Business(models.Model):
    """A small or medium industry (IKM) that the regency knows.

    `registered_at` is None for one that is only recorded: no permit put it on the register yet. `quality` of the
    product and `readiness` to produce are in percent, as the last visits that graded them did. `licensed`,
    `licensed_until` (None: without an end), the sizes and `figures_year` repeat what its papers and accepted figures
    say, so that a list of a million can be narrowed by them; `match_keys` are what it may share with a record of the
    same business (`matching.keys`). `services.derived` alone writes them.
    """

    SCOPE = Scope(permission=Permission.REGISTER_READ, district="district", owner="owner__user")
    hung: frozenset[type[models.Model]] | None = None
    """What kinds of rows name it, where a page has looked that up (`registry.hung`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register_number = models.CharField(max_length=30)
    owner = models.ForeignKey(Owner, models.PROTECT, related_name="businesses")
    name = models.CharField(max_length=200)
    name_folded = models.CharField(max_length=200)
    brand = models.CharField(max_length=200, blank=True)
    legal_form = models.CharField(max_length=50, blank=True)
    nib = models.CharField(max_length=13, null=True)
    npwp = EncryptedText(blank=True)
    npwp_index = models.CharField(max_length=64, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    website = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    district = models.CharField(max_length=8)
    village = models.CharField(max_length=13, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    commodity = models.CharField(max_length=50, blank=True)
    kbli = models.CharField(max_length=5, blank=True)
    kbli_version = models.CharField(max_length=4, blank=True)
    founded = models.DateField(null=True)
    markets = models.CharField(max_length=300, blank=True)
    export_countries = models.CharField(max_length=300, blank=True)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.ACTIVE)
    standing_since = models.DateField(null=True)
    production = models.CharField(max_length=10, choices=Production.choices, default=Production.UNKNOWN)
    production_seen_on = models.DateField(null=True)
    quality = models.PositiveSmallIntegerField(null=True)
    readiness = models.PositiveSmallIntegerField(null=True)

    recorded_from = models.CharField(max_length=10, choices=RecordedFrom.choices, default=RecordedFrom.PERMIT)
    recorded_at = models.DateTimeField(default=clock.now)
    registered_at = models.DateTimeField(null=True)
    why_no_permit = models.CharField(max_length=300, blank=True)
    licensed = models.BooleanField(default=False)
    licensed_until = models.DateField(null=True)
    in_process = models.BooleanField(default=False)
    size_umkm = models.CharField(max_length=10, blank=True)
    size_industry = models.CharField(max_length=10, blank=True)
    size_bps = models.CharField(max_length=10, blank=True)
    figures_year = models.PositiveIntegerField(null=True)

    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    search_text = models.TextField(blank=True)
    search = models.GeneratedField(
        expression=SearchVector("search_text", config=SEARCH_CONFIGURATION),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    match_keys = ArrayField(models.IntegerField(), null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged_from", db_index=False)
    updated_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = BusinessQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["district", "commodity"], name="business_place_kind"),
            models.Index(fields=["name_folded"], opclasses=["varchar_pattern_ops"], name="business_name_begins"),
            models.Index(fields=["kbli"], opclasses=["varchar_pattern_ops"], name="business_kbli_begins"),
            models.Index(fields=["phone"], name="business_phone"),
            models.Index(fields=["npwp_index"], condition=~Q(npwp_index=""), name="business_npwp"),
            models.Index(fields=["assigned_to"], condition=Q(assigned_to__isnull=False), name="business_assigned"),
            models.Index(fields=["merged_into"], condition=~KNOWN, name="business_merged"),
            models.Index(fields=["licensed", "licensed_until"], name="business_licensed"),
            GinIndex(fields=["search"], name="business_search"),
            GinIndex(fields=["search"], condition=TENTH, name="business_search_tenth"),
            GinIndex(fields=["tags"], name="business_tags"),
            models.Index(fields=["name_folded", "id"], condition=KNOWN, name="business_by_name"),
            models.Index(fields=["district", "name_folded", "id"], condition=KNOWN, name="business_by_district"),
            models.Index(fields=["village", "name_folded", "id"], condition=KNOWN, name="business_by_village"),
            models.Index(fields=["commodity", "name_folded", "id"], condition=KNOWN, name="business_by_commodity"),
            models.Index(fields=["recorded_at", "id"], condition=KNOWN, name="business_by_age"),
            models.Index(LEGAL_END, F("id"), condition=KNOWN, name="business_by_legal_end"),
            models.Index(
                fields=["latitude", "longitude"], condition=KNOWN & Q(latitude__isnull=False), name="business_pins"
            ),
            models.Index(fields=["id"], condition=~Q(tags=[]), name="business_tagged"),
            GinIndex(fields=["match_keys"], name="business_match_keys", fastupdate=False),
        ]
        constraints = [
            models.UniqueConstraint(fields=["register_number"], name="one_business_of_a_number"),
            models.UniqueConstraint(fields=["nib"], name="one_business_of_a_nib"),
            models.CheckConstraint(
                condition=Q(production=Production.UNKNOWN) | Q(production_seen_on__isnull=False),
                name="production_is_seen_on_a_day",
            ),
            models.CheckConstraint(condition=Q(nib__isnull=True) | Q(nib__regex=r"^\d{13}$"), name="nib_has_13_digits"),
            models.CheckConstraint(
                condition=(Q(kbli="") & Q(kbli_version="")) | (~Q(kbli="") & ~Q(kbli_version="")),
                name="kbli_has_a_version",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_pin_has_both_degrees",
            ),
            models.CheckConstraint(
                condition=Q(licensed=True) | Q(licensed_until__isnull=True), name="only_the_licensed_have_an_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register_number} {self.name}"

    @property
    def is_registered(self) -> bool:
        """Tell whether a permit put it on the register; otherwise it is only recorded."""
        return self.registered_at is not None

    @property
    def has_pin(self) -> bool:
        """Tell whether it is known where on the map it lies."""
        return self.latitude is not None


class Product(models.Model):
    """Something that a business makes; prices in rupiah for one `unit`."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="products", db_index=False)
    name = models.CharField(max_length=200)
    commodity = models.CharField(max_length=50, blank=True)
    description = models.TextField(blank=True)
    packaging = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=50, blank=True)
    price_from = models.PositiveBigIntegerField(null=True)
    price_to = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["business", "name"], name="one_product_of_a_name"),
            models.CheckConstraint(
                condition=Q(price_from__isnull=True)
                | Q(price_to__isnull=True)
                | Q(price_to__gte=models.F("price_from")),
                name="prices_go_up",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProductPhoto(models.Model):
    """A photograph of a product, with the words that a screen reader says for it."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="photos")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption or str(self.file)


class Machine(models.Model):
    """A machine or tool that a business produces with."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="machines")
    name = models.CharField(max_length=200)
    count = models.PositiveIntegerField(default=1)
    year = models.PositiveIntegerField(null=True)
    capacity = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class RawMaterial(models.Model):
    """What a business makes its products of, and where that comes from."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="materials")
    name = models.CharField(max_length=200)
    origin = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Activity(models.Model):
    """A KBLI class that a business works in; from OSS each is a project with an id of its own (`Id Proyek`).

    One NIB stands on many projects. Investment in rupiah; an old KBLI code is kept as it was, with its version.
    """

    business = models.ForeignKey(Business, models.CASCADE, related_name="activities")
    oss_id = models.CharField(max_length=40, null=True)
    kbli = models.CharField(max_length=5)
    kbli_version = models.CharField(max_length=4)
    title = models.CharField(max_length=300, blank=True)
    risk = models.CharField(max_length=40, blank=True)
    scale = models.CharField(max_length=40, blank=True)
    sector = models.CharField(max_length=200, blank=True)
    submitted_on = models.DateField(null=True)
    investment = models.PositiveBigIntegerField(null=True)
    workers = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["kbli", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["oss_id"], name="one_activity_of_a_project"),
            models.UniqueConstraint(
                fields=["business", "kbli", "kbli_version"],
                condition=Q(oss_id__isnull=True),
                name="one_activity_of_a_class",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kbli} ({self.kbli_version})"


class Support(models.Model):
    """Help that a business had before: what the offices' programme lists tell (exhibition, training, machine ...).

    `title` names the programme, `received` what came of it for this business; `value` is in whole rupiah, and as
    personal financial data as the yearly figures are.
    """

    class Kind(models.TextChoices):
        """What sort of help it was."""

        EXHIBITION = "exhibition", _("Exhibition")
        TRAINING = "training", _("Training")
        MACHINE = "machine", _("Machine or tool")
        CAPITAL = "capital", _("Capital")
        OTHER = "other", _("Other")

    business = models.ForeignKey(Business, models.CASCADE, related_name="supports", db_index=False)
    year = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=200)
    received = models.CharField(max_length=200, blank=True)
    value = models.PositiveBigIntegerField(null=True)
    giver = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-year", "pk"]
        indexes = [models.Index(fields=["kind", "year"], name="support_kind_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["business", "year", "kind", "title", "received"], name="one_support_of_a_title"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.title}"
