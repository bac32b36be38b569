"""A maker's place in the catalogue, and the products that stand there."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sentra.files.models import File
from sentra.kernel import clock
from sentra.people.policy import Permission, Scope
from sentra.registry.models import SEARCH_CONFIGURATION, Business, Owner, Product


class MakerState(models.TextChoices):
    """How far a maker's page has come."""

    DRAFT = "draft", _("Not yet sent in")
    WAITING = "waiting", _("Waits for the office's look")
    RETURNED = "returned", _("Something is to be put right")
    PUBLISHED = "published", pgettext_lazy("a page", "Published")
    HIDDEN = "hidden", _("Hidden by the office")


_TONES = {MakerState.PUBLISHED: "good", MakerState.RETURNED: "wait", MakerState.HIDDEN: "bad"}


class Maker(models.Model):
    """What a business shows of itself to buyers.

    Nothing of it is public unless the owner agreed (`consented_at`; a later owner has to agree anew) and the office
    once looked at it (`state`); whether it is public today also depends on the register, on its permits and on cases:
    `listed.makers_listed` alone says so.
    The `shows_` columns are what the owner agreed to beside name, village, products and photographs; `phone` and the
    others hold what the page gives out, which need not be what the register knows. `chosen_by_owner` is whose choice
    all these are: a later owner's consent doesn't extend to them (`services.consent`).
    """

    SCOPE = Scope(permission=Permission.PROMOTION_READ, district="business__district", owner="business__owner__user")

    business = models.OneToOneField(Business, models.PROTECT, related_name="maker")
    slug = models.SlugField(max_length=80, unique=True)
    state = models.CharField(max_length=10, choices=MakerState.choices, default=MakerState.DRAFT)
    reason = models.CharField(max_length=500, blank=True)

    consented_at = models.DateTimeField(null=True)
    consented_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    consent_owner = models.ForeignKey(Owner, models.PROTECT, null=True, related_name="+")
    consent_wording = models.CharField(max_length=20, blank=True)
    chosen_by_owner = models.ForeignKey(Owner, models.SET_NULL, null=True, related_name="+")
    shows_owner = models.BooleanField(default=False)
    shows_pin = models.BooleanField(default=False)
    by_whatsapp = models.BooleanField(default=False)
    by_phone = models.BooleanField(default=False)
    by_mail = models.BooleanField(default=False)
    by_form = models.BooleanField(default=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)

    tagline = models.CharField(max_length=120, blank=True)
    story = models.TextField(blank=True)
    story_en = models.TextField(blank=True)
    how_to_order = models.TextField(blank=True)
    since = models.PositiveSmallIntegerField(null=True)

    first_published_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    featured_until = models.DateField(null=True)
    updated_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["state", "sent_at"], name="maker_waits"),
            models.Index(fields=["featured_until"], condition=Q(featured_until__isnull=False), name="maker_featured"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | Q(first_published_at__isnull=False),
                name="a_published_maker_was_looked_at",
            ),
            models.CheckConstraint(
                condition=Q(consented_at__isnull=True, consented_by__isnull=True, consent_owner__isnull=True)
                | Q(consented_at__isnull=False, consented_by__isnull=False, consent_owner__isnull=False),
                name="somebody_consented",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def consented(self) -> bool:
        """Tell whether the consent of the present owner stands."""
        return self.consented_at is not None and self.consent_owner_id == self.business.owner_id

    @property
    def reachable(self) -> bool:
        """Tell whether the owner chose any way by which buyers reach the business."""
        return self.by_whatsapp or self.by_phone or self.by_mail or self.by_form

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return _TONES.get(MakerState(self.state), "calm")


class MakerPhoto(models.Model):
    """A photograph of a maker at work, with the words that a screen reader says for it; the first stands on top."""

    maker = models.ForeignKey(Maker, models.CASCADE, related_name="photos")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption


class Showing(models.Model):
    """A product in the catalogue: its address, whether it is shown, and what it is found and sorted by.

    What stands on a page is read from the register at that moment; the columns from `name_folded` on only repeat it, so
    that hundreds of thousands can be searched. `services.derived` alone writes them. `first_shown_at` makes it new.
    """

    product = models.OneToOneField(Product, models.CASCADE, related_name="showing")
    maker = models.ForeignKey(Maker, models.CASCADE, related_name="showings")
    slug = models.SlugField(max_length=80)
    shown = models.BooleanField(default=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    hidden_reason = models.CharField(max_length=500, blank=True)
    first_shown_at = models.DateTimeField(default=clock.now)

    name_folded = models.CharField(max_length=200, blank=True)
    commodity = models.CharField(max_length=50, blank=True)
    district = models.CharField(max_length=8, blank=True)
    village = models.CharField(max_length=13, blank=True)
    price_from = models.PositiveBigIntegerField(null=True)
    search_text = models.TextField(blank=True)
    search = models.GeneratedField(
        expression=SearchVector("search_text", config=SEARCH_CONFIGURATION),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            GinIndex(fields=["search"], name="showing_search"),
            models.Index(F("first_shown_at").desc(), F("id").desc(), name="showing_new"),
            models.Index(F("commodity"), F("first_shown_at").desc(), F("id").desc(), name="showing_commodity"),
            models.Index(F("district"), F("first_shown_at").desc(), F("id").desc(), name="showing_district"),
            models.Index(fields=["name_folded", "id"], name="showing_name"),
            models.Index(fields=["name_folded"], opclasses=["varchar_pattern_ops"], name="showing_name_begins"),
            models.Index(fields=["price_from", "id"], name="showing_price"),
            models.Index(fields=["district", "price_from", "id"], name="showing_district_price"),
            models.Index(fields=["commodity", "price_from", "id"], name="showing_commodity_price"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["maker", "slug"], name="one_showing_of_a_slug"),
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True) | ~Q(hidden_reason=""), name="hidden_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class HiddenName(models.Model):
    """What a product is called that the office hid: whoever makes it anew under this name doesn't undo that.

    `services.derived` writes it for whatever is hidden, under each name that it had meanwhile. `showing` is None once
    the product was taken away.
    """

    maker = models.ForeignKey(Maker, models.CASCADE, related_name="hidden_names")
    showing = models.ForeignKey(Showing, models.SET_NULL, null=True, related_name="+")
    name_folded = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["maker", "name_folded"], name="a_name_hidden_once_of_a_maker"),
        ]

    def __str__(self) -> str:
        return self.name_folded


class FormerSlug(models.Model):
    """The address of a page that became one with another's: what is printed or shared leads on to that one."""

    slug = models.SlugField(max_length=80, primary_key=True)
    maker = models.ForeignKey(Maker, models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug


class ListedWord(models.Model):
    """A word of what is listed, as `registry.SearchWord` is one of the register: words of no other record are here.

    A visitor's misspelt word is compared with these, so that no suggestion gives away what isn't public.
    """

    word = models.CharField(max_length=40, primary_key=True)
    lexeme = models.CharField(max_length=40)
    products = models.PositiveIntegerField(default=1)
    learned_at = models.DateTimeField(default=clock.now, db_index=True)

    def __str__(self) -> str:
        return self.word


class CatalogueChange(models.Model):
    """That something changed on which a page of the catalogue may depend: triggers of the database write it.

    A row stands in the transaction of the change, so that whoever sees the one sees the other (`cached.py`).
    """

    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)
