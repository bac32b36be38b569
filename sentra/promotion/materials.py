"""What a maker takes along: pictures of the own products and page, asked of the gate; and whose business it is."""

from dataclasses import dataclass, replace
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import override

from sentra.files.models import File
from sentra.files.services import file_read
from sentra.promotion.cards import place_of
from sentra.promotion.drawing.social import Shape, Told, drawn
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import Maker, PictureFormat, Rendition, Showing
from sentra.promotion.printing.photos import first_photos
from sentra.promotion.printing.saying import (
    LONGEST_NAME,
    maker_address,
    maker_name,
    price_printed,
    short,
)
from sentra.reference.loading import current_pack
from sentra.registry.models import Business

WIDE = 1200


def maker_public(business: Business) -> Maker | None:
    """Give the page of a business if it is public today."""
    return makers_listed().filter(business=business).first()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that isn't drawn yet: what it says and which photograph it shows."""

    shape: Shape
    told: Told
    photo: File | None

    @property
    def key(self) -> str:
        """What tells it from every other: the same words and the same photograph give the same picture."""
        said = f"{self.shape} {self.told!r} {self.photo.sha256 if self.photo else ''}"
        return sha256(said.encode(errors="replace")).hexdigest()

    def draw(self) -> bytes:
        """Draw it, as JPEG."""
        return drawn(self.shape, replace(self.told, photo=_read(self.photo) if self.photo else None))


def picture_of(maker: Maker, showing: Showing | None, shape: Shape, language: str = "id") -> bytes:
    """Draw the picture of a maker, or of one of its products; both must be public."""
    return drawing_of(maker, showing, shape, language).draw()


def drawing_of(maker: Maker, showing: Showing | None, shape: Shape, language: str = "id") -> Drawing:
    """Say what the picture of a maker, or of one of its products, shows; both must be public."""
    some = [showing] if showing else list(showings_listed().filter(maker=maker).order_by("pk")[:20])
    with override(language):
        name = maker_name(maker)
        told = Told(
            name=short(showing.product.name, LONGEST_NAME * 2) if showing else name,
            maker=name if showing else short(maker.tagline, 90),
            place=place_of(maker.business),
            price=price_printed(showing) if showing else "",
            regency=str(current_pack().regency.name),
            mark=_("On the register"),
            address=maker_address(maker) if shape == Shape.PORTRAIT else "",
        )
    return Drawing(shape, told, _photo_of(maker, some, of_product=showing is not None))


def _photo_of(maker: Maker, showings: list[Showing], *, of_product: bool) -> File | None:
    """Give the photograph for a picture: a product's own; a maker's own first, else one of its products."""
    own = None if of_product else maker.photos.select_related("file").first()
    photos = first_photos(showings)
    return own.file if own else next((photos[one.pk] for one in showings if one.pk in photos), None)


def _read(file: File) -> bytes | None:
    """Read a photograph in the width that pictures need, or as it is while none of that is made."""
    made = Rendition.objects.filter(sha256=file.sha256, format=PictureFormat.JPEG, width__lte=WIDE)
    best = made.select_related("file").order_by("-width").first()
    try:
        return file_read(best.file if best else file)
    except OSError:
        return None
