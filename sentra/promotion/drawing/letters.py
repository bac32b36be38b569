"""Letters on pictures: the fonts of the pages, texts that fit their box whatever somebody typed."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageDraw, ImageFont

from sentra.documents.rendering import LETTERS

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
SIGNS = frozenset("–—‘’“”•…€™")
LAST_LATIN = "\u00ff"
BREAK_AFTER = 14
"""A word longer than this may be broken where the line ends."""


@lru_cache(maxsize=128)
def font(weight: int, size: int) -> Font:
    """Give the letters of the pages in a weight and a size in pixels; plain ones where the front end isn't built."""
    try:
        return ImageFont.truetype(str(LETTERS / f"jakarta-{weight}.ttf"), size)
    except OSError:
        return ImageFont.load_default(size)


def latin(text: str) -> str:
    """Bring a text to the letters that the font has: accents of other alphabets go, and so do other scripts."""
    kept = []
    for one in unicodedata.normalize("NFKC", text):
        if (one.isprintable() and one <= LAST_LATIN) or one in SIGNS:
            kept.append(one)
        elif one.isspace():
            kept.append(" ")
        else:
            plain = unicodedata.normalize("NFKD", one).encode("ascii", "ignore").decode()
            kept.append(plain if plain.isalpha() else "")
    return " ".join("".join(kept).split())


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as it fits a box: its font, its lines, the height of one."""

    font: Font
    lines: tuple[str, ...]
    leading: int

    @property
    def height(self) -> int:
        """How high it stands."""
        return self.leading * len(self.lines)


def fit(text: str, *, weight: int, largest: int, smallest: int, wide: int, lines: int) -> Fitted:
    """Find the largest size in which a text stands in so many lines; in the smallest it is cut with an ellipsis."""
    said = latin(text)
    for size in range(largest, smallest, -3):
        chosen = font(weight, size)
        found = tuple(_wrapped(said, chosen, wide, lines + 1))
        if len(found) <= lines and not _broken(said, found):
            return Fitted(chosen, found, round(size * 1.16))
    chosen = font(weight, smallest)
    found = tuple(_wrapped(said, chosen, wide, lines + 1))
    if len(found) > lines:
        found = (*found[: lines - 1], _cut(found[lines - 1], chosen, wide))
    return Fitted(chosen, found, round(smallest * 1.16))


def _broken(said: str, lines: tuple[str, ...]) -> bool:
    """Tell whether a short word had to be broken: a smaller size keeps it whole."""
    whole = set(said.split(" "))
    return any(word not in whole and len(word) <= BREAK_AFTER for line in lines for word in line.split(" ") if word)


def _wrapped(said: str, chosen: Font, wide: int, most: int) -> Iterator[str]:
    """Break a text into lines that fit a width, at most so many; a word wider than a line is broken."""
    line, made = "", 0
    for word in said[:2000].split(" "):
        rest = word
        while rest and made < most:
            joined = f"{line} {rest}".strip()
            if chosen.getlength(joined) <= wide:
                line, rest = joined, ""
            elif line:
                yield line
                line, made = "", made + 1
            else:
                many = _many(rest, chosen, wide)
                yield rest[:many]
                rest, made = rest[many:], made + 1
        if made >= most:
            return
    if line:
        yield line


def _many(word: str, chosen: Font, wide: int) -> int:
    """Give how many letters of a word fit, at least one."""
    many = 1
    while many < len(word) and chosen.getlength(word[: many + 1]) <= wide:
        many += 1
    return many


def _cut(line: str, chosen: Font, wide: int) -> str:
    while line and chosen.getlength(f"{line}…") > wide:
        line = line[:-1]
    return f"{line.rstrip()}…"


def write(draw: ImageDraw.ImageDraw, at: tuple[int, int], fitted: Fitted, colour: str) -> int:
    """Write a text from its upper left corner on; gives where the next may begin."""
    x, y = at
    for line in fitted.lines:
        draw.text((x, y), line, fill=colour, font=fitted.font)
        y += fitted.leading
    return y
