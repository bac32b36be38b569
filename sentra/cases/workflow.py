"""THE table of acts on a case: act, from, to, who, guards, what it asks for.

Grave cases are found and closed by two different people (the regency's own rule, `cases.yaml: two_people`).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sentra.cases.models import OPEN, State
from sentra.kernel.errors import Message
from sentra.kernel.workflow import Act, Guard, MakeGuard, Workflow, guard
from sentra.people.policy import Permission

OWN = "case.own"
"""What the maker holds over a case about the own product, once told of it."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the guards look at; person ids are those of users."""

    actor: int | None = None
    officer: int | None = None
    maker: int | None = None
    maker_known: bool = False
    maker_registered: bool = False
    grave: bool = False
    found_by: int | None = None
    confirmed: bool = False
    statement_waits: bool = False
    objection_waits: bool = False
    may_object: bool = False
    permit_active: bool = False
    notice_open: bool = False
    listing_stopped: bool = False
    visit_planned: bool = False
    visit_ours: bool = False


_guard: MakeGuard[CaseFacts] = guard
not_own_product = _guard(
    lambda facts: facts.actor is None or facts.actor != facts.maker,
    "own_product",
    _("This is about your own product. A colleague has to do this."),
)
has_officer = _guard(
    lambda facts: facts.officer is not None, "no_officer", _("Assign the case first, so that somebody answers for it.")
)
is_case_officer = _guard(
    lambda facts: facts.actor is not None and facts.actor == facts.officer,
    "not_case_officer",
    _("Only the officer to whom the case is assigned reads who reported it."),
)
maker_known = _guard(
    lambda facts: facts.maker_known, "maker_unknown", _("Say first which business of the register made the product.")
)
maker_recorded_only = _guard(
    lambda facts: facts.maker_known and not facts.maker_registered,
    "registered",
    _("The maker is on the register already, or isn't known yet."),
)
nothing_asked = _guard(
    lambda facts: not facts.statement_waits, "asked", _("The maker was asked already and has not answered yet.")
)
something_asked = _guard(lambda facts: facts.statement_waits, "not_asked", _("No question waits for an answer."))
confirmed = _guard(
    lambda facts: facts.confirmed, "not_confirmed", _("The finding has to confirm the problem before this can be done.")
)
permit_active = _guard(
    lambda facts: facts.permit_active, "no_permit", _("The maker has no valid permit that was issued here.")
)
no_notice = _guard(lambda facts: not facts.notice_open, "notice", _("A notice to the public is out already."))
notice_out = _guard(lambda facts: facts.notice_open, "no_notice", _("No notice to the public is out."))
listed = _guard(lambda facts: not facts.listing_stopped, "stopped", _("The product is taken out of the offer already."))
stopped = _guard(lambda facts: facts.listing_stopped, "listed", _("The product was not taken out of the offer."))
no_visit = _guard(
    lambda facts: not facts.visit_planned,
    "visit",
    _("A visit to this maker is planned already; let it look into this."),
)
others_visit = _guard(
    lambda facts: facts.visit_planned and not facts.visit_ours,
    "no_visit",
    _("No visit to this maker is planned that doesn't look into this case yet."),
)
not_grave = _guard(
    lambda facts: not facts.grave, "grave", _("A grave case is closed by the head of office, not by who examined it.")
)
grave = _guard(lambda facts: facts.grave, "not_grave", _("The officer of the case closes it."))
not_finder = _guard(
    lambda facts: facts.actor is not None and facts.actor != facts.found_by,
    "finder",
    _("You made the finding yourself. A colleague has to do this."),
)
no_objection = _guard(
    lambda facts: not facts.objection_waits, "objection", _("The maker's objection has to be answered first.")
)
objection_waits = _guard(lambda facts: facts.objection_waits, "no_objection", _("No objection waits for an answer."))
may_object = _guard(
    lambda facts: facts.may_object and not facts.objection_waits,
    "too_late",
    _("There is nothing to object to, the time for it has passed, or your objection waits for its answer."),
)

_A = Act[CaseFacts]
_open = frozenset(map(str, OPEN))
_sorted = frozenset({str(State.EXAMINING), str(State.ACTING)})
_found = frozenset({str(State.ACTING), str(State.CLOSED)})
_young = frozenset({str(State.REPORTED), str(State.TRIAGED)})
_told = frozenset(map(str, State)) - {str(State.JOINED)}


def _at(*states: State) -> frozenset[str]:
    return frozenset(map(str, states))


def _handled(
    code: str,
    label: Message,
    sources: frozenset[str],
    target: State | None = None,
    guards: tuple[Guard[CaseFacts], ...] = (),
    asks: tuple[str, ...] = (),
) -> Act[CaseFacts]:
    """Give an act of whoever handles cases; never on the own product."""
    return _A(code, label, sources, target, Permission.CASE_HANDLE, (not_own_product, *guards), asks)


