"""What becomes of those who were chosen: what came of it for each, and the money that was spent."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sentra.kernel import clock
from sentra.people.policy import Permission, Scope
from sentra.programmes.models.call import Call
from sentra.programmes.models.candidate import Candidate


class Outcome(models.Model):
    """What a participant tells of a programme: `months` after its end, 0 right at the end.

    It is asked on `due_on`; `answers` are those to the pack's `results` (0 months) or `after`. Personal financial data
    as the yearly figures are: never public.
    """

    SCOPE = Scope(permission=Permission.PROGRAMME_READ, owner="candidate__business__owner__user")

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="outcomes")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    answers = models.JSONField(default=dict)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["candidate", "months"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "months"], name="one_outcome_of_a_time"),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True, told_by__isnull=True, answers={})
                | Q(told_at__isnull=False, told_by__isnull=False),
                name="a_told_outcome_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.months}"


class Verification(models.Model):
    """What of a machine's price is paid back, as a verifier saw machine and invoice; money in whole rupiah.

    `amount` is computed (`reimbursed.paid_back`) and takes the place of what was computed from the application.
    """

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="verification")
    price = models.PositiveBigIntegerField()
    origin = models.CharField(max_length=50)
    amount = models.PositiveBigIntegerField()
    words = models.TextField(blank=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.amount}"


class Spending(models.Model):
    """Money of a call's budget that was spent, in whole rupiah; for a participant where it was paid to one.

    `key` is that of the form, so that what is sent twice is spent once. What was written down wrongly is taken back for
    a reason and counts no more.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="spendings")
    candidate = models.ForeignKey(Candidate, models.PROTECT, null=True, related_name="spendings")
    key = models.UUIDField(unique=True)
    on = models.DateField()
    amount = models.PositiveBigIntegerField()
    what = models.CharField(max_length=200)
    voucher = models.CharField(max_length=100, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="spending_is_an_amount"),
            models.UniqueConstraint(
                fields=["candidate"], condition=Q(taken_back_at__isnull=True), name="a_participant_is_paid_once"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True, taken_back_reason="")
                | (Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_reason="")),
                name="what_is_taken_back_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.amount}"
