"""Reads of the owner's studio: the page with its score and what is next, enquiries, figures month by month."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from sentra.audit.models import Entry
from sentra.files.models import File
from sentra.files.services import file_read
from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.people.models import User
from sentra.people.policy import Permission, can, visible_to
from sentra.promotion.hints import HintTold, PageFacts, hints_told, score
from sentra.promotion.listed import is_stopped, makers_listed
from sentra.promotion.looking import Looked, Weakness, weaknesses
from sentra.promotion.models import DayCount, Enquiry, Maker, MakerPhoto, PhotoLook, Showing, Way
from sentra.promotion.pictures import look_at
from sentra.promotion.services.common import acts_now
from sentra.promotion.services.enquiries import readable_by
from sentra.promotion.showing import PRODUCT
from sentra.reference.loading import current_pack
from sentra.registry.dossier import business_seen
from sentra.registry.models import Business, ProductPhoto

MONTHS = 12
CONSENT_ACTS = ("maker.consent", "maker.withdraw")


def studio_business(actor: User, number: str) -> Business:
    """Give a business to its owner, or to an officer of the catalogue who helps. Raises `NotFound`."""
    business = business_seen(actor, number)
    own = business.owner.user_id == actor.pk
    if not own and not can(actor, Permission.PROMOTION_MANAGE, business.district):
        raise NotFound(_("There is no such business, or it isn't yours."))
    return business


def maker_of(business: Business) -> Maker | None:
    """Give the page of a business, whatever its state."""
    maker = Maker.objects.filter(business=business).first()
    if maker:
        maker.business = business
    return maker


def maker_required(business: Business) -> Maker:
    """Give the page of a business. Raises `NotFound` where it wasn't begun."""
    maker = maker_of(business)
    if maker is None:
        raise NotFound(_("There is no such page in the catalogue."))
    return maker


@dataclass(frozen=True, slots=True)
class PhotoTold:
    """A photograph with what is weak about it, as far as it was looked at."""

    photo: ProductPhoto | MakerPhoto
    weak: Sequence[Weakness]


@dataclass(frozen=True, slots=True)
class ShowingTold:
    """A product of the page: its showing, its photographs, whether a case stops it."""

    showing: Showing
    photos: Sequence[PhotoTold]
    stopped: bool

    @property
    def counts(self) -> bool:
        """Tell whether it is among the products that are shown, once the page is public."""
        return self.showing.shown and self.showing.hidden_at is None and not self.stopped


@dataclass(frozen=True, slots=True)
class PageTold:
    """All that the studio and the office show of a page."""

    maker: Maker
    showings: Sequence[ShowingTold]
    photos: Sequence[PhotoTold]
    hints: Sequence[HintTold]
    listed: bool
    allowed: frozenset[str] = frozenset()
    blocked: dict[str, str] = field(default_factory=dict)

    @property
    def score(self) -> int:
        """How good the page is, 0 to 100."""
        return score(self.hints)

    @property
    def unmet(self) -> list[HintTold]:
        """The hints that the page doesn't meet."""
        return [one for one in self.hints if not one.met]


def page_told(actor: User, maker: Maker) -> PageTold:
    """Gather a page: products with photographs and how they look, hints, what the actor may do."""
    showings = list(
        maker.showings.filter(product__business=maker.business_id)
        .select_related("product")
        .annotate(stopped=Exists(Showing.objects.filter(is_stopped(), pk=OuterRef("pk"))))
        .prefetch_related(Prefetch("product__photos", ProductPhoto.objects.select_related("file")))
        .order_by("product__pk")
    )
    own = list(maker.photos.select_related("file"))
    files = [photo.file for one in showings for photo in one.product.photos.all()] + [photo.file for photo in own]
    looks = PhotoLook.objects.in_bulk({file.sha256 for file in files})
    expected = current_pack().promotion.pictures

    def told(photo: ProductPhoto | MakerPhoto) -> PhotoTold:
        look = looks.get(photo.file.sha256)
        return PhotoTold(photo, weaknesses(look, expected) if look and look.width else ())

    shown = [ShowingTold(one, [told(photo) for photo in one.product.photos.all()], one.stopped) for one in showings]
    photos = [told(photo) for photo in own]
    allowed, blocked = acts_now(actor, maker)
    return PageTold(
        maker=maker,
        showings=shown,
        photos=photos,
        hints=hints_told(current_pack().promotion.hints, _facts(maker, shown, photos)),
        listed=makers_listed().filter(pk=maker.pk).exists(),
        allowed=allowed,
        blocked=blocked,
    )


def _facts(maker: Maker, showings: Sequence[ShowingTold], photos: Sequence[PhotoTold]) -> PageFacts:
    shown = [one for one in showings if one.counts]
    products = [one.showing.product for one in shown]
    return PageFacts(
        products=len(shown),
        pictured=sum(bool(one.photos) for one in shown),
        many_sided=sum(len(one.photos) > 1 for one in shown),
        priced=sum(product.price_from is not None for product in products),
        described=sum(bool(product.description) for product in products),
        weak=sum(bool(photo.weak) for one in shown for photo in one.photos) + sum(bool(one.weak) for one in photos),
        maker_photos=len(photos),
        story=len(maker.story),
        story_en=len(maker.story_en),
        contact=maker.reachable,
        how_to_order=bool(maker.how_to_order),
    )


