"""Who reads the newsletter: asking for it, confirming, leaving; no user of ours, and known to nobody by the address."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.crypto import blind_index
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.locks import hold
from sentra.promotion.mail_jobs import confirm_mail
from sentra.promotion.models import Subscriber, SubscriberState
from sentra.promotion.tokens import CONFIRM, LEAVE, token_read
from sentra.reference.loading import current_pack

LONGEST_ADDRESS = 254


def address_index(address: str) -> str:
    """Give by what an address is found: however it is written, large or small."""
    return blind_index("newsletter", address.strip().lower())


@transaction.atomic
def subscriber_ask(*, address: str, language: str) -> None:
    """Ask for the newsletter: a mail with a link goes out, and nothing more happens before it is followed.

    It says the same whether or not the address is known. Not more than one mail in the pack's minutes goes to an
    address, whoever asks. Raises `InvalidInput` for what is no address.
    """
    if problems := problems_of_address(address):
        raise InvalidInput(problems)
    said = address.strip()
    chosen = "en" if language == "en" else "id"
    index = address_index(said)
    hold(f"promotion.subscriber:{index}")
    now = clock.now()
    subscriber = Subscriber.objects.filter(address_index=index).first()
    if subscriber is None:
        subscriber = Subscriber.objects.create(address=said, address_index=index, language=chosen, asked_at=now)
    elif now - subscriber.asked_at < timedelta(minutes=current_pack().promotion.newsletter.again_after_minutes):
        return
    else:
        subscriber.asked_at = now
        if subscriber.state != SubscriberState.ACTIVE:
            subscriber.language = chosen
        subscriber.save(update_fields=["asked_at", "language"])
    confirm_mail.defer(subscriber_id=str(subscriber.pk))


def problems_of_address(address: str) -> list[Problem]:
    """Tell what is wrong with the address to which the newsletter shall go."""
    try:
        validate_email(address.strip())
        MaxLengthValidator(LONGEST_ADDRESS)(address.strip())
    except ValidationError:
        message = _("Please give your e-mail address, for example nama@contoh.id.")
        return [Problem("address", "no_address", message)]
    return []


def confirming(token: str) -> Subscriber:
    """Give who a link of the first mail belongs to. Raises `NotFound` for a forged, an old or a worn one."""
    found = token_read(token, CONFIRM, days=current_pack().promotion.newsletter.confirm_days)
    subscriber = Subscriber.objects.filter(pk=found).exclude(state=SubscriberState.LEFT).first() if found else None
    if subscriber is None:
        raise NotFound(_("This link is too old, or incomplete. Please ask for the newsletter once more."))
    return subscriber


@transaction.atomic
def subscriber_confirm(*, token: str) -> bool:
    """Confirm a subscription; tells whether it is new. Followed twice it stays one. Raises `NotFound`."""
    subscriber = Subscriber.objects.select_for_update().get(pk=confirming(token).pk)
    if subscriber.state == SubscriberState.ACTIVE:
        return False
    if subscriber.state == SubscriberState.LEFT:
        raise Conflict(_("You left the newsletter meanwhile. Please ask for it once more."))
    subscriber.state, subscriber.confirmed_at = SubscriberState.ACTIVE, clock.now()
    subscriber.bounces, subscriber.bounced_at = 0, None
    subscriber.save()
    return True


def leaving(token: str) -> Subscriber:
    """Give who a link to leave belongs to; it never grows old. Raises `NotFound` for a forged one."""
    found = token_read(token, LEAVE)
    subscriber = Subscriber.objects.filter(pk=found).first() if found else None
    if subscriber is None:
        raise NotFound(_("This link is incomplete. Please follow it from the mail itself."))
    return subscriber


@transaction.atomic
def subscriber_leave(*, token: str) -> None:
    """Leave the newsletter: the address is forgotten at once. Pressed twice it stays so. Raises `NotFound`."""
    subscriber = Subscriber.objects.select_for_update().get(pk=leaving(token).pk)
    if subscriber.state != SubscriberState.LEFT:
        subscriber.state, subscriber.left_at = SubscriberState.LEFT, clock.now()
        subscriber.address, subscriber.address_index = "", None
        subscriber.save()


def subscribers_forget() -> int:
    """Forget those who never confirmed, once their link is too old; gives how many. May run twice."""
    days = current_pack().promotion.newsletter.confirm_days
    old = Subscriber.objects.filter(state=SubscriberState.WAITING, asked_at__lt=clock.now() - timedelta(days=days))
    return old.delete()[0]
