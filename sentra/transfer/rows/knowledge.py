"""What a reader of rows knows of the regency: its places, goods, codes and words."""

from dataclasses import dataclass
from functools import cache

from sentra.reference.loading import current_pack
from sentra.reference.pack import Pack
from sentra.transfer.parsing.faults import CellFault
from sentra.transfer.parsing.places import Gazetteer
from sentra.transfer.parsing.words import Goods, Vocabulary
from sentra.transfer.recognition.profiles import meanings

OTHER_HELP = "other"
USUAL_KBLI = "2020"
"""The version of a code that no version of the pack has: the codes in old lists are of 2020."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is looked up while rows are read."""

    places: Gazetteer
    goods: Goods
    legal_forms: Vocabulary
    papers: Vocabulary
    paper_states: Vocabulary
    supports: Vocabulary
    kbli_versions: dict[str, str]

    def support_kind(self, *texts: str) -> str:
        """Give the kind of help that the first of some texts tells of; where none does, it is of another kind."""
        for text in texts:
            try:
                if kind := self.supports.find(text):
                    return kind
            except CellFault:
                continue
        return OTHER_HELP

    def kbli_version(self, code: str) -> str:
        """Give the version that a KBLI code is of; "" for no code."""
        return self.kbli_versions.get(code, USUAL_KBLI) if code else ""


def knowledge_of(pack: Pack) -> Knowledge:
    """Gather what a pack knows."""
    words = meanings()
    goods = {one.code: (one.name.id, one.name.en, *one.words) for one in pack.commodities}
    by_kbli: dict[str, list[str]] = {}
    for commodity in pack.commodities:
        for code in commodity.kbli:
            by_kbli.setdefault(code, []).append(commodity.code)
    return Knowledge(
        places=Gazetteer(
            pack.regency.name.id,
            [(one.code, one.name) for one in pack.districts],
            [(one.code, one.name, one.district) for one in pack.villages],
        ),
        goods=Goods(goods, by_kbli),
        legal_forms=Vocabulary(words.legal_forms, "legal_form"),
        papers=Vocabulary(words.papers, "paper"),
        paper_states=Vocabulary(words.paper_states, "paper"),
        supports=Vocabulary(words.supports, "support"),
        kbli_versions={one.code: one.version for one in sorted(pack.kbli, key=lambda one: one.version, reverse=True)},
    )


@cache
def _of_current(_name: str) -> Knowledge:
    return knowledge_of(current_pack())


def current_knowledge() -> Knowledge:
    """Give what the regency's pack knows, gathered once for each process."""
    return _of_current(current_pack().regency.code)
