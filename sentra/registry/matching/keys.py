"""The keys under which two records that may be the same meet: only those that share one are compared. Pure.

A key is a number made of what two spellings of one thing have in common. A business carries its keys in an indexed
column, so that what it may be the same as is found in one question, however large the register is. Of most keys two
must be shared; an odd number tells that one is enough (`nearby.MET`).
"""

from collections.abc import Iterable, Iterator
from itertools import combinations
from zlib import crc32

from sentra.registry.matching.names import EVERYDAY_WEIGHT, Kind, Words, words_of

LETTERS = 5
"""So many letters of a word's sound make a key: what stands behind them may be mistyped."""
MOST_WORDS = 4
DISTRICT = len("35.05.10")


def business_keys(*, name: str, owner: str, village: str, commodity: str, phones: Iterable[str]) -> list[int]:
    """Give the keys of a business.

    Telling by itself: the whole name in the village, the whole owner's name in the district (one word alone: in the
    village), both names anywhere, a phone. Of these two must be shared: two words out of both names in the village, or
    a word beside the commodity there. Two everyday words make no key. Where no owner is named, the name alone is looked
    for in its village.
    """
    firm, person = words_of(name, Kind.FIRM), words_of(owner, Kind.PERSON)
    of_firm, of_person = _begun(firm), _begun(person)
    whole_firm, whole_person = _whole(firm), _whole(person)
    of_owner = [
        f"owner {village[:DISTRICT] if len(person.sounds) > 1 else village} {whole_person}",
        f"both {whole_firm} {whole_person}",
    ]
    telling = [
        f"firm {village} {whole_firm}",
        *(of_owner if owner else ()),
        *[f"phone {phone}" for phone in phones if phone],
    ]
    others = [
        *[f"two {village} {one} {other}" for one, other in _twos(of_firm | of_person)],
        *[f"trade {village} {commodity} {word}" for word in of_person],
        *[f"trade {village} {commodity} {word}" for word, weight in of_firm.items() if weight == 1],
    ]
    return sorted({_number(key) | 1 for key in telling} | {_number(key) & ~1 for key in others})


def _twos(words: dict[str, float]) -> Iterator[tuple[str, str]]:
    """Give words by twos, those that tell most first; of two at least one tells something."""
    most = sorted(words, key=lambda word: (-words[word], -len(word), word))[:MOST_WORDS]
    for one, other in combinations(sorted(most), 2):
        if words[one] + words[other] > 2 * EVERYDAY_WEIGHT:
            yield one, other


def _begun(words: Words) -> dict[str, float]:
    """Give the beginnings of the words with what each tells; a first letter alone is none."""
    return {word.sound[:LETTERS]: word.weight for word in words.each if len(word.sound) > 1}


def _whole(words: Words) -> str:
    return "".join(words.sounds) or words.plain


def _number(key: str) -> int:
    """Write a key as a whole number of PostgreSQL (32 bits with sign); two keys of one number do no harm."""
    number = crc32(key.encode())
    return number - (1 << 32) if number >= 1 << 31 else number
