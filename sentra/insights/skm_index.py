"""The index of satisfaction (SKM, Permenpan RB 14/2017), reckoned in exact fractions; pure.

NRR of an element is the sum of its marks by the number of answers; the index is 25 times the sum over the nine elements
of NRR times 1/9. Exact ninths: all fours give 100, which the 0.11 of the regulation's own example would miss.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sentra.reference.skm import ELEMENTS, MARKS, SkmBand

MANY = len(ELEMENTS)
WEIGHT = Fraction(1, MANY)
TO_HUNDRED = 25


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a number of answers, added up for each element in the order of the rule."""

    answers: int = 0
    sums: tuple[int, ...] = (0,) * MANY

    def __post_init__(self) -> None:
        least, most = MARKS[0] * self.answers, MARKS[-1] * self.answers
        if self.answers < 0 or len(self.sums) != MANY or not all(least <= one <= most for one in self.sums):
            raise ValueError("nine sums of marks from 1 to 4")

    def __add__(self, other: "Marks") -> "Marks":
        return Marks(
            self.answers + other.answers, tuple(one + more for one, more in zip(self.sums, other.sums, strict=True))
        )


def total(parts: Iterable[Marks]) -> Marks:
    """Add marks up."""
    found = Marks()
    for part in parts:
        found += part
    return found


def averages(marks: Marks) -> tuple[Fraction, ...]:
    """Give the NRR of each element, from 1 to 4. Raises `ValueError` where nobody answered."""
    if not marks.answers:
        raise ValueError("nobody answered")
    return tuple(Fraction(one, marks.answers) for one in marks.sums)


def index(marks: Marks) -> Fraction:
    """Give the index, from 25 to 100. Raises `ValueError` where nobody answered."""
    return TO_HUNDRED * sum((one * WEIGHT for one in averages(marks)), Fraction())


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """Round half up, as the rule's tables do; values here are never negative."""
    scale: int = 10**places
    whole = (2 * value.numerator * scale + value.denominator) // (2 * value.denominator)
    return Decimal(whole).scaleb(-places)


def band_of(value: Decimal, bands: Sequence[SkmBand]) -> SkmBand:
    """Give the band of a rounded index; `bands` from the best down, the last holds whatever is left."""
    return next((one for one in bands if value >= one.least), bands[-1])


def weakest(marks: Marks, many: int = 3) -> tuple[str, ...]:
    """Give the elements with the lowest NRR, the weakest first; of equals the one that the rule names first."""
    ranked = sorted(range(MANY), key=lambda place: (marks.sums[place], place))
    return tuple(ELEMENTS[place] for place in ranked[:many])
