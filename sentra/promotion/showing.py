"""Reads about the photographs and pictures of the catalogue."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from sentra.files.models import File
from sentra.kernel.errors import NotFound
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import MakerPhoto, PhotoLook, Rendition
from sentra.registry.models import ProductPhoto

PRODUCT, MAKER = "p", "m"
"""Whose photograph a picture's address means: of a product, or of a maker."""


def photos_without_pictures(most: int) -> "QuerySet[File]":
    """Give files of photographs on pages of the catalogue of which no public picture was made yet."""
    of_products = ProductPhoto.objects.filter(file=OuterRef("pk"), product__showing__isnull=False)
    of_makers = MakerPhoto.objects.filter(file=OuterRef("pk"))
    looked_at = PhotoLook.objects.filter(sha256=OuterRef("sha256"))
    return File.objects.filter(Exists(of_products) | Exists(of_makers), ~Exists(looked_at)).order_by("uploaded_at")[
        :most
    ]


def without_photo(of: type[PhotoLook] | type[Rendition]) -> "QuerySet[PhotoLook | Rendition, str]":
    """Give the contents that are kept although no photograph of a product or a maker holds them any more."""
    of_products = ProductPhoto.objects.filter(file__sha256=OuterRef("sha256"))
    of_makers = MakerPhoto.objects.filter(file__sha256=OuterRef("sha256"))
    kept = of._default_manager.filter(~Exists(of_products), ~Exists(of_makers))
    return kept.order_by().values_list("sha256", flat=True).distinct()


def photo_listed(kind: str, photo_id: int) -> File:
    """Give the file of a photograph that is public today. Raises `NotFound`."""
    photo: ProductPhoto | MakerPhoto | None
    if kind == PRODUCT:
        shown = showings_listed().filter(product=OuterRef("product"))
        photo = ProductPhoto.objects.filter(Exists(shown), pk=photo_id).select_related("file").first()
    else:
        photo = MakerPhoto.objects.filter(maker__in=makers_listed(), pk=photo_id).select_related("file").first()
    if photo is None:
        raise NotFound(_("There is no such picture."))
    return photo.file


def rendition_of(file: File, width: int, kind: str) -> File:
    """Give the picture of a photograph that is nearest to a width from below; the photograph while none is made."""
    made = Rendition.objects.filter(sha256=file.sha256, format=kind).select_related("file")
    nearest = made.filter(width__lte=width).order_by("-width").first() or made.order_by("width").first()
    return nearest.file if nearest else file
