"""Mails that came back: counted once each, and whoever's mails come back too often is written to no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from sentra.kernel import clock
from sentra.promotion.dsn import read_returned
from sentra.promotion.models import Delivery, Subscriber, SubscriberState
from sentra.reference.loading import current_pack

ACTIVE = {SubscriberState.ACTIVE, SubscriberState.SUSPENDED}


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of some messages: how many counted, had counted before, told of a passing trouble, weren't ours."""

    counted: int = 0
    before: int = 0
    passing: int = 0
    unknown: int = 0
    no_notice: int = 0


def bounces_take(messages: Iterable[bytes]) -> Taken:
    """Take in messages from the mailbox to which mails come back; each mail of ours counts once, however often read.

    Only a notice that gives back the Message-ID of our mail counts: nobody else knows it, so that nobody can have
    somebody else's newsletter stopped by a made-up notice.
    """
    seen = dict.fromkeys(("counted", "before", "passing", "unknown", "no_notice"), 0)
    for message in messages:
        seen[_take(message)] += 1
    return Taken(**seen)


def _take(message: bytes) -> str:
    returned = read_returned(message)
    if returned is None:
        return "no_notice"
    if not returned.for_good:
        return "passing"
    known = list(Delivery.objects.filter(pk__in=returned.mails).values_list("pk", flat=True))
    if not known:
        return "unknown"
    return "counted" if sum(delivery_bounced(one) for one in known) else "before"


@transaction.atomic
def delivery_bounced(delivery_id: UUID) -> bool:
    """Note that a mail came back for good, and count it against its reader; tells whether that is new."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.bounced_at is not None:
        return False
    delivery.bounced_at = clock.now()
    delivery.save(update_fields=["bounced_at"])
    subscriber = Subscriber.objects.select_for_update().get(pk=delivery.subscriber_id)
    if subscriber.state in ACTIVE:
        subscriber.bounces += 1
        subscriber.bounced_at = clock.now()
        if subscriber.bounces >= current_pack().promotion.newsletter.most_bounces:
            subscriber.state = SubscriberState.SUSPENDED
        subscriber.save(update_fields=["bounces", "bounced_at", "state"])
    return True
