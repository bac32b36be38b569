"""Brings names, firms, addresses and products to the form in which two spellings of one thing are equal. Pure.

Two forms are made of each word. `written` is the word in today's spelling (Soekardjo: sukarjo; EYD 1972). `sound` goes
further: letters that are heard or mistaken as one become one (Zaenal, Jusuf, Khusnul: senal, yusup, husnul).
"""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from sentra.kernel.text import fold
from sentra.registry.matching.words import ALIASES, DEGREES, EVERYDAY, HONORIFICS, LEGAL_FORMS, PLACE_KINDS

KEPT = 1 << 16
"""How many texts each form is remembered of: a register's names come again and again."""
IN_FIRMS = frozenset({"mas", "r", "k"})
"""Titles that in a firm's name are words: Toko Mas is a goldsmith's."""
EVERYDAY_WEIGHT, NUMBER_WEIGHT, INITIAL_WEIGHT = 0.4, 0.5, 0.3
"""What a word tells that many names share, a number in an address, and a first letter; any other word tells 1."""

TODAY = (("oe", "u"), ("tj", "c"), ("dj", "j"), ("sj", "sy"), ("ch", "kh"))
HEARD = (
    *((pair, pair[0]) for pair in ("dh", "th", "bh", "gh", "ph", "sh")),
    *(
        ("kh", "h"),
        ("sy", "s"),
        ("j", "y"),
        ("dz", "s"),
        ("z", "s"),
        ("q", "k"),
        ("x", "ks"),
        ("ck", "k"),
        ("v", "p"),
        ("f", "p"),
    ),
    *(("ai", "e"), ("ae", "e"), ("ei", "e"), ("ie", "i"), ("iy", "i"), ("uw", "u")),
)
I_BETWEEN_VOWELS = re.compile(r"(?<=[aeou])i(?=[aeou])")
AY_BEFORE_CONSONANT = re.compile(r"[ae]y(?![aeiou])")
Y_AFTER_CONSONANT = re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])y")
TWICE = re.compile(r"([a-z])\1+")
LETTERS_AND_DIGITS = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
ABBREVIATED = re.compile(r"\b(?:[^\W\d_]{1,5}\.){1,3}[^\W\d_]{0,5}\b\.?")


class Kind(StrEnum):
    """What words name."""

    PERSON = "person"
    FIRM = "firm"
    PLACE = "place"
    PRODUCT = "product"


class Word(NamedTuple):
    """A word: as it is heard, as it is written today, and how much it tells."""

    sound: str
    written: str
    weight: float


class Words(NamedTuple):
    """A text in comparable form: `each` word, in the order of the sounds; `joined` are the sounds as they were written.

    `plain` is the text itself, for a name in another script that has no words here. `numbers` stand apart: `Batik 1`
    and `Batik 2` are two, however alike they look; only in an address they are words, since one may be left out.
    `short` says that some word is a first letter alone. `whole` is what all words tell together, `telling` how much
    that is of a name of its own: at most 1, and less for everyday words alone.
    """

    plain: str
    each: tuple[Word, ...]
    sounds: tuple[str, ...]
    written: tuple[str, ...]
    numbers: tuple[str, ...]
    joined: str
    heard: frozenset[str]
    short: bool
    whole: float
    telling: float


def today(word: str) -> str:
    """Write a word in today's spelling: oe u, tj c, dj j, sj sy, ch kh."""
    for old, new in TODAY:
        if old in word:
            word = word.replace(old, new)
    return ALIASES.get(word, word)


def sound(word: str) -> str:
    """Give what is heard of a word in today's spelling."""
    word = AY_BEFORE_CONSONANT.sub("e", I_BETWEEN_VOWELS.sub("y", word))
    for pair, heard in HEARD:
        if pair in word:
            word = word.replace(pair, heard)
    word = TWICE.sub(r"\1", Y_AFTER_CONSONANT.sub("i", word))
    return word[:-1] if len(word) > 3 and word.endswith("h") else word


def _undotted(text: str) -> str:
    """Take the dots out of abbreviations that are known (S.E., M.Pd.), and part all others (M.Yusuf)."""

    def part(found: re.Match[str]) -> str:
        together = fold(found[0].replace(".", ""))
        return f" {together} " if together in DEGREES | HONORIFICS else found[0].replace(".", ". ")

    return ABBREVIATED.sub(part, text) if "." in text else text


def _person(words: list[str]) -> list[str]:
    """Leave out titles before and after a name, as long as a name is left."""
    begin = next((place for place, word in enumerate(words) if word not in HONORIFICS), 0)
    name = words[begin:]
    kept = [
        word
        for place, word in enumerate(name)
        if place == 0 or not (word in DEGREES or (word in HONORIFICS and len(word) > 1))
    ]
    return kept or words


def _firm(words: list[str]) -> list[str]:
    """Leave out legal forms, and titles of whoever the firm is named after."""
    kept = [word for word in words if word not in LEGAL_FORMS and (word not in HONORIFICS or word in IN_FIRMS)]
    return kept or words


def _place(words: list[str]) -> list[str]:
    """Leave out the kinds of places, and the noughts before numbers."""
    kept = [word.lstrip("0") or word if word.isdigit() else word for word in words if word not in PLACE_KINDS]
    return kept or words


TELLING: dict[Kind, Callable[[list[str]], list[str]]] = {
    Kind.PERSON: _person,
    Kind.FIRM: _firm,
    Kind.PLACE: _place,
    Kind.PRODUCT: list,
}


@lru_cache(maxsize=KEPT)
def _word(told: str) -> Word:
    """Bring one word to comparable form."""
    written = today(told)
    return Word(sound(written), written, _weight(written))


@lru_cache(maxsize=KEPT)
def words_of(text: str, kind: Kind) -> Words:
    """Bring a text to comparable form."""
    split = fold(_undotted(text))
    if kind != Kind.PERSON:
        split = LETTERS_AND_DIGITS.sub(" ", split)
    told = TELLING[kind](split.split())
    numbers = [] if kind == Kind.PLACE else [word for word in told if word.isdigit()]
    words = [_word(word) for word in told if not (numbers and word.isdigit())]
    each = tuple(sorted(words))
    whole = sum([word.weight for word in each])
    sounds = tuple([word.sound for word in each])
    return Words(
        plain=" ".join(text.casefold().split()),
        each=each,
        sounds=sounds,
        written=tuple([word.written for word in each]),
        numbers=tuple(sorted(numbers)),
        joined="".join([word.sound for word in words]),
        heard=frozenset(sounds),
        short=1 in map(len, sounds),
        whole=whole,
        telling=min(1.0, whole) if each else 1.0,
    )


def _weight(word: str) -> float:
    if word.isdigit():
        return NUMBER_WEIGHT
    if len(word) == 1:
        return INITIAL_WEIGHT
    return EVERYDAY_WEIGHT if word in EVERYDAY else 1.0
