"""Making public pictures of a photograph: sizes and formats, how sharp and light it is. Pure."""

import io
from dataclasses import dataclass

from PIL import Image, ImageFilter, ImageStat

from sentra.promotion.models import PictureFormat

WIDTHS = (320, 640, 1200)
"""The widths of public pictures; a smaller photograph isn't made larger."""
LOOKED_AT = 512
"""Sharpness is judged on a picture of this width, so that the same blur counts the same at any size."""
SHARP = 900.0
"""The variance of the edges from which on a photograph is as sharp as can be."""
LIGHT = 255.0
FULL = 100


@dataclass(frozen=True, slots=True)
class Made:
    """A picture as it was written."""

    width: int
    height: int
    format: PictureFormat
    data: bytes


@dataclass(frozen=True, slots=True)
class Look:
    """What a program sees of a photograph: pixels, sharpness and lightness in 0 to 100."""

    width: int
    height: int
    sharpness: int
    lightness: int


def renditions(data: bytes) -> list[Made]:
    """Write a photograph in each width that it has, in each format. Raises `OSError` for what is no picture."""
    with Image.open(io.BytesIO(data)) as opened:
        picture = opened.convert("RGB")
    widths = sorted({min(width, picture.width) for width in WIDTHS})
    made = []
    for width in widths:
        height = max(1, round(picture.height * width / picture.width))
        smaller = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
        made += [Made(width, height, kind, _written(smaller, kind)) for kind in PictureFormat]
    return made


def _written(picture: Image.Image, kind: PictureFormat) -> bytes:
    output = io.BytesIO()
    if kind == PictureFormat.AVIF:
        picture.save(output, "AVIF", quality=55, speed=8)
    elif kind == PictureFormat.WEBP:
        picture.save(output, "WEBP", quality=74, method=4)
    else:
        picture.save(output, "JPEG", quality=78, optimize=True, progressive=True)
    return output.getvalue()


def look_at(data: bytes) -> Look:
    """Look at a photograph. Raises `OSError` for what is no picture."""
    with Image.open(io.BytesIO(data)) as opened:
        width, height = opened.size
        grey = opened.convert("L")
    grey.thumbnail((LOOKED_AT, LOOKED_AT))
    edges = grey.filter(ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128))
    inside = edges.crop((1, 1, max(edges.width - 1, 2), max(edges.height - 1, 2)))
    sharpness = min(FULL, round(FULL * ImageStat.Stat(inside).var[0] / SHARP))
    lightness = round(FULL * ImageStat.Stat(grey).mean[0] / LIGHT)
    return Look(width, height, sharpness, lightness)
