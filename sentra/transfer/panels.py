"""What the register's list offers: to take out what one sees."""

from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.people.policy import Permission, can
from sentra.registry.filters import RegisterFilter


def export_link(actor: User, chosen: RegisterFilter) -> Panel | None:
    """Give the way to the export of what the list is narrowed to."""
    if not can(actor, Permission.REGISTER_EXPORT):
        return None
    return Panel("transfer/export_link.html", {"query": chosen.query_string()})
