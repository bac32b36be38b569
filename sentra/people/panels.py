"""Panels that higher apps add to a page of a lower one: the page asks each, and knows none of them.

A page keeps a `Board`; an app registers its panel on it once, when it is loaded (`AppConfig.ready`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sentra.people.models import User

Viewer = TypeVar("Viewer", User, None)
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page: a template and what it shows; `side` stands it beside the acts."""

    template: str
    context: Mapping[str, Any]
    side: bool = False


class Board(Generic[Viewer, Record]):
    """The panels of one page; the viewer of a page that is the same to everybody is None."""

    def __init__(self) -> None:
        self.makers: list[Callable[[Viewer, Record], Panel | None]] = []

    def register(self, make: Callable[[Viewer, Record], Panel | None]) -> None:
        """Add a panel; registering it again changes nothing."""
        if make not in self.makers:
            self.makers.append(make)

    def of(self, viewer: Viewer, record: Record) -> list[Panel]:
        """Give the panels that have something to show to somebody about a record."""
        made = [make(viewer, record) for make in self.makers]
        return [panel for panel in made if panel]
