"""Pictures for social media and for shared links: a photograph, who made it, and the regency's identity. Pure."""

import io
from dataclasses import dataclass
from enum import StrEnum

import segno
from PIL import Image, ImageDraw, ImageOps

from sentra.promotion.drawing.batik import BAND, CLAY, DUNE, INDIGO, INK, NIGHT, PALE, SAND, SOFT, ground
from sentra.promotion.drawing.letters import fit, font, latin, write

QUALITY = 84
GOOD, GOOD_SOFT = "#17663f", "#e2f3e8"


class Shape(StrEnum):
    """The shapes of pictures: for a feed, for a phone's whole screen, for links."""

    SQUARE = "persegi"
    PORTRAIT = "potret"
    SHARE = "bagikan"


SIZES = {Shape.SQUARE: (1080, 1080), Shape.PORTRAIT: (1080, 1350), Shape.SHARE: (1200, 630)}


@dataclass(frozen=True, slots=True)
class Told:
    """What a picture says; `photo` is the photograph's content, `address` what a QR code leads to ("": none)."""

    name: str
    maker: str
    place: str
    price: str
    regency: str
    mark: str
    photo: bytes | None = None
    address: str = ""


def drawn(shape: Shape, told: Told) -> bytes:
    """Draw a picture as JPEG."""
    wide, high = SIZES[shape]
    image = Image.new("RGB", (wide, high), SAND)
    if shape == Shape.SHARE:
        _beside(image, told)
    else:
        _above(image, told, photo_high=636 if shape == Shape.SQUARE else 860)
    output = io.BytesIO()
    image.save(output, "JPEG", quality=QUALITY)
    return output.getvalue()


def _photo(told: Told, wide: int, high: int) -> Image.Image:
    """Give the photograph in the shape of its place; batik where there is none, or none that can be read."""
    if told.photo:
        try:
            with Image.open(io.BytesIO(told.photo)) as opened:
                opened.draft("RGB", (wide, high))
                picture = opened.convert("RGB")
            return ImageOps.fit(picture, (wide, high), Image.Resampling.BICUBIC)
        except OSError:
            pass
    return ground(wide, high, 180, PALE)


def _above(image: Image.Image, told: Told, photo_high: int) -> None:
    """The photograph above, the words below, the regency's band at the foot."""
    wide, high = image.size
    side, band, foot = 64, 24, 84
    image.paste(_photo(told, wide, photo_high), (0, 0))
    image.paste(ground(wide, band, band, BAND), (0, photo_high))
    draw = ImageDraw.Draw(image)
    top, room = photo_high + band + 34, wide - 2 * side
    if told.address:
        code = 170
        image.paste(_code(told.address, code), (wide - side - code, top + 6))
        room -= code + 36
    name = fit(told.name, weight=800, largest=60, smallest=34, wide=room, lines=2)
    below = write(draw, (side, top), name, INDIGO) + 12
    if told.price:
        price = fit(told.price, weight=700, largest=40, smallest=26, wide=room, lines=1)
        below = write(draw, (side, below), price, CLAY) + 10
    if told.maker:
        maker = fit(told.maker, weight=600, largest=32, smallest=24, wide=room, lines=1)
        below = write(draw, (side, below), maker, INK)
    write(draw, (side, below + 2), fit(told.place, weight=400, largest=27, smallest=22, wide=room, lines=1), SOFT)
    _foot(image, draw, told, (0, high - foot, wide, high))


def _beside(image: Image.Image, told: Told) -> None:
    """The photograph at the left, the words beside it: as links are shown."""
    wide, high = image.size
    photo, band, side, foot = 580, 24, 44, 78
    image.paste(_photo(told, photo, high), (0, 0))
    image.paste(ground(band, high, band, BAND), (photo, 0))
    draw = ImageDraw.Draw(image)
    left, room = photo + band + side, wide - photo - band - 2 * side
    name = fit(told.name, weight=800, largest=58, smallest=34, wide=room, lines=4)
    below = write(draw, (left, 50), name, INDIGO) + 16
    if told.price:
        price = fit(told.price, weight=700, largest=38, smallest=22, wide=room, lines=1)
        below = write(draw, (left, below), price, CLAY) + 18
    if told.maker:
        maker = fit(told.maker, weight=600, largest=30, smallest=24, wide=room, lines=2)
        below = write(draw, (left, below), maker, INK) + 4
    write(draw, (left, below), fit(told.place, weight=400, largest=25, smallest=20, wide=room, lines=2), SOFT)
    _foot(image, draw, told, (photo + band, high - foot, wide, high))


def _foot(image: Image.Image, draw: ImageDraw.ImageDraw, told: Told, box: tuple[int, int, int, int]) -> None:
    """The regency's band with the mark of the register."""
    left, top, right, bottom = box
    draw.rectangle(box, fill=NIGHT)
    middle, margin = (top + bottom) // 2, 44 if left else 64
    draw.text((left + margin, middle), latin(told.regency), fill=DUNE, font=font(600, 27), anchor="lm")
    chosen = font(700, 24)
    words = latin(told.mark)
    long = round(chosen.getlength(words))
    pill = (right - margin - long - 66, middle - 23, right - margin, middle + 23)
    draw.rounded_rectangle(pill, 23, fill=GOOD_SOFT)
    x = pill[0] + 20
    draw.line([(x, middle + 1), (x + 7, middle + 8), (x + 20, middle - 8)], fill=GOOD, width=5, joint="curve")
    draw.text((x + 30, middle), words, fill=GOOD, font=chosen, anchor="lm")


def _code(address: str, side: int) -> Image.Image:
    """Draw a QR code in a square."""
    output = io.BytesIO()
    segno.make(address, error="m").save(output, kind="png", scale=8, border=2, dark=NIGHT, light="#ffffff")
    with Image.open(output) as code:
        return code.convert("RGB").resize((side, side), Image.Resampling.NEAREST)
