"""The regency by districts: one measure in five shades, as tiles or as a real map, and all measures as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sentra.insights import saying
from sentra.insights.asked import Asked
from sentra.insights.figure import Figure, Number
from sentra.insights.outlines import regency_outlines
from sentra.insights.reading import EVERYBODY, Eyes, by_key
from sentra.insights.shades import bands, shade_of
from sentra.reference.loading import current_pack
from sentra.reference.schema import District

SHORT = 3
"""So many letters of a district's name fit on a tile of a phone."""


@dataclass(frozen=True, slots=True)
class Place:
    """A district on the map: where it lies, its number in words and short, its shade (0: not known, 1 to 5).

    `path`, `x` and `y` draw it where the regency's outlines are known; "" elsewhere.
    """

    code: str
    name: str
    short: str
    row: int
    col: int
    said: str
    brief: str
    shade: int
    path: str = ""
    x: str = ""
    y: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: a district, or a commodity, with its numbers in words, in the order of the columns."""

    code: str
    name: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """A shade and what it means."""

    shade: int
    words: str


@dataclass(frozen=True, slots=True)
class RegencyMap:
    """The map and its legend; `box` is the view box of a real map, "" for tiles."""

    figure: Figure
    places: tuple[Place, ...]
    legend: tuple[Legend, ...]
    box: str = ""


Numbers = Mapping[str, Mapping[str, Number | None]]
"""What the districts (or commodities) have, by figure and key."""


def by_district(figures: Sequence[Figure], asked: Asked, eyes: Eyes = EVERYBODY) -> Numbers:
    """Read figures by district; one query for each family."""
    found: dict[str, dict[str, Number | None]] = {}
    for family in dict.fromkeys(one.family for one in figures):
        counted = by_key(family, "district", [asked.first], eyes=eyes, seen=asked.seen)
        for figure in figures:
            if figure.family == family:
                found[figure.code] = {key: figure.read(one[asked.first]) for key, one in counted.items()}
    return found


def regency_map(figure: Figure, numbers: Mapping[str, Number | None], eyes: Eyes = EVERYBODY) -> RegencyMap:
    """Draw a measure on the map of the districts that are seen."""
    parts = bands([value for value in numbers.values() if value is not None])
    shorts = short_names()
    drawn = regency_outlines()
    outlined = {one.code: one for one in drawn.districts} if drawn else {}
    places = []
    for one in districts_seen(eyes):
        value, outline = numbers.get(one.code), outlined.get(one.code)
        drawing = {"path": outline.path, "x": outline.x, "y": outline.y} if outline else {}
        places.append(
            Place(
                one.code, one.name, shorts[one.code], one.row, one.col,
                saying.said(value, figure), saying.brief(value, figure), shade_of(value, parts), **drawing,
            )
        )  # fmt: skip
    legend = tuple(Legend(one.shade, _from_to(one.low, one.high, figure)) for one in parts)
    return RegencyMap(figure, tuple(places), legend, drawn.box if drawn else "")


def table(figures: Sequence[Figure], numbers: Numbers, names: Mapping[str, str], sort: str) -> list[Line]:
    """Give the table behind the map, sorted by a figure (the most first), `-` for the other way, or by name.

    What isn't known comes last.
    """
    wanted, turned = sort.lstrip("-"), sort.startswith("-")
    lines = sorted(names, key=lambda code: names[code], reverse=wanted == "name" and turned)
    if wanted in numbers:
        of_key = numbers[wanted]
        known = [code for code in lines if of_key.get(code) is not None]
        known = sorted(known, key=lambda code: of_key[code] or 0, reverse=not turned)
        lines = [*known, *(code for code in lines if of_key.get(code) is None)]
    return [
        Line(code, names[code], tuple(saying.said(numbers[one.code].get(code), one) for one in figures))
        for code in lines
    ]


def districts_seen(eyes: Eyes) -> list[District]:
    """Give the districts that are seen."""
    return [one for one in current_pack().districts if eyes.sees(one.code)]


def short_names() -> Mapping[str, str]:
    """Give three letters for each district, no two alike: the first ones, or the first two and one that differs."""
    found: dict[str, str] = {}
    for one in current_pack().districts:
        letters = [letter for letter in one.name if letter.isalpha()]
        ways = ["".join(letters[:SHORT]), *("".join([*letters[:2], letter]) for letter in letters[SHORT:])]
        found[one.code] = next((way for way in ways if way not in found.values()), one.name[:SHORT])
    return found


def _from_to(low: Number, high: Number, figure: Figure) -> str:
    least, most = saying.said(low, figure), saying.said(high, figure)
    return least if least == most else f"{least} – {most}"
