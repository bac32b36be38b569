"""What cases show on the page of a business: to officers its cases, to the owner those that the owner was told of."""

from sentra.cases.models import Case
from sentra.cases.queries import cases_of_maker
from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.people.policy import Permission, can, visible_to
from sentra.registry.models import Business


def profile_panel(actor: User, business: Business) -> Panel | None:
    """Give the cases about a business's products to who may read them, and the press that reports another."""
    may_read = can(actor, Permission.CASE_READ, business.district)
    may_enter = can(actor, Permission.CASE_ENTER)
    if not (may_read or may_enter):
        return None
    found = visible_to(actor, Case.objects.filter(business=business)).order_by("-reported_at")
    return Panel("cases/officer/business.html", {"cases": found, "business": business, "may_enter": may_enter})


def own_panel(actor: User, business: Business) -> Panel | None:
    """Give the owner the cases about the own products; nothing where there are none."""
    found = cases_of_maker(actor).filter(business=business)
    return Panel("cases/maker/business.html", {"cases": found}) if found else None
