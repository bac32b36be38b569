"""What print and exhibitions show on other apps' pages: the way to what can be printed, and to an exhibition's page."""

from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.people.policy import Permission, can
from sentra.programmes.models import Call
from sentra.promotion.exhibitions import is_shown
from sentra.registry.models import Business


def exhibition_panel(_viewer: None, call: Call) -> Panel | None:
    """Lead from the public page of a call to the exhibition's page of the catalogue."""
    return Panel("promotion/print/part_exhibition.html", {"call": call}) if is_shown(call) else None


def print_panel(actor: User, call: Call) -> Panel | None:
    """Offer an officer what can be printed for an exhibition."""
    if not is_shown(call) or not can(actor, Permission.PROMOTION_MANAGE):
        return None
    return Panel("promotion/print/part_call.html", {"call": call})


def materials_panel(actor: User, business: Business) -> Panel | None:
    """Lead an owner, or an officer of the catalogue, to the sign, cards and pictures of a business."""
    own = business.owner.user_id == actor.pk
    if not business.is_registered or not (own or can(actor, Permission.PROMOTION_MANAGE, business.district)):
        return None
    return Panel("promotion/print/part_business.html", {"business": business}, side=True)
