"""How a case is told on a page: its way in steps."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sentra.cases.models import Case, State


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way: `done`, `now`, or still to come ("")."""

    label: str
    state: str
    note: str = ""


ORDER = (State.REPORTED, State.TRIAGED, State.EXAMINING, State.ACTING, State.CLOSED)


def way_of(case: Case) -> list[Step]:
    """Give the way of a case for those who reported it; what isn't pursued is told apart."""
    labels = {
        State.REPORTED: _("Your report has arrived"),
        State.TRIAGED: _("An officer has read it"),
        State.EXAMINING: _("The product and its maker are examined"),
        State.ACTING: _("What was found is acted on"),
        State.CLOSED: _("Finished"),
    }
    if case.state not in ORDER:
        return []
    now = ORDER.index(State(case.state))
    finished = case.state == State.CLOSED
    return [
        Step(labels[state], "done" if place < now or finished else "now" if place == now else "")
        for place, state in enumerate(ORDER)
    ]
