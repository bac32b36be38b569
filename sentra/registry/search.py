"""Finding businesses by words: exact by number, NIB and telephone, else by stems, the last word also by its beginning.

Index and query use the same configuration, `SEARCH_CONFIGURATION`: its stemmer takes too much away now and then, which
harms nobody as long as both sides do it alike.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery
from django.db import connection
from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from sentra.kernel.identifiers import digits_of, parse_phone
from sentra.kernel.text import fold
from sentra.registry.models import SEARCH_CONFIGURATION, Business, SearchWord

NOTHING = Q(pk__in=[])
LONGEST_WORDS = 100
MOST_WORDS = 10
MOST_BEGUN = 40
"""How many words are tried for a last word that isn't typed to its end, where its beginning alone doesn't find them."""
SHORTEST_BEGUN = 2
ONE_WRONG, TWO_WRONG = 4, 6
"""From four letters on one may be wrong, from six on two."""
NUMBER_DIGITS = 6
NUMBER = re.compile(r"ikm (\d{4}) (\d{1,12})")
NIB = re.compile(r"\d{13}")
PHONE = re.compile(r"[+\d][\d\s().\-]{7,19}")

# Asked with each search, in plain SQL: Django takes longer to write such a question than PostgreSQL to answer it.
BEGUN = """
    SELECT lexeme FROM registry_searchword WHERE word LIKE %(begun)s AND lexeme NOT LIKE %(begun)s
    ORDER BY businesses DESC LIMIT %(most)s
"""
KNOWN = """
    SELECT (SELECT max(learned_at) FROM registry_searchword), ARRAY(
        SELECT word FROM registry_searchword WHERE word = ANY(%(words)s)
    )
"""


def found_by(words: str) -> Q:
    """Narrow businesses to those that words find; words without a letter or digit find nothing."""
    said = fold(words)
    if not said:
        return NOTHING
    return _exactly(words, said) or Q(search=_query(said.split()[:MOST_WORDS]))


def _exactly(words: str, said: str) -> Q | None:
    """Tell which business is meant where the words are an identifier."""
    if number := NUMBER.fullmatch(said):
        return Q(register_number=f"IKM-{number[1]}-{int(number[2]):0{NUMBER_DIGITS}d}")
    if NIB.fullmatch(digits_of(words)):
        return Q(nib=digits_of(words))
    if PHONE.fullmatch(words.strip()):
        try:
            phone = parse_phone(words)
        except ValueError:
            return None
        of_owners = Business.objects.filter(owner__phone=phone).values("pk")
        return Q(pk__in=Business.objects.filter(phone=phone).values("pk").union(of_owners))
    return None


def _query(words: list[str]) -> SearchQuery | CombinedSearchQuery:
    """Ask for all words: each by its stem, the last also by its beginning."""
    *whole, last = words
    asked: SearchQuery | CombinedSearchQuery = _stems(_alternatives(last))
    if not _short_number(last):
        asked |= _plain([f"{last}:*", *_begun(last)])
    return _stems(" & ".join(_alternatives(word) for word in whole)) & asked if whole else asked


def _alternatives(word: str) -> str:
    """Give the forms under which a word may stand: the number 123 of a business is written 000123."""
    return f"({word} | {word.zfill(NUMBER_DIGITS)})" if _short_number(word) else word


def _short_number(word: str) -> bool:
    return word.isdigit() and len(word) < NUMBER_DIGITS


def _begun(beginning: str) -> list[str]:
    """Give the stems of words that begin so, but whose stems don't: `keri` begins `keripik`, kept as `ripik`."""
    if len(beginning) < SHORTEST_BEGUN:
        return []
    with connection.cursor() as cursor:
        cursor.execute(BEGUN, {"begun": f"{beginning}%", "most": MOST_BEGUN})
        return [lexeme for (lexeme,) in cursor.fetchall()]


def _stems(query: str) -> SearchQuery:
    return SearchQuery(query, config=SEARCH_CONFIGURATION, search_type="raw")


def _plain(alternatives: list[str]) -> SearchQuery:
    return SearchQuery(" | ".join(dict.fromkeys(alternatives)), config="simple", search_type="raw")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of the register, as one process keeps them: the most used first, and by the alphabet."""

    learned_at: datetime | None
    by_use: tuple[str, ...]
    by_alphabet: tuple[str, ...]

    def knows(self, word: str, *, begun: bool) -> bool:
        """Tell whether a word occurs, or any that begins so."""
        place = bisect_left(self.by_alphabet, word)
        near = self.by_alphabet[place] if place < len(self.by_alphabet) else ""
        return near.startswith(word) if begun else near == word

    def nearest(self, word: str) -> str:
        """Give the word that was probably meant, the most used of the nearest; "" where none is near."""
        found = process.extractOne(word, self.by_use, scorer=OSA.distance, score_cutoff=_typing_errors(word))
        return found[0] if found else ""


def _typing_errors(word: str) -> int:
    """Tell how many letters may be wrong: with more, every short word is like every other."""
    return (len(word) >= ONE_WRONG) + (len(word) >= TWO_WRONG)


_kept = Vocabulary(None, (), ())


def vocabulary(learned_at: datetime | None) -> Vocabulary:
    """Give the words of the register, of which the newest were learned then; read anew when some were."""
    global _kept
    if learned_at != _kept.learned_at:
        by_use = tuple(SearchWord.objects.order_by("-businesses", "word").values_list("word", flat=True).iterator())
        _kept = Vocabulary(learned_at, by_use, tuple(sorted(by_use)))
    return _kept


def meant(words: str) -> str:
    """Give what was probably meant by misspelt words; "" where each is known, or nothing is like them."""
    said = fold(words).split()[:MOST_WORDS]
    if not said or _exactly(words, " ".join(said)):
        return ""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, {"words": said})
        learned_at, known = cursor.fetchone() or (None, [])
    if set(known).issuperset(said):
        return ""
    kept = vocabulary(learned_at)
    corrected = [
        word if word in known or _numbered(word) or kept.knows(word, begun=place == len(said)) else kept.nearest(word)
        for place, word in enumerate(said, 1)
    ]
    return " ".join(corrected) if all(corrected) and corrected != said else ""


def _numbered(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
