"""Reads of printed editions: what an officer sees, what is public, and who of an edition is no longer listed."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from sentra.files.models import File
from sentra.kernel.errors import Conflict, NotFound
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.promotion.choosing import Choice, showings_chosen
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import Edition, EditionState, Showing


@dataclass(frozen=True, slots=True)
class Preview:
    """How much an edition would hold."""

    makers: int
    products: int
    without_photo: int


def preview_of(choice: Choice) -> Preview:
    """Count what a choice holds today."""
    found = showings_chosen(choice)
    counted = found.aggregate(makers=Count("maker", distinct=True), products=Count("pk"))
    bare = found.filter(product__photos=None).count()
    return Preview(counted["makers"], counted["products"], bare)


def editions_seen(actor: User) -> "QuerySet[Edition]":
    """Give the editions to an officer of the catalogue, whatever the district, the newest first."""
    seen = Edition.objects.all() if can(actor, Permission.PROMOTION_READ) else Edition.objects.none()
    told = seen.select_related("file", "made_by").annotate(maker_count=Count("makers"))
    return told.order_by("-asked_at", "pk")


def edition_seen(actor: User, edition_id: UUID) -> Edition:
    """Give an edition to an officer. Raises `NotFound`."""
    found = editions_seen(actor).filter(pk=edition_id).first()
    if found is None:
        raise NotFound(_("There is no such edition."))
    return found


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody or something in an edition that isn't public any more; `product` is "" for the maker as a whole."""

    maker: str
    product: str


def gone_from(edition: Edition) -> list[Gone]:
    """Tell which makers and products of an edition aren't public any more: its file isn't given while there are any."""
    places = list(edition.makers.select_related("maker__business").order_by("pk"))
    there = set(makers_listed().filter(pk__in=[one.maker_id for one in places]).values_list("pk", flat=True))
    ids = [pk for one in places for pk in one.showings]
    shown = set(showings_listed().filter(pk__in=ids).values_list("pk", flat=True))
    names = dict(Showing.objects.filter(pk__in=set(ids) - shown).values_list("pk", "product__name"))
    found = []
    for place in places:
        business = place.maker.business
        maker = business.brand or business.name
        if place.maker_id not in there:
            found.append(Gone(maker, ""))
            continue
        found += [Gone(maker, names.get(pk, _("a product"))) for pk in place.showings if pk not in shown]
    lost = edition.products - len(ids)
    return [*found, *([Gone(_("a maker"), "")] if lost else [])]


def edition_file(actor: User, edition_id: UUID) -> File:
    """Give the file of an edition to an officer. Raises `NotFound`, and `Conflict` where somebody in it is gone."""
    edition = edition_seen(actor, edition_id)
    if edition.file is None or edition.state != EditionState.READY:
        raise NotFound(_("This edition isn't made yet."))
    if gone_from(edition):
        raise Conflict(_("Somebody in this edition isn't public any more. Make it anew, then download it."))
    return edition.file


def edition_public(edition_id: UUID) -> File:
    """Give the file of a published edition, as long as all that stands in it is public today. Raises `NotFound`."""
    found = Edition.objects.select_related("file").filter(
        pk=edition_id, state=EditionState.READY, published_at__isnull=False
    )
    edition = found.first()
    if edition is None or edition.file is None or gone_from(edition):
        raise NotFound(_("This edition isn't given out any more. The catalogue online is always up to date."))
    return edition.file
