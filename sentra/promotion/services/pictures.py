"""Keeping public pictures: each content once, in every width and format."""

import logging

from django.db import transaction

from sentra.files.models import File
from sentra.files.services import file_read, made_file_store
from sentra.kernel.locks import hold
from sentra.promotion.models import PhotoLook, PictureFormat, Rendition
from sentra.promotion.pictures import look_at, renditions
from sentra.promotion.showing import photos_without_pictures, without_photo

logger = logging.getLogger("sentra.promotion")
MEDIA_TYPES = {PictureFormat.AVIF: "image/avif", PictureFormat.WEBP: "image/webp", PictureFormat.JPEG: "image/jpeg"}
AT_ONCE = 100
BATCH = 500


@transaction.atomic
def picture_make(file: File) -> bool:
    """Make the public pictures of a photograph and look at it; tells whether there was anything to do. A step."""
    hold(f"promotion.picture:{file.sha256}")
    if PhotoLook.objects.filter(sha256=file.sha256).exists():
        return False
    data = file_read(file)
    look = look_at(data)
    for made in renditions(data):
        name = f"{file.sha256[:12]}-{made.width}.{made.format}"
        kept = made_file_store(data=made.data, media_type=MEDIA_TYPES[made.format], name=name)
        Rendition.objects.create(
            sha256=file.sha256, width=made.width, height=made.height, format=made.format, file=kept
        )
    PhotoLook.objects.create(
        sha256=file.sha256,
        width=look.width,
        height=look.height,
        sharpness=look.sharpness,
        lightness=look.lightness,
    )
    return True


def pictures_make() -> int:
    """Make the pictures that are missing of all photographs that makers show; gives how many were made.

    One of which none can be made is logged and noted, so that it neither keeps the others waiting nor is tried again
    before the night (`pictures_forget`).
    """
    made = 0
    for file in photos_without_pictures(AT_ONCE):
        try:
            made += picture_make(file)
        except Exception:  # whatever a photograph holds, the others don't wait for it
            logger.exception("no public picture can be made of a photograph", extra={"file": str(file.pk)})
            unreadable = PhotoLook(sha256=file.sha256, width=0, height=0, sharpness=0, lightness=0)
            PhotoLook.objects.bulk_create([unreadable], ignore_conflicts=True)
    return made


def pictures_forget() -> int:
    """Forget the public pictures of photographs that nobody shows any more, and gives of how many.

    Their files go with the others that no record holds (`files.services.unused_files_clear`). What could not be made
    is forgotten too, and tried once more.
    """
    PhotoLook.objects.filter(width=0).delete()
    unused = [*set(without_photo(PhotoLook)) | set(without_photo(Rendition))]
    for start in range(0, len(unused), BATCH):
        some = unused[start : start + BATCH]
        with transaction.atomic():
            Rendition.objects.filter(sha256__in=some).delete()
            PhotoLook.objects.filter(sha256__in=some).delete()
    return len(unused)
