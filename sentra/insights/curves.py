"""Series of numbers as lines of an SVG: a small one beside a number, and a chart with its axes. Pure.

All places are written as SVG wants them, with a point, whatever the reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10

from sentra.insights.figure import Number

STEPS = (1, 2, 2.5, 5, 10)
Series = Sequence[tuple[date, Number | None]]


@dataclass(frozen=True, slots=True)
class Spark:
    """A small line: its path, the area beneath, and its last point."""

    width: int
    height: int
    line: str
    area: str
    x: str
    y: str

    @property
    def box(self) -> str:
        """The view box."""
        return f"0 0 {self.width} {self.height}"


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis: where it stands, and the number or month that it means."""

    at: str
    value: Number
    label: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a chart."""

    x: str
    y: str
    month: date
    value: Number


@dataclass(frozen=True, slots=True)
class Chart:
    """A line over months with its axes."""

    width: int
    height: int
    left: int
    bottom: int
    line: str
    area: str
    dots: tuple[Dot, ...]
    rows: tuple[Tick, ...]
    years: tuple[Tick, ...]

    @property
    def box(self) -> str:
        """The view box."""
        return f"0 0 {self.width} {self.height}"

    @property
    def right(self) -> int:
        """Where the rows end."""
        return self.width - 8


def spark(numbers: Sequence[Number | None], width: int = 132, height: int = 36) -> Spark | None:
    """Draw a small line; None for fewer than two numbers. A month that isn't known is a gap."""
    known = [one for one in numbers if one is not None]
    if len(known) < 2:
        return None
    low, high = min(known), max(known)
    pad = 4
    step = (width - 2 * pad) / (len(numbers) - 1)

    def place(number: Number) -> float:
        return height / 2 if high == low else height - pad - (height - 2 * pad) * (number - low) / (high - low)

    points = [None if one is None else (pad + step * at, place(one)) for at, one in enumerate(numbers)]
    last = next(point for point in reversed(points) if point)
    return Spark(width, height, _line(points), _area(points, height), _at(last[0]), _at(last[1]))


def chart(series: Series, width: int = 720, height: int = 260) -> Chart | None:
    """Draw numbers over months; None for fewer than two. The axis begins at 0 unless that would flatten the line."""
    known = [value for _month, value in series if value is not None]
    if len(known) < 2:
        return None
    left, right, top, foot = 64, 8, 10, 26
    bottom = height - foot
    rows = ticks(min(known), max(known))
    low, high = rows[0], rows[-1]
    step = (width - left - right) / (len(series) - 1)

    def place(number: Number) -> float:
        return bottom - (bottom - top) * (number - low) / (high - low)

    dots = [
        None if value is None else Dot(_at(left + step * at), _at(place(value)), month, value)
        for at, (month, value) in enumerate(series)
    ]
    points = [None if one is None else (float(one.x), float(one.y)) for one in dots]
    return Chart(
        width, height, left, bottom,
        _line(points), _area(points, bottom),
        tuple(one for one in dots if one),
        tuple(Tick(_at(place(one)), one) for one in rows),
        _years(series, left, step, width - right),
    )  # fmt: skip


def ticks(low: Number, high: Number, most: int = 5) -> list[Number]:
    """Give round numbers that hold a range; with 0 among them, unless that would flatten what is drawn."""
    base = 0 if low >= 0 and low < 2 * (high - low) else low
    span = (high - base) or abs(high) or 1
    rough = span / (most - 1)
    size = 10 ** floor(log10(rough))
    step = next((size * one for one in STEPS if size * one >= rough), size * 10)
    first, found = floor(base / step), [floor(base / step) * step]
    while found[-1] < high or len(found) < 2:
        found.append((first + len(found)) * step)
    return [int(one) if float(one).is_integer() else one for one in found]


def _years(series: Series, left: int, step: float, end: float) -> tuple[Tick, ...]:
    """Name each January; where there is none, the first month."""
    januaries = [(at, month) for at, (month, _value) in enumerate(series) if month.month == 1]
    named = januaries or [(0, series[0][0])]
    every = -(-len(named) // 8)
    return tuple(
        Tick(_at(left + step * at), month.year, f"{month.year}")
        for at, month in named[::every]
        if left + step * at <= end - 16
    )


def _line(points: Sequence[tuple[float, float] | None]) -> str:
    drawn, pen = [], "M"
    for point in points:
        if point is None:
            pen = "M"
        else:
            drawn.append(f"{pen}{_at(point[0])} {_at(point[1])}")
            pen = "L"
    return "".join(drawn)


def _area(points: Sequence[tuple[float, float] | None], floor_at: float) -> str:
    known = [point for point in points if point]
    if len(known) < len(points):
        return ""
    return f"{_line(points)}L{_at(known[-1][0])} {_at(floor_at)}L{_at(known[0][0])} {_at(floor_at)}Z"


def _at(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
