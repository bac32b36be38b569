"""How alike two values are: a level for each pair, by what the values are. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from rapidfuzz.distance import OSA, Indel

from sentra.kernel.errors import Message
from sentra.registry.matching.names import Word, Words


class Level(StrEnum):
    """How alike two values are, from most to least; `UNKNOWN` where one of them isn't told."""

    SAME = "same"
    SOUND = "sound"
    CLOSE = "close"
    PART = "part"
    SOME = "some"
    OTHER = "other"
    UNKNOWN = "unknown"


LEVEL_WORDS: dict[Level, Message] = {
    Level.SAME: _("the same"),
    Level.SOUND: _("the same, written otherwise"),
    Level.CLOSE: _("nearly the same"),
    Level.PART: _("one is a part of the other"),
    Level.SOME: _("alike in part"),
    Level.OTHER: _("different"),
    Level.UNKNOWN: _("not told by both"),
}

AS_ONE = frozenset({Level.SAME, Level.SOUND})
CLOSE_SHARE, SOME_SHARE = 0.85, 0.45
"""The share of two names that must agree, each word weighed by what it tells, to be close, or alike in part."""
TYPED_SHARE, INITIAL_SHARE = 0.9, 0.8
"""How far a word agrees with the same word mistyped, and with its first letter."""
SHORT, LONG = 4, 8
"""A word of 4 letters may have one typing error, words of 8 letters two; a shorter word or a number none."""


LEAST_LIKE = 0.5
"""Names without a word in common, and with fewer letters in common than this, need no closer look."""
LETTERS_AN_ERROR = 6
"""In whole names whose words are parted otherwise, one letter in so many may be wrong."""


def words_level(one: Words, other: Words) -> Level:
    """Compare two names, firms, addresses or products.

    What folds to no word at all (a name in another script) is the same only letter by letter.
    """
    if not (one.plain and other.plain):
        return Level.UNKNOWN
    if one.written == other.written and one.numbers == other.numbers and (one.written or one.numbers):
        return Level.SAME
    if not one.written or not other.written:
        return Level.SAME if one.plain == other.plain else Level.OTHER
    if one.numbers != other.numbers:
        return Level.OTHER
    if one.sounds == other.sounds or one.joined == other.joined:
        return Level.SOUND
    return _share_level(one, other) if one.sounds < other.sounds else _share_level(other, one)


def as_one(one: Words, other: Words) -> bool:
    """Tell whether two names are the same or sound so, as `words_level` would: sooner, where no first letter is met."""
    if one.short or other.short or not (one.written and other.written):
        return words_level(one, other) in AS_ONE
    return one.numbers == other.numbers and (one.sounds == other.sounds or one.joined == other.joined)


def text_level(one: str | None, other: str | None) -> Level:
    """Compare two texts of which a small error makes another (a code, a number, a telephone)."""
    if not (one and other):
        return Level.UNKNOWN
    if one == other:
        return Level.SAME
    return Level.CLOSE if len(one) >= SHORT and OSA.distance(one, other, score_cutoff=1) <= 1 else Level.OTHER


def code_level(one: str | None, other: str | None) -> Level:
    """Compare two codes of a list: they are the same or not."""
    if not (one and other):
        return Level.UNKNOWN
    return Level.SAME if one == other else Level.OTHER


def shared_level(one: Collection[str], other: Collection[str]) -> Level:
    """Compare two sets of codes, of which one in common is enough: a person may have two telephones."""
    if not (one and other):
        return Level.UNKNOWN
    return Level.OTHER if set(one).isdisjoint(other) else Level.SAME


def village_level(one: str | None, other: str | None) -> Level:
    """Compare two villages by their codes: another village of the same district is a part."""
    if not (one and other):
        return Level.UNKNOWN
    if one == other:
        return Level.SAME
    return Level.PART if one[:8] == other[:8] else Level.OTHER


def day_level(one: date | None, other: date | None) -> Level:
    """Compare two days: day and month changed about, or one digit wrong, is close."""
    if one is None or other is None:
        return Level.UNKNOWN
    if one == other:
        return Level.SAME
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return Level.CLOSE
    return Level.CLOSE if OSA.distance(f"{one:%Y%m%d}", f"{other:%Y%m%d}", score_cutoff=1) <= 1 else Level.OTHER


def typed_alike(one: str, other: str) -> bool:
    """Tell whether one word is the other with a typing error: a letter more, less, other, or two changed about."""
    mine, yours = len(one), len(other)
    if not -2 <= mine - yours <= 2 or max(mine, yours) < SHORT:
        return False
    errors = 2 if mine >= LONG and yours >= LONG else 1
    return one.isalpha() and other.isalpha() and OSA.distance(one, other, score_cutoff=errors) <= errors


