"""How good a maker's page is: which hints of the pack are met, and the score of 0 to 100 that they make. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sentra.reference.promotion import Hint, HintCode

FEW_WORDS = 80
"""A story of fewer letters than this says too little."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the hints look at, of the products that are shown.

    `pictured` have a photograph, `many_sided` more than one, `priced` a price, `described` a description; `weak` counts
    photographs that are blurred, dark or small; `story` and `story_en` are lengths in letters.
    """

    products: int = 0
    pictured: int = 0
    many_sided: int = 0
    priced: int = 0
    described: int = 0
    weak: int = 0
    maker_photos: int = 0
    story: int = 0
    story_en: int = 0
    contact: bool = False
    how_to_order: bool = False


@dataclass(frozen=True, slots=True)
class HintTold:
    """A hint and whether the page does what it says."""

    hint: Hint
    met: bool


_MET: Mapping[HintCode, Callable[[PageFacts], bool]] = {
    "photo": lambda facts: facts.pictured > 0,
    "photo_each": lambda facts: 0 < facts.products == facts.pictured,
    "photos_more": lambda facts: facts.many_sided > 0,
    "photo_sharp": lambda facts: facts.pictured > 0 and facts.weak == 0,
    "maker_photo": lambda facts: facts.maker_photos > 0,
    "story": lambda facts: facts.story >= FEW_WORDS,
    "price": lambda facts: 0 < facts.products == facts.priced,
    "description": lambda facts: 0 < facts.products == facts.described,
    "contact": lambda facts: facts.contact,
    "how_to_order": lambda facts: facts.how_to_order,
    "english": lambda facts: facts.story_en > 0,
}


def hints_told(hints: Iterable[Hint], facts: PageFacts) -> list[HintTold]:
    """Say of each hint whether it is met: first those that aren't, what is worth most on top."""
    told = [HintTold(hint, _MET[hint.code](facts)) for hint in hints]
    return sorted(told, key=lambda one: (one.met, -one.hint.points))


def score(told: Iterable[HintTold]) -> int:
    """Add up the points of what is met: 0 to 100, as the pack's hints make 100."""
    return sum(one.hint.points for one in told if one.met)
