"""Panels that higher apps add to the page of an application: the page asks each, and knows none of them.

An app registers its panel once, when it is loaded (`AppConfig.ready`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sentra.licensing.models import Application
from sentra.people.models import User


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the case page: a template and what it shows; `side` stands it beside the acts."""

    template: str
    context: Mapping[str, Any]
    side: bool = False


MakePanel = Callable[[User, Application], Panel | None]
_for_officers: list[MakePanel] = []
_for_applicants: list[MakePanel] = []


def register(make: MakePanel, *, for_applicant: bool = False) -> None:
    """Add a panel to the officer's case page, or to the applicant's page; registering it again changes nothing."""
    makers = _for_applicants if for_applicant else _for_officers
    if make not in makers:
        makers.append(make)


def panels_of(actor: User, application: Application) -> list[Panel]:
    """Give the panels that have something to show to this officer about this application."""
    return _made(_for_officers, actor, application)


def applicant_panels_of(actor: User, application: Application) -> list[Panel]:
    """Give the panels that have something to show to the applicant."""
    return _made(_for_applicants, actor, application)


def _made(makers: list[MakePanel], actor: User, application: Application) -> list[Panel]:
    made = [make(actor, application) for make in makers]
    return [panel for panel in made if panel]
