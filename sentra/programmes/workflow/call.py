"""THE table of acts on a call and on its applicants: act, from, to, who, guards, what it asks for."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sentra.kernel.workflow import Act, MakeGuard, Workflow, guard
from sentra.people.policy import Permission
from sentra.programmes.models import CallState

OWN = "programme.own"
"""What an owner holds over the own application to a call."""


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What the guards look at.

    `own` is whether one of the applicants' businesses is the actor's; `papers_left` counts applicants with a paper that
    nobody has looked at or that doesn't fit, `unjudged` those whom too few assessors have judged, `unvisited` those
    whom nobody has visited, `unverified` those for whom it isn't settled what is paid back, `doubles` those that may
    be one and the same with another, or with one that had this help, `unreceived` those chosen who wait for what was
    promised; `sessions_left` counts sessions that aren't over or have nobody marked, `objections` those that wait for
    an answer. `candidate` is the state of the applicant that the act is about, `received` whether it has what it was
    chosen for, `given` whether anybody has; `points_seen` whether officers may see what the assessors gave.
    """

    own: bool = False
    made_it: bool = False
    assessor: bool = False
    handed_in: bool = False
    scored: bool = False
    runs: int = 0
    papers_left: int = 0
    unjudged: int = 0
    points_seen: bool = False
    unvisited: int = 0
    unverified: int = 0
    doubles: int = 0
    unreceived: int = 0
    sessions_left: int = 0
    assessors: int = 0
    assessors_needed: int = 0
    objections: int = 0
    may_object: bool = False
    period_over: bool = True
    open_until_past: bool = False
    candidate: str = ""
    received: bool = False
    given: bool = False


_guard: MakeGuard[CallFacts] = guard
not_own = _guard(
    lambda facts: not facts.own, "own", _("Your own business applied to this call. A colleague has to do this.")
)
not_maker = _guard(
    lambda facts: not facts.made_it, "made_it", _("You are in charge of this call. A colleague decides on it.")
)
still_open = _guard(
    lambda facts: not facts.open_until_past, "past", _("The last day to apply has passed. Choose a later one first.")
)
is_assessor = _guard(lambda facts: facts.assessor, "no_assessor", _("You are not named as an assessor of this call."))
not_handed_in = _guard(
    lambda facts: not facts.handed_in, "handed_in", _("You have handed your points in; they stand now.")
)
scored = _guard(lambda facts: facts.scored, "not_scored", _("Nothing is scored in this call."))
all_checked = _guard(
    lambda facts: facts.papers_left == 0,
    "papers_left",
    _("Some papers were not looked at yet, or don't fit. Check them, or refuse those applications."),
)
points_unseen = _guard(
    lambda facts: not facts.points_seen,
    "points_seen",
    _("All have been judged by enough assessors. Another one would have seen their points."),
)
all_judged = _guard(
    lambda facts: facts.unjudged == 0, "unjudged", _("Some applicants were not judged by enough assessors yet.")
)
all_visited = _guard(
    lambda facts: facts.unvisited == 0, "unvisited", _("Some applicants were not visited yet. Plan their visits first.")
)
all_verified = _guard(
    lambda facts: facts.unverified == 0,
    "unverified",
    _("It isn't settled yet for all applicants what is paid back. Settle it on their pages first."),
)
no_double = _guard(
    lambda facts: facts.doubles == 0,
    "doubles",
    _("Two of the register may be one and the same. Decide on them first, so that nobody is helped twice."),
)
all_held = _guard(
    lambda facts: facts.sessions_left == 0,
    "sessions_left",
    _("Some sessions are to come, or have nobody marked. Mark who came, or take them away; then finish."),
)
all_received = _guard(
    lambda facts: facts.unreceived == 0,
    "unreceived",
    _("Not everybody has what was promised. Hand it over or record the payment, or that somebody did not take part."),
)
enough_assessors = _guard(
    lambda facts: facts.assessors >= facts.assessors_needed, "few_assessors", _("Name more assessors first.")
)
somebody = _guard(lambda facts: facts.runs > 0, "nobody", _("Nobody has applied who could be chosen."))
no_objection = _guard(
    lambda facts: facts.objections == 0, "objection", _("An objection waits for its answer. Answer it first.")
)
objection_waits = _guard(lambda facts: facts.objections > 0, "no_objection", _("No objection waits for an answer."))
period_over = _guard(
    lambda facts: facts.period_over, "objecting", _("Applicants may still object. Begin once their time has passed.")
)
may_object = _guard(
    lambda facts: facts.may_object, "too_late", _("There is nothing to object to now, or the time for it has passed.")
)
applied = _guard(lambda facts: facts.candidate == "applied", "not_applied", _("This application isn't open any more."))
unfit = _guard(lambda facts: facts.candidate == "unfit", "not_unfit", _("This application was not refused."))
in_the_running = _guard(
    lambda facts: facts.candidate in {"applied", "chosen", "waiting"},
    "not_running",
    _("This application was withdrawn or refused already."),
)

