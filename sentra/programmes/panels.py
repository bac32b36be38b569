"""What programmes show on other pages: a business's applications, the way to what fits, why a visit goes there."""

from collections.abc import Iterable

from sentra.people.models import User
from sentra.people.panels import Board, Panel
from sentra.people.policy import Permission, can
from sentra.programmes.holdings import AssetFilter, assets_of_business, own_assets
from sentra.programmes.models import Asset, Candidate
from sentra.programmes.queries import answers_shown, calls_open
from sentra.registry.hung import may_have
from sentra.registry.models import Business
from sentra.surveys.models import Visit

ASSETS: Board[User, AssetFilter] = Board()
"""What higher apps offer above the list of machines, as it is narrowed."""


def profile_panel(actor: User, business: Business) -> Panel | None:
    """Give the applications of a business to calls; nothing where there are none."""
    if not (may_have(business, Candidate) and can(actor, Permission.PROGRAMME_READ)):
        return None
    found = business.candidacies.select_related("call").order_by("-applied_at")
    return Panel("programmes/officer/business.html", {"candidates": found}) if found else None


def own_panel(_actor: User, business: Business) -> Panel | None:
    """Give the owner the way to the calls that take applications; nothing while there are none."""
    many = calls_open().count()
    return Panel("programmes/owner/panel.html", {"open": many, "business": business}, side=True) if many else None


def visit_panel(actor: User, visit: Visit) -> Panel | None:
    """Give whoever visits the applications that the visit looks at, and the machines that should be there."""
    if not can(actor, Permission.PROGRAMME_READ):
        return None
    found = visit.candidates.select_related("call").order_by("applied_at")
    told = [(one, answers_shown(one)) for one in found]
    assets = list(assets_of_business(visit.business)) if visit.business else []
    return Panel("programmes/officer/visit.html", {"candidates": told, "assets": assets}) if told or assets else None


def records_of(actor: User, business: Business) -> Iterable[tuple[str, str]]:
    """Give the applications to programmes and the machines of a business for its timeline.

    The owner reads of the own applications alone: the story of a machine tells of those who held it before.
    """
    officer = can(actor, Permission.PROGRAMME_READ)
    if may_have(business, Candidate) and (officer or business.owner.user_id == actor.pk):
        yield from ((Candidate._meta.label, str(pk)) for pk in business.candidacies.values_list("pk", flat=True))
    if officer and may_have(business, Asset):
        yield from ((Asset._meta.label, str(pk)) for pk in business.assets.values_list("pk", flat=True))


def assets_panel(actor: User, business: Business) -> Panel | None:
    """Give officers the machines that a business holds, or held last; nothing where there are none."""
    if not (may_have(business, Asset) and can(actor, Permission.PROGRAMME_READ)):
        return None
    found = list(assets_of_business(business))
    return Panel("programmes/officer/business_assets.html", {"assets": found}) if found else None


def own_assets_panel(actor: User, business: Business) -> Panel | None:
    """Give the owner the machines of the regency that the business holds; nothing where there are none."""
    found = list(own_assets(actor).filter(business=business)) if may_have(business, Asset) else []
    return Panel("programmes/owner/assets.html", {"assets": found}, side=True) if found else None
