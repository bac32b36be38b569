"""What licensing shows on the page of a business: its applications and permits, and the press that begins one."""

from collections.abc import Iterable

from sentra.licensing.models import Application, Permit, Status
from sentra.licensing.models.application import OPEN
from sentra.licensing.queries import services
from sentra.licensing.visible import applications_visible
from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.people.policy import Permission, can, visible_to
from sentra.reference.schema import Service
from sentra.registry.hung import may_have
from sentra.registry.models import Business
from sentra.registry.services.common import is_own

FIRST = frozenset({"new", "registration"})
"""The kinds of service that a business without a permit begins with."""


def profile_panel(actor: User, business: Business) -> Panel | None:
    """Give the applications and permits of a business that the actor may see."""
    sent, permits = [], []
    if may_have(business, Application):
        about = applications_visible(actor).filter(business=business).exclude(status=Status.DRAFT)
        sent = list(about.select_related("revision").order_by("-submitted_at", "pk"))
    if may_have(business, Permit):
        granted = visible_to(actor, Permit.objects.filter(business=business))
        permits = list(granted.order_by("-issued_on", "-number"))
    context = {"applications": sent, "permits": permits, "own": is_own(actor, business)}
    return Panel("licensing/business_panel.html", context)


def apply_panel(actor: User, business: Business) -> Panel | None:
    """Give the press that turns a record into an application: at the counter, or the owner's own."""
    own = is_own(actor, business)
    if business.is_registered or not (own or can(actor, Permission.APPLICATION_ENTER, business.district)):
        return None
    open_one = None
    if may_have(business, Application):
        about = applications_visible(actor).filter(business=business, status__in=[*OPEN, Status.DRAFT])
        open_one = about.first()
    context = {"business": business, "services": first_services(), "open": open_one, "own": own}
    return Panel("licensing/business_apply.html", context, side=True)


def first_services() -> list[Service]:
    """Give the services that a business without a permit can begin with."""
    return [service for service in services() if service.kind in FIRST]


def records_of(_actor: User, business: Business) -> Iterable[tuple[str, str]]:
    """Give the applications of a business for its timeline; what happens to a permit is told of its application."""
    if not may_have(business, Application):
        return []
    label = Application._meta.label
    about = Application.objects.filter(business=business).exclude(status=Status.DRAFT)
    return [(label, str(pk)) for pk in about.values_list("pk", flat=True)]
