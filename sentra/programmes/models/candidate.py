"""Who applies to a call: a business, or a group for its members; its papers, and conditions lifted for it."""

import uuid
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.files.models import File
from sentra.kernel import clock
from sentra.people.policy import Permission, Scope
from sentra.programmes.models.call import Call
from sentra.programmes.models.stand import Stand
from sentra.registry.models import Business, Group
from sentra.surveys.models import Visit


class CandidateState(models.TextChoices):
    """Where an applicant of a call stands."""

    APPLIED = "applied", _("Applied")
    UNFIT = "unfit", _("Papers don't fit")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CHOSEN = "chosen", _("Chosen")
    WAITING = "waiting", _("On the waiting list")
    NOT_CHOSEN = "not_chosen", _("Not chosen")
    ABSENT = "absent", _("Did not take part")


RUNS = (CandidateState.APPLIED, CandidateState.CHOSEN, CandidateState.WAITING, CandidateState.NOT_CHOSEN)
"""Those among whom is chosen."""
_TONES: Mapping[str, str] = {
    CandidateState.CHOSEN: "good",
    CandidateState.WAITING: "wait",
    CandidateState.APPLIED: "wait",
    CandidateState.UNFIT: "bad",
    CandidateState.ABSENT: "bad",
}


class Candidate(models.Model):
    """An applicant of a call; for a group the business of whoever applies, with the `members` it applies for.

    `key` is that of the form, so that a form that is sent twice stays one application. `known` is what the conditions
    looked at when it applied. `rank` and `score` (of 100) are those of the last choice. `visits` looked at it, before
    the choice or after. Who was chosen and did not take part is `absent`, for a reason. `stand` is where it is found at
    an exhibition, as long as it takes part.
    """

    SCOPE = Scope(permission=Permission.PROGRAMME_READ, owner="business__owner__user")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True)
    call = models.ForeignKey(Call, models.PROTECT, related_name="candidates")
    business = models.ForeignKey(Business, models.PROTECT, related_name="candidacies")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="candidacies")
    members: "models.ManyToManyField[Business, models.Model]" = models.ManyToManyField(Business, related_name="+")
    state = models.CharField(max_length=10, choices=CandidateState.choices, default=CandidateState.APPLIED)
    answers = models.JSONField(default=dict)
    known = models.JSONField(default=list)
    cost = models.PositiveBigIntegerField(default=0)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(default=clock.now)
    unfit_reason = models.TextField(blank=True)
    rank = models.PositiveIntegerField(null=True)
    score = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    moved_up_at = models.DateTimeField(null=True)
    visits: "models.ManyToManyField[Visit, models.Model]" = models.ManyToManyField(Visit, related_name="candidates")
    absent_reason = models.TextField(blank=True)
    stand = models.OneToOneField(Stand, models.PROTECT, null=True, related_name="candidate")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["applied_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "business"], condition=~Q(state="withdrawn"), name="a_business_applies_once"
            ),
            models.CheckConstraint(condition=~Q(state="unfit") | ~Q(unfit_reason=""), name="unfit_for_a_reason"),
            models.CheckConstraint(condition=~Q(state="absent") | ~Q(absent_reason=""), name="absent_for_a_reason"),
            models.CheckConstraint(condition=Q(stand=None) | Q(state="chosen"), name="a_stand_is_for_who_takes_part"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.business_id}"

    @property
    def tone(self) -> str:
        """The class that colours its state."""
        return _TONES.get(self.state, "calm")

    @property
    def participant(self) -> str:
        """Who comes: as named in the application, or else the owner."""
        return str(self.answers.get("participant") or self.business.owner.name)

    @property
    def shown_name(self) -> str:
        """What it is called on a list: the group where it applied for one, else the business."""
        return self.group.name if self.group else self.business.name


class CandidatePaper(models.Model):
    """A paper that came with an application to a call; `fits` is None until somebody has looked at it."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="papers")
    code = models.CharField(max_length=50)
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    fits = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["candidate", "code"], name="one_paper_of_a_code")]

    def __str__(self) -> str:
        return self.code


class Lift(models.Model):
    """A condition that an officer lifted for one business, and why; it stands in the list of recipients.

    `condition` is the key of it (`judging.key_of`), `words` what it says.
    """

    call = models.ForeignKey(Call, models.CASCADE, related_name="lifts")
    business = models.ForeignKey(Business, models.PROTECT, related_name="+")
    condition = models.CharField(max_length=500)
    words = models.TextField()
    reason = models.TextField()
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["lifted_at"]
        constraints = [
            models.UniqueConstraint(fields=["call", "business", "condition"], name="a_condition_is_lifted_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_condition_is_lifted_for_a_reason"),
        ]

    def __str__(self) -> str:
        return self.words[:60]
