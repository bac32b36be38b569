"""THE table of what happens to a year's figures: told by the owner or an officer, read, returned or accepted."""

from django.utils.translation import gettext_lazy as _

from sentra.kernel.workflow import Act, Workflow
from sentra.people.policy import Permission
from sentra.registry.models import FiguresState

UNTOLD = "untold"
"""No row yet: nobody told the figures of the year."""
OWN = "figures.own"
"""What the owner of a business holds over its own figures."""


FIGURES: Workflow[None] = Workflow(
    [
        Act(
            code="submit",
            label=_("Send the figures in"),
            sources=frozenset({UNTOLD, FiguresState.SUBMITTED, FiguresState.RETURNED}),
            target=FiguresState.SUBMITTED,
            permission=OWN,
        ),
        Act(
            code="enter",
            label=_("Enter the figures"),
            sources=frozenset({UNTOLD, FiguresState.SUBMITTED, FiguresState.RETURNED, FiguresState.ACCEPTED}),
            target=FiguresState.ACCEPTED,
            permission=Permission.REGISTER_EDIT,
        ),
        Act(
            code="accept",
            label=_("Accept the figures"),
            sources=frozenset({FiguresState.SUBMITTED}),
            target=FiguresState.ACCEPTED,
            permission=Permission.REGISTER_EDIT,
        ),
        Act(
            code="return",
            label=_("Return the figures"),
            sources=frozenset({FiguresState.SUBMITTED, FiguresState.ACCEPTED}),
            target=FiguresState.RETURNED,
            permission=Permission.REGISTER_EDIT,
            asks=("reason",),
        ),
    ]
)
