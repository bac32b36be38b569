"""What may go wrong, said so that a person can act on it.

A `Problem` is one thing that is wrong with what somebody gave; an error carries problems, or the reason of a
refusal, up to the page, which answers with the status in `status` and never with a traceback.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.functional import Promise

Message = str | Promise
BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (`field`, "" for the whole), which (`code`), and a sentence for the user."""

    field: str
    code: str
    message: Message


def about(label: Message, said: Message) -> str:
    """Let a sentence name what it is about, unless it does: `Harga: tulis angka saja, misalnya 15000`.

    What stands in brackets at the end of a label ("(optional)") names nothing.
    """
    name, sentence = plain(label), str(said)
    if not name or name in sentence or (" " in name and name.casefold() in sentence.casefold()):
        return sentence
    if sentence[1:2].islower():
        sentence = sentence[0].lower() + sentence[1:]
    return f"{name}: {sentence}"


def plain(label: Message) -> str:
    """Give what a field is called within a sentence: without a mark at its end, or a remark in brackets."""
    return BRACKETS.sub("", str(label)).rstrip("?.: ")


def named(problems: Iterable[Problem], labels: Mapping[str, Message]) -> list[Problem]:
    """Let each problem name the field that it is about, by the labels of the fields."""
    return [replace(one, message=about(labels.get(one.field, ""), one.message)) for one in problems]


class SentraError(Exception):
    """The root of all errors that a user can cause and put right."""

    status = 400

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class InvalidInput(SentraError):
    """What was given can't be used; `problems` says everything that is wrong with it, at once."""

    status = 422

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        if not self.problems:
            raise ValueError("InvalidInput needs at least one problem")
        super().__init__(self.problems[0].message)


class NotAllowed(SentraError):
    """The actor sees the record, but the act is not the actor's duty."""

    status = 403


class NotFound(SentraError):
    """The record doesn't exist, or is outside of what the actor may see: both look the same."""

    status = 404


class Conflict(SentraError):
    """The act doesn't fit the state of the record; `allowed` names the acts that do."""

    status = 409

    def __init__(self, message: Message, *, allowed: Sequence[Message] = ()) -> None:
        super().__init__(message)
        self.allowed = tuple(allowed)


class TooMany(SentraError):
    """The same visitor asked too often; `retry_after` is in seconds."""

    status = 429

    def __init__(self, message: Message, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(SentraError):
    """Something outside of the house that the act needs (a mail server) isn't answering; later it may."""

    status = 503


@dataclass(slots=True)
class Problems:
    """Collects problems while a rule runs through what was given."""

    found: list[Problem] = field(default_factory=list)

    def add(self, where: str, code: str, message: Message) -> None:
        """Note one problem and go on."""
        self.found.append(Problem(where, code, message))

    def raise_any(self) -> None:
        """Raise `InvalidInput` with all that was found, if anything was."""
        if self.found:
            raise InvalidInput(self.found)
