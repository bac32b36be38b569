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


def numbers(name: str) -> set[str]:
    """Give the numbers in a name: `Batik 1` and `Batik 2` are two, however alike they look."""
    return {word for word in name.split() if word.isdigit()}


def likeness(one: str, other: str) -> Likeness:
    """Compare two names: the order of words, titles and small typing errors don't make them different.

    A name that folds to nothing (in another script) is the same only letter by letter.
    """
    a, b = core(one), core(other)
    if not (a and b):
        return Likeness.SAME if one.strip().casefold() == other.strip().casefold() else Likeness.DIFFERENT
    if a == b:
        return Likeness.SAME
    if numbers(a) != numbers(b):
        return Likeness.DIFFERENT
    return Likeness.ALIKE if _alike(a, b) else Likeness.DIFFERENT


def _alike(one: str, other: str) -> bool:
    """Compare letter by letter; two cheap upper bounds first, since most names differ wholly."""
    matcher = SequenceMatcher(None, one, other)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
