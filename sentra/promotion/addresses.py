"""Addresses of the catalogue in the reader's language, and the same page in the other one."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from sentra.promotion.models import Maker, MakerPhoto, PictureFormat, Showing
from sentra.promotion.showing import MAKER, PRODUCT
from sentra.registry.models import ProductPhoto

ENGLISH = "/en"
INSTANCES = {"id": "promotion", "en": "promotion-en"}
"""Under which name the catalogue's addresses stand in each language."""


def address(name: str, *args: object, language: str = "") -> str:
    """Give the address of a page of the catalogue, in a language or in the reader's."""
    spoken = language or ("en" if (get_language() or "").startswith("en") else "id")
    return reverse(f"{INSTANCES[spoken]}:{name}", args=args)


def absolute(path: str) -> str:
    """Give an address as others write it, on the host that the settings name."""
    return settings.SENTRA_BASE_URL.rstrip("/") + path


def maker_path(maker: Maker, language: str) -> str:
    """Give the path of a maker's page in a language."""
    return address("maker", maker.slug, language=language)


def product_path(showing: Showing, language: str) -> str:
    """Give the path of a product's page in a language."""
    return address("product", showing.maker.slug, showing.slug, language=language)


def picture_path(photo: ProductPhoto | MakerPhoto, width: int, kind: str = PictureFormat.JPEG) -> str:
    """Give the path of a public picture, without a `kind` in the format that every reader knows."""
    whose = MAKER if isinstance(photo, MakerPhoto) else PRODUCT
    return reverse("promotion:picture", args=[whose, photo.pk, width, kind])


def share_url(maker: Maker, showing: Showing | None = None) -> str:
    """Give the whole address of the picture that a shared link of a page shows (Open Graph, 1200 by 630)."""
    name, slugs = ("share_product", [maker.slug, showing.slug]) if showing else ("share", [maker.slug])
    return absolute(reverse(f"promotion:{name}", args=slugs))


def in_language(path: str, language: str) -> str:
    """Give the path of a page of the catalogue in a language."""
    plain = path.removeprefix(ENGLISH) if path.startswith(f"{ENGLISH}/") else path
    return f"{ENGLISH}{plain}" if language == "en" else plain


def alternate_of(request: HttpRequest) -> str:
    """Give the address of this page in the other language; "" where a cookie says the language, not the address."""
    match = getattr(request, "resolver_match", None)
    if match is None or match.namespace not in INSTANCES.values():
        return ""
    other = "id" if match.namespace == INSTANCES["en"] else "en"
    if other == "en" and match.url_name not in BOTH:
        return ""
    query = request.META.get("QUERY_STRING", "")
    return in_language(request.path, other) + (f"?{query}" if query else "")


BOTH: set[str] = set()
"""The names of the pages that exist in both languages; `urls` fills it from its list."""
