"""Batik as bands and grounds of pictures: kawung, drawn once in each size."""

from functools import lru_cache

from PIL import Image, ImageDraw

NIGHT, INDIGO, IRIS, EMBER, CLAY = "#1c2550", "#2b3a7a", "#4a5cb0", "#c2613a", "#b3532f"
SAND, DUNE, DUST, INK, SOFT = "#f6f0e5", "#eadfcc", "#c9b695", "#1d2133", "#595e73"
FINER = 3
"""Drawn so many times larger and made smaller again, for smooth edges."""


@lru_cache(maxsize=32)
def kawung(side: int, ground: str, colour: str, dot: str) -> Image.Image:
    """Draw a square of kawung."""
    large = side * FINER
    tile = Image.new("RGB", (large, large), ground)
    for turn, x, y in ((45, 0.25, 0.25), (-45, 0.75, 0.25), (-45, 0.25, 0.75), (45, 0.75, 0.75)):
        petal = Image.new("L", (large // 2, large // 2), 0)
        draw = ImageDraw.Draw(petal)
        wide, high = large * 0.29, large * 0.145
        middle = large / 4
        draw.ellipse((middle - wide, middle - high, middle + wide, middle + high), fill=255)
        draw.ellipse((middle - wide * 0.36, middle - high * 0.18, middle + wide * 0.36, middle + high * 0.18), fill=0)
        turned = petal.rotate(-turn, Image.Resampling.BICUBIC)
        corner = (round(large * x - middle), round(large * y - middle))
        tile.paste(Image.new("RGB", turned.size, colour), corner, turned)
    draw = ImageDraw.Draw(tile)
    radius = large * 0.045
    for x, y in ((0.5, 0.5), (0, 0), (1, 0), (0, 1), (1, 1), (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)):
        draw.ellipse((large * x - radius, large * y - radius, large * x + radius, large * y + radius), fill=dot)
    return tile.resize((side, side), Image.Resampling.LANCZOS)


@lru_cache(maxsize=32)
def ground(wide: int, high: int, side: int, colours: tuple[str, str, str]) -> Image.Image:
    """Fill a rectangle with kawung."""
    image = Image.new("RGB", (wide, high))
    tile = kawung(side, *colours)
    for y in range(0, high, side):
        for x in range(0, wide, side):
            image.paste(tile, (x, y))
    return image


BAND = (NIGHT, IRIS, EMBER)
PALE = ("#efe5d4", "#e2d3b8", "#dba98f")
