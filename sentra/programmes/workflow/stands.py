"""THE table of acts while a programme runs: stands, what is brought and accepted, photographs."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sentra.kernel.workflow import Act, MakeGuard, Workflow, guard
from sentra.people.policy import Permission
from sentra.programmes.models import CallState
from sentra.programmes.workflow.call import OWN


@dataclass(frozen=True, slots=True)
class StandFacts:
    """What the guards look at.

    `stands` is whether this kind of programme has any; `takes_part` whether the applicant that the act is about was
    chosen, where it is about one; `own` whether one of the applicants' businesses is the actor's. `free` counts stands
    that are nobody's, `without` those who take part and have none.
    """

    stands: bool = False
    takes_part: bool = True
    own: bool = False
    free: int = 0
    without: int = 0


_guard: MakeGuard[StandFacts] = guard
has_stands = _guard(lambda facts: facts.stands, "no_stands", _("There are no stands in this kind of programme."))
takes_part = _guard(
    lambda facts: facts.takes_part, "not_chosen", _("Only who was chosen takes part. This application wasn't.")
)
not_own = _guard(
    lambda facts: not facts.own, "own", _("Your own business applied to this call. A colleague has to do this.")
)
some_free = _guard(lambda facts: facts.free > 0, "none_free", _("No stand is free."))
somebody_without = _guard(
    lambda facts: facts.without > 0, "nobody_without", _("Everybody who takes part has a stand already.")
)

_prepared = frozenset(map(str, (CallState.CHOSEN, CallState.RUNNING)))
_begun = frozenset(map(str, (CallState.RUNNING, CallState.DONE)))
_A = Act[StandFacts]
_MANAGE = Permission.PROGRAMME_MANAGE

STANDS = Workflow[StandFacts](
    [
        _A("lay_plan", _("Type the plan of the stands"), _prepared, None, _MANAGE, (has_stands,), ("text",)),
        _A(
            "give_stand",
            _("Give a stand, or free it"),
            _prepared,
            None,
            _MANAGE,
            (has_stands, not_own, takes_part),
            ("stand", "candidate"),
        ),
        _A(
            "give_out",
            _("Give the free stands out by rank"),
            _prepared,
            None,
            _MANAGE,
            (has_stands, not_own, some_free, somebody_without),
        ),
        _A("bring", _("Say what you bring"), _prepared, None, OWN, (has_stands, takes_part)),
        _A(
            "bring_for",
            _("Write down what the owner brings"),
            _prepared,
            None,
            _MANAGE,
            (has_stands, not_own, takes_part),
        ),
        _A(
            "curate",
            _("Accept what is brought, or not"),
            _prepared,
            None,
            _MANAGE,
            (has_stands, not_own, takes_part),
            ("accepted", "note"),
        ),
        _A("add_photo", _("Add a photograph"), _begun, None, _MANAGE, asks=("photo", "caption")),
        _A("drop_photo", _("Take a photograph away"), _begun, None, _MANAGE),
    ]
)
