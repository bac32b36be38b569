"""Words that mean a code: kinds of goods, legal forms, permits."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from sentra.kernel.text import fold
from sentra.transfer.parsing.faults import CellFault
from sentra.transfer.parsing.numbers import is_nothing
from sentra.transfer.reading.frames import Cell

ENOUGH = 88.0
MOST_KEPT = 100_000
UNKNOWN = "?"


class Goods:
    """Finds the commodity that words or a KBLI code mean."""

    def __init__(self, words: Mapping[str, Iterable[str]], by_kbli: Mapping[str, Iterable[str]]) -> None:
        """Take the words of each commodity, and the commodities of each KBLI code."""
        self.words = {fold(word): code for code, those in words.items() for word in (code, *those)}
        self.by_kbli = {kbli: tuple(codes) for kbli, codes in by_kbli.items()}
        self._found: dict[str, str] = {}
        self._told: dict[tuple[Cell, ...], str] = {}

    def find(self, *cells: Cell, kbli: str = "") -> str:
        """Find the commodity that cells name, the first that names one; else the only one of the KBLI code.

        "" where nothing was said. Raises `CellFault` where something was said that nobody knows.
        """
        key = (*cells, kbli)
        known = self._told.get(key)
        if known is None:
            known = self._find(cells, kbli)
            if len(self._told) < MOST_KEPT:
                self._told[key] = known
        if known == UNKNOWN:
            raise CellFault("commodity_unknown")
        return known

    def _find(self, cells: Sequence[Cell], kbli: str) -> str:
        said = [fold(str(cell)) for cell in cells if not is_nothing(cell)]
        for text in said:
            if code := self._by_words(text):
                return code
        own = self.by_kbli.get(kbli, ())
        if len(own) == 1:
            return own[0]
        return UNKNOWN if any(said) else ""

    def _by_words(self, text: str) -> str:
        if text not in self._found and len(self._found) < MOST_KEPT:
            self._found[text] = self._search(text)
        return self._found.get(text, "")

    def _search(self, text: str) -> str:
        if text in self.words:
            return self.words[text]
        padded = f" {text} "
        inside = [word for word in self.words if f" {word} " in padded]
        if inside:
            return self.words[max(inside, key=len)]
        found = process.extractOne(text, list(self.words), scorer=fuzz.ratio, score_cutoff=ENOUGH)
        return self.words[found[0]] if found else ""


class Vocabulary:
    """Finds the code of words out of a short list; the longest word that stands in a text wins."""

    def __init__(self, words: Mapping[str, Iterable[str]], fault: str) -> None:
        self.words = {fold(word): code for code, those in words.items() for word in (code, *those)}
        self.fault = fault
        self._found: dict[str, str | None] = {}

    def find(self, cell: Cell) -> str:
        """Give the code of what a cell says; "" where it says nothing. Raises `CellFault`."""
        text = "" if is_nothing(cell) else str(cell)
        if not text:
            return ""
        if text not in self._found:
            if len(self._found) >= MOST_KEPT:
                self._found.clear()
            padded = f" {fold(text)} "
            inside = [word for word in self.words if f" {word} " in padded]
            self._found[text] = self.words[max(inside, key=len)] if inside else None
        code = self._found[text]
        if code is None:
            raise CellFault(self.fault)
        return code
