"""A call of a programme: what is offered, to whom, until when, with how many seats and how much money."""

import uuid
from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.people.policy import Permission, Scope
from sentra.reference.programmes import ProgrammeKind


class CallState(models.TextChoices):
    """Where a call stands."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    CLOSED = "closed", _("Closed: being judged")
    CHOSEN = "chosen", _("Result is out")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


PUBLIC = (CallState.PUBLISHED, CallState.CLOSED, CallState.CHOSEN, CallState.RUNNING, CallState.DONE)
ENDED = (CallState.DONE, CallState.CANCELLED)
_TONES: Mapping[str, str] = {
    CallState.PUBLISHED: "good",
    CallState.CLOSED: "wait",
    CallState.CHOSEN: "wait",
    CallState.RUNNING: "good",
    CallState.CANCELLED: "bad",
}


def _in_english() -> bool:
    return (get_language() or "").startswith("en")


class Call(models.Model):
    """One offer of a programme.

    `content` is the pack's kind of programme (`ProgrammeKind`) as this call took it over and changed it: what was
    published stays, whatever the pack says later. `apply_until` is the last day. Money is in whole rupiah: `budget` in
    all (0: none is spent), `value_each` what one recipient costs. `quota` are the seats; `most_of_district` and
    `most_of_commodity` bound how many of one may be chosen, `least_women` and `least_first_timers` are seats kept for
    them as long as there are any. Whoever fits is told after publishing, up to the business `told_until`.
    `object_until` is the last day to object to the result. `title_en` and `about_en` are for pages in English, which
    show the office's own words where there are none.
    """

    SCOPE = Scope(permission=Permission.PROGRAMME_READ)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=30, unique=True)
    kind = models.CharField(max_length=50)
    state = models.CharField(max_length=10, choices=CallState.choices, default=CallState.DRAFT)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    about_en = models.TextField(blank=True)
    place = models.CharField(max_length=300, blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField()
    apply_from = models.DateField()
    apply_until = models.DateField()
    budget = models.PositiveBigIntegerField(default=0)
    budget_source = models.CharField(max_length=100, blank=True)
    budget_year = models.PositiveIntegerField(null=True)
    value_each = models.PositiveBigIntegerField(default=0)
    quota = models.PositiveIntegerField()
    most_of_district = models.PositiveIntegerField(null=True)
    most_of_commodity = models.PositiveIntegerField(null=True)
    least_women = models.PositiveIntegerField(default=0)
    least_first_timers = models.PositiveIntegerField(default=0)
    content = models.JSONField()
    in_charge = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="calls")
    created_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True)
    told_until = models.UUIDField(null=True)
    object_until = models.DateField(null=True)
    cancelled_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["state", "apply_until"], name="call_open_until")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("begins_on")), name="a_call_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(apply_until__gte=models.F("apply_from")), name="applying_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(quota__gte=1), name="a_call_has_seats"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_reason=""), name="a_cancelled_call_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def terms(self) -> ProgrammeKind:
        """What the kind of programme says, as this call has it."""
        return ProgrammeKind.model_validate(self.content)

    @property
    def shown_title(self) -> str:
        """The title in the language of the page, as far as there is one."""
        return (_in_english() and self.title_en) or self.title

    @property
    def shown_about(self) -> str:
        """What is offered, in the language of the page, as far as it was written."""
        return (_in_english() and self.about_en) or self.about

    @property
    def is_public(self) -> bool:
        """Tell whether everybody may see it."""
        return self.state in PUBLIC

    @property
    def tone(self) -> str:
        """The class that colours its state."""
        return _TONES.get(self.state, "calm")

    def takes_applications(self, today: date) -> bool:
        """Tell whether one may apply today."""
        return self.state == CallState.PUBLISHED and self.apply_from <= today <= self.apply_until


class Assessor(models.Model):
    """Somebody who judges the applicants of a call; nobody sees the others' points before handing in."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="assessors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessing")
    named_at = models.DateTimeField(default=clock.now)
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["named_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "user"], name="an_assessor_once_for_a_call")]

    def __str__(self) -> str:
        return str(self.user)
