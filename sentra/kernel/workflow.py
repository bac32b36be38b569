"""The machine that runs a table of acts: what may be done now, to what, and why not.

A feature app states its acts in one table (`workflow.py`). The same table draws the buttons (`allowed`) and refuses
the call (`require`), so that nothing can be clicked that is refused, nor the other way round.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from sentra.kernel.errors import Conflict, Message, NotAllowed, Problem

Facts = TypeVar("Facts")
Holds = Callable[[str], bool]
Guard = Callable[[Facts], Problem | None]
MakeGuard = Callable[[Callable[[Facts], bool], str, Message], Guard[Facts]]
"""The type of `guard` for the facts of one table."""


def guard(holds: Callable[[Facts], bool], code: str, message: Message) -> Guard[Facts]:
    """Make a guard that refuses, with a message, where something doesn't hold."""

    def refusal(facts: Facts) -> Problem | None:
        return None if holds(facts) else Problem("", code, message)

    return refusal


@dataclass(frozen=True)
class Act(Generic[Facts]):
    """One row of the table.

    `sources` are the states it starts from, `target` the state it leads to (None: it stays), `permission` what the
    actor must hold, `guards` pure checks that refuse with a problem, `asks` the inputs that the act needs.
    """

    code: str
    label: Message
    sources: frozenset[str]
    target: str | None
    permission: str
    guards: tuple[Guard[Facts], ...] = ()
    asks: tuple[str, ...] = ()


class Workflow(Generic[Facts]):
    """A table of acts."""

    def __init__(self, acts: Iterable[Act[Facts]]) -> None:
        self.acts: dict[str, Act[Facts]] = {}
        for act in acts:
            if act.code in self.acts:
                raise ValueError(f"two acts are called {act.code}")
            self.acts[act.code] = act

    def allowed(self, state: str, facts: Facts, holds: Holds) -> list[Act[Facts]]:
        """Give the acts that this actor may do now."""
        return [
            act
            for act in self.acts.values()
            if state in act.sources and holds(act.permission) and not any(check(facts) for check in act.guards)
        ]

    def blocked(self, state: str, facts: Facts, holds: Holds) -> list[tuple[Act[Facts], Problem]]:
        """Give the acts that fit the state and the duty but that a guard refuses, each with the reason."""
        found = []
        for act in self.acts.values():
            if state in act.sources and holds(act.permission):
                refusal = next((problem for check in act.guards if (problem := check(facts))), None)
                if refusal:
                    found.append((act, refusal))
        return found

    def require(self, code: str, state: str, facts: Facts, holds: Holds) -> Act[Facts]:
        """Give the act if it may be done now.

        Raises `NotAllowed` where it isn't the actor's duty, `Conflict` (naming the allowed acts) where the state or
        a guard forbids it.
        """
        act = self.acts[code]
        if not holds(act.permission):
            raise NotAllowed(_("This is not among your duties: %(act)s.") % {"act": act.label})
        if state not in act.sources:
            message: Message = _("This can't be done any more: %(act)s.") % {"act": act.label}
        elif problem := next((found for check in act.guards if (found := check(facts))), None):
            message = problem.message
        else:
            return act
        raise Conflict(message, allowed=[candidate.label for candidate in self.allowed(state, facts, holds)])
