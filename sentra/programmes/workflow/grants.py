"""THE table of acts on what a chosen receiver of machines is given: the agreement, and the handover."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sentra.kernel.workflow import Act, MakeGuard, Workflow, guard
from sentra.people.policy import Permission
from sentra.programmes.models import CallState
from sentra.programmes.workflow.call import OWN


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """What the guards look at: whether the call gives machines, and how far this receiver is.

    `own` is whether the business, or one of the members it stands for, is the actor's.
    """

    machines: bool = False
    chosen: bool = False
    own: bool = False
    agreed: bool = False
    accepted: bool = False


_guard: MakeGuard[GrantFacts] = guard
machines = _guard(lambda facts: facts.machines, "no_machines", _("This call gives no machines."))
chosen = _guard(lambda facts: facts.chosen, "not_chosen", _("Only who was chosen receives a machine."))
not_own = _guard(lambda facts: not facts.own, "own", _("It is your own business. A colleague has to do this."))
agreed = _guard(lambda facts: facts.agreed, "not_agreed", _("There is no grant agreement yet. The head makes it."))
accepted = _guard(
    lambda facts: facts.accepted,
    "not_accepted",
    _("The receiver hasn't accepted the grant agreement yet, neither here nor on paper."),
)
not_accepted = _guard(
    lambda facts: not facts.accepted, "accepted", _("The grant agreement was accepted already, and stands.")
)

_A = Act[GrantFacts]
_RUNS = frozenset({str(CallState.RUNNING)})

GRANT = Workflow[GrantFacts](
    [
        _A(
            "agree",
            _("Make the grant agreement"),
            _RUNS,
            None,
            Permission.PROGRAMME_DECIDE,
            (machines, chosen, not_own, not_accepted),
            ("machine", "value"),
        ),
        _A(
            "accept",
            _("Accept the grant agreement"),
            _RUNS,
            None,
            OWN,
            (machines, chosen, agreed, not_accepted),
            ("name", "read"),
        ),
        _A(
            "accept_on_paper",
            _("Record the signature on paper"),
            _RUNS,
            None,
            Permission.PROGRAMME_MANAGE,
            (machines, chosen, not_own, agreed, not_accepted),
            ("name",),
        ),
        _A(
            "hand_over",
            _("Hand machines over"),
            _RUNS,
            None,
            Permission.PROGRAMME_MANAGE,
            (machines, chosen, not_own, agreed, accepted),
            ("machines", "handed_on", "place", "receiver", "officer"),
        ),
    ]
)
