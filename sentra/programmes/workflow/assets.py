"""THE table of acts on a machine that was handed over: seen, passed on by the office, lost, found, given back."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sentra.kernel.workflow import Act, MakeGuard, Workflow, guard
from sentra.people.policy import Permission
from sentra.programmes.models import HELD, AssetState
from sentra.programmes.workflow.call import OWN


@dataclass(frozen=True, slots=True)
class AssetFacts:
    """What the guards look at: whether the actor's own business holds the machine, whether it was looked for in vain,
    and whether it was passed on with an agreement that the new holder hasn't accepted yet.
    """

    own: bool = False
    missing: bool = False
    waits: bool = False


_guard: MakeGuard[AssetFacts] = guard
not_own = _guard(lambda facts: not facts.own, "own", _("Your own business holds it. A colleague has to do this."))
there = _guard(
    lambda facts: not facts.missing,
    "missing",
    _("It wasn't there when somebody looked last. Look again, then decide."),
)

waits = _guard(lambda facts: facts.waits, "no_agreement", _("No agreement about this machine waits to be accepted."))

_A = Act[AssetFacts]
_MANAGE, _DECIDE = Permission.PROGRAMME_MANAGE, Permission.PROGRAMME_DECIDE
_HELD = frozenset(map(str, HELD))
_LOST = frozenset({str(AssetState.LOST)})

ASSET = Workflow[AssetFacts](
    [
        _A("see", _("Record what was seen"), _HELD, None, _MANAGE, (not_own,), ("condition", "on", "words")),
        _A("transfer", _("Pass on to another business"), _HELD, None, _DECIDE, (not_own, there), ("number", "reason")),
        _A("lose", _("Record the loss"), _HELD, AssetState.LOST, _MANAGE, (not_own,), ("on", "reason")),
        _A(
            "give_back",
            _("Take back"),
            _HELD,
            AssetState.RETURNED,
            _MANAGE,
            (not_own, there),
            ("on", "reason"),
        ),
        _A("find_again", _("It was found again"), _LOST, None, _MANAGE, (not_own,), ("condition", "on", "words")),
        _A("accept", _("Accept the agreement"), _HELD, None, OWN, (waits,), ("name", "read")),
        _A(
            "accept_on_paper",
            _("Record the signature on paper"),
            _HELD,
            None,
            _MANAGE,
            (not_own, waits),
            ("name",),
        ),
        _A("tell_trouble", _("Report damage or loss"), _HELD, None, OWN, (), ("kind", "words")),
    ]
)
