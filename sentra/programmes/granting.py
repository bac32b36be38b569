"""Reads of machinery aid for an application: how far its receiver is, what may be done, what was handed over."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from sentra.files.models import File
from sentra.kernel.errors import NotFound
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.programmes.handing import Money
from sentra.programmes.models import Agreement, Asset, AssetState, Call, Candidate, CandidateState, Handover
from sentra.programmes.workflow import GRANT, GrantFacts


def agreement_of(candidate: Candidate) -> Agreement | None:
    """Give the grant agreement of an application, where there is one."""
    found = Agreement.objects.filter(candidate=candidate).select_related("document__file", "agreed_by", "scan")
    return found.first()


def grant_facts(actor: User, candidate: Candidate, agreement: Agreement | None = None) -> GrantFacts:
    """Gather what the guards look at; `agreement` where it was read already."""
    gives = candidate.call.terms.gives == "machines"
    agreement = agreement or (agreement_of(candidate) if gives else None)
    own = candidate.business.owner.user_id == actor.pk
    return GrantFacts(
        machines=gives,
        chosen=candidate.state == CandidateState.CHOSEN,
        own=own or candidate.members.filter(owner__user=actor).exists(),
        agreed=agreement is not None,
        accepted=agreement is not None and agreement.accepted_at is not None,
    )


def grant_acts(
    candidate: Candidate, facts: GrantFacts, holds: Callable[[str], bool]
) -> tuple[Mapping[str, Any], list[tuple[Any, Any]]]:
    """Give the acts that may be done, by code, and those that are hindered with the reason."""
    allowed = {act.code: act for act in GRANT.allowed(candidate.call.state, facts, holds)}
    hindered = [
        (act.label, problem.message)
        for act, problem in GRANT.blocked(candidate.call.state, facts, holds)
        if problem.code not in {"accepted", "no_machines", "not_chosen"}
    ]
    return allowed, hindered


def handovers_of(candidate: Candidate) -> "QuerySet[Handover]":
    """Give the handovers of an application with their machines."""
    found = candidate.handovers.select_related("document__file", "handed_by")
    return found.prefetch_related("assets__business")


def handed_over(candidates: "QuerySet[Candidate] | Candidate") -> int:
    """Give what the machines are worth that were handed over and are not given back, in whole rupiah."""
    on = Q(candidate=candidates) if isinstance(candidates, Candidate) else Q(candidate__in=candidates)
    kept = Asset.objects.filter(on).exclude(state=AssetState.RETURNED)
    return int(kept.aggregate(total=Sum("value"))["total"] or 0)


def money_left(candidate: Candidate, agreement: Agreement | None) -> Money:
    """Give what bounds the values of what is handed over next: the agreement, what was promised, the call's budget."""
    call = candidate.call
    bounds = [agreement.value] if agreement else []
    if call.budget and candidate.cost:
        bounds.append(candidate.cost)
    return Money(
        left=min(bounds) - handed_over(candidate) if bounds else None,
        left_of_call=call.budget - handed_over(call.candidates.all()) if call.budget else None,
    )


def grant_counts(call: Call) -> dict[str, int]:
    """Count how far the receivers of a call are: chosen, agreed, accepted, machines and what these are worth."""
    chosen = call.candidates.filter(state=CandidateState.CHOSEN)
    kept = Asset.objects.filter(candidate__call=call).exclude(state=AssetState.RETURNED)
    return {
        "chosen": chosen.count(),
        "agreed": chosen.filter(agreement__isnull=False).count(),
        "accepted": chosen.filter(agreement__accepted_at__isnull=False).count(),
        "received": kept.values("candidate").distinct().count(),
        "machines": Asset.objects.filter(candidate__call=call).count(),
        "value": int(kept.aggregate(total=Sum("value"))["total"] or 0),
    }


def agreement_file(actor: User, candidate_id: UUID) -> File:
    """Give the grant agreement to an officer, or to whom it is with. Raises `NotFound`."""
    found = Agreement.objects.filter(candidate=candidate_id).select_related("document__file")
    if not can(actor, Permission.PROGRAMME_READ):
        found = found.filter(candidate__business__owner__user=actor)
    return _signed(found.first())


def handover_file(actor: User, handover_id: int) -> File:
    """Give a handover record to an officer, or to who received: it names no later holder. Raises `NotFound`."""
    found = Handover.objects.filter(pk=handover_id).select_related("document__file")
    if not can(actor, Permission.PROGRAMME_READ):
        found = found.filter(candidate__business__owner__user=actor)
    return _signed(found.first())


def _signed(record: Agreement | Handover | None) -> File:
    if record is None:
        raise NotFound(_("There is no such paper."))
    if record.document.file is None:
        raise NotFound(_("The signed paper isn't there yet. It follows minutes after the act."))
    return record.document.file


def scan_of(actor: User, candidate_id: UUID) -> File:
    """Give the picture of an agreement that was signed on paper: to officers alone. Raises `NotFound`."""
    found = Agreement.objects.filter(candidate=candidate_id, scan__isnull=False).select_related("scan")
    agreement = found.first() if can(actor, Permission.PROGRAMME_READ) else None
    if agreement is None or agreement.scan is None:
        raise NotFound(_("There is no such paper."))
    return agreement.scan
