"""What the register's list offers: to count what one sees, crossed by whatever it is told apart."""

from sentra.insights.question import Question, narrowed_by
from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.people.policy import Permission, can
from sentra.registry.filters import RegisterFilter


def explore_link(actor: User, chosen: RegisterFilter) -> Panel | None:
    """Give the way to the figures of what the list is narrowed to."""
    if not can(actor, Permission.FIGURES_READ):
        return None
    asked = Question(live=True, narrowed=narrowed_by(chosen))
    return Panel("insights/explore_link.html", {"query": asked.query_string()})