nothing_given = _guard(
    lambda facts: not facts.given,
    "given",
    _("Something was handed over or paid already. Take it back first, or finish the programme."),
)
not_received = _guard(
    lambda facts: not facts.received,
    "received",
    _("You have received what you were chosen for already. The office helps you if it has to be given back."),
)


def _at(*states: CallState) -> frozenset[str]:
    return frozenset(map(str, states))


_judged = _at(CallState.PUBLISHED, CallState.CLOSED)
_open = frozenset(map(str, CallState)) - _at(CallState.DONE, CallState.CANCELLED)
_A = Act[CallFacts]
_MANAGE, _ASSESS, _DECIDE = Permission.PROGRAMME_MANAGE, Permission.PROGRAMME_ASSESS, Permission.PROGRAMME_DECIDE

CALL = Workflow[CallFacts](
    [
        _A("edit", _("Change the call"), _at(CallState.DRAFT), None, _MANAGE),
        _A("publish", _("Publish"), _at(CallState.DRAFT), CallState.PUBLISHED, _MANAGE, (still_open,)),
        _A("prolong", _("Move the last day"), _at(CallState.PUBLISHED), None, _MANAGE, asks=("apply_until",)),
        _A("close", _("Close for applications"), _at(CallState.PUBLISHED), CallState.CLOSED, _MANAGE),
        _A("name_assessor", _("Name an assessor"), _judged, None, _MANAGE, (scored, points_unseen), ("assessor",)),
        _A("check_paper", _("Check a paper"), _judged, None, _MANAGE, (not_own, in_the_running), ("fits", "note")),
        _A("refuse", _("Refuse: papers don't fit"), _judged, None, _MANAGE, (not_own, applied), ("reason",)),
        _A("readmit", _("Take in again"), _judged, None, _MANAGE, (not_own, unfit), ("reason",)),
        _A("lift", _("Lift a condition"), _judged, None, _MANAGE, (not_own,), ("number", "condition", "reason")),
        _A("assess", _("Judge"), _at(CallState.CLOSED), None, _ASSESS, (scored, is_assessor, not_handed_in, not_own)),
        _A(
            "hand_in",
            _("Hand the points in"),
            _at(CallState.CLOSED),
            None,
            _ASSESS,
            (scored, is_assessor, not_handed_in, not_own),
        ),
        _A(
            "choose",
            _("Decide who is chosen"),
            _at(CallState.CLOSED),
            CallState.CHOSEN,
            _DECIDE,
            (
                not_own,
                not_maker,
                somebody,
                no_double,
                enough_assessors,
                all_checked,
                all_judged,
                all_visited,
                all_verified,
            ),
        ),
        _A(
            "reject_objection",
            _("Reject the objection"),
            _at(CallState.CHOSEN),
            None,
            _DECIDE,
            (not_own, objection_waits),
            ("text",),
        ),
        _A(
            "uphold_objection",
            _("Uphold the objection"),
            _at(CallState.CHOSEN),
            CallState.CLOSED,
            _DECIDE,
            (not_own, objection_waits),
            ("text",),
        ),
        _A("begin", _("Begin"), _at(CallState.CHOSEN), CallState.RUNNING, _MANAGE, (no_objection, period_over)),
        _A("finish", _("Finish"), _at(CallState.RUNNING), CallState.DONE, _MANAGE, (all_held, all_received)),
        _A("cancel", _("Cancel the call"), _open, CallState.CANCELLED, _MANAGE, (nothing_given,), ("reason",)),
        _A(
            "withdraw",
            _("Withdraw the application"),
            _at(CallState.PUBLISHED, CallState.CLOSED, CallState.CHOSEN, CallState.RUNNING),
            None,
            OWN,
            (in_the_running, not_received),
        ),
        _A("object", _("Object to the result"), _at(CallState.CHOSEN), None, OWN, (may_object,), ("text",)),
    ]
)
