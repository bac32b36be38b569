"""Learning the words of the register, for searches that are misspelt or not typed to the end."""

from datetime import UTC, datetime

from django.db import connection, transaction

from sentra.kernel import clock
from sentra.registry.models import SEARCH_CONFIGURATION

SHORTEST, LONGEST = 3, 40
STEMMER = f"{SEARCH_CONFIGURATION}_stem"

_WORDS = """
    SELECT word, coalesce((ts_lexize(%(stemmer)s, word))[1], word), count(*), %(now)s
    FROM registry_business CROSS JOIN LATERAL string_to_table(search_text, ' ') AS word
    WHERE merged_into_id IS NULL AND updated_at >= %(since)s
        AND length(word) BETWEEN %(shortest)s AND %(longest)s AND word !~ '[0-9]'
    GROUP BY word
"""
_LEARN = f"INSERT INTO registry_searchword (word, lexeme, businesses, learned_at) {_WORDS}"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def words_learn(since: datetime) -> int:
    """Add the words of businesses that were written since then; gives how many are new. May run twice."""
    return _learn(since, f"{_LEARN} ON CONFLICT (word) DO NOTHING")


@transaction.atomic
def words_count() -> int:
    """Learn all words anew, and in how many businesses each occurs; gives how many there are. May run twice.

    Reads every search text once: this grows with the register.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_searchword")
    return _learn(LONG_AGO, f"{_LEARN} ON CONFLICT (word) DO UPDATE SET businesses = excluded.businesses")


def _learn(since: datetime, statement: str) -> int:
    given: dict[str, str | int | datetime] = {
        "stemmer": STEMMER,
        "since": since,
        "now": clock.now(),
        "shortest": SHORTEST,
        "longest": LONGEST,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return int(cursor.rowcount)
