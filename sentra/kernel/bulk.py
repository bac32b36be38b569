"""Making and writing many new rows at once: by PostgreSQL's COPY, several times faster than INSERT."""

import gc
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import chain, islice
from operator import itemgetter
from queue import SimpleQueue
from threading import Lock
from typing import IO, Any, Protocol, TypeVar
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import AutoField, BooleanField, CharField, Field, ForeignKey, JSONField, Model, TextField
from django.db.models.base import ModelState
from django.db.models.expressions import RawSQL

from sentra.kernel.plain import written

Prepare = Callable[[Any], Any]
M = TypeVar("M", bound=Model)


class CopyIn(Protocol):
    """Inserts new rows of one kind."""

    def __call__(self, kind: type[M], rows: Iterable[M], /) -> None: ...


NOTHING = r"\N"
SENT_AT_ONCE = 200
BYTES_AT_ONCE = 1 << 18
COLLECTED_AT = 500_000
"""So many new things are at hand before Python looks which of them nobody needs: its own number is 700."""
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_QUOTED = str.maketrans({"\\": r"\\", '"': r"\""})


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let Python look for rows that hold each other much more seldom than usual, while many are made.

    Hardly any of them does, and looking through all that is at hand costs a fifth of the time of such a work. It is the
    whole process's: of several such works the last one that ends sets it back.
    """
    _making.begin()
    try:
        yield
    finally:
        _making.end()


class _Making:
    """How many works make many rows now, in whichever threads, and how often Python looked before the first began."""

    def __init__(self) -> None:
        self.lock, self.works, self.usual = Lock(), 0, gc.get_threshold()

    def begin(self) -> None:
        with self.lock:
            self.works += 1
            if self.works == 1:
                self.usual = gc.get_threshold()
                gc.set_threshold(COLLECTED_AT, *self.usual[1:])

    def end(self) -> None:
        with self.lock:
            self.works -= 1
            if not self.works:
                gc.set_threshold(*self.usual)


_making = _Making()


def new_row(kind: type[M], /, **values: Any) -> M:
    """Make a row that isn't saved yet, as `kind(**values)` does, many times faster: for hundreds of thousands of them.

    The defaults of a kind are looked up once. Values are named by fields, a related row by its relation.
    """
    constant, made, relations, names = _blank(kind)
    row = kind.__new__(kind)
    row._state = state = ModelState()
    own = row.__dict__
    own.update(constant)
    for name, make in made:
        if name not in values:
            own[name] = make()
    for name, value in values.items():
        if name in names:
            own[name] = value
        elif name in relations:
            own[relations[name][0]] = getattr(value, relations[name][1]) if value is not None else None
            state.fields_cache[name] = value
        else:
            raise TypeError(f"{kind.__name__} has no field {name}")
    return row


@cache
def _blank(
    kind: type[Model],
) -> tuple[dict[str, Any], list[tuple[str, Callable[[], Any]]], dict[str, tuple[str, str]], frozenset[str]]:
    """Give what each new row of a kind begins with: constants, and what is made anew for each; then what it may hold.

    That are the relations, with their own column and the other row's, and the names of all columns.
    """
    fields = [one for one in kind._meta.local_concrete_fields if not one.generated]
    made = [(one.attname, one.get_default) for one in fields if one.has_default() and callable(one.default)]
    later = {name for name, _make in made}
    constant = {one.attname: one.get_default() for one in fields if one.attname not in later}
    relations = {one.name: (one.attname, one.target_field.attname) for one in fields if isinstance(one, ForeignKey)}
    return constant, made, relations, frozenset(one.attname for one in kind._meta.local_concrete_fields)


def array_of(values: Iterable[int | UUID]) -> str:
    """Write numbers or ids as PostgreSQL writes an array, for thousands of them: a driver looks each up by itself."""
    return "{" + ",".join(map(str, values)) + "}"


def among(kind: type[Model], ids: Iterable[Any]) -> RawSQL:
    """Narrow rows of a kind to some hundreds of ids, told as one array.

    As hundreds of parameters the driver looks up each by itself, which takes milliseconds.
    """
    key: Field[Any, Any] = kind._meta.pk
    where = f"{connection.ops.quote_name(kind._meta.db_table)}.{connection.ops.quote_name(str(key.column))}"
    return RawSQL(f"{where} = ANY(%s::{key.db_type(connection)}[])", [array_of(ids)], output_field=BooleanField())  # noqa: S611 - names of our own tables


def copy_in(kind: type[M], rows: Iterable[M]) -> None:
    """Insert new rows of one kind. Numbers that the database gives as keys are not told back.

    The database writes while rows are still being made, where `rows` makes them one by one; no question may be asked
    meanwhile.
    """
    statement, texts = _copying(kind)[0], _texts(kind, rows)
    if first := next(texts, ""):
        with connection.cursor() as cursor:
            _send(cursor, statement, chain([first], texts))


@contextmanager
def copying() -> Iterator[CopyIn]:
    """Give what inserts new rows as `copy_in` does, of several kinds: all are there at the end.

    Of no rows the database is told nothing, for it would take that for a change. It ends writing those of one kind
    while those of the next are made; no question may be asked meanwhile.
    """
    sent: list[Future[None]] = []
    with connection.cursor() as cursor, ThreadPoolExecutor(1) as beside:

        def copy(kind: type[M], rows: Iterable[M]) -> None:
            written, texts = _texts(kind, rows), SimpleQueue[str]()
            if not (first := next(written, "")):
                return
            sent.append(beside.submit(_send, cursor, _copying(kind)[0], iter(texts.get, "")))
            try:
                for text in chain([first], written):
                    texts.put(text)
            finally:
                texts.put("")

        yield copy
        for one in sent:
            one.result()


def _texts(kind: type[M], rows: Iterable[M]) -> Iterator[str]:
    """Write rows as text for COPY, some at a time."""
    write, waiting = _copying(kind)[1], iter(rows)
    while some := list(islice(waiting, SENT_AT_ONCE)):
        yield "".join([write(row) for row in some])


def _send(cursor: CursorWrapper, statement: str, texts: Iterable[str]) -> None:
    with cursor.copy(statement) as copy:
        for text in texts:
            copy.write(text)


def rows_spool(kind: type[M], rows: Iterable[M], spool: IO[bytes]) -> None:
    """Write new rows into a file, to be inserted later by `copy_spooled`."""
    _statement, write = _copying(kind)
    spool.write("".join([write(row) for row in rows]).encode())


def copy_spooled(kind: type[Model], spool: IO[bytes]) -> None:
    """Insert the rows of one kind that a file holds, from its beginning."""
    statement, _write = _copying(kind)
    spool.seek(0)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        while some := spool.read(BYTES_AT_ONCE):
            copy.write(some)


@cache
def _copying(kind: type[Model]) -> tuple[str, Callable[[Model], str]]:
    """Give the statement, and what writes a row of a kind as a line in the text format of COPY.

    Texts are written as they are, and looked at once a line: hardly any holds a tab, a break or a backslash.
    """
    fields = [one for one in kind._meta.local_concrete_fields if not one.generated and not isinstance(one, AutoField)]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(one.column)) for one in fields)
    values_of = itemgetter(*[one.attname for one in fields])
    prepares = [(place, prepare) for place, one in enumerate(fields) if (prepare := _preparation(one))]
    forms, other, parting = FORMS, _of_other_kind, len(fields) - 1

    def write(row: Model) -> str:
        row._state.adding = False
        values = list(values_of(row.__dict__))
        for place, prepare in prepares:
            values[place] = prepare(values[place])
        told = [
            one if one.__class__ is str else NOTHING if one is None else forms.get(one.__class__, other)(one)
            for one in values
        ]
        line = "\t".join(told)
        if line.count("\\") != values.count(None) or line.count("\t") != parting or "\n" in line or "\r" in line:
            line = "\t".join(
                [NOTHING if one is None else text.translate(_ESCAPED) for one, text in zip(values, told, strict=True)]
            )
        return line + "\n"

    return f"COPY {quote(kind._meta.db_table)} ({names}) FROM STDIN", write


def _preparation(field: "Field[Any, Any]") -> Prepare | None:
    if isinstance(field, JSONField):
        return _json
    if type(field).get_prep_value not in {Field.get_prep_value, CharField.get_prep_value, TextField.get_prep_value}:
        return field.get_prep_value if type(field).__module__.startswith("sentra.") else None
    return None


def _json(value: Any) -> str | None:
    return None if value is None else written(value)


def _array(values: list[Any]) -> str:
    told = ['"' + one.translate(_QUOTED) + '"' if isinstance(one, str) else str(one) for one in values]
    return "{" + ",".join(told) + "}"


def _of_other_kind(value: Any) -> str:
    """Write a choice as its text. Raises `TypeError` for what no column holds."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"{type(value).__name__} can't be written by COPY")


FORMS: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "t" if value else "f",
    int: str,
    float: repr,
    Decimal: str,
    UUID: lambda value: value.hex,
    datetime: datetime.isoformat,
    date: date.isoformat,
    list: _array,
}
"""How the text format of COPY writes the values of each type."""
