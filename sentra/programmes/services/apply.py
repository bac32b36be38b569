"""Applying to a call: for one's own business, or for a group that it is in; withdrawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from sentra.cases.services.common import require_words
from sentra.files.models import File
from sentra.files.services import file_store
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound, Problem
from sentra.kernel.locks import hold
from sentra.kernel.text import official, tidy
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.programmes.judging import Judgement, explained, key_of
from sentra.programmes.models import Call, CallState, Candidate, CandidatePaper, CandidateState
from sentra.programmes.queries import facts_with_promises, lifts_of
from sentra.programmes.reimbursed import paid_back
from sentra.programmes.services.choose import seats_fill
from sentra.programmes.services.common import (
    call_lock,
    call_require,
    candidate_locked,
    candidate_remember,
)
from sentra.programmes.services.stands import stand_leave
from sentra.programmes.services.tell import tell_candidate
from sentra.programmes.services.visits import visits_let_go
from sentra.reference.answers import read_page
from sentra.reference.conditions import asked
from sentra.reference.lists import common_lists
from sentra.reference.programmes import ProgrammeKind
from sentra.reference.schema import Paper
from sentra.registry.models import Business, Group, Membership
from sentra.surveys.services.hand_in import UUID_SHAPE

MOST_MEMBERS = 200
PDF = "application/pdf"
Uploads = Mapping[str, "UploadedFile[bytes]"]


OUT = _lazy("The application to the programme was withdrawn.")
"""Why a visit for it isn't made."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What somebody applies with: answers as typed, papers by their code, and for which group and members of it.

    `kept` are the ids of papers that arrived with a form that was refused; what is uploaded anew stands instead.
    """

    given: Mapping[str, Sequence[str]]
    uploads: Uploads = field(default_factory=dict)
    group_id: UUID | None = None
    members: Sequence[str] = ()
    kept: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def candidate_apply(*, actor: User, call_id: UUID, business_id: UUID, key: UUID, applied: Applied) -> Candidate:
    """Apply to a call; sent twice (the same `key`) it stays one application.

    Raises `NotFound`, `NotAllowed`, `Conflict` where the call takes none or the business (or a member of the group)
    doesn't fit, saying why, and `InvalidInput` with all that is wrong.
    """
    hold(f"candidate:{key}")
    before = Candidate.objects.filter(key=key).first()
    if before and (before.business_id, before.call_id) == (business_id, call_id):
        return before
    if before:
        raise Conflict(_("This form was sent already, for something else. Open it again."))
    call = call_lock(call_id)
    business = _own_business(actor, business_id)
    if not call.takes_applications(clock.today()):
        raise Conflict(_("This call takes no applications now."))
    if call.candidates.filter(business=business).exclude(state=CandidateState.WITHDRAWN).exists():
        raise Conflict(_("This business has applied already."))
    terms = call.terms
    group, members = _group(business, applied, terms)
    known = _require_fit(call, terms, [business, *members])
    answers, problems = read_page(terms.fields, applied.given, {}, common_lists())
    answers = {code: value for code, value in answers.items() if value is not None}
    wanted, kept = papers_asked(terms, business, answers), own_papers(actor, applied.kept)
    problems += [
        Problem(f"paper-{one.code}", "missing", _("Please add: %(paper)s.") % {"paper": one.title})
        for one in wanted
        if one.required and one.code not in applied.uploads and one.code not in kept
    ]
    if problems:
        raise InvalidInput(problems)
    candidate = Candidate.objects.create(
        key=key,
        call=call,
        business=business,
        group=group,
        answers=answers,
        known=known,
        cost=paid_back(terms, answers) if terms.reimbursed else call.value_each,
        applied_by=actor,
        applied_at=clock.now(),
        version=0,
    )
    candidate.members.set(members)
    _papers_take_up(actor, candidate, wanted, applied.uploads, kept)
    candidate_remember(actor, candidate, "apply", after={"candidate_state": candidate.state})
    tell_candidate(candidate, "call_applied")
    return candidate


def _own_business(actor: User, business_id: UUID) -> Business:
    """Give the business that one applies for: the own one, or any for who manages programmes. Raises `NotFound`."""
    business = Business.objects.known().select_related("owner__user").filter(pk=business_id).first()
    if business is None or (business.owner.user_id != actor.pk and not can(actor, Permission.PROGRAMME_MANAGE)):
        raise NotFound(_("There is no such business, or it isn't yours."))
    return business


def _group(business: Business, applied: Applied, terms: ProgrammeKind) -> tuple[Group | None, list[Business]]:
    """Give the group that the business applies for, and the members it names. Raises `NotAllowed`, `InvalidInput`."""
    if applied.group_id is None:
        return None, []
    own = Membership.objects.filter(group=applied.group_id, business=business, until=None)
    membership = own.select_related("group").first()
    if not terms.groups or membership is None or membership.group.dissolved_on:
        raise NotAllowed(_("This business can't apply for that group."))
    numbers = set(applied.members)
    found = Business.objects.known().filter(
        register_number__in=numbers, memberships__group=applied.group_id, memberships__until=None
    )
    members = list(found.exclude(pk=business.pk).order_by("register_number")[: MOST_MEMBERS + 1])
    if len(members) < len(numbers - {business.register_number}) or len(members) > MOST_MEMBERS:
        raise InvalidInput([Problem("members", "unknown", _("Please choose from the list."))])
    return membership.group, members


def _require_fit(call: Call, terms: ProgrammeKind, businesses: Sequence[Business]) -> list[dict[str, Any]]:
    """Refuse where a business doesn't fit, naming what is missing; gives what the conditions saw of the first one."""
    facts = facts_with_promises(businesses, call, for_maker=True)
    lifted = lifts_of(call, [one.pk for one in businesses])
    judged = {
        one.pk: explained(terms.conditions, facts[one.pk], clock.today(), lifted.get(one.pk, frozenset()))
        for one in businesses
    }
    missing = [
        f"{one.name}: {judgement.wanted}" for one in businesses for judgement in judged[one.pk] if not judgement.passes
    ]
    if missing:
        raise Conflict(_("Not every condition is met. %(missing)s") % {"missing": " · ".join(missing)})
    return [known_as_json(judgement) for judgement in judged[businesses[0].pk]]


