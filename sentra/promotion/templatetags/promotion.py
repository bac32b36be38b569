"""Tags of the catalogue's pages."""

from typing import Any

from django import template

from sentra.promotion.addresses import picture_path
from sentra.promotion.models import MakerPhoto, PictureFormat
from sentra.promotion.pictures import WIDTHS
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


@register.inclusion_tag("promotion/picture.html")
def picture(
    photo: ProductPhoto | MakerPhoto, size: str = "card", *, first: bool = False, alt: str | None = None
) -> dict[str, Any]:
    """Draw a photograph in modern formats with a fallback; `first`: it is seen at once, so it isn't loaded lazily.

    `alt` is said for it instead of its caption; "" where words beside it say it already.
    """
    sources = [
        (f"image/{kind}", ", ".join(f"{picture_path(photo, width, kind)} {width}w" for width in WIDTHS))
        for kind in (PictureFormat.AVIF, PictureFormat.WEBP)
    ]
    return {
        "sources": sources,
        "sizes": SIZES[size],
        "src": picture_path(photo, BASE),
        "alt": photo.caption if alt is None else alt,
        "width": BASE,
        "height": HEIGHT,
        "first": first,
    }
