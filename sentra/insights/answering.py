"""Answering a question from what was counted: the one function behind page, files, pictures and kept views."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sentra.insights.counting import ALL, Values, added
from sentra.insights.dimensions import COMMODITY, DIMENSIONS, DISTRICT, JOINED, VILLAGE, cut_among, in_order, keys_of
from sentra.insights.figure import Figure, Number, Split, whole
from sentra.insights.models import Month
from sentra.insights.question import MONTH, SPLIT, TIMES, YEAR, Question, split_in
from sentra.insights.reading import Eyes, by_key, crossed, months_back, totals, value_of
from sentra.insights.tables import REST, VALUE, Laying, Pairs, Table, Told, laid_out
from sentra.insights.telling import blank, notes_of, scope_of
from sentra.kernel import clock
from sentra.reference.loading import current_pack

MOST_MONTHS = 240
InMonths = dict[date, Values]
Cells = list[tuple[Mapping[str, str], InMonths]]
LENGTHS = {"12": 12, "60": 60}


def answer(question: Question, eyes: Eyes) -> Table:
    """Answer a question for whoever looks: the same table for everybody who sees the same districts."""
    counted = {one.first: one for one in Month.objects.order_by("first")}
    months = months_of(question, counted)
    asked = needed(question)
    if refused := refusal(question, eyes, asked, months):
        return replace(blank(question), refused=refused, told=Told(scope=scope_of(question, eyes, months)))
    cells = _seen(question, eyes, _gathered(question, eyes, asked, months))
    reading = _Reading(question, months, frozenset(counted), cells)
    rows, columns = reading.keys_of(question.rows, eyes), reading.keys_of(question.columns, eyes)
    laying = Laying(rows, columns, reading.read, reading.adds_up(question.rows), reading.adds_up(question.columns))
    laid_columns, laid_rows, footer, has_totals = laid_out(question, laying)
    told = Told(
        scope=scope_of(question, eyes, months),
        notes=tuple(notes_of(question, months, counted, rest=any(key == REST for key, _label in (*rows, *columns)))),
        as_of=counted[months[-1]].counted_at if months[-1] in counted else None,
    )
    return replace(
        blank(question), columns=laid_columns, rows=laid_rows, footer=footer, has_totals=has_totals, told=told
    )


def months_of(question: Question, counted: Mapping[date, Month]) -> list[date]:
    """Give the months that are asked for, the oldest first; none where nothing was counted yet."""
    if not counted:
        return []
    newest = max(counted)
    if question.period == "year":
        return months_back(newest, newest.month)
    if question.period:
        return months_back(newest, LENGTHS[question.period])
    until = min(question.until or newest, newest)
    since = max(question.since or min(counted), clock.months_on(until, 1 - MOST_MONTHS))
    many = (until.year - since.year) * 12 + until.month - since.month + 1
    return months_back(until, max(many, 1))


def needed(question: Question) -> frozenset[str]:
    """Give the dimensions that must be told apart for a question: those of the axes, and those of the filters."""
    axes = {one for one in (question.rows, question.columns) if one in DIMENSIONS}
    filters = {DISTRICT} if question.districts else set()
    filters |= {COMMODITY} if question.commodities else set()
    return frozenset(axes | filters) - ({DISTRICT} if VILLAGE in axes else frozenset())


def cut_of(figure: Figure, dimensions: frozenset[str]) -> str:
    """Give the cut that tells some dimensions apart; "" where nothing was counted so."""
    if not dimensions:
        return ALL if ALL in figure.cuts else ""
    return cut_among(dimensions, figure.cuts)


def refusal(question: Question, eyes: Eyes, asked: frozenset[str], months: Sequence[date]) -> str:
    """Say why a question can't be answered; "" where it can."""
    if not months:
        return _("Nothing was counted yet. The first figures are there within ten minutes.")
    figure = question.figure
    places = asked & {DISTRICT, VILLAGE}
    if not cut_of(figure, asked):
        told = ", ".join(str(DIMENSIONS[one].name) for one in DIMENSIONS if one in asked)
        words = _("“%(figure)s” isn't counted by all of this at once: %(cuts)s. Take a filter or the columns away.")
        return words % {"figure": figure.name, "cuts": told}
    if not eyes.whole and not places and not cut_of(figure, asked | {DISTRICT}):
        return _("This isn't counted district by district, so that it can't be told for your districts alone.")
    return ""


def _gathered(question: Question, eyes: Eyes, asked: frozenset[str], months: Sequence[date]) -> Cells:
    """Read what was counted: each cell with its keys by dimension."""
    family, seen = question.figure.family, question.seen
    if not asked:
        return [({}, totals(family, months, eyes=eyes, seen=seen))]
    cut = cut_of(question.figure, asked)
    if len(asked) == 1 or cut in JOINED:
        by_one = by_key(family, cut, months, eyes=eyes, seen=seen)
        return [(keys_of(cut, asked, key, ""), told) for key, told in by_one.items()]
    by_both = crossed(family, cut, months, eyes=eyes, seen=seen)
    return [(keys_of(cut, asked, key, other), told) for (key, other), told in by_both.items()]


