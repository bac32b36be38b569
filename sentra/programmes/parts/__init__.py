"""What the pages of a call and of an application show of how it runs: each kind of programme adds its parts.

A part gives the panel that its page includes (with `panel`), or None where it has nothing to say.
"""

from collections.abc import Callable
from typing import TypeVar

from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.programmes.models import Call, Candidate
from sentra.programmes.parts import assets, follow_ups, stages, stands, taking_part, training

Record = TypeVar("Record", Call, Candidate)

OF_CALL: tuple[Callable[[User, Call], Panel | None], ...] = (
    stages.of_call,
    stands.call_stands,
    training.of_call,
    assets.grants_of_call,
    stands.call_photos,
    follow_ups.of_call,
    taking_part.of_call,
)
"""The officer's page of a call."""
OF_CANDIDATE: tuple[Callable[[User, Candidate], Panel | None], ...] = (
    stands.candidate_brings,
    training.of_candidate,
    assets.grant_of_candidate,
    taking_part.of_candidate,
)
"""The officer's page of an application."""
OF_OWN: tuple[Callable[[User, Candidate], Panel | None], ...] = (
    taking_part.of_own,
    assets.grant_of_own,
    stands.own_stand,
    training.of_own,
)
"""The owner's page of the own application."""
OF_PUBLIC: tuple[Callable[[Call], Panel | None], ...] = (
    stages.of_public,
    stands.public_stands,
    training.of_public,
    stands.public_photos,
)
"""The page of a call that everybody may open."""


def parts_of(makers: tuple[Callable[[User, Record], Panel | None], ...], actor: User, record: Record) -> list[Panel]:
    """Give the parts of a page that have something to show."""
    return [panel for make in makers if (panel := make(actor, record))]
