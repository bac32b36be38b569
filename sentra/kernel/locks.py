"""Locks: on rows that others are joined to, and on what has no row to lock yet (a name, a hash, a chain)."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from sentra.kernel.bulk import among

M = TypeVar("M", bound=Model)


def locked(found: QuerySet[M]) -> QuerySet[M]:
    """Lock the rows of a question until the transaction ends, and give the same question of them, to be asked again.

    Locked together with what is joined to it, a row gets lost where somebody changed the relation meanwhile: PostgreSQL
    then holds the new row against the old owner, sees that they don't belong together, and finds nothing.
    """
    ids = list(found.order_by("pk").values_list("pk", flat=True))
    these = among(found.model, ids)
    list(found.model._base_manager.select_for_update().filter(these).order_by("pk").values_list("pk", flat=True))
    return found.filter(these)


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
