"""One business with all that its page shows: every read of the profile, through what the actor may see."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from sentra.audit.queries import TimelineItem, story
from sentra.files.models import File
from sentra.kernel import clock
from sentra.kernel.errors import Message, NotFound
from sentra.kernel.text import fold
from sentra.people.models import User
from sentra.people.policy import Permission, can, visible_to
from sentra.reference.loading import current_pack
from sentra.registry.activities import ActivityTold, activities_of
from sentra.registry.hung import may_have
from sentra.registry.legal import LegalStanding, legal_standing
from sentra.registry.models import (
    Business,
    Figures,
    FiguresState,
    Group,
    LegalPaper,
    Machine,
    Membership,
    Ownership,
    Product,
    ProductPhoto,
    RawMaterial,
    Support,
)
from sentra.registry.panels import records_of
from sentra.registry.rules import Lack, SizeClasses, lacks_of, size_classes
from sentra.registry.services.common import is_own, may_edit
from sentra.registry.services.figures import holds_figures
from sentra.registry.workflow import FIGURES

MOST_ACTS = 100
ABOUT_FIGURES = ("register.figures",)
PHOTOS = Prefetch("photos", ProductPhoto.objects.select_related("file"))


def business_seen(actor: User, number: str) -> Business:
    """Give a business by its number on the register.

    The number of a merged record leads to the one that it became. Raises `NotFound` outside of what the actor may see.
    """
    found = visible_to(actor, Business.objects.select_related("owner", "assigned_to"))
    business = found.filter(register_number=number.upper()).first()
    while business and business.merged_into_id:
        business = found.filter(pk=business.merged_into_id).first()
    if business is None:
        raise NotFound(_("There is no such business, or it isn't in your area."))
    return business


def own_businesses(actor: User) -> "QuerySet[Business]":
    """Give the businesses of an owner's account."""
    return Business.objects.known().filter(owner__user=actor).select_related("owner").order_by("name_folded")


@dataclass(frozen=True, slots=True)
class YearTold:
    """A year's figures with what the reader may do with them."""

    figures: Figures
    acts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the page of a business shows."""

    business: Business
    legal: LegalStanding
    activities: Sequence[ActivityTold]
    products: Sequence[Product]
    papers: Sequence[LegalPaper]
    years: Sequence[YearTold]
    sizes: SizeClasses | None
    memberships: Sequence[Membership]
    ownerships: Sequence[Ownership]
    machines: Sequence[Machine]
    materials: Sequence[RawMaterial]
    supports: Sequence[Support]
    lacks: Sequence[Lack]
    editable: bool
    governs: bool
    sees_figures: bool

    @property
    def certificates(self) -> dict[int, list[LegalPaper]]:
        """The papers that are about one product, by the product's id."""
        found: dict[int, list[LegalPaper]] = defaultdict(list)
        for paper in self.papers:
            if paper.product_id:
                found[paper.product_id].append(paper)
        return found

    @property
    def figures_due(self) -> int:
        """The year whose figures are asked for now: the one before this."""
        return clock.today().year - 1

    @property
    def owes_figures(self) -> bool:
        """Tell whether nobody told the figures of that year yet."""
        return self.sees_figures and all(told.figures.year != self.figures_due for told in self.years)


def dossier(actor: User, business: Business) -> Dossier:
    """Gather the page of a business; figures only for those who may read them."""
    sees = is_own(actor, business) or can(actor, Permission.REGISTER_FIGURES, business.district)
    reads = sees and may_have(business, Figures)
    years = list(business.figures.select_related("submitted_by", "decided_by")) if reads else []
    holds = holds_figures(actor, business)
    accepted = next((one for one in years if one.state == FiguresState.ACCEPTED), None)
    products = list(business.products.prefetch_related(PHOTOS)) if may_have(business, Product) else []
    return Dossier(
        business=business,
        legal=legal_standing(business),
        activities=activities_of(business),
        products=products,
        papers=_papers(business) if may_have(business, LegalPaper) else [],
        years=[YearTold(one, frozenset(act.code for act in FIGURES.allowed(one.state, None, holds))) for one in years],
        sizes=size_classes(accepted, current_pack().registry.sizes) if accepted else None,
        memberships=_memberships(business) if may_have(business, Membership) else [],
        ownerships=list(business.ownerships.select_related("owner")) if may_have(business, Ownership) else [],
        machines=list(business.machines.all()) if may_have(business, Machine) else [],
        materials=list(business.materials.all()) if may_have(business, RawMaterial) else [],
        supports=list(business.supports.all()) if may_have(business, Support) else [],
        lacks=lacks_of(business, has_products=bool(products), last_year=clock.today().year - 1),
        editable=may_edit(actor, business),
        governs=can(actor, Permission.REGISTER_EDIT, business.district),
        sees_figures=sees,
    )


def _papers(business: Business) -> list[LegalPaper]:
    return list(business.papers.select_related("file", "checked_by", "product"))


def _memberships(business: Business) -> list[Membership]:
    return list(business.memberships.filter(until=None).select_related("group"))


def story_of(actor: User, business: Business) -> list[TimelineItem]:
    """Tell what happened to a business, to its applications and to all that hangs on it, the newest first."""
    sees = is_own(actor, business) or can(actor, Permission.REGISTER_FIGURES, business.district)
    return story(records_of(actor, business), MOST_ACTS, without=() if sees else ABOUT_FIGURES)


def paper_kind_names() -> dict[str, Message]:
    """Name the kinds of legal papers, by code."""
    return {code: kind.short for code, kind in current_pack().paper_kinds.items()}


def photo_seen(actor: User, photo_id: int) -> File:
    """Give the file of a product's photograph. Raises `NotFound` outside of what the actor may see."""
    seen = visible_to(actor, Business.objects.all())
    photo = ProductPhoto.objects.select_related("file").filter(pk=photo_id, product__business__in=seen).first()
    if photo is None:
        raise NotFound(_("There is no such file, or it isn't in your area."))
    return photo.file


def paper_file_seen(actor: User, paper_id: int) -> File:
    """Give the file of a legal paper. Raises `NotFound` outside of what the actor may see, and where there is none."""
    paper = visible_to(actor, LegalPaper.objects.select_related("file")).filter(pk=paper_id).first()
    if paper is None or paper.file is None:
        raise NotFound(_("There is no such file, or it isn't in your area."))
    return paper.file


def figures_waiting(actor: User) -> "QuerySet[Figures]":
    """Give the figures that wait for an officer, the oldest first, with those of the year before for comparison."""
    waiting = Figures.objects.filter(state=FiguresState.SUBMITTED, business__merged_into=None)
    return visible_to(actor, waiting).select_related("business__owner", "submitted_by").order_by("submitted_at", "pk")


def groups_found(actor: User, words: str, kind: str) -> "QuerySet[Group]":
    """Give the groups in whose name every word occurs, by name, with how many members each has."""
    found = visible_to(actor, Group.objects.filter(dissolved_on=None))
    for word in fold(words).split():
        found = found.filter(name_folded__contains=word)
    if kind:
        found = found.filter(kind=kind)
    members = Count("memberships", filter=Q(memberships__until=None))
    return found.annotate(members=members).order_by("name_folded", "pk")


def group_seen(actor: User, group_id: UUID) -> Group:
    """Give a group. Raises `NotFound` outside of what the actor may see."""
    group = visible_to(actor, Group.objects.all()).filter(pk=group_id).first()
    if group is None:
        raise NotFound(_("There is no such group, or it isn't in your area."))
    return group
