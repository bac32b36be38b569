"""Whether two names mean the same. Pure."""

from difflib import SequenceMatcher
from enum import StrEnum

from sentra.kernel.text import fold

TITLES = frozenset(
    {"ud", "cv", "pt", "kub", "koperasi", "pak", "bapak", "bu", "ibu", "h", "hj", "haji", "hajah", "sdr"}
)
ALIKE = 0.88


class Likeness(StrEnum):
    """How alike two names are."""

    SAME = "same"
    ALIKE = "alike"
    DIFFERENT = "different"


def core(name: str) -> str:
    """Give the words that tell a name from another, in one order, without titles and legal forms."""
    words = fold(name).split()
    telling = [word for word in words if word not in TITLES] or words
    return " ".join(sorted(telling))


def likeness(one: str, other: str) -> Likeness:
    """Compare two names: the order of words, titles and small typing errors don't make them different."""
    a, b = core(one), core(other)
    if a == b:
        return Likeness.SAME
    if a and b and SequenceMatcher(None, a, b).ratio() >= ALIKE:
        return Likeness.ALIKE
    return Likeness.DIFFERENT
