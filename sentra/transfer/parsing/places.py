"""Places by what people write: with `Kec.`, `Ds.` or without, misspelt, or of a name that two districts have."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from sentra.kernel.text import fold
from sentra.transfer.parsing.faults import CellFault
from sentra.transfer.parsing.numbers import is_nothing
from sentra.transfer.reading.frames import Cell

ENOUGH = 84.0
"""How alike a misspelt name must be (0 to 100), and `AHEAD` how far ahead of the next."""
AHEAD = 6.0
_DISTRICT = re.compile(r"^(?:kecamatan|kec|kcmtn|kcmt|district)\b\s*")
_VILLAGE = re.compile(r"^(?:desa|ds|kelurahan|kel|klrhn|village|ds kel|desa kel|desa kelurahan)\b\s*")
_REGENCY = re.compile(r"^(?:kabupaten|kab|regency)\b\s*")
_CODE = re.compile(r"^\d{2}\.?\d{2}\.?\d{2}(?:\.?\d{4})?$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is, by code; `village` is "" where only the district is known."""

    district: str
    village: str


class Gazetteer:
    """Finds the places of one regency; `regency` is its name without `Kabupaten`."""

    def __init__(
        self, regency: str, districts: Iterable[tuple[str, str]], villages: Iterable[tuple[str, str, str]]
    ) -> None:
        """Take districts as code and name, villages as code, name and the district's code."""
        self.regency = _joined(_REGENCY.sub("", fold(regency)))
        self.names: dict[str, str] = {}
        self.districts: dict[str, str] = {}
        self.by_name: dict[str, list[Place]] = defaultdict(list)
        self.within: dict[str, dict[str, Place]] = defaultdict(dict)
        for code, name in districts:
            self.districts[_joined(fold(name))] = code
            self.names[code] = name
        for code, name, district in villages:
            place = Place(district, code)
            self.by_name[_joined(fold(name))].append(place)
            self.within[district][_joined(fold(name))] = place
            self.names[code] = name
        self._found: dict[tuple[Cell, Cell], Place | CellFault] = {}

    def find(self, district: Cell, village: Cell) -> Place:
        """Find a place by what two cells say; either may be empty. Raises `CellFault`."""
        key = (district, village)
        known = self._found.get(key)
        if known is None:
            try:
                known = self._find(district, village)
            except CellFault as fault:
                known = fault
            if len(self._found) < 100_000:
                self._found[key] = known
        if isinstance(known, CellFault):
            raise CellFault(known.code, known.hint)
        return known

    def of_regency(self, cell: Cell) -> bool:
        """Tell whether a cell names this regency, or none; a city of the same name is another."""
        if is_nothing(cell):
            return True
        text = fold(str(cell))
        if text.startswith("kota"):
            return False
        return fuzz.ratio(_joined(_REGENCY.sub("", text)), self.regency) >= ENOUGH

    def _find(self, district: Cell, village: Cell) -> Place:
        code = "" if is_nothing(district) else self._district(str(district))
        if is_nothing(village):
            if not code:
                raise CellFault("place_missing")
            return Place(code, "")
        text = str(village).strip()
        if _CODE.match(text) and (place := self._by_code(text)):
            return place
        name = _joined(_VILLAGE.sub("", fold(text)))
        return self._within(code, name) if code else self._anywhere(name)

    def _district(self, text: str) -> str:
        if _CODE.match(text.strip()):
            bare = text.strip().replace(".", "")
            if (code := f"{bare[:2]}.{bare[2:4]}.{bare[4:6]}") in self.names:
                return code
        name = _joined(_DISTRICT.sub("", fold(text)))
        if name in self.districts:
            return self.districts[name]
        near = _nearest(name, self.districts)
        if not near:
            raise CellFault("district_unknown")
        return self.districts[near]

    def _by_code(self, text: str) -> Place | None:
        bare = text.replace(".", "")
        code = f"{bare[:2]}.{bare[2:4]}.{bare[4:6]}.{bare[6:]}"
        return next((place for places in self.by_name.values() for place in places if place.village == code), None)

    def _within(self, district: str, name: str) -> Place:
        villages = self.within[district]
        if name in villages:
            return villages[name]
        if near := _nearest(name, villages):
            return villages[near]
        elsewhere = self.by_name.get(name)
        if elsewhere:
            hint = ", ".join(self.names[place.district] for place in elsewhere)
            raise CellFault("village_elsewhere", hint)
        raise CellFault("village_unknown")

    def _anywhere(self, name: str) -> Place:
        found = self.by_name.get(name) or self.by_name.get(_nearest(name, self.by_name), [])
        if not found:
            raise CellFault("village_unknown")
        if len(found) > 1:
            raise CellFault("village_of_two", ", ".join(self.names[place.district] for place in found))
        return found[0]


def _joined(text: str) -> str:
    """Write a name as one word: `Kali Boto` and `Kaliboto` are one."""
    return text.replace(" ", "")


def _nearest(name: str, known: Iterable[str]) -> str:
    """Give the one name that was meant; "" where none is near enough, or two are."""
    found = process.extract(name, list(known), scorer=fuzz.ratio, limit=2, score_cutoff=ENOUGH - AHEAD)
    if not found or found[0][1] < ENOUGH or (len(found) > 1 and found[0][1] - found[1][1] < AHEAD):
        return ""
    return str(found[0][0])
