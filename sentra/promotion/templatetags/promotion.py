"""Tags of the catalogue's pages."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from sentra.promotion.addresses import picture_path
from sentra.promotion.models import Maker, MakerPhoto, PictureFormat
from sentra.promotion.pictures import WIDTHS
from sentra.promotion.showing import MAKER, PRODUCT
from sentra.registry.models import ProductPhoto

register = template.Library()
SIZES = {
    "thumb": "96px",
    "card": "(min-width: 60rem) 18rem, (min-width: 40rem) 45vw, 92vw",
    "strip": "11rem",
    "page": "(min-width: 60rem) 36rem, 96vw",
}
"""How wide a picture stands on the page, in the words of `sizes`."""
BASE = 640
HEIGHT = 480
"""All pictures of the catalogue keep four to three, so that no page moves while they come."""


@register.inclusion_tag("promotion/picture.html", takes_context=True)
def picture(
    context: Context,
    photo: ProductPhoto | MakerPhoto,
    size: str = "card",
    *,
    first: bool = False,
    alt: str | None = None,
) -> dict[str, Any]:
    """Draw a photograph in modern formats with a fallback; `first`: it is seen at once, so it isn't loaded lazily.

    `alt` is said for it instead of its caption; "" where words beside it say it already. On the preview of a page its
    own photographs come from the studio, as nobody else gets them yet.
    """
    previewed = context.get("previewed")
    if previewed and _is_of(photo, previewed):
        sources, src = [], _studio_path(photo, previewed)
    else:
        sources = [
            (f"image/{kind}", ", ".join(f"{picture_path(photo, width, kind)} {width}w" for width in WIDTHS))
            for kind in (PictureFormat.AVIF, PictureFormat.WEBP)
        ]
        src = picture_path(photo, BASE)
    return {
        "sources": sources,
        "sizes": SIZES[size],
        "src": src,
        "alt": photo.caption if alt is None else alt,
        "width": BASE,
        "height": HEIGHT,
        "first": first,
    }


def _is_of(photo: ProductPhoto | MakerPhoto, maker: Maker) -> bool:
    if isinstance(photo, MakerPhoto):
        return photo.maker_id == maker.pk
    return photo.product.business_id == maker.business_id


def _studio_path(photo: ProductPhoto | MakerPhoto, maker: Maker) -> str:
    """Give the path of a photograph for those who may see its page before buyers do; a changed one has another."""
    kind = MAKER if isinstance(photo, MakerPhoto) else PRODUCT
    path = reverse("promotion:studio_picture", args=[maker.business.register_number, kind, photo.pk])
    return f"{path}?v={photo.file_id}"
