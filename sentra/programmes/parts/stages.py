"""What the pages of a call show of its timetable: officers with what is left, everybody in plain words."""

from datetime import date

from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.people.policy import Permission, holders
from sentra.programmes.models import Call, CallState
from sentra.programmes.stages import Line, ready_on
from sentra.programmes.timetables import timetables
from sentra.reference.queries import working_calendar


def of_call(_actor: User, call: Call) -> Panel | None:
    """Show officers at which stage a call stands, whose turn it is, until when each stage may take and what is late."""
    lines = timetables([call]).get(call.pk)
    if not lines:
        return None
    context = {
        "lines": [(one, [role.label for role in holders(Permission(one.stage.duty))]) for one in lines],
        "late": [one for one in lines if one.late_by],
        "waits_to_begin": call.state == CallState.CHOSEN,
        "begins_on": call.begins_on,
        "ready_on": _too_late(call),
        "open": call.state in {CallState.DRAFT, CallState.PUBLISHED},
    }
    return Panel("programmes/officer/stages.html", context)


def _too_late(call: Call) -> date | None:
    """Give the day on which a call that takes applications still could begin, where it begins earlier."""
    if call.state not in {CallState.DRAFT, CallState.PUBLISHED}:
        return None
    ready = ready_on(call.terms, call.apply_until, working_calendar())
    return ready if ready > call.begins_on else None


def of_public(call: Call) -> Panel | None:
    """Show everybody what happens when: no counts, and nothing of whoever applied."""
    lines = timetables([call]).get(call.pk, [])
    if call.state == CallState.DONE or not lines:
        return None
    shown = [(one, call.ends_on if one.stage.code == "running" else one.until, _longer(one)) for one in lines]
    return Panel("programmes/public/stages.html", {"lines": shown, "open": call.state == CallState.PUBLISHED})


def _longer(line: Line) -> bool:
    return line.place == "now" and line.late_by > 0