def _seen(question: Question, eyes: Eyes, cells: Cells) -> Cells:
    """Narrow cells to the districts and commodities that were asked for."""

    def wanted(keys: Mapping[str, str]) -> bool:
        place = keys.get(VILLAGE, keys.get(DISTRICT, ""))
        here = not question.districts or any(place == one or place.startswith(f"{one}.") for one in question.districts)
        return here and (not question.commodities or keys.get(COMMODITY) in question.commodities)

    return [(keys, told) for keys, told in cells if wanted(keys)]


class _Reading:
    """Reads the figure for any rows and columns of a question from the cells that were counted."""

    def __init__(self, question: Question, months: Sequence[date], counted: frozenset[date], cells: Cells) -> None:
        self.question, self.months, self.counted, self.cells = question, months, counted, cells
        self.places: dict[tuple[str, str], list[InMonths]] = {}
        for keys, told in cells:
            place = (keys.get(question.rows, ""), keys.get(question.columns, ""))
            self.places.setdefault(place, []).append(told)

    def keys_of(self, axis: str, eyes: Eyes) -> Pairs:
        """Give the keys of an axis with their words, in their order."""
        figure = self.question.figure
        if not axis:
            return [(VALUE, str(figure.name))]
        if axis == MONTH:
            return [(f"{one:%Y-%m}", date_format(one, "M Y")) for one in self.months]
        if axis == YEAR:
            return list(self._years())
        if split := split_in(axis):
            parts = [(key, str(label)) for key, label in split.parts.items()]
            return [*parts, (REST, _("Not known"))] if self._has_rest(split) else parts
        found = {keys[axis] for keys, told in self.cells if any(told.values())}
        return in_order(axis, found | (self._districts(eyes) if axis == DISTRICT else set()), figure.family)

    def _districts(self, eyes: Eyes) -> set[str]:
        """Give all districts that are looked at, also those where there is nothing."""
        chosen = self.question.districts or current_pack().district_names
        return {one for one in chosen if eyes.sees(one)}

    def _years(self) -> Iterator[tuple[str, str]]:
        for year in sorted({one.year for one in self.months}):
            inside = [one for one in self.months if one.year == year]
            ends = dict.fromkeys(date_format(one, "M") for one in (inside[0], inside[-1]))
            yield str(year), f"{year} ({'–'.join(ends)})" if len(inside) < 12 else str(year)

    def _has_rest(self, split: Split) -> bool:
        return any(
            whole(values, split.of) != sum(whole(values, part) for part in split.parts)
            for _keys, told in self.cells
            for values in told.values()
        )

    def adds_up(self, axis: str) -> bool:
        """Tell whether there is a total over an axis: over months there is none of what is counted on a day."""
        return bool(axis) and (axis not in TIMES or self.question.figure.flow)

    def read(self, rows: Sequence[str], columns: Sequence[str]) -> Number | None:
        """Read the figure; None where it can't be told."""
        question = self.question
        by_axis = {question.rows: rows, question.columns: columns}
        times = next((by_axis[one] for one in TIMES if one in by_axis), None)
        split = next((one for axis in by_axis if (one := split_in(axis))), None)
        figure = question.figure
        if split:
            figure = replace(figure, read=_part_of(split, by_axis[f"{SPLIT}{split.code}"]))
        if times is not None and len(times) > 1 and not figure.flow:
            return None
        months = self.months if times is None else [one for one in self.months if _is_within(one, times)]
        known = [one for one in months if one in self.counted]
        if not known or (not figure.flow and months[-1] not in self.counted):
            return None
        last = known if figure.flow else known[-1:]
        merged = {month: added(told.get(month, {}) for told in self._told(rows, columns)) for month in last}
        return value_of(figure, merged, last)

    def _told(self, rows: Sequence[str], columns: Sequence[str]) -> Iterator[InMonths]:
        row_keys = rows if self.question.rows in DIMENSIONS else ("",)
        column_keys = columns if self.question.columns in DIMENSIONS else ("",)
        for row in row_keys:
            for column in column_keys:
                yield from self.places.get((row, column), ())


def _is_within(month: date, times: Sequence[str]) -> bool:
    return f"{month:%Y-%m}" in times or f"{month:%Y}" in times


@dataclass(frozen=True, slots=True)
class _Part:
    """Reads some parts of a split; the rest is what is in none of them."""

    split: Split
    parts: frozenset[str]

    def __call__(self, values: Values) -> int:
        """Read it."""
        told = sum(whole(values, part) for part in self.split.parts if part in self.parts)
        if REST not in self.parts:
            return told
        return told + whole(values, self.split.of) - sum(whole(values, part) for part in self.split.parts)


def _part_of(split: Split, parts: Sequence[str]) -> _Part:
    return _Part(split, frozenset(parts))
