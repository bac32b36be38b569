"""What the page of a call shows of the visits after it: which were made, when, and which are due."""

from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.people.policy import Permission, can
from sentra.programmes.following_up import followed_up, marks_of_call
from sentra.programmes.models import Call, CallState


def of_call(actor: User, call: Call) -> Panel | None:
    """Show officers each participant's visits after a programme that is over, where its kind has any."""
    if call.state != CallState.DONE:
        return None
    marks = marks_of_call(call)
    rows = followed_up(call) if marks else []
    if not rows:
        return None
    context = {
        "call": call,
        "marks": marks,
        "rows": rows,
        "due": sum(one.standing == "due" for row in rows for one in row.visits),
        "plans": can(actor, Permission.VISIT_PLAN),
    }
    return Panel("programmes/officer/follow_ups.html", context)
