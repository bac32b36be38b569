"""The legal standing of a business: one answer for its page, for lists, maps and counts."""

from datetime import date, timedelta

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.reference.loading import current_pack
from sentra.registry.models import Business


class LegalStanding(TextChoices):
    """Whether a business is legal today."""

    LEGAL = "legal", _("Legal")
    EXPIRING = "expiring", _("Ends soon")
    EXPIRED = "expired", _("Expired")
    IN_PROCESS = "in_process", _("In process")
    NONE = "none", _("No permit")


HELD = (LegalStanding.LEGAL, LegalStanding.EXPIRING)
"""The standings of a business whose permit holds."""


def horizon(today: date) -> date:
    """Give the last day that is soon: the first reminder of the pack goes out for it."""
    return today + timedelta(days=max(current_pack().regency.expiry_reminders, default=0))


def legal_standing(business: Business) -> LegalStanding:
    """Tell the standing of one business today."""
    today = clock.today()
    until = business.licensed_until
    if business.licensed and (until is None or until >= today):
        return LegalStanding.EXPIRING if until and until <= horizon(today) else LegalStanding.LEGAL
    if business.in_process:
        return LegalStanding.IN_PROCESS
    return LegalStanding.EXPIRED if business.licensed else LegalStanding.NONE


def has_standing(standing: str) -> Q:
    """Narrow businesses to those of a standing today; an unknown word narrows to nothing."""
    today = clock.today()
    valid = Q(licensed=True) & (Q(licensed_until=None) | Q(licensed_until__gte=today))
    soon = Q(licensed=True, licensed_until__range=(today, horizon(today)))
    over = Q(licensed=True, licensed_until__lt=today)
    conditions = {
        LegalStanding.LEGAL: Q(licensed=True) & (Q(licensed_until=None) | Q(licensed_until__gt=horizon(today))),
        LegalStanding.EXPIRING: soon,
        LegalStanding.EXPIRED: over & Q(in_process=False),
        LegalStanding.IN_PROCESS: ~valid & Q(in_process=True),
        LegalStanding.NONE: Q(licensed=False, in_process=False),
    }
    return conditions.get(LegalStanding(standing), Q(pk__in=[])) if standing in LegalStanding else Q(pk__in=[])


def is_legal(path: str = "") -> Q:
    """Narrow to businesses that are legal today, also where that ends soon; `path` leads to them: `business__`."""
    unending = Q(**{f"{path}licensed_until": None})
    running = Q(**{f"{path}licensed_until__gte": clock.today()})
    return Q(**{f"{path}licensed": True}) & (unending | running)
