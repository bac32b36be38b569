"""Handing the newsletter to the mail server, a mail at a time: what dies halfway goes on, and nobody gets it twice."""

import logging
from dataclasses import dataclass
from smtplib import SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from uuid import UUID

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.outbox.jobs import MOST_ATTEMPTS, pause_after
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.promotion.mailing import Prepared, confirm_message, issue_body, issue_message, trial_message
from sentra.promotion.models import Delivery, DeliveryState, Issue, IssueState, Subscriber, SubscriberState
from sentra.promotion.services.bounces import delivery_bounced
from sentra.promotion.workflow_issue import ISSUE, IssueFacts
from sentra.reference.loading import current_pack

logger = logging.getLogger("sentra.promotion")
ISSUE_LANGUAGES = ("id", "en")
REFUSED_FOR_GOOD = 500
ABOUT_THE_ADDRESS = "5.1."
"""The enhanced status by which a server says that an address is bad, whenever it says so."""


def due(issue: Issue) -> "QuerySet[Delivery]":
    """Give the mails of an issue whose time has come."""
    now = clock.now()
    waiting = Delivery.objects.filter(issue=issue, state=DeliveryState.WAITING)
    return waiting.filter(Q(next_try_at=None) | Q(next_try_at__lte=now))


def issue_deliver_some(issue_id: UUID) -> bool:
    """Send some mails of an issue that is being sent; tells whether more wait. Two at once share them out.

    What isn't the readers' fault, such as a server that is away or an issue that can't be written, is raised before it
    costs any of them the mail.
    """
    issue = Issue.objects.select_related("theme").filter(pk=issue_id, state=IssueState.SENDING).first()
    if issue is None:
        return False
    prepared = Prepared(issue)
    some = list(due(issue).order_by("pk").values_list("pk", flat=True)[: current_pack().promotion.newsletter.at_once])
    for language in ISSUE_LANGUAGES:
        prepared.body(language)
    with get_connection() as server:
        for delivery_id in some:
            server.open()
            _deliver(delivery_id, prepared, server)
    if some and due(issue).exists():
        return True
    issue_finish(issue_id)
    return False


def _deliver(delivery_id: UUID, prepared: Prepared, server: BaseEmailBackend) -> None:
    subscriber = delivery_begin(delivery_id)
    if subscriber is None:
        return
    try:
        message = issue_message(prepared.body(subscriber.language), subscriber, delivery_id)
        outcome = _hand_over(message, server)
    except Exception:
        delivery_put_back(delivery_id)
        raise
    _settle(delivery_id, outcome)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the mail server said to a mail: taken; or refused, maybe for good, maybe because of the address."""

    taken: bool = False
    unsure: bool = False
    for_good: bool = False
    of_address: bool = False


@transaction.atomic
def delivery_begin(delivery_id: UUID) -> Subscriber | None:
    """Claim a mail before the mail server sees it; None for one that somebody has, or whose reader left. A step."""
    delivery = Delivery.objects.select_for_update(skip_locked=True).filter(pk=delivery_id).first()
    if delivery is None or delivery.state != DeliveryState.WAITING:
        return None
    subscriber = Subscriber.objects.get(pk=delivery.subscriber_id)
    if subscriber.state != SubscriberState.ACTIVE:
        delivery.state = DeliveryState.LEFT_OUT
        delivery.save(update_fields=["state"])
        return None
    delivery.state, delivery.begun_at, delivery.attempts = DeliveryState.BEGUN, clock.now(), delivery.attempts + 1
    delivery.save(update_fields=["state", "begun_at", "attempts"])
    return subscriber


@transaction.atomic
def delivery_put_back(delivery_id: UUID) -> None:
    """Give back a claimed mail of which the server certainly has nothing, for another time. A step.

    It counts as no attempt, and waits a moment, so that one that can't be written doesn't keep the others.
    """
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    delivery.state, delivery.attempts = DeliveryState.WAITING, delivery.attempts - 1
    delivery.begun_at, delivery.next_try_at = None, clock.now() + pause_after(1)
    delivery.save(update_fields=["state", "attempts", "begun_at", "next_try_at"])


def _hand_over(message: EmailMultiAlternatives, server: BaseEmailBackend) -> Outcome:
    """Give a mail to the server. An answer of the server is certain; a line that broke leaves it open.

    Raises `SMTPSenderRefused`: then the server doesn't want us, whoever the reader is.
    """
    message.connection = server
    try:
        message.send()
    except SMTPSenderRefused:
        raise
    except SMTPRecipientsRefused as error:
        codes = [code for code, _said in error.recipients.values()]
        for_good = all(code >= REFUSED_FOR_GOOD for code in codes)
        return Outcome(for_good=for_good, of_address=for_good)
    except SMTPResponseException as error:
        said = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        for_good = error.smtp_code >= REFUSED_FOR_GOOD
        return Outcome(for_good=for_good, of_address=for_good and ABOUT_THE_ADDRESS in str(said))
    except Exception as error:  # whatever broke, the server may have the mail: it isn't sent again
        logger.warning("a mail of the newsletter broke off: %s", type(error).__name__)
        server.close()
        return Outcome(unsure=True)
    return Outcome(taken=True)


@transaction.atomic
def _settle(delivery_id: UUID, outcome: Outcome) -> None:
    """Write down what became of a mail."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if outcome.unsure:
        return
    if outcome.taken:
        delivery.state, delivery.sent_at = DeliveryState.SENT, clock.now()
    elif outcome.for_good:
        delivery.state = DeliveryState.REFUSED
    elif delivery.attempts >= MOST_ATTEMPTS:
        delivery.state = DeliveryState.FAILED
    else:
        delivery.state, delivery.next_try_at = DeliveryState.WAITING, clock.now() + pause_after(delivery.attempts)
    delivery.save(update_fields=["state", "sent_at", "next_try_at"])
    if outcome.of_address:
        delivery_bounced(delivery_id)


