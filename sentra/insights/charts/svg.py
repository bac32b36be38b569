"""Drawing a chart as SVG, with everything on it in words: no colour, style or script is needed to read it. Pure.

Colours are attributes, which the styles of a page may overrule and a file on its own keeps.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor

from django.utils.translation import gettext as _

from sentra.insights.charts.marks import DASHES, MARKS, colour
from sentra.insights.charts.plan import Plan, Series
from sentra.insights.curves import ticks
from sentra.insights.figure import Number
from sentra.insights.saying import short

FONT = "'Plus Jakarta Sans', system-ui, sans-serif"
INK, SOFT, LINE = "#1d2133", "#565a6b", "#ddd5c6"
SIZE, LETTER, LEADING = 13, 0.6, 17
"""The letters' height, the width of a common one against it, and the height of a line."""
PLOT_HIGH = 250
MOST_MARKED = 26
WIDE = 600
"""From this width on words stand beside bars and lines, below it above and under them."""


@dataclass(frozen=True, slots=True)
class Around:
    """The words of a chart that stands alone: above it and below it."""

    title: str
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


def drawn(plan: Plan, name: str, *, wide: int, digits: int, title: str, alone: Around | None = None) -> str:
    """Draw a chart so many units wide; `name` makes its ids the page's only ones. `alone` frames it for a file."""
    side = 24 if alone else 0
    head, top = _words_above(alone, wide, side) if alone else ("", 0.0)
    draw = _lines if plan.lines else _bars
    body, high = draw(plan, float(wide - 2 * side), digits)
    foot, bottom = _words_below(alone, wide, side, top + high) if alone else ("", 0.0)
    tall = ceil(top + high + bottom)
    ground = f'<rect width="{wide}" height="{tall}" fill="#ffffff"/>' if alone else ""
    size = f' width="{wide}" height="{tall}"' if alone else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart-{"wide" if wide >= WIDE else "narrow"}" role="img"'
        f' viewBox="0 0 {wide} {tall}"{size} aria-labelledby="{name}-title {name}-desc" font-family="{FONT}"'
        f' font-size="{SIZE}"><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(_described(plan, digits))}</desc>{ground}{head}'
        f'<g transform="translate({side} {top:.0f})">{body}</g>{foot}</svg>'
    )


def _described(plan: Plan, digits: int) -> str:
    """Say in words what is to be seen: each line from its beginning to its end, or the longest bars."""
    kind = _("Line chart") if plan.lines else _("Bar chart")
    told = [f"{one.label}: {_span(plan, one, digits)}" for one in plan.series]
    return f"{kind}. {'; '.join(told)}. {_('All values stand in the table.')}"


def _span(plan: Plan, series: Series, digits: int) -> str:
    known = [(place, value) for place, value in zip(plan.places, series.values, strict=True) if value is not None]
    if not known:
        return _("can't be told")
    if not plan.lines:
        known = [max(known, key=lambda one: one[1]), min(known, key=lambda one: one[1])]
    ends = [f"{place} {short(value, digits)}" for place, value in dict.fromkeys((known[0], known[-1]))]
    return " – ".join(ends)


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", soft: bool = False, size: int = 0, bold: bool = False
) -> str:
    more = f' font-size="{size}"' if size else ""
    more += ' font-weight="700"' if bold else ""
    more += f' text-anchor="{anchor}"' if anchor != "start" else ""
    kind, fill = ("soft", SOFT) if soft else ("ink", INK)
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" fill="{fill}"{more}>{escape(words)}</text>'


def _cut(words: str, room: float, size: int = SIZE) -> str:
    most = max(4, floor(room / (LETTER * size)))
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _wrapped(words: str, room: float, size: int) -> Iterator[str]:
    most, line = max(8, floor(room / (LETTER * size))), ""
    for word in words.split():
        if line and len(line) + 1 + len(word) > most:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield line


