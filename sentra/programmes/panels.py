"""What programmes show on the page of a business: to officers its applications, to the owner the way to what fits."""

from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.people.policy import Permission, can
from sentra.programmes.queries import calls_open
from sentra.registry.models import Business


def profile_panel(actor: User, business: Business) -> Panel | None:
    """Give the applications of a business to calls; nothing where there are none."""
    if not can(actor, Permission.PROGRAMME_READ):
        return None
    found = business.candidacies.select_related("call").order_by("-applied_at")
    return Panel("programmes/officer/business.html", {"candidates": found}) if found else None


def own_panel(_actor: User, business: Business) -> Panel | None:
    """Give the owner the way to the calls that take applications; nothing while there are none."""
    many = calls_open().count()
    return Panel("programmes/owner/panel.html", {"open": many, "business": business}, side=True) if many else None
