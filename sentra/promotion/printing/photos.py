"""Photographs for paper: each as large as 300 dots an inch of its box need, and no larger."""

import io
from collections.abc import Iterable, Mapping, Sequence

from PIL import Image, ImageOps

from sentra.files.models import File
from sentra.files.services import file_read
from sentra.promotion.models import PictureFormat, Rendition, Showing
from sentra.registry.models import ProductPhoto

DOTS = 300
INCH = 25.4
NEAR = 0.98
"""A picture that lacks two hundredths of the dots is taken all the same: nobody sees that."""
QUALITY = 84


def dots(millimetres: float) -> int:
    """Give how many dots a width on paper needs."""
    return round(millimetres / INCH * DOTS)


def first_photos(showings: Iterable[Showing]) -> dict[int, File]:
    """Give the photograph that stands for each product, by the id of the showing; none for a product without one."""
    by_product = {one.product_id: one.pk for one in showings}
    photos = ProductPhoto.objects.filter(product__in=by_product).select_related("file").order_by("-pk")
    return {by_product[one.product_id]: one.file for one in photos}


class Shots:
    """The pictures that stand beside a print: each content once for each box."""

    def __init__(self, files: Iterable[File]) -> None:
        self.beside: dict[str, bytes] = {}
        shas = {one.sha256 for one in files}
        made = Rendition.objects.filter(sha256__in=shas, format=PictureFormat.JPEG).select_related("file")
        self._made: dict[str, list[Rendition]] = {}
        for one in made.order_by("width"):
            self._made.setdefault(one.sha256, []).append(one)

    def of(self, file: File | None, wide: float, high: float) -> str:
        """Give the name of a photograph's picture for a box in millimetres; "" for none that can be read."""
        if file is None:
            return ""
        name = f"shot-{file.sha256[:20]}-{round(wide)}x{round(high)}.jpg"
        if name not in self.beside:
            try:
                self.beside[name] = self._written(file, wide, high)
            except OSError:
                return ""
        return name

    def _written(self, file: File, wide: float, high: float) -> bytes:
        """Take the public picture that fits; else draw the box's own out of the photograph."""
        least = dots(max(wide, high * 4 / 3)) * NEAR
        ready = next((one for one in self._made.get(file.sha256, ()) if one.width >= least), None)
        if ready and ready.width <= least * 1.3 and ready.width > ready.height:
            return file_read(ready.file)
        return cropped(file_read(ready.file if ready else file), dots(wide), dots(high))


def cropped(picture: bytes, wide: int, high: int) -> bytes:
    """Cut a picture to the shape of a box, and make it smaller to its dots; never larger. Raises `OSError`."""
    with Image.open(io.BytesIO(picture)) as opened:
        opened.draft("RGB", (wide, high))
        image = opened.convert("RGB")
    scale = min(1.0, image.width / wide, image.height / high)
    fitted = ImageOps.fit(image, (max(1, round(wide * scale)), max(1, round(high * scale))), Image.Resampling.LANCZOS)
    output = io.BytesIO()
    fitted.save(output, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return output.getvalue()


def best_first(showings: Sequence[Showing], photos: Mapping[int, File]) -> list[File]:
    """Give photographs for the large places of a print, of as many different makers as there are."""
    seen: set[int] = set()
    found = []
    for one in showings:
        if one.pk in photos and one.maker_id not in seen:
            seen.add(one.maker_id)
            found.append(photos[one.pk])
    return found