def _words_above(around: Around, wide: int, side: int) -> tuple[str, float]:
    y, found = 34.0, []
    for line in _wrapped(around.title, wide - 2 * side, 19):
        found.append(_text(side, y, line, size=19, bold=True))
        y += 25
    for words in around.above:
        for line in _wrapped(words, wide - 2 * side, SIZE):
            found.append(_text(side, y - 3, line, soft=True))
            y += LEADING
    return "".join(found), y + 2


def _words_below(around: Around, wide: int, side: int, top: float) -> tuple[str, float]:
    y, found = top + 24, []
    for words in around.below:
        for line in _wrapped(words, wide - 2 * side, 12):
            found.append(_text(side, y, line, soft=True, size=12))
            y += 16
    return "".join(found), y - top + 4


def _bars(plan: Plan, wide: float, digits: int) -> tuple[str, float]:
    """Draw groups of bars, each with its value at its end; in a group of several each bar says which it is."""
    several, beside = len(plan.series) > 1, wide >= WIDE - 60
    thick, gap = (15, 3) if several else (20, 8)
    left = min(210.0, 12 + LETTER * SIZE * max(len(one) for one in plan.places)) if beside else 0.0
    room = wide - left - _room_for_values(plan, digits, wide)
    y, found = 4.0, []
    for place, label in enumerate(plan.places):
        if beside:
            found.append(_text(left - 8, y + thick * 0.76, _cut(label, left - 8), anchor="end"))
        else:
            found.append(_text(0, y + 12, _cut(label, wide), bold=several))
            y += 18
        for number, one in enumerate(plan.series):
            value = one.values[place]
            long = 0.0 if value is None else max(0.0, float(value) / float(plan.greatest) * room)
            words = short(value, digits)
            said = f"{words} · {one.label}" if several else words
            bar = f'x="{left:.1f}" y="{y:.1f}" width="{max(long, 1):.1f}" height="{thick}" rx="2" stroke="none"'
            found.append(f"<g {colour(number)}><rect {bar}/></g>")
            found.append(_text(left + long + 6, y + thick * 0.78, _cut(said, wide - left - long - 6, 12), size=12))
            y += thick + gap
        y += 10 if several else 2
    axis = f'<path class="axis" d="M{left:.1f} 0V{y:.1f}" stroke="{SOFT}" fill="none"/>'
    return f"{''.join(found)}{axis}", y


def _room_for_values(plan: Plan, digits: int, wide: float) -> float:
    """Give the room that the words at the ends of the bars need, at most half of all."""
    longest = max(
        len(short(value, digits)) + (len(one.label) + 3 if len(plan.series) > 1 else 0)
        for one in plan.series
        for value in one.values
    )
    return min(wide * 0.5, 10 + LETTER * 12.5 * longest)


def _lines(plan: Plan, wide: float, digits: int) -> tuple[str, float]:
    """Draw lines, each with its own dashes and marks; named at its end, or under the chart where that is narrow."""
    beside = wide >= WIDE - 60
    rows = ticks(0, plan.greatest)
    left = 12 + LETTER * 12 * max(len(short(one, _tick_digits(rows))) for one in rows)
    right = min(210.0, 40 + LETTER * SIZE * max(len(one.label) for one in plan.series)) if beside else 28.0
    field = _Field(left, 10.0, wide - left - right, float(PLOT_HIGH), len(plan.places), float(rows[-1]))
    found = [*_grid(field, rows, wide - right), *_months(field, plan.places)]
    for number, one in enumerate(plan.series):
        found.append(_line(field, one, number))
    y = field.top + field.high + 34
    if beside:
        found += _named_at_ends(field, plan.series, wide, right)
        return "".join(found), y
    for number, one in enumerate(plan.series):
        last = next((value for value in reversed(one.values) if value is not None), None)
        found.append(_sample(number, 2, y))
        found.append(_text(44, y + 4, _cut(f"{one.label}: {short(last, digits)}", wide - 44)))
        y += 20
    return "".join(found), y


@dataclass(frozen=True, slots=True)
class _Field:
    """Where the lines run: its corner and sides, how many places there are, and what stands at its upper edge."""

    left: float
    top: float
    wide: float
    high: float
    many: int
    most: float

    def x(self, place: int) -> float:
        """Where a month stands, from the left."""
        return self.left + (self.wide * place / (self.many - 1) if self.many > 1 else self.wide / 2)

    def y(self, value: Number) -> float:
        """Where a value stands, from the top."""
        return self.top + self.high * (1 - float(value) / self.most)


