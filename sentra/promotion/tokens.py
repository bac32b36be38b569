"""The signed words in the links of the newsletter: who asked, and when. Nothing in them tells an address."""

from datetime import timedelta
from uuid import UUID

from django.core import signing

from sentra.kernel import clock

CONFIRM, LEAVE = "promotion.confirm", "promotion.leave"
LONGEST = 300


def token_of(subscriber_id: UUID, purpose: str) -> str:
    """Make the word of a link for one purpose: `CONFIRM` or `LEAVE`."""
    return signing.dumps({"s": subscriber_id.hex, "at": int(clock.now().timestamp())}, salt=purpose)


def token_read(token: str, purpose: str, *, days: int | None = None) -> UUID | None:
    """Give whose word it is; None for one that is forged, of another purpose, or older than some days."""
    if len(token) > LONGEST:
        return None
    try:
        told = signing.loads(token, salt=purpose)
        found, at = UUID(told["s"]), float(told["at"])
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return None
    age = clock.now().timestamp() - at
    return None if days is not None and age > timedelta(days=days).total_seconds() else found
