"""Reads about the newsletter: what an issue shows today, how many read it, how sending goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from sentra.kernel.errors import NotFound
from sentra.kernel.text import fold, tidy
from sentra.promotion.addresses import maker_path, product_path
from sentra.promotion.cards import name_of, place_of, price_words
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import (
    Delivery,
    DeliveryState,
    Issue,
    IssueItem,
    IssueState,
    Maker,
    MakerPhoto,
    Showing,
    Subscriber,
    SubscriberState,
    Theme,
)
from sentra.promotion.search import found_by
from sentra.promotion.walking import first_listed, shown
from sentra.registry.models import ProductPhoto

MOST_ITEMS = 24
MOST_OF_THEME = 12
FOUND = 24


@dataclass(frozen=True, slots=True)
class Entry:
    """A product or a maker as an issue shows it, in the mail and on its page; `path` leads to its page."""

    title: str
    maker: str
    place: str
    price: str
    words: str
    path: str
    photo: ProductPhoto | MakerPhoto | None


@dataclass(frozen=True, slots=True)
class Contents:
    """What an issue shows today: what was chosen, and the makers of its theme."""

    chosen: tuple[Entry, ...]
    theme: Theme | None
    of_theme: tuple[Entry, ...]

    @property
    def shown(self) -> int:
        """How much it shows."""
        return len(self.chosen) + len(self.of_theme)


def card_of_product(showing: Showing, language: str) -> Entry:
    """Show a product; its photographs are fetched already."""
    product, business = showing.product, showing.maker.business
    return Entry(
        title=tidy(product.name),
        maker=name_of(business),
        place=place_of(business),
        price=price_words(product, business),
        words=product.description[:160],
        path=product_path(showing, language),
        photo=next(iter(product.photos.all()), None),
    )


def card_of_maker(maker: Maker, language: str) -> Entry:
    """Show a maker; its photographs are fetched already."""
    return Entry(
        title=name_of(maker.business),
        maker="",
        place=place_of(maker.business),
        price="",
        words=maker.tagline,
        path=maker_path(maker, language),
        photo=next(iter(maker.photos.all()), None),
    )


def contents_of(issue: Issue, language: str) -> Contents:
    """Give what of an issue is public today: who isn't listed any more, or whose product is stopped, isn't in it."""
    items = list(issue.items.all())
    showings = {
        one.pk: one
        for one in showings_listed()
        .filter(pk__in=[item.showing_id for item in items if item.showing_id])
        .prefetch_related("product__photos")
    }
    of_theme = list(issue.theme.places.values_list("maker_id", flat=True)[:MOST_OF_THEME]) if issue.theme else []
    wanted = {item.maker_id for item in items if item.showing_id is None} | set(of_theme)
    makers = {one.pk: one for one in makers_listed().filter(pk__in=wanted).prefetch_related("photos")}
    chosen = []
    for item in items:
        if item.showing_id is None and item.maker_id in makers:
            chosen.append(card_of_maker(makers[item.maker_id], language))
        elif item.showing_id in showings:
            chosen.append(card_of_product(showings[item.showing_id], language))
    themed = tuple(card_of_maker(makers[one], language) for one in of_theme if one in makers)
    return Contents(tuple(chosen), issue.theme, themed)


def issues() -> "QuerySet[Issue]":
    """Give all issues, drafts first, then the newest."""
    reached = Count("deliveries", filter=Q(deliveries__state=DeliveryState.SENT))
    return Issue.objects.select_related("made_by").annotate(reached=reached).order_by("-sent_at", "-made_at")


def issue_seen(issue_id: UUID) -> Issue:
    """Give an issue to an officer. Raises `NotFound`."""
    issue = Issue.objects.select_related("theme", "made_by", "sent_by").filter(pk=issue_id).first()
    if issue is None:
        raise NotFound(_("There is no such issue."))
    return issue


def issues_public() -> "QuerySet[Issue]":
    """Give the issues that everybody may read, the newest first."""
    return Issue.objects.exclude(state=IssueState.DRAFT).select_related("theme").order_by("-sent_at")


def issue_public(slug: str) -> Issue:
    """Give an issue that was sent. Raises `NotFound`."""
    issue = issues_public().filter(slug=slug).first()
    if issue is None:
        raise NotFound(_("There is no such issue."))
    return issue


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen for an issue, and whether it is public today."""

    item: IssueItem
    listed: bool


def items_of(issue: Issue) -> list[Chosen]:
    """Give what was chosen for an issue, each with whether it will be in it."""
    items = list(issue.items.select_related("maker__business", "showing__product"))
    showings = set(
        showings_listed()
        .filter(pk__in=[one.showing_id for one in items if one.showing_id])
        .values_list("pk", flat=True)
    )
    makers = set(makers_listed().filter(pk__in=[one.maker_id for one in items]).values_list("pk", flat=True))
    return [Chosen(one, one.showing_id in showings if one.showing_id else one.maker_id in makers) for one in items]


def products_found(text: str) -> list[Showing]:
    """Find products of the catalogue as buyers find them, the newest first; the newest of all without words."""
    if not fold(text[:100]):
        return first_listed(shown().order_by("-first_shown_at", "-id"), FOUND)
    return list(showings_listed().filter(found_by(text)).order_by("-first_shown_at", "-pk")[:FOUND])


def themes_offered() -> "QuerySet[Theme]":
    """Give the themes that an issue may carry, the newest first."""
    return Theme.objects.order_by("-from_day", "-pk")[:50]


@dataclass(frozen=True, slots=True)
class Readers:
    """How many subscribe, haven't confirmed yet, get no mail for they came back, and left."""

    active: int
    waiting: int
    suspended: int
    left: int
    bounced: int


def readers() -> Readers:
    """Count who reads the newsletter, in one query; no address is shown to anybody."""
    of = {str(one): Count("pk", filter=Q(state=one)) for one in SubscriberState}
    bounced = Count("pk", filter=Q(bounces__gt=0))
    return Readers(**Subscriber.objects.aggregate(**of, bounced=bounced))


def progress(issue: Issue) -> Mapping[str, int]:
    """Count the mails of an issue by where they stand."""
    counts = Delivery.objects.filter(issue=issue).values_list("state").annotate(many=Count("pk")).order_by()
    return dict(counts)
