"""Words that something is found by, kept as a table: what begins so, and what was meant by a misspelt one.

The register has such a table of its own words, and a higher app may have another of what it shows to others.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Model
from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

MOST_BEGUN = 40
"""How many words are tried for a last word that isn't typed to its end, where its beginning alone doesn't find them."""
SHORTEST_BEGUN = 2
ONE_WRONG, TWO_WRONG = 4, 6
"""From four letters on one may be wrong, from six on two."""
ANOTHER_LETTER = 5
"""With fewer letters, one with another letter is more often another word than a misspelt one: `tahu` and `tamu`."""

# Asked with each search, in plain SQL: Django takes longer to write such a question than PostgreSQL to answer it.
BEGUN = """
    SELECT lexeme FROM {table} WHERE word LIKE %(begun)s AND lexeme NOT LIKE %(begun)s
    ORDER BY {counted} DESC LIMIT %(most)s
"""
KNOWN = """
    SELECT (SELECT max(learned_at) FROM {table}), ARRAY(SELECT word FROM {table} WHERE word = ANY(%(words)s))
"""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of a table, as one process keeps them, each with how often it is used: the most used first."""

    learned_at: datetime | None
    uses: Mapping[str, int]
    by_use: tuple[str, ...]
    by_alphabet: tuple[str, ...]

    def knows(self, word: str, *, begun: bool) -> bool:
        """Tell whether a word occurs, or any that begins so."""
        place = bisect_left(self.by_alphabet, word)
        near = self.by_alphabet[place] if place < len(self.by_alphabet) else ""
        return near.startswith(word) if begun else near == word

    def nearest(self, word: str, favoured: Collection[str] = ()) -> str:
        """Give the word that was probably meant; "" where none is near.

        That is the one with the fewest wrong letters; of these rather one in which a letter was left out or two changed
        places than one with another letter, rather a `favoured` one, rather one that begins alike, and the most used.
        """
        most = _typing_errors(word)
        found = process.extract(word, self.by_use, scorer=OSA.distance, score_cutoff=most, limit=None) if most else ()
        near = [
            (wrong, _has_another_letter(word, one), one not in favoured, -Prefix.similarity(word, one), place, one)
            for one, wrong, place in found
        ]
        if len(word) < ANOTHER_LETTER:
            near = [one for one in near if not one[1]]
        return min(near)[-1] if near else ""


def _typing_errors(word: str) -> int:
    """Tell how many letters may be wrong: with more, every short word is like every other."""
    return (len(word) >= ONE_WRONG) + (len(word) >= TWO_WRONG)


def _has_another_letter(word: str, other: str) -> bool:
    """Tell whether two words differ by more than letters that were left out, doubled or changed places."""
    return bool(Counter(word) - Counter(other) and Counter(other) - Counter(word))


class WordBook:
    """A table of words: its model has `word`, `lexeme`, `learned_at`, and a column that counts where each stands."""

    def __init__(self, model: type[Model], counted: str) -> None:
        self._words = model._default_manager
        self._counted = counted
        self._kept = Vocabulary(None, {}, (), ())
        names = {"table": model._meta.db_table, "counted": counted}
        self._ask_begun, self._ask_known = BEGUN.format(**names), KNOWN.format(**names)

    def begun(self, beginning: str) -> list[str]:
        """Give the stems of words that begin so, but whose stems don't: `keri` begins `keripik`, kept as `ripik`."""
        if len(beginning) < SHORTEST_BEGUN:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self._ask_begun, {"begun": f"{beginning}%", "most": MOST_BEGUN})
            return [lexeme for (lexeme,) in cursor.fetchall()]

    def known(self, said: Sequence[str], least: int) -> frozenset[str]:
        """Give those of some words that stand in so many places at least."""
        return frozenset(
            self._words.filter(**{"word__in": said, f"{self._counted}__gte": least}).values_list("word", flat=True)
        )

    def may_be_often(self, said: Sequence[str], least: int) -> bool:
        """Tell whether all of some words may stand in so many places, as far as this process knows without asking.

        The last may be the beginning of any word.
        """
        kept = self._kept
        *whole, last = said
        of_last = kept.uses.get(last, 0) >= least or (last not in kept.uses and kept.knows(last, begun=True))
        return not kept.uses or (of_last and all(kept.uses.get(word, 0) >= least for word in whole))

    def vocabulary(self, learned_at: datetime | None) -> Vocabulary:
        """Give the words, of which the newest were learned then; read anew when some were."""
        if learned_at != self._kept.learned_at:
            words = self._words.order_by(f"-{self._counted}", "word").values_list("word", self._counted)
            uses = dict(words.iterator())
            self._kept = Vocabulary(learned_at, uses, tuple(uses), tuple(sorted(uses)))
        return self._kept

    def meant(self, said: Sequence[str], known: Collection[str] = (), favoured: Collection[str] = ()) -> str:
        """Give what was probably meant by folded words; "" where each is known, or nothing is like them.

        `known` are words that are right though the table hasn't got them; `favoured` are meant rather than others.
        """
        with connection.cursor() as cursor:
            cursor.execute(self._ask_known, {"words": list(said)})
            learned_at, found = cursor.fetchone() or (None, [])
        right = {*known, *found}
        if right.issuperset(said):
            return ""
        kept = self.vocabulary(learned_at)
        corrected = [
            word
            if word in right or _numbered(word) or kept.knows(word, begun=place == len(said))
            else kept.nearest(word, favoured)
            for place, word in enumerate(said, 1)
        ]
        return " ".join(corrected) if all(corrected) and corrected != list(said) else ""


def _numbered(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
