"""What comes back from the catalogue: looks, enquiries, reports of wrong pages."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.crypto import EncryptedText
from sentra.people.policy import Permission, Scope
from sentra.promotion.models.maker import Maker, Showing


class Way(models.TextChoices):
    """How a buyer turned to a maker, or that the page was looked at."""

    VIEW = "view", _("Page views")
    WHATSAPP = "whatsapp", _("WhatsApp")
    PHONE = "phone", _("Telephone")
    MAIL = "mail", _("E-mail")
    FORM = "form", _("By the form")


class DayCount(models.Model):
    """How often a maker's page (`showing` None) or a product's was looked at or answered to on a day, by each way."""

    maker = models.ForeignKey(Maker, models.CASCADE, related_name="counts")
    showing = models.ForeignKey(Showing, models.CASCADE, null=True, related_name="+")
    day = models.DateField()
    way = models.CharField(max_length=10, choices=Way.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["day"], name="count_of_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["maker", "showing", "day", "way"], name="one_count_a_day", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.maker_id} {self.day} {self.way}"


class Enquiry(models.Model):
    """A buyer's message to a maker by the form; who wrote is sealed, and forgotten after the pack's days.

    Who reads it says `services.enquiries.readable_by` alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    maker = models.ForeignKey(Maker, models.CASCADE, related_name="enquiries")
    showing = models.ForeignKey(Showing, models.SET_NULL, null=True, related_name="+")
    name = EncryptedText(blank=True)
    contact = EncryptedText(blank=True)
    message = EncryptedText(blank=True)
    at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    spam = models.BooleanField(default=False)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["maker", "at"], name="enquiry_maker")]

    def __str__(self) -> str:
        return str(self.pk)


class PageReport(models.Model):
    """A visitor's word that something on a page is wrong; `key` is the form's, so that sent twice it stays one."""

    SCOPE = Scope(permission=Permission.PROMOTION_READ, district="maker__business__district")

    class Wrong(models.TextChoices):
        """What is wrong."""

        FACTS = "facts", _("Something isn't true")
        CONTACT = "contact", _("The contact doesn't work")
        PICTURE = "picture", _("A picture doesn't belong there")
        CLOSED = "closed", _("This business is gone")
        OTHER = "other", _("Something else is wrong")

    maker = models.ForeignKey(Maker, models.CASCADE, related_name="reports")
    showing = models.ForeignKey(Showing, models.SET_NULL, null=True, related_name="+")
    wrong = models.CharField(max_length=10, choices=Wrong.choices)
    words = models.TextField(blank=True)
    contact = EncryptedText(blank=True)
    at = models.DateTimeField(default=clock.now)
    key = models.UUIDField(null=True, unique=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | ~Q(outcome=""), name="a_settled_report_has_an_outcome"
            )
        ]

    def __str__(self) -> str:
        return f"{self.maker_id} {self.wrong}"


class Theme(models.Model):
    """A choice of makers that the office shows under one title for some time (`from_day` to `until_day`)."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    words_en = models.TextField(blank=True)
    from_day = models.DateField()
    until_day = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-from_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day__gte=models.F("from_day")), name="a_theme_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.title


class ThemeMaker(models.Model):
    """A maker of a theme, in its place."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="places")
    maker = models.ForeignKey(Maker, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["theme", "maker"], name="a_maker_once_in_a_theme")]

    def __str__(self) -> str:
        return f"{self.theme_id} {self.maker_id}"
