"""What the demo's pictures are drawn with: shapes, soft shadows, words, a touch of a tint."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageColor, ImageDraw, ImageFilter, ImageFont

SIZE = (480, 360)
"""The size in which pictures are thought."""
FINER = 3
"""They are drawn so many times larger: edges become smooth when they are made smaller again."""
COARSER = 4
"""What is soft is drawn so many times smaller and made larger."""
TINTED = 0.16
"""How much of its tint a picture takes on, so that a street of shops doesn't look like one."""
Point = tuple[float, float]


@dataclass(slots=True)
class Easel:
    """A picture while it is drawn, in points of the finished one."""

    image: Image.Image
    draw: ImageDraw.ImageDraw
    rng: Random
    second: bool
    tint: str = ""

    def colour(self, fill: str) -> tuple[int, ...]:
        """Give a colour, with a touch of the picture's tint."""
        plain = ImageColor.getrgb(fill)
        if not self.tint:
            return plain
        other = ImageColor.getrgb(self.tint)
        mixed = tuple(round(one * (1 - TINTED) + two * TINTED) for one, two in zip(plain, other, strict=False))
        return (*mixed, *plain[len(other) :])

    def _at(self, points: Sequence[float]) -> list[float]:
        return [point * FINER for point in points]

    def shadow(self, left: float, top: float, right: float, bottom: float) -> None:
        """Lay a soft shadow on the table."""
        small = Image.new("L", (SIZE[0] // COARSER, SIZE[1] // COARSER), 0)
        ImageDraw.Draw(small).ellipse([point / COARSER for point in (left, top, right, bottom)], fill=120)
        dark = small.filter(ImageFilter.GaussianBlur(2)).resize(self.image.size)
        self.image.paste("#4a3826", mask=dark)

    def oval(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        """Draw an ellipse."""
        self.draw.ellipse(self._at((left, top, right, bottom)), fill=self.colour(fill))

    def half(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        """Draw the lower half of an ellipse."""
        self.draw.pieslice(self._at((left, top, right, bottom)), 0, 180, fill=self.colour(fill))

    def box(self, left: float, top: float, right: float, bottom: float, fill: str, *, round_by: float = 0) -> None:
        """Draw a rectangle."""
        self.draw.rounded_rectangle(self._at((left, top, right, bottom)), round_by * FINER, fill=self.colour(fill))

    def shape(self, *points: Point, fill: str) -> None:
        """Draw a polygon."""
        self.draw.polygon([(x * FINER, y * FINER) for x, y in points], fill=self.colour(fill))

    def line(self, *points: Point, fill: str, width: float) -> None:
        """Draw a line."""
        self.draw.line(
            [(x * FINER, y * FINER) for x, y in points], self.colour(fill), round(width * FINER), joint="curve"
        )

    def turned(self, profile: Sequence[Point], fill: str, light: str) -> None:
        """Draw what was turned on a lathe or a wheel: half-widths by height around the middle, light on its left."""
        outline = [(240 - wide, y) for wide, y in profile] + [(240 + wide, y) for wide, y in reversed(profile)]
        self.shape(*outline, fill=fill)
        gleam = [(240 - wide * 0.72, y) for wide, y in profile] + [
            (240 - wide * 0.45, y) for wide, y in reversed(profile)
        ]
        self.shape(*gleam, fill=light)

    def words(self, x: float, y: float, text: str, fill: str, size: int) -> None:
        """Write words around a place."""
        font = ImageFont.load_default(size * FINER)
        self.draw.text((x * FINER, y * FINER), text, fill=fill, font=font, anchor="mm")

    def strewn(self, count: int, left: float, top: float, right: float, bottom: float) -> Iterator[Point]:
        """Give places by chance within bounds, those farther away first."""
        found = [(self.rng.uniform(left, right), self.rng.uniform(top, bottom)) for _one in range(count)]
        return iter(sorted(found, key=lambda place: place[1]))
