"""Finding products by words: by stems, the last word also by its beginning, and by whatever means the same.

Synonyms are data of the pack; each row means one thing, in any spelling or language. Index and query use one stemmer.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery
from django.db.models import Q

from sentra.kernel.text import fold
from sentra.promotion.models import ListedWord
from sentra.reference.loading import current_pack
from sentra.reference.promotion import Promotion
from sentra.registry.models import SEARCH_CONFIGURATION
from sentra.registry.search import BOOK as REGISTER_BOOK
from sentra.registry.wordbook import WordBook

LONGEST_WORDS = 100
MOST_WORDS = 8
SHORTEST_BEGUN = 3
NOTHING = Q(pk__in=[])
BOOK = WordBook(ListedWord, "products")
"""The words of what is listed."""
FEWEST = 3
"""A word of so many businesses of the register is a word, though nothing that is listed is called so; a word of fewer
might be a person's name, of which nobody is told whether it is known.
"""

Phrase = tuple[str, ...]
Asked = SearchQuery | CombinedSearchQuery


def found_by(words: str) -> Q:
    """Narrow showings to those that words find; words without a letter or digit find nothing."""
    said = fold(words[:LONGEST_WORDS]).split()[:MOST_WORDS]
    return Q(search=_query(said)) if said else NOTHING


def meant(words: str) -> str:
    """Give what was probably meant by misspelt words; "" where each is known, or nothing is like them.

    A word of the register is no misspelt one, and what a kind of product is called is meant rather than anything else.
    It may stand for what isn't listed any more: whoever shows it looks first whether it finds anything.
    """
    said = fold(words[:LONGEST_WORDS]).split()[:MOST_WORDS]
    if not said:
        return ""
    pack = current_pack()
    known = _spoken(pack.promotion) | REGISTER_BOOK.known(said, FEWEST)
    return BOOK.meant(said, known, {word for one in pack.commodities for word in fold(one.name.id).split()})


def same_as(words: str) -> list[tuple[Phrase, ...]]:
    """Part what was said into words and known phrases, each with all that means the same."""
    said = fold(words[:LONGEST_WORDS]).split()[:MOST_WORDS]
    return list(_parts(said, _meanings(current_pack().promotion)))


def _query(said: Sequence[str]) -> Asked:
    """Ask for all that was said, each part by whatever means the same."""
    parts = list(_parts(said, _meanings(current_pack().promotion)))
    asked: Asked = _stems(" & ".join(_any_of(phrases) for phrases in parts))
    last = said[-1]
    if len(last) < SHORTEST_BEGUN or last.isdigit():
        return asked
    begun: Asked = SearchQuery(" | ".join([f"{last}:*", *BOOK.begun(last)]), config="simple", search_type="raw")
    if same := _begun(last):
        begun |= _stems(_any_of(same))
    whole = list(_parts(said[:-1], _meanings(current_pack().promotion)))
    return asked | (_stems(" & ".join(_any_of(phrases) for phrases in whole)) & begun if whole else begun)


def _parts(said: Sequence[str], meanings: dict[Phrase, tuple[Phrase, ...]]) -> Iterable[tuple[Phrase, ...]]:
    """Part what was said into words and known phrases, the longest first, each with all that means the same."""
    place = 0
    longest = max(map(len, meanings), default=1)
    while place < len(said):
        for length in range(min(longest, len(said) - place), 0, -1):
            phrase = tuple(said[place : place + length])
            if phrase in meanings or length == 1:
                yield meanings.get(phrase, (phrase,))
                place += length
                break


def _any_of(phrases: Iterable[Phrase]) -> str:
    """Write phrases as alternatives: of a phrase each word is asked for, in whatever order it stands."""
    return "(" + " | ".join("(" + " & ".join(phrase) + ")" for phrase in phrases) + ")"


def _begun(beginning: str) -> list[Phrase]:
    """Give what means the same as a synonym of one word that begins so: `krip` begins `kripik`, which is `keripik`."""
    meanings = _meanings(current_pack().promotion).items()
    found = [same for phrase, same in meanings if len(phrase) == 1 and phrase[0].startswith(beginning)]
    return list(dict.fromkeys(phrase for same in found for phrase in same))


def _meanings(promotion: Promotion) -> dict[Phrase, tuple[Phrase, ...]]:
    return _read(promotion.synonyms)


@cache
def _read(synonyms: tuple[tuple[str, ...], ...]) -> dict[Phrase, tuple[Phrase, ...]]:
    """Give for each synonym, in its words, all that means the same."""
    rows = [tuple(tuple(fold(word).split()) for word in row) for row in synonyms]
    return {phrase: row for row in rows for phrase in row}


def _spoken(promotion: Promotion) -> frozenset[str]:
    """Give the words of all synonyms: each is right, also where no product is called so."""
    return frozenset(word for phrase in _meanings(promotion) for word in phrase)


def _stems(query: str) -> SearchQuery:
    return SearchQuery(query, config=SEARCH_CONFIGURATION, search_type="raw")
