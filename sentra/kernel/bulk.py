"""Writing many new rows at once by PostgreSQL's COPY: several times faster than INSERT."""

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import AutoField, CharField, Field, JSONField, Model, TextField

Prepare = Callable[[Any], Any]


def copy_in(kind: type[Model], rows: Sequence[Model]) -> None:
    """Insert new rows of one kind. Numbers that the database gives as keys are not told back."""
    if not rows:
        return
    statement, columns = _columns(kind)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            values = row.__dict__
            copy.write_row([values[name] if prepare is None else prepare(values[name]) for name, prepare in columns])
            row._state.adding = False


@cache
def _columns(kind: type[Model]) -> tuple[str, list[tuple[str, Prepare | None]]]:
    """Give the statement, and for each column the attribute and how its value becomes one of the database."""
    fields = [one for one in kind._meta.local_concrete_fields if not one.generated and not isinstance(one, AutoField)]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(one.column)) for one in fields)
    statement = f"COPY {quote(kind._meta.db_table)} ({names}) FROM STDIN"
    return statement, [(one.attname, _preparation(one)) for one in fields]


def _preparation(field: "Field[Any, Any]") -> Prepare | None:
    if isinstance(field, JSONField):
        return _json
    if type(field).get_prep_value not in {Field.get_prep_value, CharField.get_prep_value, TextField.get_prep_value}:
        return field.get_prep_value if type(field).__module__.startswith("sentra.") else None
    return _text if isinstance(field, CharField | TextField) else None


def _json(value: Any) -> str | None:
    return None if value is None else str(json.dumps(value, cls=DjangoJSONEncoder))


def _text(value: Any) -> Any:
    """Give a plain text for one that is also a choice."""
    return value if value is None or value.__class__ is str else str(value)
