"""What hangs on a business at all: asked once of all tables, so that its page reads only those that hold something.

Most businesses have no visit, case, machine or application, and a page of theirs would ask in vain for each.
"""

from functools import cache

from django.db import connection
from django.db.models import Model

from sentra.registry.models import Business


def look_up_hung(business: Business) -> None:
    """Look up which tables hold anything of a business; what changes afterwards isn't noticed."""
    kinds, statement = _question()
    with connection.cursor() as cursor:
        cursor.execute(statement, [business.pk])
        held = cursor.fetchone() or ()
    business.hung = frozenset(kind for kind, holds in zip(kinds, held, strict=False) if holds)


def may_have(business: Business, *kinds: type[Model]) -> bool:
    """Tell whether rows of some kinds may hang on a business; where nobody looked that up, all may."""
    return business.hung is None or not business.hung.isdisjoint(kinds)


@cache
def _question() -> tuple[tuple[type[Model], ...], str]:
    """Give all kinds of rows that name a business, and the statement that tells of each whether there are any."""
    relations = [one for one in Business._meta.related_objects if one.one_to_many and one.related_model != Business]
    quote = connection.ops.quote_name
    exist = ", ".join(
        f"EXISTS (SELECT 1 FROM {quote(one.related_model._meta.db_table)}"  # noqa: S608 - names of our own tables
        f" WHERE {quote(str(one.field.column))} = business.id)"
        for one in relations
    )
    statement = f"SELECT {exist} FROM registry_business AS business WHERE business.id = %s"  # noqa: S608 - as above
    return tuple(one.related_model for one in relations), statement
