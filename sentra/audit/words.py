"""The words in which acts are told; each app names its own, once, when it is loaded."""

from collections.abc import Mapping

from sentra.kernel.errors import Message

_acts: dict[str, Message] = {}
_fields: dict[str, Message] = {}


def describe(*, acts: Mapping[str, Message], fields: Mapping[str, Message] | None = None) -> None:
    """Name acts ("sent the application in") and the fields that they change. Raises `ValueError` on a clash."""
    clash = set(acts) & set(_acts)
    if clash and any(_acts[code] is not acts[code] for code in clash):
        raise ValueError(f"two apps describe the same act: {sorted(clash)}")
    _acts.update(acts)
    _fields.update(fields or {})


def act_words(code: str) -> Message:
    """Give the words of an act; the code itself where no app named it."""
    return _acts.get(code, code)


def field_words(name: str) -> Message:
    """Give the words of a field."""
    return _fields.get(name, name.replace("_", " "))


def acts_described() -> frozenset[str]:
    """Give the codes that have words."""
    return frozenset(_acts)
