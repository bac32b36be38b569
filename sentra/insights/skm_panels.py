"""What the survey shows on the pages of applications: the way to it for who was served, the code for the counter."""

from sentra.insights.skm_ended import application_ended
from sentra.insights.skm_standing import Standing, link_opened
from sentra.licensing.models import Application
from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.people.policy import Permission, can


def ask_panel(_viewer: object, application: Application) -> Panel | None:
    """Give who may see an ended application the way to its survey, or thanks; nothing once the time is over."""
    ended = application_ended(application)
    if ended is None or not ended.is_open:
        return None
    opened = link_opened(ended.link)
    if opened.standing == Standing.OVER:
        return None
    return Panel("insights/skm/ask.html", {"ended": ended, "used": opened.standing == Standing.USED})


def counter_panel(actor: User, application: Application) -> Panel | None:
    """Give the counter the press that shows the code of an ended application."""
    ended = application_ended(application)
    if ended is None or not ended.is_open or not can(actor, Permission.APPLICATION_ENTER, application.district):
        return None
    return Panel("insights/skm/show_code.html", {"application": application}, side=True)
