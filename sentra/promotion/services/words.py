"""Learning the words of what is listed, for searches that are misspelt or not typed to the end."""

from django.db import connection, transaction

from sentra.kernel import clock
from sentra.promotion.listed import showings_listed
from sentra.registry.services.words import LONGEST, SHORTEST, STEMMER

LEARN = """
    INSERT INTO promotion_listedword (word, lexeme, products, learned_at)
    SELECT word, coalesce((ts_lexize(%s, word))[1], word), count(*), %s
    FROM ({listed}) AS listed CROSS JOIN LATERAL string_to_table(listed.search_text, ' ') AS word
    WHERE length(word) BETWEEN %s AND %s AND word !~ '[0-9]'
    GROUP BY word
"""


@transaction.atomic
def listed_words_learn() -> int:
    """Learn all words of what is listed anew, and in how many products each occurs; gives how many. May run twice.

    A word of nobody who is listed any more goes. Reads every listed search text once.
    """
    listed, given = showings_listed().order_by().values("search_text").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM promotion_listedword")
        cursor.execute(LEARN.format(listed=listed), [STEMMER, clock.now(), *given, SHORTEST, LONGEST])
        return int(cursor.rowcount)
