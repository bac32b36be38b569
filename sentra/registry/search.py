"""Finding businesses by words: exact by number, NIB and telephone, else by stems, the last word also by its beginning.

Index and query use the same configuration, `SEARCH_CONFIGURATION`: its stemmer takes too much away now and then, which
harms nobody as long as both sides do it alike.
"""

import re

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery
from django.db.models import Q

from sentra.kernel.identifiers import digits_of, parse_phone
from sentra.kernel.text import fold
from sentra.registry.models import SEARCH_CONFIGURATION, Business, SearchWord
from sentra.registry.wordbook import WordBook

NOTHING = Q(pk__in=[])
LONGEST_WORDS = 100
MOST_WORDS = 10
NUMBER_DIGITS = 6
NUMBER = re.compile(r"ikm (\d{4}) (\d{1,12})")
NIB = re.compile(r"\d{13}")
PHONE = re.compile(r"[+\d][\d\s().\-]{7,19}")
BOOK = WordBook(SearchWord, "businesses")
"""The words of the register."""


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
        asked |= _plain([f"{last}:*", *BOOK.begun(last)])
    return _stems(" & ".join(_alternatives(word) for word in whole)) & asked if whole else asked


def _alternatives(word: str) -> str:
    """Give the forms under which a word may stand: the number 123 of a business is written 000123."""
    return f"({word} | {word.zfill(NUMBER_DIGITS)})" if _short_number(word) else word


def _short_number(word: str) -> bool:
    return word.isdigit() and len(word) < NUMBER_DIGITS


def _stems(query: str) -> SearchQuery:
    return SearchQuery(query, config=SEARCH_CONFIGURATION, search_type="raw")


def _plain(alternatives: list[str]) -> SearchQuery:
    return SearchQuery(" | ".join(dict.fromkeys(alternatives)), config="simple", search_type="raw")


def may_be_often(words: str, least: int) -> bool:
    """Tell whether words may find so many businesses: surely not where one of them is rare, or is an identifier."""
    said = fold(words).split()[:MOST_WORDS]
    return bool(said) and not _exactly(words, " ".join(said)) and BOOK.may_be_often(said, least)


def meant(words: str) -> str:
    """Give what was probably meant by misspelt words; "" where each is known, or nothing is like them."""
    said = fold(words).split()[:MOST_WORDS]
    return "" if not said or _exactly(words, " ".join(said)) else BOOK.meant(said)
