"""THE table of acts on one participant: visits, what is paid back, who did not come, and what came of it.

The state is that of the call. Whoever says what is paid back doesn't pay it (two people, as licensing's own rule).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sentra.kernel.workflow import Act, MakeGuard, Workflow, guard
from sentra.people.policy import Permission
from sentra.programmes.models import CallState, CandidateState
from sentra.programmes.workflow.call import OWN


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What the guards look at: an applicant as the actor sees it.

    `visit_planned` tells of any visit to the business, `visit_ours` whether that one looks at this application too;
    `visited` whether a report of such a visit is in. `received` is whether something was handed over or paid,
    `came` whether it is known to have come to a session.
    """

    own: bool = False
    candidate: str = CandidateState.APPLIED
    reimburses: bool = False
    visit_planned: bool = False
    visit_ours: bool = False
    visited: bool = False
    verified: bool = False
    verified_it: bool = False
    received: bool = False
    paid: bool = False
    came: bool = False
    asks: bool = False


_guard: MakeGuard[PartFacts] = guard
not_own = _guard(lambda facts: not facts.own, "own", _("This is your own business. A colleague has to do this."))
in_play = _guard(
    lambda facts: facts.candidate in {CandidateState.APPLIED, CandidateState.WAITING, CandidateState.CHOSEN},
    "not_running",
    _("This application was withdrawn or refused already."),
)
applied = _guard(
    lambda facts: facts.candidate == CandidateState.APPLIED, "not_applied", _("This application isn't open any more.")
)
takes_part = _guard(
    lambda facts: facts.candidate == CandidateState.CHOSEN, "not_chosen", _("This business doesn't take part.")
)
no_visit = _guard(
    lambda facts: not facts.visit_planned, "visit_planned", _("A visit to this business is planned already.")
)
other_visit = _guard(
    lambda facts: facts.visit_planned and not facts.visit_ours,
    "no_visit",
    _("No other visit to this business is planned."),
)
reimburses = _guard(lambda facts: facts.reimburses, "not_reimbursed", _("This programme doesn't pay back."))
visited = _guard(
    lambda facts: facts.visited, "not_visited", _("Nobody has looked at the machine yet. The visit comes first.")
)
verified = _guard(lambda facts: facts.verified, "not_verified", _("It isn't settled yet what is paid back."))
not_verifier = _guard(
    lambda facts: not facts.verified_it, "verified_it", _("You said what is paid back. A colleague pays it.")
)
not_paid = _guard(lambda facts: not facts.paid, "paid", _("It was paid back already."))
nothing_received = _guard(
    lambda facts: not facts.received, "received", _("Something was handed over or paid already; this stays.")
)
stayed_away = _guard(
    lambda facts: not facts.came, "came", _("It came to a session, as its list says. Correct the list first.")
)
is_paid = _guard(lambda facts: facts.paid, "not_paid", _("Nothing was paid that could be taken back."))
asked = _guard(lambda facts: facts.asks, "not_asked", _("Nothing is asked of this participant now."))

_S = CallState
_A = Act[PartFacts]
_MANAGE, _DECIDE = Permission.PROGRAMME_MANAGE, Permission.PROGRAMME_DECIDE


def _at(*states: CallState) -> frozenset[str]:
    return frozenset(map(str, states))


_visiting = _at(_S.PUBLISHED, _S.CLOSED, _S.CHOSEN, _S.RUNNING, _S.DONE)

TAKING_PART = Workflow[PartFacts](
    [
        _A(
            "plan_visit",
            _("Plan a visit"),
            _visiting,
            None,
            _MANAGE,
            (not_own, in_play, no_visit),
            ("planned_on", "surveyor", "remark"),
        ),
        _A(
            "share_visit",
            _("Let the planned visit look at this too"),
            _visiting,
            None,
            _MANAGE,
            (not_own, in_play, other_visit),
        ),
        _A(
            "verify",
            _("Settle what is paid back"),
            _at(_S.CLOSED),
            None,
            _MANAGE,
            (reimburses, not_own, applied, visited),
            ("price", "origin", "words"),
        ),
        _A(
            "pay",
            _("Record that it was paid back"),
            _at(_S.RUNNING, _S.DONE),
            None,
            _DECIDE,
            (reimburses, not_own, takes_part, verified, not_verifier, not_paid),
            ("on", "voucher"),
        ),
        _A(
            "unpay",
            _("Take the payment back"),
            _at(_S.RUNNING, _S.DONE),
            None,
            _DECIDE,
            (reimburses, not_own, is_paid),
            ("reason",),
        ),
        _A(
            "miss",
            _("Did not take part"),
            _at(_S.RUNNING),
            None,
            _MANAGE,
            (not_own, takes_part, nothing_received, stayed_away),
            ("reason",),
        ),
        _A("enter_result", _("Enter what came of it"), _at(_S.RUNNING, _S.DONE), None, _MANAGE, (not_own, asked)),
        _A("tell", _("Tell what came of it"), _at(_S.RUNNING, _S.DONE), None, OWN, (asked,)),
    ]
)
