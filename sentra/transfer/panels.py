"""What the lists of the register and of the machines offer: to take out what one sees."""

from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.people.policy import Permission, can
from sentra.programmes.holdings import AssetFilter
from sentra.registry.filters import RegisterFilter


def export_link(actor: User, chosen: RegisterFilter) -> Panel | None:
    """Give the way to the export of what the list is narrowed to."""
    if not can(actor, Permission.REGISTER_EXPORT):
        return None
    return Panel("transfer/export_link.html", {"query": chosen.query_string()})


def assets_link(actor: User, chosen: AssetFilter) -> Panel | None:
    """Give the way to the machines that the list is narrowed to, as a file."""
    if not can(actor, Permission.REGISTER_EXPORT):
        return None
    return Panel("transfer/assets_link.html", {"query": chosen.query_string()})
