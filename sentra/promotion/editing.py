"""Changing a photograph as a shopkeeper would: turn, cut out a part, make it lighter. Pure, and bounded in size."""

import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from sentra.files.cleaning import LONGEST_SIDE, MOST_PIXELS
from sentra.kernel.errors import InvalidInput, Message, Problem

CROPS: Mapping[str, tuple[Message, tuple[int, int] | None]] = {
    "whole": (_("The whole photograph"), None),
    "four_three": (_("4:3, as in the catalogue"), (4, 3)),
    "square": (_("Square"), (1, 1)),
}
PARTS: Mapping[str, tuple[Message, tuple[float, float]]] = {
    "centre": (_("The middle"), (0.5, 0.5)),
    "top": (_("The top"), (0.5, 0.0)),
    "bottom": (_("The bottom"), (0.5, 1.0)),
    "left": (_("The left"), (0.0, 0.5)),
    "right": (_("The right"), (1.0, 0.5)),
}
LIGHTS: Mapping[str, tuple[Message, float]] = {
    "none": (_("As it is"), 1.0),
    "bit": (_("Lighter"), 0.8),
    "more": (_("Much lighter"), 0.6),
}
"""By what power the lightness of each point is raised; the ends of the scale are spread first."""
TURNS: Mapping[str, tuple[Message, Image.Transpose | None]] = {
    "none": (_("Not turned"), None),
    "right": (_("To the right"), Image.Transpose.ROTATE_270),
    "left": (_("To the left"), Image.Transpose.ROTATE_90),
    "over": (_("Upside down"), Image.Transpose.ROTATE_180),
}
SPREAD = 0.5
"""How many percent of the darkest and of the lightest points are let go when the scale is spread."""
SHADES = 256
QUALITY = 92


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be done to a photograph; the first choice of each is to leave it."""

    crop: str = "whole"
    part: str = "centre"
    light: str = "none"
    turn: str = "none"

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Edit":
        """Read the choices of a form; what isn't offered is left out."""
        return cls(
            crop=_offered(given.get("crop", ""), CROPS),
            part=_offered(given.get("part", ""), PARTS),
            light=_offered(given.get("light", ""), LIGHTS),
            turn=_offered(given.get("turn", ""), TURNS),
        )

    @property
    def query(self) -> str:
        """Write the choices as a query string."""
        return urlencode({"crop": self.crop, "part": self.part, "light": self.light, "turn": self.turn})

    @property
    def changes(self) -> bool:
        """Tell whether anything is to be done."""
        return (self.crop, self.light, self.turn) != ("whole", "none", "none")


def _offered(word: str, choices: Mapping[str, object]) -> str:
    return word if word in choices else next(iter(choices))


def edited(data: bytes, edit: Edit, *, longest: int = LONGEST_SIDE) -> bytes:
    """Do to a photograph what was chosen, as JPEG of at most `longest` pixels a side. Raises `InvalidInput`."""
    picture = _opened(data, longest)
    turn = TURNS[edit.turn][1]
    if turn is not None:
        picture = picture.transpose(turn)
    shape = CROPS[edit.crop][1]
    if shape is not None:
        picture = picture.crop(_box(picture.size, shape, PARTS[edit.part][1]))
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    if edit.light != "none":
        picture = _lightened(picture, LIGHTS[edit.light][1])
    output = io.BytesIO()
    picture.save(output, "JPEG", quality=QUALITY, optimize=True)
    return output.getvalue()


def _opened(data: bytes, longest: int) -> Image.Image:
    """Open a picture; one that is far larger than wanted is read at a part of its size, which a JPEG allows."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
            if opened.width * opened.height > MOST_PIXELS:
                raise InvalidInput([Problem("photo", "too_many_pixels", _("This picture is too large."))])
            opened.draft("RGB", (2 * longest, 2 * longest))
            upright = ImageOps.exif_transpose(opened)
            return _on_white(upright)
    except InvalidInput:
        raise
    except Exception as error:
        message = _("This picture is damaged. Please take it again.")
        raise InvalidInput([Problem("photo", "broken", message)]) from error


def _on_white(picture: Image.Image) -> Image.Image:
    """Lay a picture that lets the ground through on white; a JPEG has no holes."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    whole = picture.convert("RGBA")
    ground = Image.new("RGB", whole.size, "white")
    ground.paste(whole, mask=whole.getchannel("A"))
    return ground


def _box(size: tuple[int, int], shape: tuple[int, int], part: tuple[float, float]) -> tuple[int, int, int, int]:
    """Give the largest part of a shape within a picture, at the place that was chosen; never empty."""
    width, height = size
    wide = max(1, min(width, height * shape[0] // shape[1]))
    high = max(1, min(height, width * shape[1] // shape[0]))
    left, top = round((width - wide) * part[0]), round((height - high) * part[1])
    return left, top, left + wide, top + high


def _lightened(picture: Image.Image, power: float) -> Image.Image:
    spread = Image.blend(picture, ImageOps.autocontrast(picture, cutoff=SPREAD, preserve_tone=True), 0.5)
    curve = [round((SHADES - 1) * (shade / (SHADES - 1)) ** power) for shade in range(SHADES)]
    return spread.point(curve * 3)