def _led(
    code: str,
    label: Message,
    sources: frozenset[str],
    target: State | None = None,
    guards: tuple[Guard[CaseFacts], ...] = (),
    asks: tuple[str, ...] = (),
) -> Act[CaseFacts]:
    """Give an act of whoever closes grave cases; never on the own product."""
    return _A(code, label, sources, target, Permission.CASE_CLOSE, (not_own_product, *guards), asks)


CASE = Workflow[CaseFacts](
    [
        _handled("triage", _("Sort"), _at(State.REPORTED), State.TRIAGED, asks=("kind", "gravity")),
        _handled("identify", _("Say which product it is"), _open, asks=("product",)),
        _handled("assign", _("Assign"), _open, asks=("officer",)),
        _handled("join", _("Join to another case"), _young | _at(State.EXAMINING), State.JOINED, asks=("into",)),
        _handled("dismiss", _("Don't pursue"), _young, State.DISMISSED, asks=("reason",)),
        _handled("examine", _("Begin the examination"), _at(State.TRIAGED), State.EXAMINING, (has_officer,)),
        _handled("invite", _("Invite to the register"), _open, guards=(maker_recorded_only,)),
        _handled("ask", _("Ask the maker"), _sorted, guards=(maker_known, nothing_asked), asks=("text",)),
        _handled(
            "take_statement", _("Write down the maker's answer"), _sorted, guards=(something_asked,), asks=("text",)
        ),
        _A("answer", _("Answer"), _sorted, None, OWN, (something_asked,), ("text",)),
        _handled(
            "plan_visit",
            _("Plan a visit"),
            _sorted,
            guards=(maker_known, no_visit),
            asks=("planned_on", "surveyor", "remark"),
        ),
        _handled("share_visit", _("Let the planned visit look into this"), _sorted, guards=(others_visit,)),
        _handled("test", _("Note a test"), _at(State.EXAMINING), asks=("what", "result")),
        _handled(
            "find", _("Write the finding"), _at(State.EXAMINING), State.ACTING, (nothing_asked,), ("conclusion", "text")
        ),
        _handled("examine_again", _("Examine again"), _at(State.ACTING), State.EXAMINING, (no_objection,), ("reason",)),
        _handled(
            "guide", _("Agree on a plan"), _at(State.ACTING), guards=(maker_known, confirmed), asks=("text", "day")
        ),
        _handled("warn", _("Warn in writing"), _at(State.ACTING), guards=(maker_known, confirmed), asks=("text",)),
        _handled("stop_listing", _("Take out of the offer"), _sorted, guards=(maker_known, listed), asks=("reason",)),
        _handled("resume_listing", _("Offer again"), _sorted | _at(State.CLOSED), guards=(stopped,), asks=("reason",)),
        _handled("publish", _("Tell the public"), _sorted, guards=(no_notice,), asks=("danger", "advice")),
        _handled(
            "end_notice", _("End the notice"), _sorted | _at(State.CLOSED), guards=(notice_out,), asks=("reason",)
        ),
        _handled("hand_over", _("Hand over"), _sorted, asks=("authority", "text")),
        _handled("fulfil", _("Carried out"), _found, asks=("text",)),
        _handled(
            "propose_suspension",
            _("Propose a suspension"),
            _at(State.ACTING),
            guards=(confirmed, permit_active),
            asks=("text",),
        ),
        _A(
            "suspend",
            _("Suspend the permit"),
            _at(State.ACTING),
            None,
            Permission.PERMIT_GOVERN,
            (not_own_product, confirmed, permit_active),
            ("permit", "reason"),
        ),
        _handled("close", _("Close the case"), _at(State.ACTING), State.CLOSED, (not_grave, no_objection), ("result",)),
        _led(
            "close_grave",
            _("Close the grave case"),
            _at(State.ACTING),
            State.CLOSED,
            (grave, not_finder, no_objection),
            ("result",),
        ),
        _A("object", _("Object"), _found, None, OWN, (may_object,), ("text",)),
        _led(
            "reject_objection",
            _("Reject the objection"),
            _found,
            guards=(objection_waits, not_finder),
            asks=("text",),
        ),
        _led(
            "uphold_objection",
            _("Uphold the objection"),
            _found,
            State.EXAMINING,
            (objection_waits, not_finder),
            ("text",),
        ),
        _handled("tell", _("Tell the reporter"), _told, asks=("text",)),
        _handled("note", _("Write a note"), frozenset(map(str, State)), asks=("text",)),
        _handled("read_reporter", _("Read who reported"), frozenset(map(str, State)), guards=(is_case_officer,)),
    ]
)
