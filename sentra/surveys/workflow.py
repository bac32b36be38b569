"""THE tables of what may be done with a visit and with a finding."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.kernel.errors import Problem
from sentra.kernel.workflow import Act, Workflow
from sentra.people.policy import Permission
from sentra.surveys.models import FindingState, VisitState


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What the guards look at: whether it is the actor's own business, and whether licensing leads the visit."""

    own: bool = False
    permit: bool = False
    census: bool = False


def not_own_business(facts: VisitFacts) -> Problem | None:
    """Nobody visits the own business."""
    if not facts.own:
        return None
    return Problem("", "own_business", _("This is your own business. A colleague has to visit."))


def not_of_an_application(facts: VisitFacts) -> Problem | None:
    """A permit's survey is planned anew on its application, which ends it too."""
    if not facts.permit:
        return None
    return Problem("", "of_an_application", _("This visit belongs to an application. Change it there."))


def only_a_census(facts: VisitFacts) -> Problem | None:
    """Businesses are recorded on a census visit."""
    return None if facts.census else Problem("", "no_census", _("This visit goes to one business only."))


PLANNED = frozenset({VisitState.PLANNED})
VISIT: Workflow[VisitFacts] = Workflow(
    [
        Act(
            code="move",
            label=gettext_lazy("Move the visit"),
            sources=PLANNED,
            target=None,
            permission=Permission.VISIT_PLAN,
            guards=(not_of_an_application,),
        ),
        Act(
            code="cancel",
            label=gettext_lazy("Cancel the visit"),
            sources=PLANNED,
            target=VisitState.CANCELLED,
            permission=Permission.VISIT_PLAN,
            guards=(not_of_an_application,),
            asks=("reason",),
        ),
        Act(
            code="record",
            label=gettext_lazy("Record a business that was met"),
            sources=PLANNED,
            target=None,
            permission=Permission.APPLICATION_SURVEY,
            guards=(only_a_census,),
        ),
        Act(
            code="hand_in",
            label=gettext_lazy("Hand in the report"),
            sources=PLANNED,
            target=VisitState.DONE,
            permission=Permission.APPLICATION_SURVEY,
            guards=(not_own_business,),
        ),
    ]
)
OPEN = frozenset({FindingState.OPEN})
FINDING: Workflow[None] = Workflow(
    [
        Act(
            code="note",
            label=gettext_lazy("Note how it stands"),
            sources=OPEN,
            target=None,
            permission=Permission.FINDING_CLOSE,
            asks=("words",),
        ),
        Act(
            code="close",
            label=gettext_lazy("Close: it was put right"),
            sources=OPEN,
            target=FindingState.DONE,
            permission=Permission.FINDING_CLOSE,
            asks=("words", "photo"),
        ),
        Act(
            code="lapse",
            label=gettext_lazy("No longer pursue it"),
            sources=OPEN,
            target=FindingState.LAPSED,
            permission=Permission.FINDING_CLOSE,
            asks=("words",),
        ),
    ]
)
