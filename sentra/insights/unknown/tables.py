"""The tables of one estimate: its lists, how they overlap, who stands on which; and all of a month as a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sentra.insights.unknown.kept import Basis
from sentra.insights.unknown.lists import LISTS
from sentra.insights.unknown.reading import Line
from sentra.insights.unknown.wording import LIST_MEANINGS, left_words, list_name, lists_named, method_words
from sentra.transfer.export.cells import Value


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: how many stand on it, how many of them on another one too; `note` says whether it was used."""

    name: str
    meaning: str
    size: int
    shared: int
    note: str


def lists_of(basis: Basis) -> list[Listed]:
    """Give all kinds of lists, those that name nobody too."""
    return [
        Listed(
            list_name(one),
            str(LIST_MEANINGS[one]),
            basis.histories.size(one),
            basis.histories.shared(one),
            _note(basis, one),
        )
        for one in LISTS
    ]


def _note(basis: Basis, one: str) -> str:
    if one in basis.used:
        return _("used")
    return left_words(basis.left[one]) if one in basis.left else _("names nobody here")


@dataclass(frozen=True, slots=True)
class Crossing:
    """A list's row in the table of overlaps: how many it shares with each list; with itself, all of its own."""

    name: str
    shared: tuple[int, ...]


def overlaps_of(basis: Basis) -> tuple[list[str], list[Crossing]]:
    """Give the names of the lists that name anybody, and a row for each."""
    lists = [one for one in LISTS if basis.histories.size(one)]
    both = basis.histories.both
    rows = [Crossing(list_name(one), tuple(both(one, other) for other in lists)) for one in lists]
    return [list_name(one) for one in lists], rows


def histories_of(basis: Basis) -> list[tuple[str, int]]:
    """Give on exactly which lists how many businesses stand, those on most lists last."""
    counts = basis.histories.counts
    ranked = sorted(counts.items(), key=lambda one: (len(one[0]), -one[1], sorted(one[0])))
    return [(" + ".join(list_name(one) for one in LISTS if one in history), count) for history, count in ranked]


def file_header() -> list[str]:
    """Give the names of the columns of the file."""
    return [
        _("Month"),
        _("Code"),
        _("District"),
        _("Known"),
        _("Estimate"),
        _("Lower end of the interval (95 percent)"),
        _("Upper end of the interval (95 percent)"),
        _("Not yet known"),
        _("Share known (percent)"),
        _("Method"),
        _("Lists used"),
        _("Why there are too few data"),
        *(list_name(one) for one in LISTS),
    ]


def file_rows(lines: tuple[Line, ...]) -> Iterator[list[Value]]:
    """Give a row for each line."""
    for line in lines:
        row = line.row
        yield [
            row.month.strftime("%Y-%m"),
            row.district,
            line.name,
            row.known,
            row.total,
            row.low,
            row.high,
            row.unknown,
            row.share,
            method_words(row.method),
            lists_named(line.basis.used),
            line.why,
            *(line.basis.histories.size(one) for one in LISTS),
        ]
