"""What promotion shows on other pages: an owner's way into the studio, a business's page, its part in the story."""

from collections.abc import Iterable

from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.people.policy import Permission, can
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import Maker
from sentra.promotion.studio import maker_of, unread_count
from sentra.registry.models import Business


def own_panel(actor: User, business: Business) -> Panel | None:
    """Give the owner of a registered business the way into the studio, with the enquiries that wait."""
    if not business.is_registered:
        return None
    maker = maker_of(business)
    context = {
        "business": business,
        "maker": maker,
        "listed": maker is not None and makers_listed().filter(pk=maker.pk).exists(),
        "unread": unread_count(actor, business) if maker else 0,
    }
    return Panel("promotion/studio/panel.html", context, side=True)


def profile_panel(actor: User, business: Business) -> Panel | None:
    """Give officers the state of a business's page; who may help the owner also the way to begin one."""
    if not can(actor, Permission.PROMOTION_READ, business.district):
        return None
    maker = maker_of(business)
    helps = can(actor, Permission.PROMOTION_MANAGE, business.district)
    if maker is None and not (helps and business.is_registered):
        return None
    return Panel("promotion/office/panel.html", {"business": business, "maker": maker, "helps": helps})


def records_of(actor: User, business: Business) -> Iterable[tuple[str, str]]:
    """Give the page of a business for its timeline: consent, publication and the rest belong to its story."""
    may_read = can(actor, Permission.PROMOTION_READ, business.district) or business.owner.user_id == actor.pk
    if may_read:
        found = Maker.objects.filter(business=business).values_list("pk", flat=True)
        yield from ((Maker._meta.label, str(pk)) for pk in found)
