"""Lets higher apps follow the register: what they repeat of a business changes with it, in the same transaction.

An app registers what it does once, when it is loaded (`AppConfig.ready`).
"""

from collections.abc import Callable, Collection
from uuid import UUID

Follow = Callable[[Collection[UUID]], object]
_followers: list[Follow] = []


def follow_businesses(follow: Follow) -> None:
    """Have something done whenever businesses, or what hangs on them, have changed; twice changes nothing."""
    if follow not in _followers:
        _followers.append(follow)


def businesses_followed(business_ids: Collection[UUID]) -> None:
    """Run what follows changes of some businesses. A step of an act."""
    for follow in _followers:
        follow(business_ids)
