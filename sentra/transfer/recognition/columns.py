"""Telling which column is what: by the form it belongs to, by its name, by a similar name, by what stands in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from sentra.kernel.text import fold
from sentra.transfer.parsing import identifiers
from sentra.transfer.parsing.dates import parse_date
from sentra.transfer.parsing.faults import CellFault
from sentra.transfer.parsing.numbers import is_nothing
from sentra.transfer.reading.frames import Cell, Row
from sentra.transfer.recognition.header import Header
from sentra.transfer.recognition.profiles import IGNORED, Profile, is_ignored, names, profiles

ENOUGH_OF_PROFILE = 0.7
"""How much of a form's header must be there for the form to be recognised."""
SIMILAR = 88.0
ENOUGH_CONTENT = 0.8
LEAST_CELLS = 3
SHORTEST_FUZZY = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place from 0, its name in the sheet, the field it fills ("" for none), how that was found out."""

    place: int
    name: str
    field: str
    how: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet that was recognised; `profile` is "" where it is no known form."""

    profile: str
    columns: tuple[Column, ...]

    @property
    def mapping(self) -> dict[int, str]:
        """The field of each column that fills one; what the register doesn't keep (a fax number) fills none."""
        return {one.place: one.field for one in self.columns if one.field and not is_ignored(one.field)}


def find_profile(header: Header) -> Profile | None:
    """Find the form whose header this is: most of its columns are there, and more of it than of any other."""
    told = {fold(name) for name in header.names if name}
    best: tuple[float, int, Profile] | None = None
    for profile in profiles().values():
        own = set(profile.by_header)
        share = len(own & told) / len(own)
        if share >= ENOUGH_OF_PROFILE and (best is None or (share, len(own)) > best[:2]):
            best = (share, len(own), profile)
    return best[2] if best else None


def recognise(
    header: Header, rows: Sequence[Row], *, profile: Profile | None = None, remembered: Mapping[str, str] | None = None
) -> Recognised:
    """Tell what each column is; what an office corrected before (`remembered`, by folded name) comes first.

    No field is filled by two columns: the surer one has it.
    """
    profile = profile or find_profile(header)
    below = [cells for number, cells in rows if number > header.last_row]
    width = max([len(header.names), *(len(cells) for cells in below)], default=0)
    of_profile = profile.by_header if profile else {}
    found: dict[int, tuple[str, str]] = {}
    taken: set[str] = set()

    def take(how: str, look: Callable[[int, str], str]) -> None:
        for place in range(width):
            name = fold(header.names[place]) if place < len(header.names) else ""
            if place in found or not (field := look(place, name)):
                continue
            if field == IGNORED or field not in taken:
                found[place] = (field, how)
                taken.add(field)

    take("remembered", lambda _place, name: (remembered or {}).get(name, ""))
    take("profile", lambda _place, name: of_profile.get(name, ""))
    take("name", lambda _place, name: names().get(name, ""))
    take("similar", lambda _place, name: _similar(name))
    take("content", lambda place, name: "" if profile and name else _by_content(below, place))
    columns = tuple(
        Column(place, header.names[place] if place < len(header.names) else "", *found.get(place, ("", "")))
        for place in range(width)
    )
    return Recognised(profile.code if profile else "", columns)


def _similar(name: str) -> str:
    if len(name) < SHORTEST_FUZZY:
        return ""
    known = [one for one in names() if len(one) >= SHORTEST_FUZZY]
    best = process.extractOne(name, known, scorer=fuzz.token_sort_ratio, score_cutoff=SIMILAR)
    return names()[best[0]] if best else ""


def _by_content(rows: Sequence[Sequence[Cell]], place: int) -> str:
    """Tell what a column without a telling name is by what stands in it."""
    cells = [cells[place] for cells in rows if place < len(cells) and not is_nothing(cells[place])]
    if len(cells) < LEAST_CELLS:
        return ""
    for field, reads in READERS:
        if sum(1 for cell in cells if _reads(reads, cell)) >= len(cells) * ENOUGH_CONTENT:
            return field
    return ""


def _reads(reads: Callable[[Cell], object], cell: Cell) -> bool:
    try:
        return bool(reads(cell))
    except CellFault as fault:
        return fault.code.endswith("_damaged")


def _mobile(cell: Cell) -> bool:
    return identifiers.parse_phones(cell)[0].startswith("+628")


READERS: Sequence[tuple[str, Callable[[Cell], object]]] = (
    ("owner_nik", identifiers.parse_nik),
    ("nib", identifiers.parse_nib),
    ("npwp", identifiers.parse_npwp),
    ("email", identifiers.parse_email),
    ("phone", _mobile),
    ("nib_date", lambda cell: isinstance(cell, str) and cell[2:3] in "/-" and parse_date(cell, None)),
)