def photo_of(business: Business, kind: str, photo_id: int) -> ProductPhoto | MakerPhoto:
    """Give a photograph of a business, of a product or of the maker at work. Raises `NotFound`."""
    found: ProductPhoto | MakerPhoto | None
    if kind == PRODUCT:
        of_products = ProductPhoto.objects.select_related("file", "product")
        found = of_products.filter(product__business=business, pk=photo_id).first()
    else:
        found = MakerPhoto.objects.select_related("file").filter(maker__business=business, pk=photo_id).first()
    if found is None:
        raise NotFound(_("This isn't there any more. Somebody may have taken it away."))
    return found


def photo_file_seen(actor: User, kind: str, photo_id: int) -> File:
    """Give the file of a photograph on a page that the actor may see: the own, or as an officer. Raises `NotFound`."""
    makers = visible_to(actor, Maker.objects.all())
    found: ProductPhoto | MakerPhoto | None
    if kind == PRODUCT:
        shown = ProductPhoto.objects.filter(product__business__maker__in=makers)
        found = shown.select_related("file").filter(pk=photo_id).first()
    else:
        found = MakerPhoto.objects.filter(maker__in=makers).select_related("file").filter(pk=photo_id).first()
    if found is None:
        raise NotFound(_("There is no such picture."))
    return found.file


def look_of(file: File) -> Looked | None:
    """Look at a photograph, now where the worker hasn't yet; None for what can't be read."""
    try:
        return PhotoLook.objects.filter(sha256=file.sha256, width__gt=0).first() or look_at(file_read(file))
    except OSError:
        return None


def weak_of(file: File) -> list[Weakness]:
    """Say at once what is weak about a photograph."""
    look = look_of(file)
    return weaknesses(look, current_pack().promotion.pictures) if look else []


# Enquiries


def own_enquiries(actor: User, business: Business, *, spam: bool = False) -> "QuerySet[Enquiry]":
    """Give the enquiries to a page to who reads them, the newest first; to anybody else none."""
    found = Enquiry.objects.filter(readable_by(actor), maker__business=business, spam=spam)
    return found.select_related("showing__product").order_by("-at", "-pk")


def unread_count(actor: User, business: Business) -> int:
    """Count the enquiries that the owner hasn't read."""
    return own_enquiries(actor, business).filter(read_at=None).count()


# Figures


@dataclass(frozen=True, slots=True)
class Month:
    """What came of a page in a month: looks, presses of each way to reach the maker, enquiries by the form."""

    first: date
    views: int
    whatsapp: int
    phone: int
    mail: int
    enquiries: int


@dataclass(frozen=True, slots=True)
class PageFigures:
    """The last twelve months of a page, the newest first, and each product's looks and contacts in them."""

    months: Sequence[Month]
    products: Sequence[tuple[str, int, int]]

    @property
    def views(self) -> int:
        """Looks in all months."""
        return sum(one.views for one in self.months)

    @property
    def contacts(self) -> int:
        """Presses and enquiries in all months."""
        return sum(one.whatsapp + one.phone + one.mail + one.enquiries for one in self.months)

    @property
    def most_views(self) -> int:
        """The looks of the best month: the longest bar."""
        return max((one.views for one in self.months), default=0)


def page_figures(maker: Maker) -> PageFigures:
    """Count the last twelve months of a page, this one included."""
    firsts = months_back(clock.today(), MONTHS)
    counted = DayCount.objects.filter(maker=maker, day__gte=firsts[-1])
    by_month: Counter[tuple[date, str]] = Counter()
    for month, way, count in (
        counted.annotate(month=TruncMonth("day")).values_list("month", "way").annotate(count=Sum("count")).order_by()
    ):
        by_month[month, way] = count
    for at, count in _enquiries_by_month(maker, firsts[-1]):
        by_month[at, Way.FORM] = count
    months = [
        Month(
            first,
            by_month[first, Way.VIEW],
            by_month[first, Way.WHATSAPP],
            by_month[first, Way.PHONE],
            by_month[first, Way.MAIL],
            by_month[first, Way.FORM],
        )
        for first in firsts
    ]
    return PageFigures(months, _by_product(counted))


def months_back(today: date, many: int) -> list[date]:
    """Give the first days of the last months, this one first."""
    at = today.year * 12 + today.month - 1
    return [date((at - back) // 12, (at - back) % 12 + 1, 1) for back in range(many)]


def _enquiries_by_month(maker: Maker, since: date) -> "list[tuple[date, int]]":
    found = maker.enquiries.filter(spam=False, at__date__gte=since)
    rows = found.annotate(month=TruncMonth("at")).values_list("month").annotate(count=Count("pk")).order_by()
    return [(month.date(), count) for month, count in rows]


def _by_product(counted: "QuerySet[DayCount]") -> list[tuple[str, int, int]]:
    rows = counted.exclude(showing=None).values_list("showing__product__name", "way").annotate(count=Sum("count"))
    views: Counter[str] = Counter()
    contacts: Counter[str] = Counter()
    for name, way, count in rows.order_by():
        (views if way == Way.VIEW else contacts)[name] += count
    names = sorted(views.keys() | contacts.keys(), key=lambda name: (-views[name], name))
    return [(name, views[name], contacts[name]) for name in names]


# One's own data


def own_makers(actor: User) -> "QuerySet[Maker]":
    """Give the pages of an owner's businesses, whatever their state."""
    return Maker.objects.filter(business__owner__user=actor).select_related("business").order_by("pk")


def consents_of(maker: Maker) -> list[Any]:
    """Tell every consent that was given or withdrawn, by whom and when, out of the audit."""
    found = Entry.objects.filter(record_type=Maker._meta.label, record_id=str(maker.pk), act__in=CONSENT_ACTS)
    return list(found.order_by("seq").values("act", "at", "actor_name"))
