"""A call from its draft to its end: written, published, closed, begun, finished, cancelled; who judges it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.cases.services.common import require_words
from sentra.documents.services import number_next
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, Problem
from sentra.people.models import User
from sentra.people.policy import Permission, can, require
from sentra.programmes.models import Assessor, Call, CallState, CandidateState
from sentra.programmes.rules import CallTold, content_of, problems_of_call
from sentra.programmes.services.common import call_lock, call_remember, call_require, move
from sentra.programmes.services.helped import helped_record
from sentra.programmes.services.tell import tell_call_officers, tell_candidates
from sentra.programmes.services.visits import visits_let_go
from sentra.reference.loading import current_pack
from sentra.surveys.models import VisitState

PLAIN = (
    "title", "about", "title_en", "about_en",
    "place", "begins_on", "ends_on", "apply_from", "apply_until", "quota", "budget", "budget_source",
    "budget_year", "value_each", "most_of_district", "most_of_commodity", "least_women", "least_first_timers",
)  # fmt: skip
"""What a call takes over from what is told as it is."""


@transaction.atomic
def call_write(*, actor: User, kind: str, told: CallTold) -> Call:
    """Write a call of a kind of programme; nobody sees it before it is published. Raises `InvalidInput`."""
    require(actor, Permission.PROGRAMME_MANAGE)
    content = _content(kind, told)
    year = clock.today().year
    regency = current_pack().regency.code.replace(".", "")
    call = Call(
        number=f"PRG-{regency}-{year}-{number_next(series='call', year=year):04d}",
        kind=kind,
        content=content,
        in_charge=actor,
        version=0,
        **{name: getattr(told, name) for name in PLAIN},
    )
    call_remember(actor, call, "write", after={"call_state": call.state, "call_title": call.title})
    return call


def _content(kind: str, told: CallTold) -> dict[str, Any]:
    """Give what the kind says as this call changes it. Raises `InvalidInput` with all that is wrong."""
    terms = current_pack().programme(kind)
    if terms is None:
        raise InvalidInput([Problem("kind", "unknown", _("Please choose one of the list."))])
    if problems := problems_of_call(told, clock.today()):
        raise InvalidInput(problems)
    return content_of(terms, told)


@transaction.atomic
def call_edit(*, actor: User, call_id: UUID, version: int, told: CallTold) -> Call:
    """Change a call that isn't published yet. Raises `InvalidInput`, `Conflict`."""
    call = call_lock(call_id, version)
    call_require(actor, call, "edit")
    call.content = _content(call.kind, told)
    before = {"call_title": call.title, "call_until": call.apply_until.isoformat()}
    for name in PLAIN:
        setattr(call, name, getattr(told, name))
    after = {"call_title": call.title, "call_until": call.apply_until.isoformat()}
    call_remember(actor, call, "edit", before=before, after=after)
    return call


@transaction.atomic
def call_publish(*, actor: User, call_id: UUID, version: int) -> Call:
    """Publish a call: everybody sees it, and the owners of businesses that fit are told by the worker."""
    call = call_lock(call_id, version)
    act = call_require(actor, call, "publish")
    move(call, act)
    call.published_at = clock.now()
    call_remember(actor, call, "publish", before={"call_state": CallState.DRAFT}, after={"call_state": call.state})
    return call


@transaction.atomic
def call_prolong(*, actor: User, call_id: UUID, version: int, until: date | None) -> Call:
    """Move the last day to apply; never before today, nor after the beginning."""
    call = call_lock(call_id, version)
    call_require(actor, call, "prolong")
    if until is None or not clock.today() <= until <= call.begins_on:
        message = _("Please choose a day from today to the beginning.")
        raise InvalidInput([Problem("apply_until", "impossible", message)])
    before, call.apply_until = call.apply_until, until
    call_remember(
        actor, call, "prolong", before={"call_until": before.isoformat()}, after={"call_until": until.isoformat()}
    )
    return call


@transaction.atomic
def call_close(*, actor: User, call_id: UUID, version: int) -> Call:
    """Close a call for applications, before its last day or after."""
    call = call_lock(call_id, version)
    move(call, call_require(actor, call, "close"))
    call_closed(actor, call)
    return call


def call_closed(actor: User | None, call: Call) -> None:
    """Remember that a call takes no more applications, and tell who judges. A step of an act."""
    call_remember(actor, call, "close", before={"call_state": CallState.PUBLISHED}, after={"call_state": call.state})
    tell_call_officers(call, "call_to_judge", [one.user for one in call.assessors.select_related("user")])


@transaction.atomic
def assessor_name(*, actor: User, call_id: UUID, assessor: User | None) -> Assessor:
    """Name somebody who judges the applicants. Raises `InvalidInput`."""
    call = call_lock(call_id)
    call_require(actor, call, "name_assessor")
    if assessor is None or not can(assessor, Permission.PROGRAMME_ASSESS):
        raise InvalidInput([Problem("assessor", "unknown", _("Please choose an officer from the list."))])
    if call.candidates.filter(business__owner__user=assessor).exclude(state=CandidateState.WITHDRAWN).exists():
        message = _("The business of %(name)s applied to this call. Choose somebody else.") % {"name": assessor}
        raise InvalidInput([Problem("assessor", "own", message)])
    named, made = Assessor.objects.get_or_create(call=call, user=assessor)
    if made:
        call_remember(actor, call, "name_assessor", after={"call_assessor": assessor.name})
        tell_call_officers(call, "call_to_judge", [assessor])
    return named


@transaction.atomic
def call_begin(*, actor: User, call_id: UUID, version: int) -> Call:
    """Begin the programme with those who were chosen; the waiting list goes on until it is finished."""
    call = call_lock(call_id, version)
    act = call_require(actor, call, "begin")
    move(call, act)
    call_remember(actor, call, "begin", before={"call_state": CallState.CHOSEN}, after={"call_state": call.state})
    return call


@transaction.atomic
def call_finish(*, actor: User, call_id: UUID, version: int) -> Call:
    """Finish the programme: the waiting list ends, and the register knows who received what."""
    call = call_lock(call_id, version)
    act = call_require(actor, call, "finish")
    move(call, act)
    helped_record(call, call.candidates.filter(state=CandidateState.CHOSEN))
    call.candidates.filter(state=CandidateState.WAITING).update(state=CandidateState.NOT_CHOSEN)
    call_remember(actor, call, "finish", before={"call_state": CallState.RUNNING}, after={"call_state": call.state})
    return call


@transaction.atomic
def call_cancel(*, actor: User, call_id: UUID, version: int, reason: str) -> Call:
    """Cancel a call for a reason that everybody who applied reads."""
    call = call_lock(call_id, version)
    act = call_require(actor, call, "cancel")
    call.cancelled_reason, before = require_words(reason, "reason"), call.state
    move(call, act)
    call_remember(
        actor,
        call,
        "cancel",
        before={"call_state": before},
        after={"call_state": call.state},
        reason=call.cancelled_reason,
    )
    for candidate in call.candidates.filter(visits__state=VisitState.PLANNED).select_related("business").distinct():
        visits_let_go(candidate, call.cancelled_reason)
    if before != CallState.DRAFT:
        tell_candidates(call, "call_cancelled", reason=call.cancelled_reason)
    return call
