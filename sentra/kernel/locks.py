"""Locks on what has no row to lock yet: a name, a hash, a chain."""

from collections.abc import Iterable

from django.db import connection


def hold(*keys: str) -> None:
    """Let one transaction at a time go on with each of the keys, until it ends.

    The keys are taken in one order, so that two transactions never wait for each other.
    """
    with connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def hold_many(keys: Iterable[str]) -> None:
    """Hold many keys in one statement, in the same order as `hold`; not more than some thousands at once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(held.key, 0)) "
            "FROM (SELECT key FROM unnest(%s::text[]) WITH ORDINALITY AS told(key, place) "
            "ORDER BY place OFFSET 0) held",
            [sorted(set(keys))],
        )
