"""Who opens pages, and the rules by which a page lets them in or turns them away: the words of `tests/pages.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from sentra.people.models import Role, User
from sentra.people.policy import GRANTS, Permission
from sentra.people.tests.people import officer, owner, stranger
from tests.making import DISTRICT

ELSEWHERE = "35.05.01"
"""A district in which no business of the tests lies."""
TO_SIGN_IN, NOT_YOUR_DUTY, NOT_FOUND, WRONG_METHOD = 302, 403, 404, 405


@dataclass(frozen=True, slots=True)
class Kind:
    """Somebody who opens pages: `role` is the duty of an officer, who holds it `here` or in another district."""

    name: str
    role: Role | None = None
    here: bool = True

    @property
    def user(self) -> User | None:
        """The account; nobody's for who is not signed in."""
        if self.role:
            return officer(self.role, [DISTRICT if self.here else ELSEWHERE], name=self.name)
        return {"anonymous": None, "owner": owner(), "stranger": stranger()}[self.name]

    def may(self, *permissions: Permission) -> bool:
        """Tell whether the duty allows any of these, wherever."""
        return self.role is not None and bool(GRANTS[self.role] & set(permissions))


KINDS = [
    *(Kind(name) for name in ("anonymous", "owner", "stranger")),
    *(Kind(f"{role}-{'here' if here else 'elsewhere'}", role, here) for role in Role for here in (True, False)),
]

# Who comes in: a rule gives None for those, and for the others how they are turned away.
Turned = int | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A class of pages: what its view says of itself (`.access`), and who is turned away with which status."""

    access: str
    turned: Callable[[Kind], Turned]


def duty(permission: Permission, *, record: bool = False, or_any: tuple[Permission, ...] = ()) -> Rule:
    """A page of officers; a `record` is shown only in its district. `or_any`: what the act itself asks for besides."""

    def turned(kind: Kind) -> Turned:
        if not kind.may(permission) or (or_any and not kind.may(*or_any)):
            return NOT_YOUR_DUTY
        return NOT_FOUND if record and not kind.here else None

    return Rule(permission, turned)


def own(*readers: Permission, act: bool = False) -> Rule:
    """A page about a record of the owner's; officers who may read it in its district come in too.

    An `act` on it is the owner's alone: those officers know of the record, but it isn't their duty.
    """

    def turned(kind: Kind) -> Turned:
        if kind.name == "owner":
            return None
        if kind.may(*readers) and kind.here:
            return NOT_YOUR_DUTY if act else None
        return NOT_FOUND

    return Rule("signed_in", turned)


def shared(permission: Permission) -> Rule:
    """A page that the owner of a business fills in, or an officer with a duty for it in its district."""

    def turned(kind: Kind) -> Turned:
        if kind.name == "owner" or (kind.may(permission) and kind.here):
            return None
        return NOT_YOUR_DUTY if kind.may(Permission.REGISTER_READ) and kind.here else NOT_FOUND

    return Rule("signed_in", turned)


def beside_owner(permission: Permission, *, here: bool) -> Rule:
    """A page of the owner's that officers with a duty see too, maybe in their districts alone; nobody else knows it."""

    def turned(kind: Kind) -> Turned:
        comes_in = kind.name == "owner" or (kind.may(permission) and (kind.here or not here))
        return None if comes_in else NOT_FOUND

    return Rule("signed_in", turned)


PUBLIC = Rule("public", lambda _kind: None)
SIGNED_IN = Rule("signed_in", lambda _kind: None)
OWN = own()
OFFERED = beside_owner(Permission.PROGRAMME_MANAGE, here=True)
OWN_OR_TOLD = beside_owner(Permission.PROGRAMME_MANAGE, here=False)
OWN_PAPER = beside_owner(Permission.PROGRAMME_READ, here=False)
OWN_ACT = own(Permission.APPLICATION_READ, act=True)
WALK_IN = Rule("signed_in", lambda kind: None if kind.role == Role.COUNTER and kind.here else NOT_FOUND)


@dataclass(frozen=True)
class Page:
    """One line of the table: what those who come in get when they read (`get`) or send an empty form (`post`)."""

    name: str
    rule: Rule
    get: int = WRONG_METHOD
    post: int = WRONG_METHOD
    at: dict[str, str] = field(default_factory=dict)
    """The parts of the address; a word that the house knows stands for the id of that record."""
    also: dict[str, int] = field(default_factory=dict)
    """What single visitors get instead: "anonymous GET"."""
    sent: dict[str, str] = field(default_factory=lambda: {"empty": "yes"})
    """The form that is sent: nothing that any page asks for, unless the line says so."""

    def __str__(self) -> str:
        return f"{self.name} {' '.join(self.at.values())}".strip()

    def address(self, ids: Mapping[str, Any]) -> str:
        """Give the address, with the ids of the records that the line names."""
        return reverse(self.name, kwargs={part: ids.get(word, word) for part, word in self.at.items()})

    @property
    def expected(self) -> dict[str, int]:
        """Tell what each visitor gets: by "anonymous GET"."""
        told = {"GET": self.get, "POST": self.post}
        return {
            f"{kind.name} {method}": self._status(kind, method, status)
            for kind in KINDS
            for method, status in told.items()
        }

    def _status(self, kind: Kind, method: str, status: int) -> int:
        if single := self.also.get(f"{kind.name} {method}"):
            return single
        if status == WRONG_METHOD:
            return status
        if kind.name == "anonymous" and self.rule.access != "public":
            return TO_SIGN_IN
        return self.rule.turned(kind) or status