def known_as_json(judgement: Judgement) -> dict[str, Any]:
    """Write down what a condition saw, in the office's language: it stays so, whatever the register says later."""
    return {
        "condition": key_of(judgement.need),
        "wanted": official(judgement.wanted),
        "has": official(judgement.has),
        "met": judgement.met,
        "lifted": judgement.lifted,
    }


def papers_asked(terms: ProgrammeKind, business: Business, answers: Mapping[str, Any]) -> list[Paper]:
    """Give the papers that an application needs or may bring."""
    known = {"commodity": business.commodity, **answers}
    return [one for one in terms.papers if asked(one.when, known, common_lists().commodities)]


def _papers_take_up(
    actor: User, candidate: Candidate, wanted: Sequence[Paper], uploads: Uploads, kept: Mapping[str, File]
) -> None:
    """Let an application hold its papers: those that came with it, or else those that were kept."""
    for one in wanted:
        upload = uploads.get(one.code)
        if file := paper_keep(actor=actor, upload=upload, code=one.code) if upload else kept.get(one.code):
            CandidatePaper.objects.create(candidate=candidate, code=one.code, file=file)


@transaction.atomic
def paper_keep(*, actor: User, upload: "UploadedFile[bytes]", code: str) -> File:
    """Keep a paper of an application, so that it needn't be chosen again. Raises `InvalidInput`.

    What no application takes up is deleted after a week, as all files that nothing holds.
    """
    return file_store(actor=actor, upload=upload, name=upload.name or code, field=f"paper-{code}")


def own_papers(actor: User, named: Mapping[str, str]) -> dict[str, File]:
    """Give by their code the papers that the actor may name by their id: the own uploads of photographs and PDFs."""
    ids = [one for one in named.values() if UUID_SHAPE.fullmatch(one)]
    found = {str(one.pk): one for one in File.objects.filter(uploaded_by=actor, pk__in=ids)}
    own = {code: found[one] for code, one in named.items() if one in found}
    return {code: file for code, file in own.items() if file.is_image or file.media_type == PDF}


@transaction.atomic
def candidate_withdraw(*, actor: User, candidate_id: UUID, reason: str = "") -> Candidate:
    """Withdraw one's own application; whose seat it was, the first that may have it on the waiting list moves up.

    Its stand becomes free. Whoever gives a reason gives it in words. Raises `NotFound`, `Conflict`, `InvalidInput`.
    """
    candidate = candidate_locked(actor, candidate_id, own=True)
    call = candidate.call
    call_require(actor, call, "withdraw", candidate)
    reason = require_words(reason, "reason") if tidy(reason) else ""
    before, candidate.state = candidate.state, CandidateState.WITHDRAWN
    left = stand_leave(candidate)
    candidate_remember(
        actor,
        candidate,
        "withdraw",
        before={"candidate_state": before, **left},
        after={"candidate_state": candidate.state},
        reason=reason,
    )
    visits_let_go(candidate, official(OUT))
    if before == CandidateState.CHOSEN and call.state in {CallState.CHOSEN, CallState.RUNNING}:
        seats_fill(call)
    return candidate
