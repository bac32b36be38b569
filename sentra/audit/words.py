"""The words in which acts are told; each app names its own, once, when it is loaded."""

from collections.abc import Callable, Mapping
from typing import Any

from sentra.kernel.errors import Message

Say = Callable[[Any], Message]

_acts: dict[str, Message] = {}
_fields: dict[str, Message] = {}
_values: dict[str, Say] = {}


def describe(
    *,
    acts: Mapping[str, Message],
    fields: Mapping[str, Message] | None = None,
    values: Mapping[str, Say] | None = None,
) -> None:
    """Name acts ("sent the application in"), the fields that they change, and what the values of a field are called.

    A field without a word for its values tells them as they are. Raises `ValueError` where two apps differ.
    """
    for known, given in ((_acts, acts), (_fields, fields or {})):
        if clash := sorted(name for name in given if name in known and str(known[name]) != str(given[name])):
            raise ValueError(f"two apps describe the same: {clash}")
    _acts.update(acts)
    _fields.update(fields or {})
    _values.update(values or {})


def called(labels: Mapping[str, Message]) -> Say:
    """Give the way to say values by their labels; a value without one is said as it is."""
    return lambda value: labels.get(str(value), str(value))


def act_words(code: str) -> Message:
    """Give the words of an act; the code itself where no app named it."""
    return _acts.get(code, code)


def field_words(name: str) -> Message:
    """Give the words of a field."""
    return _fields.get(name, name.replace("_", " "))


def value_words(name: str) -> Say | None:
    """Give the way to say the values of a field; None where they are said as they are."""
    return _values.get(name)


def acts_described() -> frozenset[str]:
    """Give the codes that have words."""
    return frozenset(_acts)


def fields_described() -> frozenset[str]:
    """Give the names of the fields that have words."""
    return frozenset(_fields)
