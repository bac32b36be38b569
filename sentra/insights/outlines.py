"""The districts as a real map, where the regency's pack brings their outlines: paths of an SVG."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians

from django.conf import settings

from sentra.reference.boundaries import Boundary, Ring
from sentra.reference.loading import current_pack

WIDTH = 1000
"""Units of the drawing; its height follows from the regency's shape."""
DETAIL = 0.8
"""What lies nearer to a line than this many units is left out."""
SMALLEST = 3
XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """A district as a path, and where its name stands."""

    code: str
    path: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Outlines:
    """All districts in one drawing."""

    width: int
    height: int
    districts: tuple[Outline, ...]

    @property
    def box(self) -> str:
        """The view box."""
        return f"0 0 {self.width} {self.height}"


def regency_outlines() -> Outlines | None:
    """Give the drawing of the regency's pack, made once for each process; None where it has no outlines."""
    return _drawn_once(str(settings.SENTRA_PACK))


@lru_cache(maxsize=4)
def _drawn_once(_pack: str) -> Outlines | None:
    return outlines(current_pack().boundaries)


def outlines(boundaries: Sequence[Boundary]) -> Outlines | None:
    """Draw outlines; None where there are none.

    Degrees become units by the equirectangular projection, true to scale at the middle latitude: over a regency its
    distortion can't be seen.
    """
    points = [point for one in boundaries for ring in one.rings for point in ring]
    if not points:
        return None
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    squeeze = cos(radians((south + north) / 2))
    scale = WIDTH / max((east - west) * squeeze, (north - south) / 4, 1e-9)
    height = max(round((north - south) * scale), 1)

    def drawn(ring: Ring) -> list[XY]:
        return simpler([((x - west) * squeeze * scale, (north - y) * scale) for x, y in ring], DETAIL)

    return Outlines(WIDTH, height, tuple(_outline(one.code, [drawn(ring) for ring in one.rings]) for one in boundaries))


def simpler(line: Sequence[XY], detail: float) -> list[XY]:
    """Leave out points that lie within `detail` of the line without them (Douglas and Peucker); the ends stay."""
    kept = {0, len(line) - 1}
    parts = [(0, len(line) - 1)]
    if line and line[0] == line[-1] and len(line) > SMALLEST:
        far = max(range(len(line)), key=lambda at: _apart(line[at], line[0], line[0]))
        kept.add(far)
        parts = [(0, far), (far, len(line) - 1)]
    while parts:
        start, end = parts.pop()
        inside = range(start + 1, end)
        at = max(inside, key=lambda place: _apart(line[place], line[start], line[end]), default=start)
        if at != start and _apart(line[at], line[start], line[end]) > detail:
            kept.add(at)
            parts += [(start, at), (at, end)]
    return [line[at] for at in sorted(kept)]


def _apart(point: XY, start: XY, end: XY) -> float:
    """Give the distance of a point from the line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = min(max(((x - x1) * dx + (y - y1) * dy) / length, 0), 1) if length else 0
    return float(((x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2) ** 0.5)


def _outline(code: str, rings: Sequence[Sequence[XY]]) -> Outline:
    whole = [ring for ring in rings if len(ring) > SMALLEST] or list(rings)
    x, y = _middle(max(whole, key=lambda ring: abs(_size(ring))))
    return Outline(code, "".join(_path(ring) for ring in whole), f"{x:.0f}", f"{y:.0f}")


def _path(ring: Iterable[XY]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z"


def _size(ring: Sequence[XY]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring)) / 2


def _middle(ring: Sequence[XY]) -> XY:
    """Give the centre of gravity of a ring."""
    size = _size(ring)
    if not size:
        return ring[0]
    pairs = list(itertools.pairwise(ring))
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs)
    return x / (6 * size), y / (6 * size)
