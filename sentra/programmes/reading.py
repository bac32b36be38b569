"""Reading the lists that officers of a training send: who came, points of tests. Only what changed is taken.

A list says beside each entry what stood there when it was shown (`was-`): what others did meanwhile stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sentra.people.given import is_number
from sentra.programmes.training import TESTS, UNREADABLE


@dataclass(frozen=True, slots=True)
class Marked:
    """What changed on a list of who came: those who were ticked, and those whose tick was taken away."""

    came: frozenset[UUID]
    left_out: frozenset[UUID]

    @classmethod
    def of(cls, sent: Mapping[str, object]) -> "Marked":
        """Read `here-<id>` and `was-<id>`; what is no id of ours is left out."""
        here, was = _ids(sent, "here-"), _ids(sent, "was-")
        return cls(frozenset(here - was), frozenset(was - here))


def _ids(sent: Mapping[str, object], prefix: str) -> set[UUID]:
    return {found for name in sent if name.startswith(prefix) and (found := _id(name.removeprefix(prefix)))}


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def points_typed(sent: Mapping[str, object]) -> dict[UUID, dict[str, int | None]]:
    """Read the points of tests that changed: `before-<id>` and `after-<id>` against `was-before-<id>`."""
    found: dict[UUID, dict[str, int | None]] = {}
    for name in TESTS:
        for pk in _ids(sent, f"{name}-"):
            text = str(sent.get(f"{name}-{pk}", "")).strip()
            if text != str(sent.get(f"was-{name}-{pk}", "")).strip():
                found.setdefault(pk, {})[name] = _points(text)
    return found


def _points(text: str) -> int | None:
    """Read points; None for nothing, `UNREADABLE` for nonsense."""
    if not text:
        return None
    return int(text) if is_number(text) else UNREADABLE