def _share_level(one: Words, other: Words) -> Level:
    if one.heard.isdisjoint(other.heard) and not Indel.normalized_similarity(
        one.joined, other.joined, score_cutoff=LEAST_LIKE
    ):
        return Level.OTHER
    if len(one.sounds) != len(other.sounds) and _spaced_alike(one.joined, other.joined):
        return Level.CLOSE
    of_one, of_other, equal, initials = _paired(one, other)
    share, contained = min(of_one, of_other), max(of_one, of_other)
    if initials and equal and share >= INITIAL_SHARE:
        return Level.SOUND
    if share >= CLOSE_SHARE:
        return Level.CLOSE
    if contained >= CLOSE_SHARE:
        return Level.PART
    return Level.SOME if share >= SOME_SHARE else Level.OTHER


def _spaced_alike(one: str, other: str) -> bool:
    """Tell whether two texts are alike but for their spaces and a few letters."""
    errors = min(len(one), len(other)) // LETTERS_AN_ERROR
    return abs(len(one) - len(other)) <= errors and OSA.distance(one, other, score_cutoff=errors) <= errors


def _paired(one: Words, other: Words) -> tuple[float, float, int, int]:
    """Pair off the words of two names: equal ones, then mistyped ones, drawn together, and first letters.

    Gives the share of each name that has its like in the other, how many words are equal, and how many first letters
    stand for a word.
    """
    left, right = list(one.each), list(other.each)
    sides = Sides(0.0, 0.0, one.whole, other.whole)
    if not one.heard.isdisjoint(other.heard):
        for word in one.each:
            like = next((mate for mate in right if mate.sound == word.sound), None)
            if like is not None:
                sides.agree(word, like, 1.0)
                left.remove(word)
                right.remove(like)
    equal = len(one.each) - len(left)
    initials = 0
    if left and right:
        _pair_mistyped(left, right, sides)
        _pair_joined(left, right, sides)
        initials = _pair_initials(left, right, sides)
    return sides.agreed_one / sides.whole_one, sides.agreed_other / sides.whole_other, equal, initials


@dataclass(slots=True)
class Sides:
    """How much of each of two names has found its like, and how much each tells as a whole."""

    agreed_one: float
    agreed_other: float
    whole_one: float
    whole_other: float

    def agree(self, word: Word, like: Word, share: float) -> None:
        """Count a word of one and its like in the other; a mistyped everyday word tells no more than the right one."""
        least = min(word.weight, like.weight)
        self.whole_one -= word.weight - least
        self.whole_other -= like.weight - least
        self.agreed_one += share * least
        self.agreed_other += share * least


def _pair_mistyped(left: list[Word], right: list[Word], sides: Sides) -> None:
    """Pair words that differ by a typing error, as they are heard or as they are written."""
    for word in left[:]:
        for mate in right:
            if typed_alike(word.sound, mate.sound) or typed_alike(word.written, mate.written):
                sides.agree(word, mate, TYPED_SHARE)
                left.remove(word)
                right.remove(mate)
                break


def _pair_joined(left: list[Word], right: list[Word], sides: Sides) -> None:
    """Pair two words with the one into which they were drawn together: Abdul Rahman, Abdurrahman."""
    for mine, yours, turned in ((left, right, False), (right, left, True)):
        for mate in yours[:] if len(mine) > 1 else ():
            begin = next((word for word in mine if mate.sound.startswith(word.sound[:3])), None)
            end = begin and next(
                (word for word in mine if word is not begin and typed_alike(begin.sound + word.sound, mate.sound)), None
            )
            if begin and end:
                both, single = TYPED_SHARE * (begin.weight + end.weight), TYPED_SHARE * mate.weight
                sides.agreed_one += single if turned else both
                sides.agreed_other += both if turned else single
                mine.remove(begin)
                mine.remove(end)
                yours.remove(mate)


def _pair_initials(left: list[Word], right: list[Word], sides: Sides) -> int:
    count = 0
    for word in left[:]:
        for mate in right:
            short = len(word.sound) == 1 or len(mate.sound) == 1
            if short and word.sound[0] == mate.sound[0] and word.sound.isalpha():
                sides.agreed_one += INITIAL_SHARE * word.weight
                sides.agreed_other += INITIAL_SHARE * mate.weight
                left.remove(word)
                right.remove(mate)
                count += 1
                break
    return count