def _tick_digits(rows: Sequence[Number]) -> int:
    return 0 if all(float(one).is_integer() for one in rows) else 1


def _grid(field: _Field, rows: Sequence[Number], end: float) -> Iterator[str]:
    for tick in rows:
        y = field.y(tick)
        yield f'<path class="grid" d="M{field.left:.1f} {y:.1f}H{end:.1f}" stroke="{LINE}" fill="none"/>'
        words = short(tick, _tick_digits(rows))
        yield _text(field.left - 8, y + 4, words, anchor="end", soft=True, size=12)


def _months(field: _Field, places: Sequence[str]) -> Iterator[str]:
    """Write as many of the months as there is room for, the last one among them."""
    longest = max(len(one) for one in places)
    each = ceil((len(places) - 1) * (longest + 2) * LETTER * 12 / field.wide)
    for place, label in enumerate(places):
        if (len(places) - 1 - place) % max(each, 1) == 0:
            yield _text(field.x(place), field.top + field.high + 18, label, anchor="middle", soft=True, size=12)


def _line(field: _Field, series: Series, number: int) -> str:
    """Draw one line; it breaks where a value can't be told."""
    path, begun, marks = [], False, []
    each = ceil(field.many / MOST_MARKED)
    for place, value in enumerate(series.values):
        if value is None:
            begun = False
            continue
        x, y = field.x(place), field.y(value)
        path.append(f"{'L' if begun else 'M'}{x:.1f} {y:.1f}")
        begun = True
        if (field.many - 1 - place) % each == 0:
            marks.append(MARKS[number](x, y))
    dash = f' stroke-dasharray="{DASHES[number]}"' if DASHES[number] else ""
    stroke = f'<path d="{"".join(path)}" fill="none" stroke-width="2.2" stroke-linejoin="round"{dash}/>'
    return f"<g {colour(number)}>{stroke}{''.join(marks)}</g>"


def _sample(number: int, x: float, y: float) -> str:
    dash = f' stroke-dasharray="{DASHES[number]}"' if DASHES[number] else ""
    stroke = f'<path d="M{x:.1f} {y:.1f}h34" fill="none" stroke-width="2.2"{dash}/>'
    return f"<g {colour(number)}>{stroke}{MARKS[number](x + 17, y)}</g>"


def _named_at_ends(field: _Field, series: Sequence[Series], wide: float, right: float) -> Iterator[str]:
    """Name the lines where they end, one below the other where they end near each other."""
    ends = [
        (field.y(value), field.x(place), number)
        for number, one in enumerate(series)
        for place, value in [_last(one)]
        if value is not None
    ]
    apart = _apart([y for y, _x, _number in sorted(ends)], LEADING - 1, field.top + field.high)
    for (end, x, number), y in zip(sorted(ends), apart, strict=True):
        begin = wide - right + 16
        yield f'<path class="grid" d="M{x + 5:.1f} {end:.1f}L{begin - 3:.1f} {y:.1f}" stroke="{LINE}" fill="none"/>'
        yield f"<g {colour(number)}>{MARKS[number](begin + 2, y)}</g>"
        yield _text(begin + 11, y + 4, _cut(series[number].label, right - 27))


def _last(series: Series) -> tuple[int, Number | None]:
    known = [place for place, value in enumerate(series.values) if value is not None]
    return (known[-1], series.values[known[-1]]) if known else (0, None)


def _apart(heights: Sequence[float], least: float, bottom: float) -> list[float]:
    """Move heights, which come in order, so far apart that words at them don't touch; none below the bottom."""
    found: list[float] = []
    for one in heights:
        found.append(max(one, found[-1] + least) if found else one)
    limit = bottom - 4
    for place in range(len(found) - 1, -1, -1):
        found[place] = min(found[place], limit)
        limit = found[place] - least
    return found
