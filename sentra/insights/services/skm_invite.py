"""Asking people how a service was: by a notice after its end, by a code at the counter; and what the calendar ends."""

import logging
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.insights.models import SkmAnswer, SkmKind, SkmState, SkmTicket
from sentra.insights.services.skm_answer import ticket_of
from sentra.insights.skm_ended import Ended, ended_unasked
from sentra.insights.skm_standing import GRACE
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, Problem
from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.people.policy import Permission, require
from sentra.reference.loading import current_pack

logger = logging.getLogger("sentra.insights")

KEPT_AT_COUNTER = timedelta(days=1)
"""So long a code of the counter still says that it was used or is over; nothing else names its ticket."""


def invitations_send() -> int:
    """Ask everybody whose service ended lately and who wasn't asked yet; gives how many. May run twice.

    Each is asked in a transaction of its own, so that one that fails doesn't stop the others.
    """
    sent = 0
    for ended in list(ended_unasked()):
        try:
            sent += _invite(ended)
        except Exception:
            logger.exception("the invitation for %s %s failed", ended.kind, ended.record_id)
    return sent


@transaction.atomic
def _invite(ended: Ended) -> bool:
    ticket, made = ticket_of(ended)
    if not made:
        return False
    title = current_pack().skm_titles.get(ended.service)
    if ended.person and title:
        emit(
            kind="skm_invite",
            record=ticket,
            to=[ended.person],
            context={
                "service_id": title.id,
                "service_en": title.en,
                "until": clock.local_day(ended.expires_at).isoformat(),
            },
            url=reverse("insights:skm_form", args=[ended.link.word]),
        )
    return True


@transaction.atomic
def counter_invite(*, actor: User, service: str) -> SkmTicket:
    """Make a code for a service that was just finished at the counter; it holds for some minutes, for one answer.

    Who made how many is recorded. Raises `NotAllowed`, `InvalidInput` for a service that the counter doesn't have.
    """
    require(actor, Permission.APPLICATION_ENTER)
    skm = current_pack().skm
    if service not in {one.code for one in skm.counter}:
        raise InvalidInput([Problem("service", "unknown", _("Please choose one of the list."))])
    now = clock.now()
    ticket = SkmTicket.objects.create(
        kind=SkmKind.COUNTER,
        record_id=uuid4(),
        service=service,
        ended_at=now,
        expires_at=now + timedelta(minutes=skm.counter_minutes) + GRACE,
    )
    record(actor=actor, act="skm.counter", record=ticket, after={"skm_service": service})
    return ticket


@transaction.atomic
def tickets_tidy() -> int:
    """Close the tickets whose time is over, so that they don't tell any more who answered; gives how many.

    Those of the counter go altogether: only their codes named them. Once closed, all look the same.
    """
    now = clock.now()
    over = SkmTicket.objects.filter(open=True, expires_at__lt=now).update(open=False)
    SkmTicket.objects.filter(kind=SkmKind.COUNTER, expires_at__lt=now - KEPT_AT_COUNTER).delete()
    return over


@transaction.atomic
def withheld_forget() -> int:
    """Forget the words of comments that were withheld long ago: they may name people; gives how many."""
    before = clock.now() - timedelta(days=current_pack().skm.withheld_days)
    withheld = SkmAnswer.objects.filter(state=SkmState.WITHHELD, moderated_at__lt=before).exclude(comment="")
    return withheld.update(comment="")
