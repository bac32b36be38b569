"""Lets higher apps say why two businesses must not become one record now: what hangs on both would be lost.

An app registers what it looks at once, when it is loaded (`AppConfig.ready`).
"""

from collections.abc import Callable
from uuid import UUID

Ask = Callable[[UUID, UUID], None]
_asked: list[Ask] = []


def ask_before_merges(ask: Ask) -> None:
    """Have an app asked before each merge; registering it again changes nothing.

    It is given the ids of the business that stays and of the one that goes, before the two are locked. It locks what it
    looks at, and raises `Conflict` where they can't be merged now.
    """
    if ask not in _asked:
        _asked.append(ask)


def merge_asked(kept_id: UUID, gone_id: UUID) -> None:
    """Ask all apps whether two businesses may become one. A step of an act. Raises `Conflict`."""
    for ask in _asked:
        ask(kept_id, gone_id)
