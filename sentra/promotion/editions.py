"""Reads of printed editions: what an officer sees, what is public, and who of an edition is no longer listed."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from sentra.files.models import File
from sentra.kernel.errors import Conflict, NotFound
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.promotion.cards import name_of
from sentra.promotion.choosing import Choice, showings_chosen
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import Edition, EditionState, Showing
from sentra.promotion.reaching import contact_printed
from sentra.registry.models import ProductPhoto


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
    """Somebody or something in an edition that isn't public any more; `product` is "" for the maker as a whole.

    It also says what else is gone: a photograph, or a way to reach the maker.
    """

    maker: str
    product: str


def gone_from(edition: Edition) -> list[Gone]:
    """Tell which makers and products of an edition aren't public any more: its file isn't given while there are any."""
    places = list(edition.makers.select_related("maker__business").order_by("pk"))
    there = set(makers_listed().filter(pk__in=[one.maker_id for one in places]).values_list("pk", flat=True))
    ids = [pk for one in places for pk in one.showings]
    shown = set(showings_listed().filter(pk__in=ids).values_list("pk", flat=True))
    names = dict(Showing.objects.filter(pk__in=set(ids) - shown).values_list("pk", "product__name"))
    photos = _photos_shown({pk for one in places for pk in one.photos})
    found = []
    for place in places:
        maker = name_of(place.maker.business)
        if place.maker_id not in there:
            found.append(Gone(maker, ""))
            continue
        found += [Gone(maker, names.get(pk, _("a product"))) for pk in place.showings if pk not in shown]
        if not {*map(tuple, place.contact)} <= {*contact_printed(place.maker)}:
            found.append(Gone(maker, _("a way to reach the maker")))
        if not set(place.photos) <= photos:
            found.append(Gone(maker, _("a photograph")))
    lost = edition.products - len(ids)
    return [*found, *([Gone(_("a maker"), "")] if lost else [])]


def _photos_shown(files: Collection[UUID]) -> set[UUID]:
    """Give which of some files still are photographs of products."""
    return set(ProductPhoto.objects.filter(file__in=files).values_list("file", flat=True))


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
