"""What every page knows: the regency, its offices, who is looking, and whether this is a demo."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from sentra.outbox.queries import unread_count
from sentra.people.models import User
from sentra.people.policy import is_officer
from sentra.promotion.addresses import alternate_of
from sentra.reference.loading import current_pack


def site(request: HttpRequest) -> dict[str, Any]:
    """Give the variables of the frame; what costs a query is asked only where a template uses it."""
    user = getattr(request, "user", None)
    signed_in = user if isinstance(user, User) else None
    pack = current_pack()
    return {
        "regency": pack.regency,
        "offices": pack.offices,
        "demo": settings.SENTRA_DEMO,
        "officer": is_officer(signed_in) if signed_in else False,
        "alternate": alternate_of(request),
        "unread": cache(lambda: unread_count(signed_in)) if signed_in else 0,
    }