@transaction.atomic
def issue_finish(issue_id: UUID) -> bool:
    """Note that an issue is sent once no mail of it waits any more; tells whether it is. May run twice."""
    issue = Issue.objects.select_for_update().filter(pk=issue_id, state=IssueState.SENDING).first()
    if issue is None or issue.deliveries.filter(state=DeliveryState.WAITING).exists():
        return False
    facts = IssueFacts(shown=1, readers=1)
    act = ISSUE.require("finish", issue.state, facts, lambda held: held == Permission.APPLICATION_AUTOMATIC)
    before, issue.state, issue.finished_at = issue.state, str(act.target), clock.now()
    issue.version += 1
    issue.save(update_fields=["state", "finished_at", "version"])
    told = {"before": {"issue_state": before}, "after": {"issue_state": issue.state}}
    record(actor=None, act="issue.finish", record=issue, before=told["before"], after=told["after"])
    return True


def issues_deliver() -> int:
    """Go on with all issues that are being sent: what a killed worker left, and what is to be tried again."""
    issues = list(Issue.objects.filter(state=IssueState.SENDING).order_by("sent_at").values_list("pk", flat=True))
    failed: list[Exception] = []
    for issue_id in issues:
        try:
            while issue_deliver_some(issue_id):
                pass
        except Exception as error:  # an issue that can't be sent doesn't keep another
            logger.exception("an issue of the newsletter couldn't be sent", extra={"issue": str(issue_id)})
            failed.append(error)
    if failed:
        raise failed[0]
    return len(issues)


@transaction.atomic
def confirm_deliver(subscriber_id: UUID) -> bool:
    """Send the mail with the link that was asked for, once for each time; tells whether one went out."""
    subscriber = Subscriber.objects.select_for_update(skip_locked=True).filter(pk=subscriber_id).first()
    if subscriber is None or subscriber.state == SubscriberState.LEFT:
        return False
    if subscriber.told_at and subscriber.told_at >= subscriber.asked_at:
        return False
    message = confirm_message(subscriber, known=subscriber.state == SubscriberState.ACTIVE)
    try:
        message.send()
    except SMTPRecipientsRefused:
        logger.info("an address that asked for the newsletter takes no mail")
    subscriber.told_at = max(clock.now(), subscriber.asked_at)
    subscriber.save(update_fields=["told_at"])
    return True


def trial_deliver(issue_id: UUID, user_id: int, language: str) -> bool:
    """Send an issue to one officer, who looks at it in the own mail; tells whether it went out."""
    issue = Issue.objects.select_related("theme").filter(pk=issue_id).first()
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if issue is None or user is None or not user.email:
        return False
    trial_message(issue_body(issue, language), user.email).send()
    return True
